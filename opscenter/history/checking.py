"""Is a history whole? SQLite's own check, then every stored block of every tier decoded and held against its row.

What is damaged is named with its table and row; everything else is looked at all the same. A database may be in use.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from opscenter.domain.stopped import StoppedError
from opscenter.history.block_checks import (
    TOTALS,
    check_beats,
    check_log,
    check_marks,
    check_places,
    check_segments,
    check_texts,
    check_totals,
)
from opscenter.history.damage import TO_THE_END, Hole, walk
from opscenter.history.errors import sentence_of
from opscenter.history.migrations import VERSION
from opscenter.history.run_checks import RunSums, check_rollups, check_runs
from opscenter.history.schema import connect
from opscenter.history.verification import verify

MOST_NAMED = 1_000
"""So many damages are named; of more than that only the number."""
STEPS_BETWEEN_LOOKS = 200_000

Progress = Callable[[str, float], None]
"""Told what is being looked at, and how much of all is done, 0 to 1."""


@dataclass(slots=True, frozen=True)
class Damage:
    """What is wrong with row `row` of `table` (to `last`, where several are meant, -1: to the end of
    the table; 0: no single row), a sentence."""

    table: str
    row: int
    problem: str
    last: int = 0


@dataclass(slots=True)
class Checked:
    """What was looked at (rows by table, `journal` its events) and what is wrong: `damages`, the first MOST_NAMED of
    `count`. `tables`: how many by table. `journal_head`: what its chain leads to."""

    version: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)
    count: int = 0
    tables: dict[str, int] = field(default_factory=dict)
    journal_head: str = ""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.count

    def damaged(self, table: str, row: int, problem: str, last: int = 0) -> None:
        """Note something that is wrong."""
        self.count += 1
        self.tables[table] = self.tables.get(table, 0) + 1
        if len(self.damages) < MOST_NAMED:
            self.damages.append(Damage(table, row, problem, last))


def check(path: Path, *, progress: Progress = lambda what, share: None, stop: threading.Event | None = None) -> Checked:
    """Look at all of a database file. StoppedError after `stop`. Raises OSError where there is no such file and
    sqlite3.Error where it is no database, or an older one."""
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}")
    stop = stop or threading.Event()
    connection = connect(path, read_only=True)
    try:
        connection.set_progress_handler(lambda: int(stop.is_set()), STEPS_BETWEEN_LOOKS)
        return Checking(connection, path, progress, stop).check()
    except sqlite3.OperationalError as error:
        if stop.is_set() and error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise StoppedError from None
        raise
    finally:
        connection.close()


class Checking:
    """One look at everything; the parts (`block_checks`) go through their tables by `rows` and say `damaged`."""

    def __init__(self, db: sqlite3.Connection, path: Path, progress: Progress, stop: threading.Event) -> None:
        self.db = db
        self.found = Checked()
        self.entities = self.cells = 0
        self.sums = RunSums()
        self.runs: set[int] = set()
        """Runs of which all samples could be read."""
        self._path = path
        self._progress = progress
        self._stop = stop
        self._share = (0.0, 0.0)

    def check(self) -> Checked:
        """All of it."""
        self.found.version = int(self.db.execute("PRAGMA user_version").fetchone()[0])
        if self.found.version != VERSION:
            raise sqlite3.DatabaseError(
                f"it has version {self.found.version}, this program knows {VERSION}: a station of this version brings "
                "an older one up to date when it starts"
            )
        parts: list[tuple[str, Callable[[Checking], None]]] = [
            ("pages", _pages), ("registry", _registry), ("message log", check_log), ("beats", check_beats),
            ("segments", check_segments), ("sealed samples", check_runs), ("roll-ups", check_rollups),
            ("texts", check_texts), ("places", check_places), ("states", check_marks), ("totals", check_totals),
            ("journal", _journal),
        ]  # fmt: skip
        for number, (name, part) in enumerate(parts):
            self._share = (number / len(parts), 1 / len(parts))
            self._progress(name, self._share[0])
            part(self)
        self._progress("done", 1.0)
        return self.found

    def rows(self, table: str, columns: str, key: str = "id") -> Iterator[tuple[Any, ...]]:
        """The readable rows of a table, `(key, *columns)`; the others are noted as damaged."""
        count = 0
        last = self._last(table, key)
        for row in walk(self.db, table, columns, key):
            self.pause()
            if isinstance(row, Hole):
                further = ", nor can any after it" if row.last == TO_THE_END else ""
                self.found.damaged(table, row.first, f"cannot be read{further}: {row.why}", row.last)
                continue
            count += 1
            if count % 256 == 0 and last:
                self._progress(table, self._share[0] + self._share[1] * min(1.0, max(0.0, row[0] / last)))
            yield row
        self.found.rows[table] = count

    def pause(self) -> None:
        """Leave off here when nobody wants to know any more: StoppedError."""
        if self._stop.is_set():
            raise StoppedError

    def damaged(self, table: str, row: int, problem: str) -> None:
        """See `Checked`."""
        self.found.damaged(table, row, problem)

    def _last(self, table: str, key: str) -> int:
        try:
            return int(self.db.execute(f"SELECT max({key}) FROM {table}").fetchone()[0] or 0)
        except sqlite3.DatabaseError:
            return 0


def _pages(look: Checking) -> None:
    """SQLite's own check, table by table with its indices, and of the free pages."""
    tables = [row[0] for row in look.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in ("sqlite_schema", *tables):
        look.pause()
        said: list[str] = []
        try:
            for row in look.db.execute(f"PRAGMA integrity_check('{table}')"):
                said += row[0].split("\n")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise
            said.append(f"its pages cannot be checked: {sentence_of(error)}")
        for line in said:
            if line != "ok" and not line.startswith("***"):
                look.damaged(table, 0, line)


def _registry(look: Checking) -> None:
    """Numbers are dense, names are there once, and what is kept of them can be read."""
    expected = 0
    for row, entity, shape, local_names in look.rows("entity", "id, shape, local_names", "row"):
        if row != expected:
            look.damaged("entity", expected, f"is missing: {row} follows")
        expected = row + 1
        try:
            if shape:
                json.loads(shape)
            if local_names:
                msgspec.json.decode(local_names, type=dict[str, str])
        except (ValueError, TypeError) as error:
            look.damaged("entity", row, f"what is kept of {entity!r:.100} cannot be read: {error}")
    look.entities = expected
    expected = 0
    for cell, row, _ in look.rows("cell", "row, name", "cell"):
        if cell != expected:
            look.damaged("cell", expected, f"is missing: {cell} follows")
        if not 0 <= row < look.entities:
            look.damaged("cell", cell, f"is of entity {row}, which is not there")
        expected = cell + 1
    look.cells = expected


def _journal(look: Checking) -> None:
    try:
        verdict = verify(look._path)
        open_unknown = look.db.execute(
            "SELECT occurrence FROM open_alarm WHERE occurrence NOT IN (SELECT occurrence FROM journal)"
        ).fetchall()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise
        look.found.damaged("journal", 0, f"cannot be read: {sentence_of(error)}")
        return
    look.found.rows["journal"] = verdict.events
    look.found.journal_head = str(verdict.head)
    if not verdict.ok:
        look.found.damaged("journal", verdict.bad, verdict.problem, verdict.bad_until)
    if not verdict.guarded:
        look.found.damaged("journal", 0, "the triggers that refuse changes of the journal were taken out")
    for (occurrence,) in open_unknown:
        look.found.damaged("open_alarm", 0, f"{occurrence!r:.100} is open, and the journal does not know it")


__all__ = ["TOTALS", "Checked", "Damage", "check"]
