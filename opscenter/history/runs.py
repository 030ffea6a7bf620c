"""Runs: samples of whole segments by series, as they are read. See `migrations._step_8` for the tables.

A run counts once it is `ready`; what is not is being written, or being deleted. All segments up to the newest
`until_segment` of a ready run are in runs: their samples are read there, those of later segments in these. Runs that
hold no samples any more (retention) have `size` 0, their roll-ups may stay.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from opscenter.history.passing_over import DAMAGE, pass_over
from opscenter.history.samples import Samples
from opscenter.history.series_block import open_series


@dataclass(slots=True, frozen=True)
class Run:
    """A row of `run`: `first`, `last` are the times of its oldest and newest sample, Unix ms; `size` in bytes."""

    id: int
    level: int
    first: int
    last: int
    count: int
    size: int
    until_segment: int | None


def has_runs(db: sqlite3.Connection) -> bool:
    """False for an old database on a disk that is read-only. Raises sqlite3.Error."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'run'").fetchone() is not None


def has_rollups(db: sqlite3.Connection, run: int, width: int) -> bool:
    """Whether a run holds any roll-ups of a width (still). Raises sqlite3.Error."""
    question = "SELECT 1 FROM rollup_chunk WHERE run = ? AND width = ? LIMIT 1"
    return db.execute(question, (run, width)).fetchone() is not None


def sealed_until(db: sqlite3.Connection) -> int:
    """The newest segment that is in a run, 0 without any. Raises sqlite3.Error."""
    return int(db.execute("SELECT coalesce(max(until_segment), 0) FROM run WHERE ready").fetchone()[0])


def ready_runs(db: sqlite3.Connection, since: int, until: int) -> list[Run]:
    """Runs with something measured in `since <= time <= until`, in order of arrival; those imported come first.

    Raises sqlite3.Error.
    """
    rows = db.execute(
        'SELECT id, level, first, last, "count", size, until_segment FROM run '
        "WHERE ready AND last >= ? AND first <= ? ORDER BY until_segment IS NOT NULL, until_segment, id",
        (since, until),
    )
    return [Run(*row) for row in rows]


@dataclass(slots=True, frozen=True)
class RunChunk:
    """A row of `run_chunk` without its block; `readable` False: nothing is known of it but its number."""

    id: int
    first: int = 0
    last: int = 0
    count: int = 0
    readable: bool = True


def chunks_of(db: sqlite3.Connection, run: int, cell: int) -> Iterator[RunChunk]:
    """The chunks of a run that may hold samples of a cell, in order of time. Raises sqlite3.Error.

    Their numbers are read out of the index: a page of the table that is damaged hides no other.
    """
    try:
        numbers = db.execute(
            "SELECT id FROM run_chunk WHERE run = ? AND last_cell >= ? ORDER BY last_cell, id", (run, cell)
        )
        for (number,) in numbers:
            try:
                row = db.execute(_CHUNK, (number,)).fetchone()
            except DAMAGE as error:
                pass_over(db, error, f"samples of run {run}, chunk {number}")
                yield RunChunk(number, readable=False)
                continue
            if row is None or row[0] > cell:
                break
            yield RunChunk(number, *row[1:])
        numbers.close()
    except DAMAGE as error:
        pass_over(db, error, f"samples of run {run}")
        yield RunChunk(0, readable=False)


_CHUNK = 'SELECT first_cell, first, last, "count" FROM run_chunk WHERE id = ?'


def samples_in_runs(db: sqlite3.Connection, cell: int, since: int, until: int) -> Iterator[Samples]:
    """Samples of a cell with `since <= time <= until`, run by run in order of arrival, each in order of time.

    What is damaged is passed over. Raises sqlite3.Error.
    """
    for run in ready_runs(db, since, until):
        if not run.size:
            continue
        for chunk in chunks_of(db, run.id, cell):
            if not chunk.readable or chunk.last < since or chunk.first > until:
                continue
            try:
                block = db.execute("SELECT block FROM run_chunk WHERE id = ?", (chunk.id,)).fetchone()[0]
                found = open_series(block).of_cell(cell)
            except DAMAGE as error:
                pass_over(db, error, f"samples of run {run.id}, chunk {chunk.id}")
                continue
            if found is None:
                continue
            start, stop = found.time.searchsorted(since), found.time.searchsorted(until, side="right")
            if stop > start:
                yield Samples(found.time[start:stop], found.value[start:stop], found.quality[start:stop])
