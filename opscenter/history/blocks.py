"""Columns and frames <-> compressed blocks.

A block of columns is a zstd frame of a MessagePack directory `[[name, dtype, length], ...]` and the columns one after
another. Integers of 8 bytes are stored as differences and every column byte by byte (first all lowest bytes, then
the next ...): times and readings change little from one to the next, so most of the bytes become runs.

A block of messages is a zstd frame of the count, the lengths of all topics, payloads and headers (uint32), the
arrivals (int64), then all topics, payloads and headers.
"""

import struct
import threading
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import zstandard
from numpy.typing import NDArray

Columns = dict[str, NDArray[np.generic]]
Message = tuple[bytes, bytes, bytes, int]

FAST, DENSE = 1, 3
MAX_BLOCK_BYTES = 1 << 30

_LENGTH = struct.Struct("<I")
_OF_THREAD = threading.local()


class BlockError(ValueError):
    """A stored block that cannot be read."""


def compress(content: bytes, level: int = FAST) -> bytes:
    """One zstd frame with a checksum, so that a block that a disk has changed is not taken for what was written."""
    return zstandard.ZstdCompressor(level=level, write_checksum=True).compress(content)


def decompress(block: bytes) -> bytes:
    """The content of a zstd frame. Raises BlockError."""
    try:
        decompressor: zstandard.ZstdDecompressor = _OF_THREAD.decompressor
    except AttributeError:  # making one costs as much as opening a small block
        decompressor = _OF_THREAD.decompressor = zstandard.ZstdDecompressor()
    try:
        return decompressor.decompress(block, max_output_size=MAX_BLOCK_BYTES)
    except zstandard.ZstdError as error:
        raise BlockError(f"a stored block cannot be decompressed: {error}") from None


def pack_columns(columns: Columns, level: int = FAST) -> bytes:
    """A block of 1-D columns of fixed-size numbers."""
    directory, parts = [], []
    for name, column in columns.items():
        stored = np.ascontiguousarray(column)
        directory.append((name, stored.dtype.str, len(stored)))
        if stored.dtype == np.int64 and len(stored):
            stored = np.diff(stored, prepend=np.int64(0))
        parts.append(_spread(stored))
    head = msgspec.msgpack.encode(directory)
    return compress(b"".join([_LENGTH.pack(len(head)), head, *parts]), level)


def unpack_columns(block: bytes, only: tuple[str, ...] | None = None) -> Columns:
    """The columns of a block, or those named. Raises BlockError."""
    content = decompress(block)
    try:
        (size,) = _LENGTH.unpack_from(content)
        offset = _LENGTH.size + size
        columns: Columns = {}
        for name, code, length in msgspec.msgpack.decode(
            content[_LENGTH.size : offset], type=list[tuple[str, str, int]]
        ):
            dtype = np.dtype(code)
            stored = length * dtype.itemsize
            if only is None or name in only:
                column = _gather(content, offset, dtype, length)
                columns[name] = np.cumsum(column) if dtype == np.int64 else column
            offset += stored
        return columns
    except (struct.error, msgspec.MsgspecError, TypeError, ValueError) as error:
        raise BlockError(f"a stored block of columns cannot be read: {error}") from None


def _spread(column: NDArray[np.generic]) -> bytes:
    if column.itemsize == 1:
        return column.tobytes()
    return column.view(np.uint8).reshape(len(column), column.itemsize).T.tobytes()


def _gather(content: bytes, offset: int, dtype: np.dtype[np.generic], length: int) -> NDArray[np.generic]:
    bytes_by_place = np.frombuffer(content, np.uint8, length * dtype.itemsize, offset).reshape(dtype.itemsize, length)
    return np.ascontiguousarray(bytes_by_place.T).view(dtype).reshape(length)


def pack_messages(messages: Sequence[Message]) -> bytes:
    """A block of raw messages in order of arrival."""
    if not messages:
        return compress(_LENGTH.pack(0))
    topics, payloads, headers, arrived = zip(*messages, strict=True)
    count = len(messages)
    lengths = [np.fromiter(map(len, frames), np.uint32, count).tobytes() for frames in (topics, payloads, headers)]
    arrivals = np.fromiter(arrived, np.int64, count).tobytes()
    return compress(
        b"".join([_LENGTH.pack(count), *lengths, arrivals, b"".join(topics), b"".join(payloads), b"".join(headers)])
    )


def unpack_messages(block: bytes) -> Iterator[Message]:
    """The messages of a block, in order of arrival. Raises BlockError."""
    content = decompress(block)
    try:
        (count,) = _LENGTH.unpack_from(content)
        if not count:
            return
        lengths = np.frombuffer(content, np.uint32, 3 * count, _LENGTH.size).reshape(3, count).astype(np.int64)
        offset = _LENGTH.size + 12 * count
        arrivals = np.frombuffer(content, np.int64, count, offset).tolist()
        offset += 8 * count
    except (struct.error, ValueError) as error:
        raise BlockError(f"a stored block of messages cannot be read: {error}") from None
    ends = (np.cumsum(lengths.reshape(-1)) + offset).reshape(3, count)
    if int(ends[2, -1]) != len(content):
        raise BlockError("a stored block of messages is cut off")
    starts = (ends - lengths).tolist()
    stops = ends.tolist()
    for position in range(count):
        topic, payload, header = (content[starts[frame][position] : stops[frame][position]] for frame in range(3))
        yield topic, payload, header, arrivals[position]
