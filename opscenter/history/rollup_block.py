"""Bins of roll-ups <-> compressed blocks, small enough that one series is read without many others.

A block is a zstd frame of `RB`, a version (uint8), the width in ms (int64) and the number of bins n (uint32); then 10 n
numbers of 8 bytes, spread byte by byte (first all lowest bytes, then the next ...); then n qualities. Little-endian.
The numbers are five columns of integers as differences from one to the next (cell, time in widths, count, first_time
and last_time as ms from the bin's begin), and five of floats: `first`, and `low, high, last, sum` as the bits in which
they differ from `first`, so that of a bin of one sample there is nothing more to store.
"""

import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from opscenter.history.blocks import DENSE, BlockError, Columns, compress, decompress
from opscenter.history.rollup import FLOATS, INTS

BLOCK_BINS = 512
"""About so many bins a block."""
_MAGIC = b"RB\x01"
_HEAD = struct.Struct("<3sqI")
_NUMBERS = len(INTS) + len(FLOATS)


@dataclass(slots=True)
class BinsBlock:
    """A block as it is stored: cells and times (begins of bins, Unix ms) it holds, how many bins."""

    first_cell: int
    last_cell: int
    first: int
    last: int
    count: int
    block: bytes


def cut_bins(bins: Columns, width_ms: int) -> Iterator[BinsBlock]:
    """Bins of one width in order of cell and time as blocks. No cell is cut in two unless it has more than a block."""
    cells, times = bins["cell"].astype(np.int64, copy=False), bins["time"].astype(np.int64, copy=False)
    for start, stop in _cuts(cells):
        part: Columns = {name: column[start:stop] for name, column in bins.items()}
        first, last = int(times[start:stop].min()), int(times[start:stop].max())
        yield BinsBlock(int(cells[start]), int(cells[stop - 1]), first, last, stop - start, pack_bins(part, width_ms))


def pack_bins(bins: Columns, width_ms: int) -> bytes:
    """One block of bins of a width."""
    count = len(bins["cell"])
    ints = np.empty((len(INTS), count), np.int64)
    for row, name in enumerate(INTS):
        ints[row] = bins[name]
    ints[3:] -= ints[1]
    ints[1] //= width_ms
    ints[:, 1:] = np.diff(ints)
    bits = np.empty((len(FLOATS), count), np.int64)
    for row, name in enumerate(FLOATS):
        bits[row] = np.ascontiguousarray(bins[name], np.float64).view(np.int64)
    bits[1:] ^= bits[0]
    spread = np.concatenate([ints, bits]).astype("<i8", copy=False).reshape(-1).view(np.uint8).reshape(-1, 8).T
    head = _HEAD.pack(_MAGIC, width_ms, count)
    return compress(b"".join((head, spread.tobytes(), np.asarray(bins["quality"], np.uint8).tobytes())), DENSE)


def unpack_bins(block: bytes) -> Columns:
    """The bins of a block, in order of cell and time. Raises BlockError."""
    content = decompress(block)
    try:
        magic, width, count = _HEAD.unpack_from(content)
    except struct.error:
        raise BlockError("a stored block of roll-ups is cut off") from None
    if magic != _MAGIC:
        raise BlockError("a stored block of roll-ups is not one, or of a newer program")
    size = 8 * _NUMBERS * count
    if len(content) != _HEAD.size + size + count:
        raise BlockError("a stored block of roll-ups is cut off")
    spread = np.frombuffer(content, np.uint8, size, _HEAD.size).reshape(8, _NUMBERS * count)
    numbers = spread.T.copy().view("<i8").reshape(_NUMBERS, count)
    ints, bits = numbers[: len(INTS)], numbers[len(INTS) :]
    ints = np.cumsum(ints, axis=1)
    ints[1] *= width
    ints[3:] += ints[1]
    bits[1:] ^= bits[0]
    return {
        **dict(zip(INTS, ints, strict=True)),
        **dict(zip(FLOATS, bits.view(np.float64), strict=True)),
        "quality": np.frombuffer(content, np.uint8, count, _HEAD.size + size),
    }


def _cuts(cells: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[tuple[int, int]]:
    starts = np.append(np.flatnonzero(np.diff(cells, prepend=cells[0] - 1)), len(cells)) if len(cells) else [0]
    ends = [0]
    for start in np.asarray(starts).tolist():
        if start - ends[-1] >= BLOCK_BINS:
            ends.append(start)
    if ends[-1] != len(cells):
        ends.append(len(cells))
    pieces: list[tuple[int, int]] = []
    for start, stop in itertools.pairwise(ends):
        pieces += [(at, min(at + 2 * BLOCK_BINS, stop)) for at in range(start, stop, 2 * BLOCK_BINS)]
    return pieces
