"""Samples and roll-ups of some series out of one run, each chunk opened once for all of them, and kept unpacked."""

import sqlite3
from collections.abc import Callable, Sequence

import numpy as np

from opscenter.history.blocks import BlockError, Columns
from opscenter.history.decoded import Decoded
from opscenter.history.passing_over import pass_over
from opscenter.history.rollup import no_bins
from opscenter.history.rollup_block import OpenBins, open_bins
from opscenter.history.room import Room
from opscenter.history.runs import Run, chunks_of, has_rollups
from opscenter.history.samples import Samples
from opscenter.history.series_block import SeriesBlock, open_series

_ROLLUPS = (
    "SELECT id, first_cell, CASE WHEN first_cell <= ? THEN block END FROM rollup_chunk "
    "WHERE run = ? AND width = ? AND last_cell >= ? ORDER BY last_cell, id"
)

NO_SAMPLES: Columns = {
    "time": np.empty(0, np.int64), "value": np.empty(0, np.float64), "quality": np.empty(0, np.uint8),
}  # fmt: skip


class RunReading:
    """Reads over whatever connection it is given. `cells` are ascending. Raises sqlite3.Error, and TooMuchError where
    there is no `room` for more.

    What is damaged is passed over, said in the log, and noted in `damaged`: spans in which samples are missing.
    """

    def __init__(self, kept: Decoded, room: Room | None = None) -> None:
        self._kept = kept
        self._room = room or Room()
        self.damaged: list[tuple[int, int]] = []

    def bins(self, db: sqlite3.Connection, run: Run, width: int, cells: Sequence[int]) -> dict[int, Columns] | None:
        """Bins of a width by cell, for each of `cells`; None when the run holds no roll-ups of this width (any more),
        or some that cannot be read."""
        try:
            return self._bins(db, run, width, cells)
        except (BlockError, sqlite3.DatabaseError) as error:
            pass_over(db, error, f"roll-ups of run {run.id}")
            return None

    def _bins(self, db: sqlite3.Connection, run: Run, width: int, cells: Sequence[int]) -> dict[int, Columns] | None:
        told: dict[int, Columns] = {}
        opened: dict[int, OpenBins] = {}
        known = False
        for cell in cells:
            key = (run, width, cell)
            bins = self._kept.get(key)
            if bins is None:
                parts: list[Columns] = []
                rows = db.execute(_ROLLUPS, (cell, run.id, width, cell))
                for number, first_cell, block in rows:
                    known = True
                    if first_cell > cell:
                        break
                    if number not in opened:
                        if len(opened) > 4:
                            opened.clear()
                        opened[number] = open_bins(block)
                    parts.append(opened[number].of_cell(cell))
                rows.close()
                if not known and not has_rollups(db, run.id, width):
                    return None
                known = True
                bins = _joined(parts) if parts else no_bins()
                self._kept.put(key, bins)
            self._room.take(len(bins["time"]), bins=True)
            told[cell] = bins
        return told

    def samples(
        self, db: sqlite3.Connection, run: Run, cells: Sequence[int], since: int, until: int
    ) -> dict[int, Columns] | None:
        """Samples (`time, value, quality`) by cell with `since <= time <= until`, for those of `cells` that have some;
        None when the run holds no samples (any more)."""
        if not run.size:
            return None
        told: dict[int, Columns] = {}
        opened: dict[int, SeriesBlock] = {}

        def open_chunk(number: int) -> SeriesBlock:
            if number not in opened:
                if len(opened) > 4:
                    opened.clear()
                block = db.execute("SELECT block FROM run_chunk WHERE id = ?", (number,)).fetchone()[0]
                opened[number] = open_series(block)
            return opened[number]

        for cell in cells:
            parts = self._samples_of(db, run, cell, since, until, open_chunk)
            if parts:
                told[cell] = _joined(parts)
        return told

    def _samples_of(
        self, db: sqlite3.Connection, run: Run, cell: int, since: int, until: int, opened: Callable[[int], SeriesBlock]
    ) -> list[Columns]:
        parts = []
        for chunk in chunks_of(db, run.id, cell):
            if not chunk.readable:
                self.damaged.append((max(run.first, since), min(run.last, until)))
                continue
            number, first, last = chunk.id, chunk.first, chunk.last
            if last < since or first > until:
                continue
            key = (run, number, first, last, chunk.count, cell)
            columns = self._kept.get(key)
            if columns is None:
                try:
                    columns = _columns(opened(number).of_cell(cell))
                except (BlockError, sqlite3.DatabaseError) as error:
                    pass_over(db, error, f"samples of run {run.id}, chunk {number}")
                    self.damaged.append((max(first, since), min(last, until)))
                    continue
                self._kept.put(key, columns)
            part = within(columns, since, until)
            if len(part["time"]):
                self._room.take(len(part["time"]))
                parts.append(part)
        return parts


def within(columns: Columns, since: int, until: int) -> Columns:
    """Columns with `time` in order, cut to `since <= time <= until`."""
    time = columns["time"]
    start, stop = int(time.searchsorted(since)), int(time.searchsorted(until, side="right"))
    return {name: column[start:stop] for name, column in columns.items()}


def _columns(samples: Samples | None) -> Columns:
    """Copies, so that a few numbers do not hold a whole chunk."""
    if samples is None:
        return NO_SAMPLES
    return {"time": samples.time.copy(), "value": samples.value.copy(), "quality": samples.quality.copy()}


def _joined(parts: Sequence[Columns]) -> Columns:
    return parts[0] if len(parts) == 1 else {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}
