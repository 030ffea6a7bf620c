"""Columns of whole numbers <-> compressed bytes.

A column is nothing at all where every number is 0; else a unit (uint64) that all are multiples of, the number of
bytes w that the largest needs, and w zstd frames, each with its length (uint32) before it: of zigzag numbers in units
all lowest bytes, then all second bytes, and so on. The lowest bytes vary, the others hardly: each is packed as it is.
"""

import struct

import numpy as np
import zstandard
from numpy.typing import NDArray

from opscenter.recording.errors import DamagedError
from opscenter.recording.unpacking import unpack

Ints = NDArray[np.int64]

LEVEL = 3
_FIRST = 256
"""A unit of all is one of these; most columns have none, and that is seen at once."""
_MOST_UNIT = 2**62
_HEAD = struct.Struct("<QB")
_LENGTH = struct.Struct("<I")


def pack_ints(numbers: Ints) -> bytes:
    """A column; how many they are is written elsewhere."""
    if not numbers.any():
        return b""
    unit = 1 if int(np.gcd.reduce(numbers[:_FIRST])) == 1 else int(np.gcd.reduce(numbers))
    if not 0 < unit <= _MOST_UNIT:
        unit = 1
    if unit > 1:
        numbers = numbers // unit
    zigzag = ((numbers << 1) ^ (numbers >> 63)).view(np.uint64)
    width = (int(zigzag.max()).bit_length() + 7) // 8
    planes = zigzag.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)
    parts = [_HEAD.pack(unit, width)]
    for plane in range(width):
        packed = pack_bytes(np.ascontiguousarray(planes[:, plane]).tobytes())
        parts += (_LENGTH.pack(len(packed)), packed)
    return b"".join(parts)


def unpack_ints(data: bytes, count: int) -> Ints | None:
    """`count` numbers, None for all of them 0. Raises DamagedError."""
    if not data:
        return None
    try:
        unit, width = _HEAD.unpack_from(data)
        if not 0 < width <= 8 or not 0 < unit <= _MOST_UNIT:
            raise DamagedError("a column of numbers cannot be read")
        at = _HEAD.size
        planes = []
        for _ in range(width):
            (length,) = _LENGTH.unpack_from(data, at)
            at += _LENGTH.size
            planes.append(np.frombuffer(unpack_bytes(data[at : at + length], count), np.uint8))
            at += length
    except struct.error:
        raise DamagedError("a column of numbers is cut off") from None
    if width == 1:
        zigzag = planes[0].astype(np.int64)
    else:
        spread = np.zeros((count, 8), np.uint8)
        for place, plane in enumerate(planes):
            spread[:, place] = plane
        zigzag = spread.reshape(-1).view("<i8").astype(np.int64, copy=False)
        if width == 8:
            numbers = (zigzag.view(np.uint64) >> np.uint64(1)).view(np.int64) ^ -(zigzag & 1)
            return numbers * unit if unit > 1 else numbers
    numbers = (zigzag >> 1) ^ -(zigzag & 1)
    return numbers * unit if unit > 1 else numbers


def pack_bits(bits: NDArray[np.bool_]) -> bytes:
    """Yes and no, nothing at all where every one is no."""
    return pack_bytes(np.packbits(bits).tobytes()) if bits.any() else b""


def unpack_bits(data: bytes, count: int) -> NDArray[np.bool_]:
    """`count` of them. Raises DamagedError."""
    if not data:
        return np.zeros(count, np.bool_)
    packed = np.frombuffer(unpack_bytes(data, (count + 7) // 8), np.uint8)
    return np.unpackbits(packed, count=count).view(np.bool_)


def pack_bytes(content: bytes) -> bytes:
    """A zstd frame."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(content)


def unpack_bytes(data: bytes, size: int) -> bytes:
    """The content of a zstd frame, of exactly `size` bytes. Raises DamagedError."""
    content = unpack(data, size)
    if len(content) != size:
        raise DamagedError(f"a column holds {len(content):,} bytes, and should {size:,}")
    return content
