"""What a station needs from its database to go on where it stopped."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from opscenter.domain.alarm_book import AlarmBook
from opscenter.domain.note_book import MOST_NOTES
from opscenter.domain.operator_note import NoteEvent
from opscenter.domain.rule_changes import RULES, RULES_CHANGED
from opscenter.history.blocks import BlockError, Columns, unpack_columns
from opscenter.history.encoding import kept_of
from opscenter.history.memory import is_there, memory_at
from opscenter.history.records import TextChange, expand_texts
from opscenter.history.totals import Totals, read_totals
from opscenter.history.usual_tables import BESIDE, JUDGED, KeptUsual, kept_usual

NEWEST = 10_000
"""So many events of alarms that are over are known after a start as well."""


@dataclass(slots=True)
class StoredBeat:
    """One beat as it was applied. `at`: when (Unix ms), 0: that is not known; `steps`: of figures (`records`)."""

    beat: int
    columns: Columns
    texts: list[TextChange]
    at: int = 0
    steps: int | None = None


@dataclass(slots=True)
class Restored:
    """The registry in order of its numbers, the last checkpoint, the beats after it, events of alarms still open.

    `facts` are events (JSON) of those, and the newest of all: they say how alarms ended, and up to what time they tell.
    `unheard` are those of after the checkpoint, with when they were written down (Unix ms): figures have to hear them.
    """

    entities: list[tuple[str, str, str, dict[str, Any] | None]] = field(default_factory=list)  # id, type, name, shape
    local_names: dict[int, dict[str, str]] = field(default_factory=dict)  # names by language, by row
    cells: list[tuple[int, str, str]] = field(default_factory=list)  # row, name, unit
    checkpoint: Columns | None = None
    texts: dict[int, str] = field(default_factory=dict)
    memory: bytes = b""  # of figures, as of the checkpoint (`memory`)
    beats: list[StoredBeat] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    unheard: list[tuple[int, str]] = field(default_factory=list)
    book: AlarmBook | None = None  # of an engine that ran until now: what facts before these would tell
    entries: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # entries (JSON) of operators' notes, in order
    totals: Totals = field(default_factory=Totals)
    publishers: list[dict[str, Any]] = field(default_factory=list)
    listening: int = 0  # Unix ms since when somebody has listened; 0: since the station starts that goes on with this
    usual: KeptUsual | None = None  # what rules judged by last
    beside: KeptUsual | None = None  # what was known to be usual beside it
    rules: dict[str, str] | None = None  # rules last in force, id -> version; None: nobody has written any down

    @property
    def for_segment(self) -> list[tuple[int, Columns]]:
        """The samples and places that are in no segment yet, as the writer wants them."""
        return [(beat.beat, kept) for beat in self.beats if (kept := kept_of(beat.columns))]


def load(connection: sqlite3.Connection) -> Restored:
    """Read it all. Raises sqlite3.Error; BlockError, msgspec.MsgspecError or ValueError for damaged content."""
    restored = Restored(totals=read_totals(connection))
    _load_registry(connection, restored)
    found = connection.execute("SELECT beat, state FROM checkpoint ORDER BY beat DESC LIMIT 1").fetchone()
    since = -1
    if found is not None:
        since = found[0]
        columns, texts = msgspec.msgpack.decode(found[1], type=tuple[bytes, bytes])
        restored.checkpoint, restored.texts = unpack_columns(columns), expand_texts(texts)
        restored.memory = memory_at(connection, since)
    restored.beats = list(_beats(connection, since))
    restored.unheard = _unheard(connection, since)
    restored.facts = [
        row[0]
        for row in connection.execute(
            "SELECT fact FROM journal WHERE state <> '' AND id IN (SELECT id FROM journal WHERE occurrence IN "
            "(SELECT occurrence FROM open_alarm) UNION SELECT id FROM journal WHERE id > "
            f"(SELECT coalesce(max(id), 0) FROM journal) - {NEWEST}) ORDER BY id"
        )
    ]
    restored.entries = [
        row[0]
        for row in connection.execute(
            "SELECT fact FROM journal WHERE occurrence IN (SELECT occurrence FROM open_alarm) AND state = '' "
            "ORDER BY id"
        )
    ]
    restored.notes = note_facts(connection)
    told = connection.execute("SELECT value FROM meta WHERE key = 'publishers'").fetchone()
    if told is not None:
        restored.publishers = msgspec.json.decode(told[0], type=list[dict[str, Any]])
    restored.rules = _rules(connection)
    restored.usual, restored.beside = kept_usual(connection, JUDGED), kept_usual(connection, BESIDE)
    return restored


def note_facts(connection: sqlite3.Connection, until: int = 2**62) -> list[str]:
    """Entries (JSON) of operators' notes and their corrections, the newest `MOST_NOTES` of those up to the row `until`
    of the journal, in order."""
    events = tuple(event.value for event in NoteEvent)
    marks = ",".join("?" * len(events))
    rows = connection.execute(
        f"SELECT fact FROM journal WHERE event IN ({marks}) AND id <= ? ORDER BY id DESC LIMIT ?",
        (*events, until, MOST_NOTES),
    )
    return [row[0] for row in rows][::-1]


def _rules(connection: sqlite3.Connection) -> dict[str, str] | None:
    row = connection.execute(
        "SELECT fact FROM journal WHERE occurrence = ? AND +event = ? ORDER BY id DESC LIMIT 1",
        (RULES, RULES_CHANGED),
    ).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=_RulesChanged).details.rules


class _InForce(msgspec.Struct):
    rules: dict[str, str]


class _RulesChanged(msgspec.Struct):
    details: _InForce


def load_registry(connection: sqlite3.Connection) -> Restored:
    """What was numbered how, and nothing of how it stands: to go through the past again. Raises as `load`."""
    restored = Restored()
    _load_registry(connection, restored)
    return restored


def _load_registry(connection: sqlite3.Connection, restored: Restored) -> None:
    there = {column[1] for column in connection.execute("PRAGMA table_info(entity)")}
    local_names = "local_names" if "local_names" in there else "NULL"  # an old database on a read-only disk
    known = connection.execute(f"SELECT row, id, type, name, shape, {local_names} FROM entity ORDER BY row")
    for expected, row in enumerate(known):
        if row[0] != expected:
            raise BlockError(f"entity {expected} is missing from the database")
        restored.entities.append((row[1], row[2] or "", row[3] or "", json.loads(row[4]) if row[4] else None))
        if row[5]:
            restored.local_names[expected] = msgspec.json.decode(row[5], type=dict[str, str])
    for expected, row in enumerate(connection.execute("SELECT cell, row, name, unit FROM cell ORDER BY cell")):
        if row[0] != expected or not 0 <= row[1] < len(restored.entities):
            raise BlockError(f"cell {expected} is missing from the database")
        restored.cells.append((row[1], row[2], row[3] or ""))


def _beats(connection: sqlite3.Connection, since: int) -> Iterator[StoredBeat]:
    texts: dict[int, list[TextChange]] = {}
    for beat, *change in connection.execute(
        "SELECT beat, position, cell, time, quality, text FROM text_change WHERE beat > ? ORDER BY beat, position",
        (since,),
    ):
        texts.setdefault(beat, []).append(TextChange(*change))
    told = "SELECT beat, at, steps FROM figure_beat WHERE beat > ? ORDER BY beat"
    stopped = connection.execute(told, (since,)).fetchall() if is_there(connection, "figure_beat") else []
    stopped.reverse()
    for beat, block, at in connection.execute(
        "SELECT beat, columns, at FROM sample_block LEFT JOIN message_log USING (beat) WHERE beat > ? ORDER BY beat",
        (since,),
    ):
        while stopped and stopped[-1][0] < beat:
            quiet, when, steps = stopped.pop()
            yield StoredBeat(quiet, {}, texts.get(quiet, []), when, steps)
        steps = None
        if stopped and stopped[-1][0] == beat:
            _, at, steps = stopped.pop()
        yield StoredBeat(beat, unpack_columns(block), texts.get(beat, []), at or 0, steps)
    for quiet, when, steps in reversed(stopped):
        yield StoredBeat(quiet, {}, texts.get(quiet, []), when, steps)


def _unheard(connection: sqlite3.Connection, since: int) -> list[tuple[int, str]]:
    mark = None
    if is_there(connection, "mark"):
        mark = connection.execute("SELECT journal FROM mark WHERE beat = ?", (since,)).fetchone()
    after = mark[0] if mark is not None else 0 if since < 0 else 2**62
    return connection.execute(
        "SELECT wall, fact FROM journal WHERE id > ? AND state <> '' ORDER BY id", (after,)
    ).fetchall()
