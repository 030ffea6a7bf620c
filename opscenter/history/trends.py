"""Series over a span for as many points as a plot has: all samples where these are few, else bins that lose no peak.

Bins begin at multiples of their width, so that they stay what they are while a plot is moved. Where they are at least
twice as wide as a roll-up, roll-ups are read for what is sealed, and samples only where the span begins and ends within
one: a bin never holds what lies outside the span. Where a run's samples are gone by retention, its roll-ups are shown
at every zoom, even ones wider than asked.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from opscenter.history.blocks import Columns
from opscenter.history.decoded import Decoded
from opscenter.history.rollup import COLUMNS, WIDTHS, combine, roll_up
from opscenter.history.room import MOST_SAMPLES, Room, TooMuchError
from opscenter.history.run_reading import RunReading, within
from opscenter.history.runs import Run, has_runs, ready_runs, sealed_until
from opscenter.history.samples import Samples, join_samples
from opscenter.history.unsealed import Beat, Wanted, in_memory, unsealed

CACHE_BYTES = 48 << 20
_WIDE = 2
"""A bin is at least so many roll-ups wide, else it is made of narrower ones: bins are at most half as wide again as a
pixel."""
_FINENESS = 5
"""Widths have so many binary digits, so that the grid stays while the end of a span moves with the clock."""


@dataclass(slots=True)
class Trend:
    """One series over a span. `width` 0: all samples, columns `time, value, quality` in order of time. Else bins of
    that width (ms), with the columns of `history.rollup` but `cell`; those read from wider roll-ups hold more than
    their width. `damaged`: spans in which stored samples could not be read, Unix ms."""

    width: int
    columns: Columns
    damaged: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Parts:
    """What was found of one series, in order of arrival: samples (`time, value, quality`) and bins."""

    found: list[tuple[bool, Columns]] = field(default_factory=list)  # True: bins
    has_bins: bool = False

    def add(self, columns: Columns, *, bins: bool) -> None:
        if len(columns["time"]):
            self.found.append((bins, columns))
            self.has_bins |= bins


class TrendReader:
    """Answers for one thread over one connection at a time; keeps what it unpacked, at most `cache_bytes` of it, and
    gathers at most `most` samples for an answer."""

    def __init__(self, cache_bytes: int = CACHE_BYTES, most: int = MOST_SAMPLES) -> None:
        self.kept = Decoded(cache_bytes)
        self._room = Room(most)
        self._runs = RunReading(self.kept, self._room)

    def forget(self) -> None:
        """The database is another one."""
        self.kept.clear()

    def read(
        self,
        db: sqlite3.Connection | None,
        cells: Sequence[int],
        since: int,
        until: int,
        points: int,
        memory: Sequence[Beat] = (),
    ) -> dict[int, Trend]:
        """Each of `cells` over `since <= time <= until`, in at most `points` bins (0: all samples, however many).

        `memory` holds the newest beats without a hole, taken before this is called; without `db` it is all there is.
        Where there are too many samples to gather, bins are as wide as a roll-up that is kept, even if that is wider
        than asked. Raises sqlite3.Error, BlockError, TooMuchError.
        """
        ordered = sorted(set(cells))
        if not ordered:
            return {}
        self._runs.damaged.clear()
        if db is None:
            return self._trends(None, ordered, since, until, points, memory)
        db.execute("BEGIN")
        try:
            return self._trends(db, ordered, since, until, points, memory)
        finally:
            db.execute("ROLLBACK")

    def _trends(
        self,
        db: sqlite3.Connection | None,
        cells: Sequence[int],
        since: int,
        until: int,
        points: int,
        memory: Sequence[Beat],
    ) -> dict[int, Trend]:
        width = bin_width(since, until, points)
        rollup = max((one for one in WIDTHS if one * _WIDE <= width), default=0) if points > 1 else 0
        wanted = Wanted(cells, since, until)
        while True:
            if rollup:
                width = -(-width // rollup) * rollup
            try:
                parts = self._gather(db, wanted, rollup, points > 0, memory)
                break
            except TooMuchError:
                rollup = next((one for one in WIDTHS if one > rollup), 0) if points else 0
                if not rollup:
                    raise
        told: dict[int, Trend] = {}
        for cell in cells:
            trend = _trend(parts[cell], width, points)
            if trend.width and points > 1:
                trend = self._refined(db, cell, trend, since, until, points, memory) or trend
            trend.damaged = list(self._runs.damaged)
            told[cell] = trend
        return told

    def _refined(
        self,
        db: sqlite3.Connection | None,
        cell: int,
        trend: Trend,
        since: int,
        until: int,
        points: int,
        memory: Sequence[Beat],
    ) -> Trend | None:
        """Again, where there are few samples or all within a small part of the span; None: it is well as it is."""
        bins = trend.columns
        first, last = int(bins["first_time"].min()), int(bins["last_time"].max())
        first, last = max(first, since), min(last, until)
        if int(bins["count"].sum()) <= points:
            try:
                parts = self._gather(db, Wanted([cell], first, last), 0, True, memory)[cell]
            except TooMuchError:  # what is no number is not counted in bins
                return None
            found = _trend(parts, trend.width, points)
            return found if not found.width else None
        if (last - first + 1) * 2 < until - since + 1:
            return self._trends(db, [cell], first, last, points, memory)[cell]
        return None

    def _gather(
        self, db: sqlite3.Connection | None, wanted: Wanted, rollup: int, any_bins: bool, memory: Sequence[Beat]
    ) -> dict[int, _Parts]:
        parts = {cell: _Parts() for cell in wanted.cells}
        self._room.begin()
        if db is None:
            late = in_memory(memory, wanted)
        else:
            sealed = 0
            if has_runs(db):
                sealed = sealed_until(db)
                for run in ready_runs(db, wanted.since, wanted.until):
                    self._of_run(db, run, wanted, rollup, any_bins, parts)
            late = unsealed(db, wanted, sealed, memory, self.kept, self._runs.damaged, self._room)
        for cell, columns in _by_cell(late):
            parts[cell].add(columns, bins=False)
        return parts

    def _of_run(
        self,
        db: sqlite3.Connection,
        run: Run,
        wanted: Wanted,
        rollup: int,
        any_bins: bool,
        parts: dict[int, _Parts],
    ) -> None:
        """From the widest roll-ups not wider than `rollup`, else samples, else the narrowest there are.

        While roll-ups of a width are being deleted, chunk by chunk, some series have them and others have them no
        more: for these it goes on with what is next.
        """
        left: Wanted | None = wanted
        tried = 0
        for width in [one for one in reversed(WIDTHS) if one <= rollup]:
            found = self._runs.bins(db, run, width, wanted.cells)
            if found is not None:
                left, tried = self._take_bins(db, run, width, wanted, found, parts), width
                break
        if left is None:
            return
        samples = self._runs.samples(db, run, left.cells, left.since, left.until)
        if samples is not None:
            for cell, columns in samples.items():
                parts[cell].add(columns, bins=False)
            return
        for width in [one for one in WIDTHS if any_bins and one != tried]:
            found = self._runs.bins(db, run, width, left.cells)
            if found is not None:
                left = self._take_bins(db, run, width, left, found, parts)
                if left is None:
                    return

    def _take_bins(
        self,
        db: sqlite3.Connection,
        run: Run,
        width: int,
        wanted: Wanted,
        found: dict[int, Columns],
        parts: dict[int, _Parts],
    ) -> Wanted | None:
        """Add the bins within the span; what is still wanted, of series that have no bin of this width in the run."""
        left, right = wanted.since // width, wanted.until // width
        cut: dict[int, list[int]] = {left: [], right: []}  # cells with a bin that the span begins or ends in
        for cell, bins in found.items():
            time, first, last = bins["time"], bins["first_time"], bins["last_time"]
            start, stop = int(time.searchsorted(left * width)), int(time.searchsorted(right * width, side="right"))
            if start < stop and (first[start] < wanted.since or last[start] > wanted.until):
                cut[left if time[start] == left * width else right].append(cell)
                start += 1
            if start < stop and last[stop - 1] > wanted.until:
                cut[right].append(cell)
                stop -= 1
            whole = bins if stop - start == len(time) else {name: column[start:stop] for name, column in bins.items()}
            parts[cell].add(whole, bins=True)
        for number, cells in cut.items():
            if cells:
                begin, end = number * width, (number + 1) * width - 1
                self._of_cut(db, run, (begin, end), Wanted(cells, wanted.since, wanted.until), found, parts)
        missing = [cell for cell in wanted.cells if not len(found[cell]["time"])]
        return Wanted(missing, wanted.since, wanted.until) if missing else None

    def _of_cut(
        self,
        db: sqlite3.Connection,
        run: Run,
        span: tuple[int, int],
        wanted: Wanted,
        found: dict[int, Columns],
        parts: dict[int, _Parts],
    ) -> None:
        """Of bins that are only in part within the span wanted: their samples; where these are gone, the whole bin."""
        since, until = max(span[0], wanted.since), min(span[1], wanted.until)
        samples = self._runs.samples(db, run, wanted.cells, since, until)
        for cell in wanted.cells:
            if samples is not None:
                if cell in samples:
                    parts[cell].add(samples[cell], bins=False)
                continue
            bins = within(found[cell], *span)
            seen = (bins["last_time"].astype(np.int64) >= since) & (bins["first_time"].astype(np.int64) <= until)
            parts[cell].add({name: column[seen] for name, column in bins.items()}, bins=True)


def bin_width(since: int, until: int, points: int) -> int:
    """How wide bins are, in ms, so that at most `points` of them, beginning at multiples of it, touch the span."""
    if points <= 1:
        return max(abs(since), abs(until)) + 1
    exact = max(1, -(-(until - since) // (points - 1)))
    step = 1 << max(0, exact.bit_length() - _FINENESS)
    return -(-exact // step) * step


def _trend(parts: _Parts, width: int, points: int) -> Trend:
    if not parts.has_bins:
        samples = join_samples(
            [Samples(c["time"], c["value"], c["quality"]) for _, c in parts.found]  # type: ignore[arg-type]
        )
        if not points or len(samples) <= points:
            return Trend(0, {"time": samples.time, "value": samples.value, "quality": samples.quality})
        return Trend(width, _bins(_rolled([_columns(samples)], width)))
    pieces: list[Columns] = []
    waiting: list[Columns] = []
    for is_bins, columns in parts.found:
        if is_bins:
            if waiting:
                pieces.append(_rolled(waiting, width))
                waiting = []
            pieces.append({**columns, "time": columns["time"] // width * width})
        else:
            waiting.append(columns)
    if waiting:
        pieces.append(_rolled(waiting, width))
    return Trend(width, _bins(combine(pieces)))


def _columns(samples: Samples) -> Columns:
    return {"time": samples.time, "value": samples.value, "quality": samples.quality}


def _rolled(parts: list[Columns], width: int) -> Columns:
    time, value, quality = (np.concatenate([part[name] for part in parts]) for name in ("time", "value", "quality"))
    return roll_up(np.zeros(len(time), np.int64), time, value, quality, width)


def _bins(bins: Columns) -> Columns:
    return {name: bins[name] for name in COLUMNS if name != "cell"}


def _by_cell(parts: Sequence[Columns]) -> list[tuple[int, Columns]]:
    """Samples of many series in order of arrival -> by series, each in order of arrival."""
    if not parts:
        return []
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(joined["cell"], kind="stable")
    joined = {name: column[order] for name, column in joined.items()}
    cells = joined.pop("cell")
    starts = np.append(0, np.flatnonzero(cells[1:] != cells[:-1]) + 1)
    ends = np.append(starts[1:], len(cells))
    return [
        (int(cells[start]), {name: column[start:stop] for name, column in joined.items()})
        for start, stop in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
