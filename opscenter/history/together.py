"""One attribute of many entities over a span as one series: read from roll-ups where these are kept, else from samples.

Reckoned in bins. A cell's value in a bin is the mean of its samples there (for the smallest and largest: the smallest,
the largest), and holds on through bins in which it was not told anew, for as long as values of its kind count as fresh.
The bins of all cells are then put together. Samples of bad quality count as not told (in roll-ups they are mixed with
the others, and their quality says so). Memory is bounded by cells times bins (MOST_PLACES).
"""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing as closing_of
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality
from opscenter.history.blocks import Columns, unpack_columns
from opscenter.history.passing_over import DAMAGE, pass_over
from opscenter.history.rollup import WIDTHS
from opscenter.history.rollup_block import open_bins
from opscenter.history.runs import has_rollups, has_runs, ready_runs, sealed_until
from opscenter.history.sample_columns import NAMES
from opscenter.history.series_block import open_series
from opscenter.history.unsealed import beats_on_disk

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
T = TypeVar("T")

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

    Raises sqlite3.Error, BlockError, ValueError when `closing()` while it reads, and what that raises.
    """
    width = bin_width(until - since, min(points, max(LEAST_BINS, MOST_PLACES // len(cells))))
    begin = since // width * width
    bins = (until - begin) // width + 1
    hold = max(1, hold_ms // width) if hold_ms >= width else 0
    early = min(hold, bins)
    gathering = _Gathering(cells, begin - early * width, width, bins + early, reduce)
    with closing_of(_parts(db, cells, begin - early * width, until, width)) as parts:
        for part in parts:
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


def _parts(db: sqlite3.Connection, cells: Ints, since: int, until: int, width: int) -> Generator[_Part, None, None]:
    """All that is stored, in one state of the database: nothing twice while segments are sealed and runs merged."""
    db.execute("BEGIN")
    try:
        after = 0
        if has_runs(db):
            after = sealed_until(db)
            yield from _in_runs(db, cells, since, until, width)
        segments = db.execute(
            "SELECT id FROM segment WHERE id > ? AND last >= ? AND first <= ? ORDER BY id", (after, since, until)
        ).fetchall()
        for (segment,) in segments:
            yield from _numbers(_opened(db, "chunk", "segment = ?", (segment,), cells, _unpacked))
        yield from _numbers(beats_on_disk(db, since, until))
    finally:
        db.execute("ROLLBACK")


def _in_runs(db: sqlite3.Connection, cells: Ints, since: int, until: int, width: int) -> Iterator[_Part]:
    """From the widest roll-ups that bins are made of, else samples, else the narrowest that are left."""
    for run in ready_runs(db, since, until):
        rolled = next((one for one in reversed(WIDTHS) if width % one == 0 and has_rollups(db, run.id, one)), 0)
        if not rolled and not run.size:
            rolled = next((one for one in WIDTHS if has_rollups(db, run.id, one)), 0)
        if rolled:
            for part in _of_rollups(db, run.id, rolled, cells, since, until):
                yield part if width % rolled == 0 else _spread(part, rolled, since, until, width)
        elif run.size:
            for opened in _opened(db, "run_chunk", "run = ?", (run.id,), cells, open_series, (since, until)):
                wanted = np.intersect1d(opened.cells, cells, assume_unique=True)
                if len(wanted) > FEW * len(opened.cells):
                    yield _of_samples(opened.all())
                    continue
                for cell in wanted.tolist():
                    samples = opened.of_cell(cell)
                    if samples is not None:
                        which = np.full(len(samples), cell)
                        one = {"cell": which, "time": samples.time, "value": samples.value, "quality": samples.quality}
                        yield _of_samples(one)


def _of_rollups(db: sqlite3.Connection, run: int, width: int, cells: Ints, since: int, until: int) -> Iterator[_Part]:
    span = (since - width, until)
    for opened in _opened(db, "rollup_chunk", "run = ? AND width = ?", (run, width), cells, open_bins, span):
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


def _spread(part: _Part, rolled: int, since: int, until: int, width: int) -> _Part:
    """Roll-ups wider than bins, told in each bin that they reach into."""
    cell, time, low, high, total, count, quality = part
    begin = np.maximum(time, since)
    number = np.maximum(0, (np.minimum(time + rolled - 1, until) - begin) // width + 1)
    start = np.cumsum(number) - number
    each = np.repeat(np.arange(len(time)), number)
    times = begin[each] + (np.arange(len(each)) - start[each]) * width
    return cell[each], times, low[each], high[each], total[each], count[each], quality[each]


def _opened(
    db: sqlite3.Connection,
    table: str,
    where: str,
    values: tuple[int, ...],
    cells: Ints,
    read: Callable[[bytes], T],
    span: tuple[int, int] | None = None,
) -> Iterator[T]:
    """The chunks of some cells (and a span), one at a time; what is damaged is passed over. Raises sqlite3.Error."""
    block = "columns" if table == "chunk" else "block"
    within = "" if span is None else f"WHEN last < {span[0]} OR first > {span[1]} THEN NULL"
    question = f"SELECT first_cell, CASE {within} WHEN first_cell <= ? THEN {block} END FROM {table} WHERE id = ?"
    numbers: list[int] = []
    try:
        for row in db.execute(  # out of the index alone: a page of the table that is damaged hides no other
            f"SELECT id FROM {table} WHERE {where} AND last_cell >= ? ORDER BY last_cell, id", (*values, int(cells[0]))
        ):
            numbers.append(row[0])
    except DAMAGE as error:
        pass_over(db, error, f"a part of {table}")
    for number in numbers:
        try:
            first_cell, found = db.execute(question, (int(cells[-1]), number)).fetchone()
            if first_cell > cells[-1]:
                break
            if found is None:
                continue
            opened = read(found)
        except DAMAGE as error:
            pass_over(db, error, f"{table} {number}")
            continue
        yield opened


def _unpacked(block: bytes) -> Columns:
    return unpack_columns(block, NAMES)


def _numbers(parts: Iterable[Columns]) -> Iterator[_Part]:
    return (_of_samples(columns) for columns in parts if len(columns.get("cell", ())))


def _of_samples(columns: Columns) -> _Part:
    value, cell, quality = _floats(columns, "value"), _ints(columns, "cell"), _ints(columns, "quality")
    count = (quality < int(Quality.BAD)).astype(np.int64)
    return cell, _ints(columns, "time"), value, value, value, count, quality


def _ints(columns: Columns, name: str) -> Ints:
    return np.asarray(columns[name], np.int64)


def _floats(columns: Columns, name: str) -> Floats:
    return np.asarray(columns[name], np.float64)
