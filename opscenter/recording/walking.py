"""All records of a file, from its beginning on, also behind a place that is none: what `recover` and `verify` see."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

import numpy as np
from mcap.opcode import Opcode

from opscenter.recording.chunk_reading import open_chunk
from opscenter.recording.errors import DamagedError
from opscenter.recording.index import ChunkPlace
from opscenter.recording.limits import MAX_ATTACHMENT_BYTES
from opscenter.recording.mcap_records import CHUNK, MAGIC, RECORD

_LONGEST = MAX_ATTACHMENT_BYTES + 65_536
_BLOCK = 4 << 20
_MOST_SEARCHED = 64 << 20
_SIGNS = (b"\x04\x00\x00\x00zstd", b"\x03\x00\x00\x00lz4")
_BEFORE_SIGN = RECORD.size + CHUNK.size
_KNOWN = {int(opcode) for opcode in Opcode}
_FIRST_OF_OTHERS = 0x80
"""From here on opcodes are other programs' own."""


class Record(NamedTuple):
    """A whole record: where it begins, and what it holds."""

    opcode: int
    offset: int
    content: bytes


class Gap(NamedTuple):
    """Bytes from `offset` to `until` that are no records, or none that can be read."""

    offset: int
    until: int


def walk(file: BinaryIO, size: int, chunks: Sequence[int] = ()) -> Iterator[Record | Gap]:
    """Records in order, up to the one that ends the data section; `chunks`: where chunks are known to begin.

    Behind what is no record the next chunk is looked for whose check sum is right.
    """
    at = len(MAGIC)
    while at < size:
        record = _at(file, size, at)
        if record is None:
            chunk = _next_chunk(file, size, at + 1, chunks)
            after = _first_of_row(file, at + 1, chunk if chunk < size else size - len(MAGIC)) or chunk
            yield Gap(at, after)
            at = after
            continue
        yield record
        if record.opcode in (Opcode.DATA_END, Opcode.FOOTER):
            return
        at += RECORD.size + len(record.content)


def content_at(file: BinaryIO, size: int, offset: int) -> bytes:
    """What the record that begins there holds; nothing if there is none."""
    record = _at(file, size, offset)
    return b"" if record is None else record.content


def _at(file: BinaryIO, size: int, at: int) -> Record | None:
    file.seek(at)
    head = file.read(RECORD.size)
    if len(head) < RECORD.size:
        return None
    opcode, length = RECORD.unpack(head)
    if (opcode not in _KNOWN and opcode < _FIRST_OF_OTHERS) or length > _LONGEST or at + RECORD.size + length > size:
        return None
    content = file.read(length)
    return Record(opcode, at, content) if len(content) == length else None


def _next_chunk(file: BinaryIO, size: int, start: int, chunks: Sequence[int]) -> int:
    """Where the next chunk begins that can be opened; the end of the file if there is none."""
    for offset in chunks[bisect_right(chunks, start) :]:
        if _opens(file, size, offset):
            return offset
    at = start
    while at < size:
        file.seek(at)
        block = file.read(_BLOCK + _BEFORE_SIGN + 8)
        found = [
            at + place - _BEFORE_SIGN for sign in _SIGNS for place in _places(block, sign) if place >= _BEFORE_SIGN
        ]
        for offset in sorted(found):
            if _opens(file, size, offset):
                return offset
        at += _BLOCK
    return size


def _first_of_row(file: BinaryIO, start: int, end: int) -> int:
    """Where a row of records begins that ends exactly at `end`; 0 if there is none.

    Between a chunk that cannot be read and the next stand others, as channels: of random bytes none makes such a row.
    """
    start = max(start, end - _MOST_SEARCHED)
    if end - start < RECORD.size:
        return 0
    file.seek(start)
    block = file.read(end - start)
    opcodes = np.frombuffer(block, np.uint8)[: 1 - RECORD.size]
    lengths = np.lib.stride_tricks.sliding_window_view(np.frombuffer(block, np.uint8)[1:], 8)
    size = len(block)
    near = ~lengths[:, 4:].any(axis=1)  # no record here is longer than 4 GiB
    likely = np.flatnonzero(near & np.isin(opcodes, sorted(_KNOWN)))
    good = {size}
    for place in reversed(likely.tolist()):
        if place + RECORD.size + int.from_bytes(lengths[place].tobytes(), "little") in good:
            good.add(place)
    return start + min(good) if len(good) > 1 else 0


def _places(block: bytes, sign: bytes) -> Iterator[int]:
    place = block.find(sign)
    while place >= 0:
        yield place
        place = block.find(sign, place + 1)


def _opens(file: BinaryIO, size: int, offset: int) -> bool:
    file.seek(offset)
    head = file.read(RECORD.size)
    if len(head) < RECORD.size:
        return False
    opcode, length = RECORD.unpack(head)
    if opcode != Opcode.CHUNK or offset + RECORD.size + length > size:
        return False
    try:
        open_chunk(file, ChunkPlace(0, 0, offset, RECORD.size + length, b""))
    except DamagedError:
        return False
    return True
