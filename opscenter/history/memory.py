"""What figures must know after a start, kept with the checkpoint: arrays by figure and name <-> one block of bytes."""

import sqlite3
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
import zstandard
from numpy.typing import NDArray

Array = NDArray[Any]
Memory = Mapping[str, Array]

VERSION = 1
LARGEST = 256 << 20


class _Stored(msgspec.Struct, array_like=True):
    dtype: str
    shape: list[int]
    content: bytes


class _Document(msgspec.Struct, array_like=True):
    version: int
    figures: dict[str, dict[str, _Stored]]


class MemoryFault(ValueError):
    """A memory that cannot be read."""


def pack_memory(memories: Mapping[str, Memory]) -> bytes:
    """Memories by figure, as one compressed block. Arrays of objects are refused (ValueError)."""
    figures: dict[str, dict[str, _Stored]] = {}
    for figure, memory in memories.items():
        stored = figures[figure] = {}
        for name, array in memory.items():
            array = np.ascontiguousarray(array)
            if array.dtype.hasobject:
                raise ValueError(f"{figure}: {name} holds objects, not numbers or texts of a fixed length")
            stored[name] = _Stored(array.dtype.str, list(array.shape), array.tobytes())
    return zstandard.ZstdCompressor(level=1, write_checksum=True).compress(
        msgspec.msgpack.encode(_Document(VERSION, figures))
    )


def unpack_memory(block: bytes) -> dict[str, dict[str, Array]]:
    """What was packed. Raises MemoryFault."""
    try:
        content = zstandard.ZstdDecompressor().decompress(block, max_output_size=LARGEST)
        document = msgspec.msgpack.decode(content, type=_Document)
        if document.version != VERSION:
            raise MemoryFault(f"it has version {document.version}, this program knows {VERSION}")
        return {
            figure: {
                name: np.frombuffer(one.content, np.dtype(one.dtype)).reshape(one.shape).copy()
                for name, one in stored.items()
            }
            for figure, stored in document.figures.items()
        }
    except (zstandard.ZstdError, msgspec.MsgspecError, TypeError, ValueError) as error:
        raise MemoryFault(str(error)) from None


def put_memory(connection: sqlite3.Connection, beat: int, block: bytes) -> None:
    """Keep what figures know as of a checkpoint; of those before, what goes with a state that is kept. Within a
    transaction, after the checkpoint's mark is written, which counts its bytes."""
    connection.execute("DELETE FROM figure_memory WHERE beat NOT IN (SELECT beat FROM mark WHERE state IS NOT NULL)")
    if block:
        connection.execute("INSERT OR REPLACE INTO figure_memory VALUES (?, ?)", (beat, block))


def memory_at(connection: sqlite3.Connection, beat: int) -> bytes:
    """What figures knew at the checkpoint of a beat; b"" where that is not known. Raises sqlite3.Error."""
    if not is_there(connection, "figure_memory"):
        return b""
    found = connection.execute("SELECT memory FROM figure_memory WHERE beat = ?", (beat,)).fetchone()
    return found[0] if found is not None else b""


def is_there(connection: sqlite3.Connection, table: str) -> bool:
    """Whether there is such a table: not in an old database on a read-only disk. Raises sqlite3.Error."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None
