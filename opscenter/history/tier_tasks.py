"""What the sealer has the writer do: each task is one short transaction of what was computed before.

A run that is being written, or that is being deleted, is not `ready`: nobody reads it, and whatever is left of it when
a station dies is deleted later. Readiness changes hands in one transaction (`finish_run`): at every moment a sample is
in one ready run, or in one segment after all of them.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence

from opscenter.history.cutting import Cut
from opscenter.history.usual_tables import BESIDE, Row, put_usual

DELETED_AT_ONCE = 100
"""Most chunks deleted in one transaction."""

Action = Callable[[sqlite3.Connection], int]
"""What is done within a transaction; what `TierTask.wait` returns. Raises sqlite3.Error."""


class TierRefused(Exception):
    """The writer could not do a task; the reason as the end of a sentence. `damaged`: a page of the file is, so that
    trying again does not help."""

    def __init__(self, why: str, *, damaged: bool = False) -> None:
        super().__init__(why)
        self.damaged = damaged


class TierTask:
    """One transaction in the writer's thread. `generation`: the database it was computed for (`Writer.generation`)."""

    def __init__(self, action: Action, generation: int) -> None:
        self.action = action
        self.generation = generation
        self._result = 0
        self._refusal: TierRefused | None = None
        self._over = threading.Event()

    def done(self, result: int) -> None:
        """It is committed: let go of whoever waits."""
        self._result = result
        self._over.set()

    def refuse(self, why: str, *, damaged: bool = False) -> None:
        """It will not be done: let go of whoever waits. See `TierRefused`."""
        self._refusal = TierRefused(why, damaged=damaged)
        self._over.set()

    def wait(self, timeout_s: float) -> int:
        """The result, once committed. Raises TierRefused, also when time runs out."""
        if not self._over.wait(timeout_s):
            raise TierRefused("the database is busy")
        if self._refusal is not None:
            raise self._refusal
        return self._result


def begin_run(level: int) -> Action:
    """A run that nobody sees yet; the result is its number."""

    def begin(connection: sqlite3.Connection) -> int:
        cursor = connection.execute(
            'INSERT INTO run (level, first, last, "count", size, until_segment, ready) VALUES (?, 0, 0, 0, 0, NULL, 0)',
            (level,),
        )
        return int(cursor.lastrowid or 0)

    return begin


def add_chunks(run: int, cut: Cut) -> Action:
    """Some chunks and roll-ups of a run that is not ready."""

    def add(connection: sqlite3.Connection) -> int:
        connection.executemany(
            'INSERT INTO run_chunk (run, first_cell, last_cell, first, last, "count", block) '
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(run, c.first_cell, c.last_cell, c.first, c.last, c.count, c.block) for c in cut.chunks],
        )
        connection.executemany(
            'INSERT INTO rollup_chunk (run, width, first_cell, last_cell, first, last, "count", block) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(run, width, b.first_cell, b.last_cell, b.first, b.last, b.count, b.block) for width, b in cut.bins],
        )
        _count_rollups(connection, [(width, len(block.block)) for width, block in cut.bins])
        return 0

    return add


def finish_run(
    run: int, *, first: int, last: int, count: int, size: int, until_segment: int | None, merged: Sequence[int] = ()
) -> Action:
    """The run counts from now on, those it was merged from do not; the result is 1.

    0: samples of one of these have gone meanwhile by retention, its roll-ups may stay: nothing was done.
    """

    def finish(connection: sqlite3.Connection) -> int:
        for number in merged:
            if (
                connection.execute("SELECT 1 FROM run WHERE id = ? AND ready AND size > 0", (number,)).fetchone()
                is None
            ):
                return 0
        connection.execute(
            'UPDATE run SET first = ?, last = ?, "count" = ?, size = ?, until_segment = ?, ready = 1 WHERE id = ?',
            (first, last, count, size, until_segment, run),
        )
        connection.executemany("UPDATE run SET ready = 0 WHERE id = ?", [(number,) for number in merged])
        return 1

    return finish


def drop_run(run: int) -> Action:
    """Delete some of a run that is not ready; the result is 1 when all of it is gone."""

    def drop(connection: sqlite3.Connection) -> int:
        if connection.execute("SELECT ready FROM run WHERE id = ?", (run,)).fetchone() == (1,):
            return 1  # it was finished after all, by a task that had been given up
        for table in ("run_chunk", "rollup_chunk"):
            if forget_chunks(connection, table, run, DELETED_AT_ONCE):
                return 0
        connection.execute("DELETE FROM run WHERE id = ? AND NOT ready", (run,))
        return 1

    return drop


def keep_beside(rows: list[Row]) -> Action:
    """What is known to be usual beside what rules judge by, in the place of what was; the result is how many rows."""

    def keep(connection: sqlite3.Connection) -> int:
        put_usual(connection, BESIDE, rows)
        return len(rows)

    return keep


def forget_chunks(connection: sqlite3.Connection, table: str, run: int, most: int, width: int | None = None) -> int:
    """Delete up to `most` chunks of a run from `run_chunk` or `rollup_chunk` (of one width, or all); how many.

    Raises sqlite3.Error.
    """
    if table == "run_chunk":
        return connection.execute(
            "DELETE FROM run_chunk WHERE id IN (SELECT id FROM run_chunk WHERE run = ? LIMIT ?)", (run, most)
        ).rowcount
    rows = connection.execute(
        "SELECT id, width, length(block) FROM rollup_chunk WHERE run = ? AND (?2 IS NULL OR width = ?2) LIMIT ?3",
        (run, width, most),
    ).fetchall()
    connection.executemany("DELETE FROM rollup_chunk WHERE id = ?", [(row[0],) for row in rows])
    _count_rollups(connection, [(row[1], -row[2]) for row in rows])
    return len(rows)


def rollup_bytes(connection: sqlite3.Connection) -> dict[int, int]:
    """Bytes of roll-ups by width, as counted while they were written and deleted. Raises sqlite3.Error."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'rollup_bytes'").fetchone()
    return {} if row is None else {int(width): size for width, size in json.loads(row[0]).items()}


def _count_rollups(connection: sqlite3.Connection, changes: Iterable[tuple[int, int]]) -> None:
    counted = rollup_bytes(connection)
    before = dict(counted)
    for width, size in changes:
        counted[width] = max(0, counted.get(width, 0) + size)
    if counted != before:
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('rollup_bytes', ?)", (json.dumps(counted),))
