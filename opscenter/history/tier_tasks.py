"""What the sealer has the writer do: each task is one short transaction, computed before.

A run that is being written, or that is being deleted, is not `ready`: nobody reads it, and whatever is left of it when a
station dies is deleted at its next start. Readiness changes hands in one transaction (`FinishRun`): a sample is in one
ready run, or in a segment after all of them, at every moment.
"""

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from opscenter.history.cutting import Cut

DELETED_AT_ONCE = 100
"""Most chunks deleted in one transaction."""


class TierRefused(Exception):
    """The writer could not do a task; the reason as the end of a sentence."""


class TierTask:
    """One transaction in the writer's thread. Whoever posted it waits for `wait`."""

    generation: int
    """The database it was computed for, `Writer.generation`: in another one it is refused."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.result = 0
        self._refusal: str | None = None
        self._done = threading.Event()

    def run(self, connection: sqlite3.Connection) -> int:
        """Do it, within a transaction; what `wait` returns. Raises sqlite3.Error."""
        raise NotImplementedError

    def finish(self, refusal: str | None = None) -> None:
        """Let go of whoever waits."""
        self._refusal = refusal
        self._done.set()

    def wait(self, timeout_s: float) -> int:
        """The result, once committed. Raises TierRefused, also when time runs out."""
        if not self._done.wait(timeout_s):
            raise TierRefused("the database is busy")
        if self._refusal is not None:
            raise TierRefused(self._refusal)
        return self.result


@dataclass(eq=False)
class BeginRun(TierTask):
    """A run that nobody sees yet; its number."""

    generation: int
    level: int

    def __post_init__(self) -> None:
        super().__init__(self.generation)

    def run(self, connection: sqlite3.Connection) -> int:
        cursor = connection.execute(
            'INSERT INTO run (level, first, last, "count", size, until_segment, ready) VALUES (?, 0, 0, 0, 0, NULL, 0)',
            (self.level,),
        )
        return int(cursor.lastrowid or 0)


@dataclass(eq=False)
class AddChunks(TierTask):
    """Some chunks and roll-ups of a run that is not ready."""

    generation: int
    number: int
    cut: Cut

    def __post_init__(self) -> None:
        super().__init__(self.generation)

    def run(self, connection: sqlite3.Connection) -> int:
        put_chunks(connection, self.number, self.cut)
        return 0


@dataclass(eq=False)
class FinishRun(TierTask):
    """The run counts from now on, those it was merged from do not."""

    generation: int
    number: int
    first: int
    last: int
    count: int
    size: int
    until_segment: int
    merged: Sequence[int] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        super().__init__(self.generation)

    def run(self, connection: sqlite3.Connection) -> int:
        connection.execute(
            'UPDATE run SET first = ?, last = ?, "count" = ?, size = ?, until_segment = ?, ready = 1 WHERE id = ?',
            (self.first, self.last, self.count, self.size, self.until_segment, self.number),
        )
        connection.executemany("UPDATE run SET ready = 0 WHERE id = ?", [(number,) for number in self.merged])
        return 0


@dataclass(eq=False)
class DropRun(TierTask):
    """Delete some of a run that is not ready; 1 when all of it is gone."""

    generation: int
    number: int

    def __post_init__(self) -> None:
        super().__init__(self.generation)

    def run(self, connection: sqlite3.Connection) -> int:
        left = DELETED_AT_ONCE
        for table in ("run_chunk", "rollup_chunk"):
            left -= connection.execute(
                f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE run = ? LIMIT ?)", (self.number, left)
            ).rowcount
            if left <= 0:
                return 0
        connection.execute("DELETE FROM run WHERE id = ? AND NOT ready", (self.number,))
        return 1


def put_chunks(connection: sqlite3.Connection, run: int, cut: Cut) -> None:
    """Write chunks and roll-ups of a run. Raises sqlite3.Error."""
    connection.executemany(
        'INSERT INTO run_chunk (run, first_cell, last_cell, first, last, "count", block) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(run, c.first_cell, c.last_cell, c.first, c.last, c.count, c.block) for c in cut.chunks],
    )
    connection.executemany(
        'INSERT INTO rollup_chunk (run, width, first_cell, last_cell, first, last, "count", block) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(run, width, b.first_cell, b.last_cell, b.first, b.last, b.count, b.block) for width, b in cut.bins],
    )
