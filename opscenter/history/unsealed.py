"""Samples of some series that are in no run yet: of segments, of beats on disk, and of beats in memory."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import Columns, unpack_columns
from opscenter.history.decoded import Decoded
from opscenter.history.marks import gone_until
from opscenter.history.passing_over import DAMAGE, pass_over
from opscenter.history.room import Room
from opscenter.history.sample_columns import KINDS, NAMES, no_samples, samples_of

Ints = NDArray[np.int64]
Span = tuple[int, int]


class Beat(Protocol):
    """Numbers of one beat in memory, in order of arrival."""

    @property
    def beat(self) -> int: ...
    @property
    def cell(self) -> NDArray[Any]: ...
    @property
    def time(self) -> NDArray[np.int64]: ...
    @property
    def value(self) -> NDArray[np.float64]: ...
    @property
    def quality(self) -> NDArray[np.uint8]: ...


class Wanted:
    """Which samples: of some cells (ascending, not empty), with `since <= time <= until`."""

    def __init__(self, cells: Sequence[int], since: int, until: int) -> None:
        self.cells = cells
        self.since, self.until = since, until
        self._marked = np.zeros(cells[-1] + 2, np.bool_)
        self._marked[list(cells)] = True

    def of(self, cells: NDArray[Any], times: NDArray[Any]) -> NDArray[np.intp]:
        """Where these are, in columns of samples."""
        mine = np.flatnonzero(self._marked[np.minimum(cells, len(self._marked) - 1)])
        if len(mine):
            time = times[mine]
            mine = mine[(time >= self.since) & (time <= self.until)]
        return mine


def unsealed(
    db: sqlite3.Connection,
    wanted: Wanted,
    after_segment: int,
    memory: Sequence[Beat],
    kept: Decoded,
    damaged: list[Span],
    room: Room,
) -> list[Columns]:
    """Columns `cell, time, value, quality` of what is in no run, part after part in order of arrival.

    `memory` holds the newest beats without a hole, taken before the transaction of `db` began. What is damaged is
    passed over, its span added to `damaged`. Raises sqlite3.Error, and TooMuchError where there is no `room` for more.
    """
    newest = db.execute("SELECT coalesce(max(last_beat), -1) FROM segment").fetchone()[0]
    newest = max(newest, gone_until(db))  # in runs, even where no segment is left
    parts: list[Columns] = []
    for part in _of_segments(db, wanted, after_segment, kept, damaged):
        room.take(len(part["time"]))
        parts.append(part)
    first_in_memory = memory[0].beat if memory else 2**62
    for columns in beats_on_disk(db, wanted.since, wanted.until, first_in_memory, damaged):
        for part in _chosen(columns, wanted):
            room.take(len(part["time"]))
            parts.append(part)
    return parts + in_memory((beat for beat in memory if beat.beat > newest), wanted)


def beats_on_disk(
    db: sqlite3.Connection, since: int, until: int, before: int = 2**62, damaged: list[Span] | None = None
) -> Iterator[Columns]:
    """Numbers of the beats before `before` that are in no segment and have some measured in `since` to `until`."""
    beats: list[tuple[int, int, int]] = []
    try:
        for row in db.execute(
            "SELECT beat, first, last FROM sample_block WHERE beat < ? AND last >= ? AND first <= ? ORDER BY beat",
            (before, since, until),
        ):
            beats.append(row)  # one by one: those before the damage count
    except DAMAGE as error:
        pass_over(db, error, "the newest beats")
    for beat, first, last in beats:
        try:
            found = db.execute("SELECT columns FROM sample_block WHERE beat = ?", (beat,)).fetchone()
            if found is not None:
                yield unpack_columns(found[0], NAMES)
        except DAMAGE as error:
            pass_over(db, error, f"beat {beat}")
            if damaged is not None:
                damaged.append((max(first, since), min(last, until)))


def in_memory(beats: Iterable[Beat], wanted: Wanted) -> list[Columns]:
    """The same of beats in memory."""
    parts: list[Columns] = []
    for beat in beats:
        mine = wanted.of(beat.cell, beat.time)
        if len(mine):
            parts.append({name: getattr(beat, name)[mine].astype(kind, copy=False) for name, kind in KINDS.items()})
    return parts


def _of_segments(
    db: sqlite3.Connection, wanted: Wanted, after: int, kept: Decoded, damaged: list[Span]
) -> Iterator[Columns]:
    segments = db.execute(
        "SELECT id, first_beat, first, last FROM segment WHERE id > ? AND last >= ? AND first <= ? ORDER BY id",
        (after, wanted.since, wanted.until),
    ).fetchall()
    for number, first_beat, first, last in segments:
        segment = (number, first_beat)
        missing: list[int] = []
        for cell in wanted.cells:
            columns = kept.get((segment, cell))
            if columns is None:
                missing.append(cell)
            else:
                yield from _chosen(columns, wanted)
        whole = True
        for cell, columns in _read(db, number, missing):
            if columns is None:
                whole = False
                continue
            kept.put((segment, cell), columns)
            yield from _chosen(columns, wanted)
        if not whole:
            damaged.append((max(first, wanted.since), min(last, wanted.until)))


def _read(db: sqlite3.Connection, segment: int, cells: Sequence[int]) -> Iterator[tuple[int, Columns | None]]:
    """By cell what a segment holds of it; None where that cannot be read. A cell is in one chunk only."""
    at = 0
    while at < len(cells):
        found, columns = None, None
        try:
            found = db.execute(  # out of the index alone
                "SELECT last_cell, id FROM chunk WHERE segment = ? AND last_cell >= ? ORDER BY last_cell LIMIT 1",
                (segment, cells[at]),
            ).fetchone()
            if found is not None:
                block = db.execute(
                    "SELECT CASE WHEN first_cell <= ? THEN columns END FROM chunk WHERE id = ?", (cells[at], found[1])
                ).fetchone()[0]
                columns = None if block is None else unpack_columns(block, NAMES)
        except DAMAGE as error:
            pass_over(db, error, f"segment {segment}")
            last = found[0] if found is not None else cells[-1]
            while at < len(cells) and cells[at] <= last:
                yield cells[at], None
                at += 1
            continue
        last = cells[at] if columns is None or found is None else found[0]
        while at < len(cells) and cells[at] <= last:
            yield cells[at], _of_cell(columns, cells[at])
            at += 1


def _of_cell(columns: Columns | None, cell: int) -> Columns:
    if columns is None:
        return no_samples()
    mine = np.flatnonzero(columns["cell"] == cell)
    return samples_of(columns, mine)


def _chosen(columns: Columns, wanted: Wanted) -> Iterator[Columns]:
    if len(columns.get("cell", ())):
        mine = wanted.of(columns["cell"], columns["time"])
        if len(mine):
            yield samples_of(columns, mine)
