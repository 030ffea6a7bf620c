"""Bins of roll-ups <-> compressed blocks, small enough that one series is read without many others.

A block is a zstd frame with a check sum of: `RB`, a version (uint8, 2), the width in ms, the numbers of bins, cells,
values and sums, how many bytes each whole number, value and sum takes, and the lengths of two tables (see `_HEAD`).
Then, little-endian and byte by byte (first all lowest bytes, then the next ...):

1. directory, int64 by cell, as differences from one to the next: the cell, its bins, its bins of several samples, base
   and form of its values, base and form of its sums (see `history.series_values`);
2. whole numbers by bin, zigzag differences to the bin before in the same cell: its begin in widths, count, first_time
   and last_time as ms from the begin;
3. values, cell after cell: `first` of all bins, then `low`, `high`, `last` of those of several samples (in a bin of one
   sample all are the same, and so is the sum);
4. sums of bins of several samples. Where the values of a cell have some decimals at most, so have its sums: they are
   stored free of the error of adding up floating-point numbers;
5. tables of values that repeat, and values written apart, for 3 and for 4;
6. qualities (uint8 by bin), and which bins are of several samples (uint8 by bin).
"""

import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import zstandard
from numpy.typing import NDArray

from opscenter.history.blocks import DENSE, BlockError, Columns, decompress
from opscenter.history.rollup import no_bins
from opscenter.history.series_values import DIFFERENCES, MOST_DECIMALS, Written, read_values, write_values

