"""Reading the journal's chain again, link by link: is every row as it was written, and is every row there?"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from opscenter.history.chain import ANCHOR, COLUMNS, Head, link, read_head
from opscenter.history.errors import sentence_of
from opscenter.history.schema import connect

FIRST_CHAINED = 6
"""The version of the database from which on the journal is chained."""
TAIL_ROWS = 1_000
TRIGGERS = frozenset(
    f"{table}_no_{change}" for table in ("journal", "journal_anchor") for change in ("update", "delete", "replace")
)


@dataclass(slots=True, frozen=True)
class Verdict:
    """What reading the journal again found.

    `events` rows were looked at; `head` is the last row that the chain leads to. When not `ok`: `bad` is the id of the
    first row that is not as it was written (0: no single row), `bad_until` of the last that may be meant, and `problem`
    a sentence. `older`: rows from before the chain, known only by their thousands. `guarded`: the triggers that refuse
    changes are all there.
    """

    events: int = 0
    ok: bool = True
    head: Head = field(default_factory=Head)
    bad: int = 0
    bad_until: int = 0
    problem: str = ""
    older: int = 0
    guarded: bool = True


def verify(path: Path, expected: Head | None = None) -> Verdict:
    """Read the whole journal of a database file, which may be in use, a copy, or on a read-only disk.

    `expected`: a head that was noted before; the row of that number must still have that digest. Raises OSError when
    there is no such file, sqlite3.Error when it is no database or another program keeps it from being read.
    """
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}")
    connection = connect(path, read_only=True)
    try:
        connection.execute("BEGIN")  # one picture of it, whatever is written meanwhile
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < FIRST_CHAINED:
            events = connection.execute("SELECT count(*) FROM journal").fetchone()[0] if version else 0
            sentence = "This journal is not chained yet: a station of this version chains it when it starts."
            return Verdict(events, ok=False, problem=sentence, guarded=False)
        verdict = _Reading(connection, expected).read()
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        return replace(verdict, guarded=there >= TRIGGERS)
    finally:
        connection.close()


def verify_tail(connection: sqlite3.Connection) -> tuple[Head | None, str]:
    """Whether the newest rows are as they were written: the head that `meta` tells, and a sentence or "". Cheap.

    Raises sqlite3.Error.
    """
    head = read_head(connection)
    last = connection.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0]
    oldest = connection.execute("SELECT coalesce(max(id), 0) FROM journal_anchor").fetchone()[0]
    begin = max(last - TAIL_ROWS, oldest)
    begun = connection.execute(
        "SELECT digest FROM journal_anchor WHERE id = ?1 UNION ALL "
        "SELECT digest FROM journal WHERE id = ?1 AND digest IS NOT NULL",
        (begin,),
    ).fetchone()
    start = Head(begin, begun[0]) if begun is not None else Head()
    return head, _Reading(connection, None, start if begin else Head()).read().problem


class _Reading:
    """One reading, from after `start` on."""

    def __init__(self, connection: sqlite3.Connection, expected: Head | None, start: Head | None = None) -> None:
        self._connection = connection
        self._expected = expected
        self._start = start or Head(0, ANCHOR)
        self._kept = read_head(connection)
        self._at = self._start
        self._events = 0
        self._older = 0

    def read(self) -> Verdict:
        """Read it to the first row that is wrong, or to its end."""
        anchors = dict(
            self._connection.execute("SELECT id, digest FROM journal_anchor WHERE id > ? ORDER BY id", (self._at.id,))
        )
        try:
            wrong = self._read_older(anchors) or self._read_chained()
        except sqlite3.OperationalError as error:
            if "UTF-8" not in str(error):
                raise
            wrong = self._wrong(self._next_id(), "holds text that is no text any more")
        except sqlite3.DatabaseError as error:
            wrong = self._wrong(self._at.id + 1, f"cannot be read: {sentence_of(error)}")
        return wrong or self._against_heads()

    def _rows(self, until: int = 2**62) -> Iterator[tuple[Any, ...]]:
        return self._connection.execute(
            f"SELECT {COLUMNS}, digest FROM journal WHERE id > ? AND id <= ? ORDER BY id", (self._at.id, until)
        )

    def _read_older(self, anchors: dict[int, bytes]) -> Verdict | None:
        """The rows from before the chain, block by block."""
        for until, kept in anchors.items():
            block, digest = self._at, self._at.digest
            count = 0
            for row in self._rows(until):
                count += 1
                digest = link(digest, row[:-1]) if row[-1] is None else b""
            if digest != kept:
                sentence = (
                    f"Something in rows {block.id + 1} to {until}, which are older than the chain, is not as it was "
                    "when they were chained."
                )
                return replace(self._so_far(), ok=False, bad=block.id + 1, bad_until=until, problem=sentence)
            self._at = Head(until, digest)
            self._events += count
            self._older += count
        return None

    def _read_chained(self) -> Verdict | None:
        """The chained rows. The loop is what a million rows cost: keep it bare."""
        number, digest = self._at.id, self._at.digest
        begun, expected, odd, noted = number, self._expected or Head(-1), None, False
        try:
            for row in self._rows():
                fields = row[:-1]
                computed = link(digest, fields)
                if computed != row[-1] or fields[0] != number + 1:
                    odd = fields
                    break
                number, digest = number + 1, computed
                if number == expected.id and digest != expected.digest:
                    noted = True
                    break
        finally:
            self._at, self._events = Head(number, digest), self._events + number - begun
        if noted:
            return self._wrong(number, "has another digest than the one that was noted of it")
        return None if odd is None else self._explain(odd)

    def _explain(self, fields: tuple[Any, ...]) -> Verdict:
        expected = self._at.id + 1
        if fields[0] != expected:
            until = fields[0] - 1
            missing = f"Row {expected} is" if until == expected else f"Rows {expected} to {until} are"
            sentence = f"{missing} missing from the journal."
            return replace(self._so_far(), ok=False, bad=expected, bad_until=until, problem=sentence)
        return self._wrong(
            expected,
            "is not as it was written: one of its fields or its digest was changed, or other rows stood before it",
        )

    def _against_heads(self) -> Verdict:
        verdict, at = self._so_far(), self._at
        for kept, where in ((self._kept, "the database says"), (self._expected, "was noted")):
            if kept is not None and kept.id > at.id:
                count = kept.id - at.id
                sentence = (
                    f"The journal ends with row {at.id}, but {where} that it went on to row {kept.id}: "
                    f"{count} {'row is' if count == 1 else 'rows are'} cut off."
                )
                return replace(verdict, ok=False, bad=at.id + 1, bad_until=kept.id, problem=sentence)
        if self._kept is None:
            sentence = "The head of the journal is not written down in the database any more, or cannot be read."
            return replace(verdict, ok=False, problem=sentence)
        if self._kept != at:
            sentence = (
                f"The rows after row {self._kept.id} were not written by a station: the database says that the "
                "journal ends there."
                if self._kept.id < at.id
                else f"Row {at.id} has another digest than the database says the journal ends with."
            )
            bad = min(self._kept.id + 1, at.id)
            return replace(verdict, ok=False, bad=bad, bad_until=at.id, problem=sentence)
        return verdict

    def _wrong(self, number: int, what: str) -> Verdict:
        return replace(self._so_far(), ok=False, bad=number, bad_until=number, problem=f"Row {number} {what}.")

    def _so_far(self) -> Verdict:
        return Verdict(self._events, head=self._at, older=self._older)

    def _next_id(self) -> int:
        found = self._connection.execute("SELECT min(id) FROM journal WHERE id > ?", (self._at.id,)).fetchone()
        return int(found[0] or self._at.id + 1)
