"""Protobuf wire format, as little of it as vector tiles need. Nothing here raises on bad bytes."""

import struct
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_MASK32 = (1 << 32) - 1


def read_varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    """The number at a place and the place after it; the place is `end + 1` when the number is cut off."""
    value = shift = 0
    while at < end and shift < 70:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    return 0, end + 1


def read_fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Each field of a message as number, wire type, start, end of its content; stops where bytes are broken."""
    while at < end:
        tag = data[at]
        at += 1
        if tag > 0x7F:
            tag, at = read_varint(data, at - 1, end)
        wire = tag & 7
        if wire == 2:
            if at < end and data[at] < 0x80:
                start = at + 1
                at = start + data[at]
            else:
                length, start = read_varint(data, at, end)
                at = start + length
        elif wire == 0:
            start = at
            _, at = read_varint(data, at, end)
        elif wire in (1, 5):
            start = at
            at += 8 if wire == 1 else 4
        else:
            return
        if at > end:
            return
        yield tag >> 3, wire, start, at


def read_value(data: bytes, start: int, end: int) -> object:
    """A property value: str, float, int or bool; None when it is of no known kind."""
    value: object = None
    for number, wire, first, last in read_fields(data, start, end):
        if number == 1 and wire == 2:
            value = data[first:last].decode("utf-8", "replace")
        elif number == 2 and wire == 5:
            value = struct.unpack("<f", data[first:last])[0]
        elif number == 3 and wire == 1:
            value = struct.unpack("<d", data[first:last])[0]
        elif number in (4, 5, 6, 7) and wire == 0:
            bits = read_varint(data, first, last)[0]
            if number == 4 and bits >= 1 << 63:
                bits -= 1 << 64
            elif number == 6:
                bits = (bits >> 1) ^ -(bits & 1)
            value = bool(bits) if number == 7 else bits
    return value


def varints_of_ranges(buffer: NDArray[np.uint8], start: Ints, end: Ints) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """All varints in the byte ranges, one after another; how many a range has; whether a range ends whole.

    Numbers are cut to 32 bits, which is what geometry and tags use.
    """
    length = end - start
    whole = np.ones(len(start), dtype=np.bool_)
    used = length > 0
    whole[used] = (buffer[end[used] - 1] & 0x80) == 0
    length = np.where(whole, length, 0)
    total = int(length.sum())
    if total == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(len(start), dtype=np.int64), whole
    offset = np.cumsum(length) - length
    content = buffer[np.arange(total) + np.repeat(start - offset, length)]
    last = np.flatnonzero(content < 0x80)
    first = np.empty_like(last)
    first[0] = 0
    first[1:] = last[:-1] + 1
    size = last - first + 1
    value = (content[first] & 0x7F).astype(np.int64)
    for k in range(1, min(int(size.max()), 5)):
        mine = np.flatnonzero(size > k)
        value[mine] |= (content[first[mine] + k].astype(np.int64) & 0x7F) << (7 * k)
    value &= _MASK32
    bounds = np.searchsorted(last, np.concatenate((offset, [total])), side="left")
    return value, np.diff(bounds), whole
