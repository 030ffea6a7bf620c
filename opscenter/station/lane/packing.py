"""A memory <-> one compressed block of bytes. Whatever the bytes are, reading them is bounded and ends in an error of
one kind."""

import math
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
import zstandard
from numpy.typing import NDArray

from opscenter.station.lane.remembering import Array, Kept

VERSION = 1
LARGEST = 1 << 30
"""Bytes of a memory when it is unpacked; one of 50,000 entities has about a twentieth of them."""
MOST_PARTS = 100_000
LEVEL = 3

_KINDS = "biufU"
_WIDEST = 1 << 16
_MOST_AXES = 4


class MemoryFormatError(ValueError):
    """These bytes are no memory, or not a whole one, or not one that fits; a sentence."""


class _Part(msgspec.Struct, array_like=True):
    """`dtype` "" : plain data as MessagePack, of so many bytes; else an array of that shape."""

    path: str
    dtype: str
    shape: list[int]


class _Head(msgspec.Struct, array_like=True):
    version: int
    parts: list[_Part]


def pack(memory: Mapping[str, Array | bytes], level: int = LEVEL) -> bytes:
    """One compressed block: a head, and the parts behind it. Numbers go byte by byte: first the lowest of all. `level`:
    how hard zstd tries."""
    parts, blocks = [], []
    for path, value in memory.items():
        if isinstance(value, bytes):
            parts.append(_Part(path, "", [len(value)]))
            blocks.append(value)
        else:
            array = np.ascontiguousarray(value)
            if array.dtype.kind not in _KINDS:
                raise ValueError(f"{path} holds neither numbers nor texts of a fixed length")
            parts.append(_Part(path, array.dtype.str, list(array.shape)))
            blocks.append(_apart(array))
    head = msgspec.msgpack.encode(_Head(VERSION, parts))
    content = b"".join((len(head).to_bytes(4, "little"), head, *blocks))
    return zstandard.ZstdCompressor(level=level, write_checksum=True).compress(content)


def unpack(block: bytes) -> Kept:
    """What was packed. Raises MemoryFormatError and nothing else."""
    try:
        size = zstandard.frame_content_size(block)
        if not 4 <= size <= LARGEST:
            raise MemoryFormatError(f"the memory would have {size} bytes, and {LARGEST} at most are read")
        content = memoryview(zstandard.ZstdDecompressor().decompress(block, max_output_size=LARGEST))
        begin = 4 + int.from_bytes(content[:4], "little")
        head = msgspec.msgpack.decode(content[4:begin], type=_Head)
        if head.version != VERSION:
            raise MemoryFormatError(f"the memory has version {head.version}, this program knows {VERSION}")
        if len(head.parts) > MOST_PARTS:
            raise MemoryFormatError(f"the memory has {len(head.parts)} parts, and {MOST_PARTS} at most are read")
        memory: Kept = {}
        for part in head.parts:
            size = _count(part) * (_width(part.dtype) if part.dtype else 1)
            if begin + size > len(content):
                raise MemoryFormatError(f"{part.path[:100]} is cut off")
            some = content[begin : begin + size]
            memory[part.path] = _together(some, part) if part.dtype else bytes(some)
            begin += size
        if begin != len(content):
            raise MemoryFormatError("the memory goes on after its end")
        return memory
    except MemoryFormatError:
        raise
    except (zstandard.ZstdError, msgspec.MsgspecError, ValueError, TypeError, RecursionError, MemoryError) as error:
        raise MemoryFormatError(f"the memory cannot be read: {str(error)[:200]}") from None


def _count(part: _Part) -> int:
    if not 1 <= len(part.shape) <= _MOST_AXES or min(part.shape) < 0:
        raise MemoryFormatError(f"{part.path[:100]} has no shape that an array can have")
    return math.prod(part.shape)


def _width(dtype: str) -> int:
    kind = np.dtype(dtype)
    if kind.kind not in _KINDS or kind.itemsize > _WIDEST:
        raise MemoryFormatError(f"{dtype[:40]!r} is no kind of column")
    return kind.itemsize


def _apart(array: NDArray[Any]) -> bytes:
    """All first bytes, then all second ones, and so on."""
    width = array.dtype.itemsize
    if not array.size or width < 2:
        return array.tobytes()
    return array.reshape(-1).view(np.uint8).reshape(-1, width).T.tobytes()


def _together(some: memoryview, part: _Part) -> NDArray[Any]:
    kind, count = np.dtype(part.dtype), _count(part)
    if not count or not kind.itemsize:
        return np.zeros(part.shape, kind)
    return np.frombuffer(some, np.uint8).reshape(kind.itemsize, count).T.copy().view(kind).reshape(part.shape)