BLOCK_BINS = 1_024
"""About so many bins a block."""
_MAGIC = b"RB\x02"
_HEAD = struct.Struct("<3sqIIIIBBBIIII")
_DIRECTORY = 7
_WHOLE = 4
_SUM_ERROR = 1e-10
"""A sum is this near, in proportion, to the one without the error of adding up."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]


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
    """One block of bins of a width, in order of cell and time."""
    cell = bins["cell"].astype(np.int64, copy=False)
    count = len(cell)
    starts = np.flatnonzero(np.diff(cell, prepend=cell[:1] - 1)) if count else np.empty(0, np.intp)
    lengths = np.diff(starts, append=count)
    several = _several(bins)
    by_cell = np.add.reduceat(several, starts, dtype=np.int64) if count else np.empty(0, np.int64)
    values, begins = _values(bins, several, lengths, by_cell)
    written = write_values(values, begins) if count else _NOTHING
    sums, summed = _sums(bins, several, lengths, by_cell, written.form)
    directory = np.zeros((_DIRECTORY, len(starts)), np.int64)
    directory[0], directory[1], directory[2] = cell[starts], lengths, by_cell
    directory[3], directory[4] = written.base, written.form
    directory[5:, by_cell > 0] = summed.base, summed.form
    directory[:, 1:] = np.diff(directory)
    whole = _zigzag(_differences(bins, starts, width_ms))
    widths = [_bytes_of(numbers) for numbers in (whole, written.numbers, summed.numbers)]
    head = _HEAD.pack(
        _MAGIC, width_ms, count, len(starts), len(values), len(sums), *widths,
        len(written.table), len(written.odd), len(summed.table), len(summed.odd),
    )  # fmt: skip
    numbers = zip((whole.reshape(-1), written.numbers, summed.numbers), widths, strict=True)
    content = [
        head,
        _planes(directory.reshape(-1).view(np.uint64), 8),
        *(_planes(column, width) for column, width in numbers),
        *(part for one in (written, summed) for part in _apart(one)),
        bins["quality"].astype(np.uint8, copy=False).tobytes(),
        several.tobytes(),
    ]
    return zstandard.ZstdCompressor(level=DENSE, write_checksum=True).compress(b"".join(content))


@dataclass(slots=True, frozen=True)
class OpenBins:
    """A block as far as it must be opened to find a cell in it; `cells` ascending, each once."""

    cells: Ints
    _width: int
    _starts: Ints
    _directory: Ints
    _whole: Bytes
    _values: tuple[Bytes, Floats, Ints, Ints]
    _sums: tuple[Bytes, Floats, Ints, Ints]
    _value_starts: Ints
    _sum_starts: Ints
    _quality: Bytes
    _several: NDArray[np.bool_]

    def of_cell(self, cell: int) -> Columns:
        """The bins of one cell in order of time. Raises BlockError."""
        place = int(self.cells.searchsorted(cell))
        if place == len(self.cells) or self.cells[place] != cell:
            return no_bins()
        try:
            return self._read(place)
        except (IndexError, ValueError, OverflowError) as error:  # the check sum holds: written by a faulty program
            raise BlockError(f"a stored block of roll-ups cannot be read: {error}") from None

    def all(self) -> Columns:
        """All bins, in order of cell and time. Raises BlockError."""
        if not len(self.cells):
            return no_bins()
        try:
            return self._read_all()
        except (IndexError, ValueError, OverflowError) as error:
            raise BlockError(f"a stored block of roll-ups cannot be read: {error}") from None

    def _read_all(self) -> Columns:
        starts, lengths, many = self._starts[:-1], self._directory[1], self._directory[2]
        if not lengths.all():
            raise ValueError("a cell without a bin")
        steps = _unzigzag(_numbers(self._whole.transpose(1, 2, 0)))
        sums = steps.cumsum(axis=1)
        sums -= np.repeat((sums[:, starts] - steps[:, starts]), lengths, axis=1)
        time, counts, first_time, last_time = sums
        time *= self._width
        values = self._all_floats(self._values, self._value_starts, lengths + 3 * many, 3)
        at = np.repeat(self._value_starts[:-1] - starts, lengths) + np.arange(len(time))
        columns: dict[str, Floats] = {"first": values[at]}
        several = self._several
        of_several = np.repeat(self._value_starts[:-1] + lengths - self._sum_starts[:-1], many)
        of_several += np.arange(len(of_several))
        for k, name in enumerate(_OTHERS):
            columns[name] = columns["first"].copy()
            columns[name][several] = values[of_several + k * np.repeat(many, many)]
        columns["sum"] = columns["first"].copy()
        if len(of_several):
            summed = np.flatnonzero(many)
            columns["sum"][several] = self._all_floats(self._sums, self._sum_starts, many, 5, summed)
        return {
            "cell": np.repeat(self.cells, lengths), "time": time, "count": counts,
            "first_time": first_time + time, "last_time": last_time + time,
            "first": columns["first"], "low": columns["low"], "high": columns["high"], "last": columns["last"],
            "sum": columns["sum"], "quality": self._quality.copy(),
        }  # fmt: skip

    def _all_floats(
        self, stored: tuple[Bytes, Floats, Ints, Ints], starts: Ints, lengths: Ints, row: int, cells: Ints | None = None
    ) -> Floats:
        chosen = np.arange(len(lengths)) if cells is None else cells
        base, form = self._directory[row, chosen], self._directory[row + 1, chosen]
        return read_values(
            Written(_numbers(stored[0].T), base, form, *stored[1:]), starts[:-1][chosen], lengths[chosen], 0
        )

    def _read(self, place: int) -> Columns:
        start, stop = int(self._starts[place]), int(self._starts[place + 1])
        count = stop - start
        steps = _unzigzag(_numbers(self._whole[:, :, start:stop].transpose(1, 2, 0)))
        time, counts, first_time, last_time = steps.cumsum(axis=1)
        time *= self._width
        values = self._floats(self._values, self._value_starts, place, 3)
        several = self._several[start:stop]
        many = (len(values) - count) // 3
        columns: dict[str, Floats] = {"first": values[:count]}
        if many == count:
            columns |= {name: values[(k + 1) * count : (k + 2) * count] for k, name in enumerate(_OTHERS)}
            columns["sum"] = self._floats(self._sums, self._sum_starts, place, 5)
        else:
            for k, name in enumerate(_OTHERS):
                columns[name] = columns["first"].copy()
                columns[name][several] = values[count + k * many : count + (k + 1) * many]
            columns["sum"] = columns["first"].copy()
            if many:
                columns["sum"][several] = self._floats(self._sums, self._sum_starts, place, 5)
        return {
            "cell": np.full(count, self.cells[place]), "time": time, "count": counts,
            "first_time": first_time + time, "last_time": last_time + time,
            "first": columns["first"], "low": columns["low"], "high": columns["high"], "last": columns["last"],
            "sum": columns["sum"], "quality": self._quality[start:stop].copy(),
        }  # fmt: skip

    def _floats(self, stored: tuple[Bytes, Floats, Ints, Ints], starts: Ints, place: int, row: int) -> Floats:
        start, stop = int(starts[place]), int(starts[place + 1])
        numbers = _numbers(stored[0][:, start:stop].T)
        base, form = self._directory[row, place : place + 1], self._directory[row + 1, place : place + 1]
        return read_values(Written(numbers, base, form, *stored[1:]), _ZERO, np.array([stop - start]), start)


_OTHERS = ("low", "high", "last")
_ONE = np.uint64(1)
_ZERO = np.zeros(1, np.int64)
_NONE = np.empty(0, np.int64)
_NOTHING = Written(np.empty(0, np.uint64), _NONE, _NONE, np.empty(0), _NONE, _NONE)


def open_bins(block: bytes) -> OpenBins:
    """A block ready to be asked for its cells. Raises BlockError for anything damaged or newer."""
    content = decompress(block)
    try:
        magic, width, count, cells, values, sums, *rest = _HEAD.unpack_from(content)
    except struct.error:
        raise BlockError("a stored block of roll-ups is cut off") from None
    if magic != _MAGIC:
        raise BlockError("a stored block of roll-ups is not one, or of another version of the program")
    widths, tables = rest[:3], rest[3:]
    sizes = [
        8 * _DIRECTORY * cells, widths[0] * _WHOLE * count, widths[1] * values, widths[2] * sums,
        8 * tables[0], 4 * tables[1], 8 * tables[1], 8 * tables[2], 4 * tables[3], 8 * tables[3], count, count,
    ]  # fmt: skip
    if width <= 0 or max(widths) > 8 or len(content) != _HEAD.size + sum(sizes):
        raise BlockError("a stored block of roll-ups does not hold what its head says")
    ends = list(itertools.accumulate(sizes, initial=_HEAD.size))
    stored = np.frombuffer(content, np.uint8)
    parts = [stored[start:stop] for start, stop in itertools.pairwise(ends)]
    directory = parts[0].reshape(8, -1).T.copy().view("<i8").reshape(_DIRECTORY, cells).cumsum(axis=1)
    lengths, many = directory[1], directory[2]
    starts, sum_starts = _ends(lengths), _ends(many)
    value_starts = starts + 3 * sum_starts
    several = parts[11].view(np.bool_)
    if (
        starts[-1] != count or value_starts[-1] != values or sum_starts[-1] != sums
        or np.count_nonzero(several) != sums
    ):  # fmt: skip
        raise BlockError("a stored block of roll-ups does not hold what its head says")
    return OpenBins(
        directory[0], width, starts, directory, parts[1].reshape(widths[0], _WHOLE, count),
        (parts[2].reshape(widths[1], values), *_tables(parts[4:7])),
        (parts[3].reshape(widths[2], sums), *_tables(parts[7:10])),
        value_starts, sum_starts, parts[10], several,
    )  # fmt: skip


def unpack_bins(block: bytes) -> Columns:
    """The bins of a block, in order of cell and time. Raises BlockError."""
    return open_bins(block).all()


def _several(bins: Columns) -> NDArray[np.bool_]:
    """Which bins say more than their first sample, by the bits."""
    first = np.ascontiguousarray(bins["first"], np.float64).view(np.int64)
    several = np.zeros(len(first), np.bool_)
    for name in (*_OTHERS, "sum"):
        several |= np.ascontiguousarray(bins[name], np.float64).view(np.int64) != first
    return several


def _values(bins: Columns, several: NDArray[np.bool_], lengths: Ints, many: Ints) -> tuple[Floats, NDArray[np.intp]]:
    """Values cell after cell, and where each cell's begin."""
    parts = [np.asarray(bins["first"], np.float64), *(np.asarray(bins[n], np.float64)[several] for n in _OTHERS)]
    number = np.arange(len(lengths))
    of_cell = np.concatenate([np.repeat(number, lengths), *[np.repeat(number, many)] * 3])
    order = np.argsort(of_cell, kind="stable")
    return np.concatenate(parts)[order], _ends(lengths + 3 * many)[:-1].astype(np.intp)


