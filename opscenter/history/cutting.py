"""Merged samples -> the chunks of a run and its roll-ups, piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from opscenter.history.blocks import Columns
from opscenter.history.rollup import WIDTHS, combine, roll_up, widen
from opscenter.history.rollup_block import BLOCK_BINS, BinsBlock, cut_bins
from opscenter.history.series_block import pack_series

SERIES_ROWS = 4_096
"""A chunk has about so many samples, twice as many at most."""
_BINS_AT_ONCE = 8 * BLOCK_BINS


@dataclass(slots=True, frozen=True)
class SeriesChunk:
    """A chunk of a run as it is stored: its cells, times (Unix ms), samples."""

    first_cell: int
    last_cell: int
    first: int
    last: int
    count: int
    block: bytes


@dataclass(slots=True)
class Cut:
    """Chunks that are done, and roll-ups by width."""

    chunks: list[SeriesChunk] = field(default_factory=list)
    bins: list[tuple[int, BinsBlock]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(len(chunk.block) for chunk in self.chunks) + sum(len(block.block) for _, block in self.bins)


def cut(stream: Iterator[Columns]) -> Iterator[Cut]:
    """Samples in order of cell and time as chunks of about SERIES_ROWS, with their roll-ups.

    A cell is cut in two only if it has more than twice as many samples, then by time.
    """
    rollups = _Rollups()
    held: list[Columns] = []
    rows = 0
    for part in stream:
        held.append(part)
        rows += len(part["cell"])
        if rows >= 4 * SERIES_ROWS:
            columns = _joined(held)
            done = Cut()
            at = 0
            for start, stop in _ranges(columns["cell"], final=False):
                done.chunks.append(_chunk(columns, start, stop))
                at = stop
            done.bins += rollups.add({name: column[:at] for name, column in columns.items()})
            held = [{name: column[at:].copy() for name, column in columns.items()}]
            rows -= at
            yield done
    done = Cut()
    if rows:
        columns = _joined(held)
        done.chunks = [_chunk(columns, start, stop) for start, stop in _ranges(columns["cell"], final=True)]
        done.bins += rollups.add(columns)
    done.bins += rollups.rest()
    yield done


def _joined(parts: list[Columns]) -> Columns:
    return parts[0] if len(parts) == 1 else {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}


def _ranges(cells: np.ndarray[tuple[int], np.dtype[np.generic]], *, final: bool) -> Iterator[tuple[int, int]]:
    """Where to cut: not in the last cell unless it is `final`, or has enough for a chunk of its own."""
    count = len(cells)
    borders = np.append(np.flatnonzero(cells[1:] != cells[:-1]) + 1, count if final else [])
    at = 0
    while count - at >= 2 * SERIES_ROWS or (final and at < count):
        place = int(np.searchsorted(borders, at + SERIES_ROWS))
        border = int(borders[place]) if place < len(borders) else -1
        before = int(borders[place - 1]) if place else 0
        if 0 <= border <= at + 2 * SERIES_ROWS:
            stop = border
        elif before > at:
            stop = before
        elif border < 0 and final:
            stop = count
        else:
            stop = at + SERIES_ROWS
        yield at, stop
        at = stop


def _chunk(columns: Columns, start: int, stop: int) -> SeriesChunk:
    cells, times, values, qualities = (columns[name][start:stop] for name in ("cell", "time", "value", "quality"))
    block = pack_series(cells, times, values, qualities)  # type: ignore[arg-type]
    return SeriesChunk(int(cells[0]), int(cells[-1]), int(times.min()), int(times.max()), stop - start, block)


class _Rollups:
    """The bins of each width that are not written yet; each width is made of the one before it."""

    def __init__(self) -> None:
        self._held: list[list[Columns]] = [[] for _ in WIDTHS]
        self._count = [0 for _ in WIDTHS]

    def add(self, columns: Columns) -> Iterator[tuple[int, BinsBlock]]:
        """Take in more samples; blocks that are full."""
        if len(columns["cell"]):
            bins = roll_up(columns["cell"], columns["time"], columns["value"], columns["quality"], WIDTHS[0])
            yield from self._take(0, bins, final=False)

    def rest(self) -> Iterator[tuple[int, BinsBlock]]:
        """Whatever is left."""
        for number in range(len(WIDTHS)):
            yield from self._take(number, None, final=True)

    def _take(self, number: int, bins: Columns | None, *, final: bool) -> Iterator[tuple[int, BinsBlock]]:
        held = self._held[number]
        if bins is not None:
            held.append(bins)
            self._count[number] += len(bins["cell"])
        if not held or (self._count[number] < _BINS_AT_ONCE and not final):
            return
        joined = combine(held)
        cells = joined["cell"]
        until = len(cells) if final else int(np.searchsorted(cells, cells[-1]))  # more may come of the last cell
        if until == 0:
            until = len(cells) - 1  # a cell with very many; more may come of its last bin
        done = {name: column[:until] for name, column in joined.items()}
        self._held[number] = [{name: column[until:] for name, column in joined.items()}] if until < len(cells) else []
        self._count[number] = len(cells) - until
        for block in cut_bins(done, WIDTHS[number]):
            yield WIDTHS[number], block
        if number + 1 < len(WIDTHS):
            yield from self._take(number + 1, widen(done, WIDTHS[number + 1]), final=False)
