"""Bins of many series over any span, out of the roll-ups that are kept where these will do, else out of samples."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from opscenter.domain.clock_offsets import offset_ms
from opscenter.history.blocks import Columns
from opscenter.history.extraction import Change, Groups, Ints
from opscenter.history.rollup import COLUMNS, DAY, HOUR, MINUTES_5, combine, roll_up
from opscenter.history.rollup_block import unpack_bins
from opscenter.history.runs import Run

MOST_BINS = 500_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONDAY = 4 * DAY  # 1970-01-05


class Clock:
    """Where bins of a width (ms) begin: bins of whole days at midnight of a zone, of whole weeks on its Mondays, all
    others at multiples of their width since the epoch, UTC."""

    def __init__(self, width_ms: int, zone: ZoneInfo | None = None) -> None:
        self.width_ms = width_ms
        self._zone = zone if width_ms % DAY == 0 and zone is not None and zone.key != "UTC" else None
        self._shift = _MONDAY if width_ms % (7 * DAY) == 0 else 0

    @property
    def zone(self) -> str:
        """The zone whose midnights count, "" where that is no matter."""
        return self._zone.key if self._zone is not None else ""

    @property
    def base(self) -> int:
        """The width of roll-ups that these bins can be put together of, 0 if there is none."""
        if self.width_ms % DAY == 0 and self._zone is None:
            return DAY
        widths = (MINUTES_5,) if self._zone is not None else (HOUR, MINUTES_5)
        return next((width for width in widths if self.width_ms % width == 0), 0)

    def begins(self, times: Ints) -> Ints:
        """Where the bins of these times begin, Unix ms."""
        if self._zone is None:
            return self._floor(times)
        quarters, place = np.unique(times // MINUTES_5, return_inverse=True)
        begins = np.fromiter((self._begin(quarter * MINUTES_5) for quarter in quarters.tolist()), np.int64)
        return begins[place.reshape(-1)]

    def begin(self, time: int) -> int:
        """Where the bin of a time begins, Unix ms."""
        return int(self.begins(np.array([time], np.int64))[0])

    def after(self, time: int) -> int:
        """Where the bin after that of a time begins, Unix ms."""
        begin = self.begin(time)
        if self._zone is None:
            return begin + self.width_ms
        return self.begin(begin + self.width_ms + 3 * HOUR)  # days of 23 to 25 hours

    def roll_up(self, samples: Columns) -> Columns:
        """Bins of samples (`cell, time, value, quality`), of which those of this clock can be put together."""
        width = self.base or self.width_ms
        return roll_up(samples["cell"], samples["time"], samples["value"], samples["quality"], width)

    def put_together(self, parts: Sequence[Columns]) -> Columns:
        """Bins of this clock out of narrower ones."""
        bins = combine([{name: part[name] for name in COLUMNS} for part in parts])
        if not len(bins["cell"]):
            return bins
        return combine([{**bins, "time": self.begins(bins["time"].astype(np.int64))}])

    def _floor(self, times: Ints) -> Ints:
        return (times - self._shift) // self.width_ms * self.width_ms + self._shift

    def _begin(self, time: int) -> int:
        assert self._zone is not None
        local = np.array([time + offset_ms(time, self._zone)], np.int64)
        midnight = (_EPOCH + timedelta(milliseconds=int(self._floor(local)[0]))).replace(tzinfo=self._zone)
        return (midnight - _EPOCH) // timedelta(milliseconds=1)


@dataclass(slots=True, frozen=True)
class CellBins:
    """Bins of one cell in order of time: columns as `history.rollup` has them. `done` as of `CellPart`."""

    cell: int
    bins: Columns
    done: float


def whole_bins(parts: Iterable[CellBins]) -> Iterator[CellBins]:
    """The same parts, by cell and time, no bin in two of them."""
    held: CellBins | None = None
    for part in parts:
        bins = part.bins
        if held is not None and held.cell == part.cell:
            bins = combine([held.bins, bins])
        elif held is not None:
            yield held
        count = len(bins["cell"])
        if count > 1:
            yield CellBins(part.cell, {name: column[:-1] for name, column in bins.items()}, part.done)
        held = CellBins(part.cell, {name: column[count - 1 :] for name, column in bins.items()}, part.done)
    if held is not None:
        yield held


class BinExtraction(Groups[CellBins]):
    """Bins of a clock. `since` and `until` are those of samples: whole bins, or the ones at the ends are of a part."""

    def __init__(
        self,
        db: sqlite3.Connection,
        cells: Sequence[int],
        since: int,
        until: int,
        clock: Clock,
        *,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(db, cells, since, until, texts=False, cancelled=cancelled, most_rows=MOST_BINS)
        self._clock = clock

    def bins(self) -> Iterator[CellBins]:
        """Part after part, by cell and time; no bin is in two."""
        return whole_bins(self.parts())

    def _estimate(self) -> tuple[int, int, float]:
        first, last, mean = super()._estimate()
        width = self._clock.base or self._clock.width_ms
        return first, last, min(mean, (min(self._until, last) - max(self._since, first)) / width + 1)

    def _span(self, since: int, until: int) -> tuple[int, int]:
        if since > until:
            return since, until
        return self._clock.begin(since), self._clock.after(until) - 1

    def _middle(self, since: int, until: int) -> int:
        return self._clock.begin((since + until) // 2) - 1

    def _usable(self, run: Run) -> bool:
        return bool(run.size or self._clock.base)

    def _parts(self, cells: Ints, since: int, until: int) -> Iterator[Columns]:
        for part in super()._parts(cells, since, until):
            yield part if "count" in part else self._clock.roll_up(part)

    def _of_run(self, run: int, cells: Ints, since: int, until: int) -> Iterator[Columns]:
        base = self._clock.base
        exact = base and since % base == 0 and (until + 1) % base == 0
        if not exact or not self._has_rollups(run, base):
            yield from super()._of_run(run, cells, since, until)
            return
        chunks = self._db.execute(
            "SELECT id, first_cell, last_cell, first, last FROM rollup_chunk WHERE run = ? AND width = ? "
            "AND last_cell >= ? ORDER BY last_cell, id",
            (run, base, int(cells[0])),
        ).fetchall()
        for number, first_cell, last_cell, first, last in chunks:
            if first_cell > cells[-1]:
                break
            mine = np.searchsorted(cells, first_cell) < np.searchsorted(cells, last_cell, side="right")
            if mine and last >= since and first <= until:
                question = f"SELECT block FROM rollup_chunk WHERE id = {number}"
                bins = self._opened(question, f"roll-ups of the run {run}", unpack_bins)
                if bins:
                    yield _chosen(bins, cells, since, until)

    def _has_rollups(self, run: int, width: int) -> bool:
        question = "SELECT 1 FROM rollup_chunk WHERE run = ? AND width = ? LIMIT 1"
        return self._db.execute(question, (run, width)).fetchone() is not None

    def _joined(self, parts: list[Columns]) -> Columns:
        return self._clock.put_together(parts)

    def _part(self, cell: int, columns: Columns, changes: list[Change], done: float) -> CellBins:
        return CellBins(cell, columns, done)


def _chosen(bins: Columns, cells: Ints, since: int, until: int) -> Columns:
    cell, time = bins["cell"].astype(np.int64, copy=False), bins["time"].astype(np.int64, copy=False)
    place = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
    wanted = (time >= since) & (time <= until) & (cells[place] == cell)
    return {name: column[wanted] for name, column in bins.items()}