def _sums(bins: Columns, several: NDArray[np.bool_], lengths: Ints, many: Ints, form: Ints) -> tuple[Floats, Written]:
    """Sums of bins of several samples, and how they are written, by cell that has some."""
    sums = np.asarray(bins["sum"], np.float64)[several]
    if not len(sums):
        return sums, _NOTHING
    decimals = np.repeat(form & (DIFFERENCES - 1), many)
    power = 10.0 ** np.minimum(decimals, MOST_DECIMALS)
    with np.errstate(over="ignore", invalid="ignore"):
        plain = np.rint(sums * power) / power
        near = (decimals <= MOST_DECIMALS) & (np.abs(plain - sums) <= _SUM_ERROR * np.abs(sums))
    exact = np.where(near, plain, sums)
    return exact, write_values(exact, _ends(many[many > 0])[:-1].astype(np.intp))


def _differences(bins: Columns, starts: NDArray[np.intp], width: int) -> Ints:
    whole = np.empty((_WHOLE, len(bins["cell"])), np.int64)
    for row, name in enumerate(("time", "count", "first_time", "last_time")):
        whole[row] = bins[name]
    whole[2:] -= whole[0]
    whole[0] //= width
    steps = whole.copy()
    steps[:, 1:] -= whole[:, :-1]
    steps[:, starts] = whole[:, starts]
    return steps


