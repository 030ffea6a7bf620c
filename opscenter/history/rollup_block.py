"""Bins of roll-ups <-> compressed blocks, small enough that one series is read without many others.

A block is a zstd frame of `RB`, a version (uint8), the width in ms (int64) and the number of bins n (uint32); then 10 n
numbers of 8 bytes, spread byte by byte (first all lowest bytes, then the next ...); then n qualities. Little-endian.
The numbers are five columns of integers (cell; time in widths, count, first_time and last_time as ms from the bin's
begin) as differences from one to the next, all but the first anew with each cell, so that a cell is read by itself; and
five of floats: `first`, and `low, high, last, sum` as the bits in which they differ from `first`, so that of a bin of
one sample there is nothing more to store.
"""

import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    same = ints[0, 1:] == ints[0, :-1]
    ints[0, 1:] = np.diff(ints[0])
    ints[1:, 1:] -= np.where(same, ints[1:, :-1], 0)
    bits = np.empty((len(FLOATS), count), np.int64)
    for row, name in enumerate(FLOATS):
        bits[row] = np.ascontiguousarray(bins[name], np.float64).view(np.int64)
    bits[1:] ^= bits[0]
    spread = np.concatenate([ints, bits]).astype("<i8", copy=False).reshape(-1).view(np.uint8).reshape(-1, 8).T
    head = _HEAD.pack(_MAGIC, width_ms, count)
    return compress(b"".join((head, spread.tobytes(), np.asarray(bins["quality"], np.uint8).tobytes())), DENSE)


@dataclass(slots=True, frozen=True)
class OpenBins:
    """A block as far as it must be opened to find a cell in it; `cells` by bin, ascending."""

    cells: NDArray[np.int64]
    _width: int
    _spread: NDArray[np.uint8]
    _quality: NDArray[np.uint8]

    def of_cell(self, cell: int) -> Columns:
        """The bins of one cell in order of time."""
        start, stop = int(self.cells.searchsorted(cell)), int(self.cells.searchsorted(cell, side="right"))
        numbers = self._numbers(start, stop)
        return self._columns(np.cumsum(numbers[: len(INTS)], axis=1), numbers, start, stop)

    def all(self) -> Columns:
        """All bins, in order of cell and time."""
        numbers = self._numbers(0, len(self.cells))
        sums = np.cumsum(numbers[: len(INTS)], axis=1)
        if len(self.cells):
            starts = np.flatnonzero(np.diff(self.cells, prepend=self.cells[0] - 1))
            before = sums[:, starts] - numbers[: len(INTS), starts]
            sums -= np.repeat(before, np.diff(starts, append=len(self.cells)), axis=1)
        return self._columns(sums, numbers, 0, len(self.cells))

    def _numbers(self, start: int, stop: int) -> NDArray[np.int64]:
        part = self._spread[:, :, start:stop].transpose(1, 2, 0).copy()
        return part.reshape(_NUMBERS, -1).view("<i8").astype(np.int64, copy=False)

    def _columns(self, ints: NDArray[np.int64], numbers: NDArray[np.int64], start: int, stop: int) -> Columns:
        ints[0] = self.cells[start:stop]
        ints[1] *= self._width
        ints[3:] += ints[1]
        bits = numbers[len(INTS) :]
        bits[1:] ^= bits[0]
        columns: Columns = {name: ints[row] for row, name in enumerate(INTS)}
        floats = bits.view(np.float64)
        columns |= {name: floats[row] for row, name in enumerate(FLOATS)}
        columns["quality"] = self._quality[start:stop].copy()
        return columns


def open_bins(block: bytes) -> OpenBins:
    """A block ready to be asked for its cells. Raises BlockError."""
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
    spread = np.frombuffer(content, np.uint8, size, _HEAD.size).reshape(8, _NUMBERS, count)
    cells = np.cumsum(spread[:, 0].T.copy().reshape(-1).view("<i8"))
    return OpenBins(cells, width, spread, np.frombuffer(content, np.uint8, count, _HEAD.size + size))


def unpack_bins(block: bytes) -> Columns:
    """The bins of a block, in order of cell and time. Raises BlockError."""
    return open_bins(block).all()


def _cuts(cells: NDArray[np.int64]) -> list[tuple[int, int]]:
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
