"""The messages of a chunk, one after another."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from mcap.opcode import Opcode
from mcap.records import Chunk

from opscenter.recording.errors import DamagedError
from opscenter.recording.index import ChunkPlace
from opscenter.recording.limits import MAX_CHUNK_BYTES
from opscenter.recording.mcap_records import CHUNK, LENGTH4, LENGTH8, MESSAGE, MESSAGE_FIELDS, RECORD
from opscenter.recording.unpacking import unpack_chunk

Raw = tuple[int, int, int, int, bytes, int]
"""Channel, sequence, log time, publish time (ns), data, and where its record begins in the chunk."""


def open_chunk(file: BinaryIO, place: ChunkPlace) -> bytes:
    """What a chunk holds, checked against its CRC. Raises DamagedError."""
    if place.length > MAX_CHUNK_BYTES:
        raise DamagedError(f"a chunk of {place.length:,} bytes is not opened")
    file.seek(place.offset)
    record = file.read(place.length)
    if len(record) != place.length or len(record) < RECORD.size:
        raise DamagedError("a chunk is cut off")
    opcode, length = RECORD.unpack_from(record)
    if opcode != Opcode.CHUNK or RECORD.size + length != place.length:
        raise DamagedError("there is no whole chunk where the index says")
    chunk = read_chunk(memoryview(record)[RECORD.size :])
    return chunk_content(chunk)


def read_chunk(content: bytes | memoryview) -> Chunk:
    """A chunk's record, still packed. Raises DamagedError."""
    try:
        since, until, size, crc = CHUNK.unpack_from(content)
        at = CHUNK.size
        (chars,) = LENGTH4.unpack_from(content, at)
        compression = bytes(content[at + 4 : at + 4 + chars][:64]).decode(errors="replace")
        at += 4 + chars
        (packed,) = LENGTH8.unpack_from(content, at)
    except struct.error:
        raise DamagedError("a chunk is cut off") from None
    at += LENGTH8.size
    if at + packed > len(content) or size > MAX_CHUNK_BYTES:
        raise DamagedError("a chunk does not hold what its head says")
    return Chunk(compression, content[at : at + packed], until, since, crc, size)  # type: ignore[arg-type]


def chunk_content(chunk: Chunk) -> bytes:
    """What a chunk holds, checked against its CRC. Raises DamagedError."""
    content = unpack_chunk(chunk.compression, chunk.data, chunk.uncompressed_size)
    if chunk.uncompressed_crc and zlib.crc32(content) != chunk.uncompressed_crc:
        raise DamagedError("the check sum of a chunk differs")
    return content


def messages(content: bytes) -> Iterator[Raw]:
    """The messages of a chunk that was opened; other records are passed over. Raises DamagedError."""
    at, end = 0, len(content)
    unpack, head, fields = MESSAGE.unpack_from, MESSAGE.size, MESSAGE_FIELDS
    while at + head <= end:
        opcode, length, channel, sequence, logged, published = unpack(content, at)
        after = at + 9 + length
        if after > end:
            raise DamagedError("a message of a chunk is cut off")
        if opcode == 5:
            if length < fields:
                raise DamagedError("a message of a chunk is cut off")
            yield channel, sequence, logged, published, content[at + head : after], at
        at = after
    while at + RECORD.size <= end:  # a record shorter than a message is none
        opcode, length = RECORD.unpack_from(content, at)
        at += RECORD.size + length
    if at != end:
        raise DamagedError("a record of a chunk is cut off")


def announced(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Opcode and content of the other records of a chunk: schemas and channels. Raises DamagedError."""
    at, end = 0, len(content)
    while at + RECORD.size <= end:
        opcode, length = RECORD.unpack_from(content, at)
        after = at + RECORD.size + length
        if after > end:
            raise DamagedError("a record of a chunk is cut off")
        if opcode != Opcode.MESSAGE:
            yield opcode, content[at + RECORD.size : after]
        at = after