def _apart(written: Written) -> tuple[bytes, bytes, bytes]:
    return (
        written.table.astype("<f8").tobytes(), written.odd.astype("<u4").tobytes(),
        written.odd_bits.astype("<i8").tobytes(),
    )  # fmt: skip


def _tables(parts: list[Bytes]) -> tuple[Floats, Ints, Ints]:
    if not parts[0].size and not parts[1].size:
        return _NOTHING.table, _NONE, _NONE
    table, odd, bits = parts[0].tobytes(), parts[1].tobytes(), parts[2].tobytes()
    return np.frombuffer(table, "<f8"), np.frombuffer(odd, "<u4").astype(np.int64), np.frombuffer(bits, "<i8")


def _planes(numbers: NDArray[np.uint64], width: int) -> bytes:
    return numbers.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8).T[:width].tobytes()


def _numbers(spread: Bytes) -> NDArray[np.uint64]:
    """Numbers whose bytes, lowest first, are along the last axis."""
    whole = np.zeros((*spread.shape[:-1], 8), np.uint8)
    whole[..., : spread.shape[-1]] = spread
    return whole.view("<u8")[..., 0].astype(np.uint64, copy=False)


def _bytes_of(numbers: NDArray[np.uint64]) -> int:
    return (int(numbers.max()).bit_length() + 7) // 8 if numbers.size else 0


def _zigzag(steps: Ints) -> NDArray[np.uint64]:
    return ((steps << 1) ^ (steps >> 63)).view(np.uint64)


def _unzigzag(numbers: NDArray[np.uint64]) -> Ints:
    odd = (numbers & _ONE).view(np.int64)
    return (numbers >> _ONE).view(np.int64) ^ -odd


def _ends(lengths: Ints) -> Ints:
    ends = np.zeros(len(lengths) + 1, np.int64)
    lengths.cumsum(out=ends[1:])
    return ends


def _cuts(cells: Ints) -> list[tuple[int, int]]:
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
