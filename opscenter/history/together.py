"""One attribute of many entities over a span as one series: read from roll-ups where these are kept, else from samples.

Reckoned in bins. A cell's value in a bin is the mean of its samples there (for the smallest and largest: the smallest,
the largest), and holds on through bins in which it was not told anew, for as long as values of its kind count as fresh.
The bins of all cells are then put together. Samples of bad quality count as not told (in roll-ups they are mixed with
the others, and their quality says so). Memory is bounded by cells times bins (MOST_PLACES).
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality
from opscenter.history.blocks import Columns, unpack_columns
from opscenter.history.rollup import WIDTHS
from opscenter.history.rollup_block import open_bins
from opscenter.history.runs import has_runs, ready_runs, sealed_until
from opscenter.history.series_block import open_series

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_PLACES = 4_000_000
"""Cells times bins of one answer."""
LEAST_BINS = 40
SHARE = 0.1
"""The quality of a bin is the worst that so large a share of the known cells has; missing ones count as suspect."""
FEW = 0.3
"""Of a block of samples with fewer wanted cells than this share these are read one by one."""
_OF_BINS = ("cell", "time", "low", "high", "sum", "count", "quality")
REDUCES = ("sum", "mean", "min", "max")


@dataclass(slots=True, frozen=True)
class Together:
    """`time`: where each bin begins (Unix ms), `width` ms long; `known`: how many cells it is made of."""

    time: Ints
    value: Floats
    known: Ints
    quality: NDArray[np.uint8]
    width: int


class _Gathering:
    """What is known of each cell in each bin: sum and count of its samples, or the extreme, and the worst quality."""

    def __init__(self, cells: Ints, since: int, width: int, bins: int, reduce: str) -> None:
        self._cells, self._since, self._width, self._bins, self._reduce = cells, since, width, bins, reduce
        size = len(cells) * bins
        self._value = np.zeros(size) if reduce in ("sum", "mean") else np.full(size, np.nan)
        self._count = np.zeros(size, np.int64)
        self._quality = np.zeros(size, np.uint8)

    def take(
        self, cell: Ints, time: Ints, low: Floats, high: Floats, total: Floats, count: Ints, quality: Ints
    ) -> None:
        """Samples (count 1) or bins of any source, in any order."""
        place = np.minimum(np.searchsorted(self._cells, cell), len(self._cells) - 1)
        at = (time - self._since) // self._width
        wanted = (self._cells[place] == cell) & (at >= 0) & (at < self._bins) & (count > 0) & np.isfinite(total)
        if not wanted.any():
            return
        key = place[wanted] * self._bins + at[wanted]
        np.add.at(self._count, key, count[wanted])
        np.maximum.at(self._quality, key, quality[wanted].astype(np.uint8))
        if self._reduce in ("sum", "mean"):
            np.add.at(self._value, key, total[wanted])
        elif self._reduce == "max":
            np.fmax.at(self._value, key, high[wanted])
        else:
            np.fmin.at(self._value, key, low[wanted])

    def together(self, hold: int, skipped: int) -> tuple[Floats, Ints, NDArray[np.uint8]]:
        """(value, cells known, quality) of the bins after the first `skipped`; a value holds on for `hold` bins."""
        shape = (len(self._cells), self._bins)
        count, value, quality = self._count.reshape(shape), self._value.reshape(shape), self._quality.reshape(shape)
        told = count > 0
        if self._reduce in ("sum", "mean"):
            value = value / np.maximum(1, count)
        newest = np.maximum.accumulate(np.where(told, np.arange(self._bins), -1), axis=1)
        known = (newest >= 0) & (np.arange(self._bins) - newest <= hold)
        held = np.where(known, np.take_along_axis(value, np.maximum(newest, 0), axis=1), np.nan)[:, skipped:]
        trust = np.take_along_axis(quality, np.maximum(newest, 0), axis=1)[:, skipped:]
        known = known[:, skipped:]
        number = known.sum(axis=0)
        with np.errstate(invalid="ignore"):
            if self._reduce in ("sum", "mean"):
                result = np.where(known, held, 0.0).sum(axis=0)
                result = result / np.maximum(1, number) if self._reduce == "mean" else result
            elif self._reduce == "max":
                result = np.where(known, held, -np.inf).max(axis=0)
            else:
                result = np.where(known, held, np.inf).min(axis=0)
        return np.where(number > 0, result, np.nan), number.astype(np.int64), _trust(known, trust, number)


def _trust(known: NDArray[np.bool_], trust: NDArray[np.uint8], number: Ints) -> NDArray[np.uint8]:
    ever = max(1, int(known.any(axis=1).sum()))
    found = np.where(number < (1.0 - SHARE) * ever, int(Quality.SUSPECT), int(Quality.GOOD)).astype(np.uint8)
    for quality in (Quality.SUSPECT, Quality.STALE, Quality.BAD):
        share = (known & (trust >= int(quality))).sum(axis=0) >= SHARE * np.maximum(1, number)
        found = np.where(share & (number > 0), np.maximum(found, int(quality)), found).astype(np.uint8)
    return found


def put_together(
    db: sqlite3.Connection,
    cells: Ints,
    reduce: str,
    since: int,
    until: int,
    points: int,
    hold_ms: int,
    closing: Callable[[], bool] = lambda: False,
) -> Together:
    """`cells` (ascending, not empty) over [since, until] in at most `points` bins. See above.

    Raises sqlite3.Error, BlockError, and ValueError when `closing()` while it reads.
    """
    width = bin_width(until - since, min(points, max(LEAST_BINS, MOST_PLACES // len(cells))))
    begin = since // width * width
    bins = (until - begin) // width + 1
    hold = max(1, hold_ms // width) if hold_ms >= width else 0
    early = min(hold, bins)
    gathering = _Gathering(cells, begin - early * width, width, bins + early, reduce)
    for part in _parts(db, cells, begin - early * width, until, width):
        if closing():
            raise ValueError("The station is closing.")
        gathering.take(*part)
    value, known, quality = gathering.together(hold, early)
    return Together(begin + np.arange(bins, dtype=np.int64) * width, value, known, quality, width)


def bin_width(span_ms: int, bins: int) -> int:
    """The shortest round width (ms) with which a span fits into so many bins."""
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200)
    wanted = max(1, span_ms) / max(1, bins - 1)
    for step in steps:
        if step * 1000 >= wanted:
            return step * 1000
    day = 86_400_000
    return int(-(-wanted // day)) * day


_Part = tuple[Ints, Ints, Floats, Floats, Floats, Ints, Ints]


def _parts(db: sqlite3.Connection, cells: Ints, since: int, until: int, width: int) -> Iterator[_Part]:
    """All that is stored, in one state of the database: nothing twice while segments are sealed and runs merged."""
    db.execute("BEGIN")
    try:
        after = 0
        if has_runs(db):
            after = sealed_until(db)
            kept = next((one for one in reversed(WIDTHS) if width % one == 0), 0)
            yield from _in_runs(db, cells, since, until, kept)
        first, last = int(cells[0]), int(cells[-1])
        for question, args in (
            (
                "SELECT columns FROM chunk JOIN segment ON segment.id = chunk.segment WHERE segment.id > ? "
                "AND segment.last >= ? AND segment.first <= ? AND last_cell >= ? AND first_cell <= ? "
                "ORDER BY chunk.id",
                (after, since, until, first, last),
            ),
            ("SELECT columns FROM sample_block WHERE last >= ? AND first <= ? ORDER BY beat", (since, until)),
        ):
            for (block,) in _blocks(db, question, args):
                columns = unpack_columns(block, ("cell", "time", "value", "quality"))
                if len(columns.get("cell", ())):
                    yield _of_samples(columns)
    finally:
        db.execute("ROLLBACK")


def _in_runs(db: sqlite3.Connection, cells: Ints, since: int, until: int, kept: int) -> Iterator[_Part]:
    first, last = int(cells[0]), int(cells[-1])
    for run in ready_runs(db, since, until):
        rolled = kept
        if rolled:
            found = db.execute("SELECT 1 FROM rollup_chunk WHERE run = ? AND width = ? LIMIT 1", (run.id, rolled))
            rolled = rolled if found.fetchone() else 0
        if rolled:
            yield from _of_rollups(db, run.id, rolled, cells, since - rolled, until)
        elif run.size:
            for (block,) in _blocks(
                db,
                "SELECT block FROM run_chunk WHERE run = ? AND last_cell >= ? AND first_cell <= ? AND last >= ? "
                "AND first <= ? ORDER BY last_cell, id",
                (run.id, first, last, since, until),
            ):
                opened = open_series(block)
                wanted = np.intersect1d(opened.cells, cells, assume_unique=True)
                if len(wanted) > FEW * len(opened.cells):
                    yield _of_samples(opened.all())
                    continue
                for cell in wanted.tolist():
                    samples = opened.of_cell(cell)
                    if samples is not None:
                        which = np.full(len(samples), cell)
                        part = {"cell": which, "time": samples.time, "value": samples.value, "quality": samples.quality}
                        yield _of_samples(part)


def _of_rollups(db: sqlite3.Connection, run: int, width: int, cells: Ints, since: int, until: int) -> Iterator[_Part]:
    first, last = int(cells[0]), int(cells[-1])
    for (block,) in _blocks(
        db,
        "SELECT block FROM rollup_chunk WHERE run = ? AND width = ? AND last_cell >= ? AND first_cell <= ? "
        "AND last >= ? AND first <= ? ORDER BY last_cell, id",
        (run, width, first, last, since, until),
    ):
        opened = open_bins(block)
        parts = [opened.of_cell(cell) for cell in np.intersect1d(opened.cells, cells, assume_unique=True).tolist()]
        if not parts:
            continue
        bins = {name: np.concatenate([part[name] for part in parts]) for name in _OF_BINS}
        yield (
            _ints(bins, "cell"),
            _ints(bins, "time"),
            _floats(bins, "low"),
            _floats(bins, "high"),
            _floats(bins, "sum"),
            _ints(bins, "count"),
            _ints(bins, "quality"),
        )


def _blocks(db: sqlite3.Connection, question: str, args: tuple[int, ...]) -> Iterator[tuple[bytes]]:
    """Rows of a question, one at a time."""
    cursor = db.execute(question, args)
    try:
        yield from cursor
    finally:
        cursor.close()


def _of_samples(columns: Columns) -> _Part:
    value, cell, quality = _floats(columns, "value"), _ints(columns, "cell"), _ints(columns, "quality")
    count = (quality < int(Quality.BAD)).astype(np.int64)
    return cell, _ints(columns, "time"), value, value, value, count, quality


def _ints(columns: Columns, name: str) -> Ints:
    return np.asarray(columns[name], np.int64)


def _floats(columns: Columns, name: str) -> Floats:
    return np.asarray(columns[name], np.float64)
