"""The tables of a rebuilt database around what is made again: what it begins with, and what is taken over as it is."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import msgspec

from opscenter.history.chain import keep_head, last_row
from opscenter.history.damage import Hole
from opscenter.history.memory import is_there
from opscenter.history.migrations import migrate
from opscenter.history.records import IMPORTED
from opscenter.history.retention_of_texts import size_of_texts
from opscenter.history.schema import APPLICATION_ID, connect
from opscenter.history.starts import KEY as STARTS
from opscenter.history.starts import read_starts
from opscenter.history.table_tools import Database
from opscenter.history.totals import Totals, read_totals
from opscenter.history.transactions import next_number

_OWN_META = ("totals", "journal_head", STARTS, "rollup_bytes")


class Kept(Protocol):
    """The state from which on everything is made again."""

    @property
    def beat(self) -> int: ...
    @property
    def at(self) -> int: ...
    @property
    def journal(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def cells(self) -> int: ...
    @property
    def state(self) -> bytes: ...
    @property
    def open(self) -> tuple[str, ...]: ...


class Old(Protocol):
    """The history that is gone through."""

    db: sqlite3.Connection
    holes: list[Hole]

    @property
    def base(self) -> Kept: ...

    def rows(self, table: str, columns: str, key: str = ..., after: int = ...) -> Iterator[tuple[Any, ...]]: ...


Row = tuple[Any, ...]


def begin_with_base(old: Old, path: Path) -> None:
    """Make the database `path` with everything up to the base. Raises sqlite3.Error."""
    db = connect(path)
    try:
        migrate(Database(db))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        base = old.base
        if base.beat < 0:
            return
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM mark")
        _copy(old, db, "entity", "row", lambda row: row["row"] < base.rows)
        _copy(old, db, "cell", "cell", lambda row: row["cell"] < base.cells)
        for table, key in (
            ("message_log", "beat"),
            ("mark", "beat"),
            ("text_change", "rowid"),
            ("figure_memory", "beat"),
            ("figure_beat", "beat"),
        ):
            _copy(old, db, table, key, lambda row: row["beat"] <= base.beat)
        for segments, chunks in (("segment", "chunk"), ("place_segment", "place_chunk")):
            _copy(old, db, segments, "id", lambda row: row["last_beat"] <= base.beat)
            kept = {row[0] for row in db.execute(f"SELECT id FROM {segments}")}
            _copy(old, db, chunks, "id", lambda row, kept=kept: row["segment"] in kept)  # type: ignore[misc]
        _copy(old, db, "journal", "id", lambda row: row["id"] <= base.journal)
        _copy(old, db, "journal_anchor", "id", lambda row: row["id"] <= base.journal)
        keep_head(db, last_row(db))
        db.executemany("INSERT INTO open_alarm VALUES (?)", [(one,) for one in base.open])
        db.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (base.beat, base.at, base.state))
        starts = [one for one in read_starts(old.db) if one.beat <= base.beat]
        _put(db, STARTS, starts)
        _put(db, "totals", _sums(db, Totals(beat=base.beat)))
        db.execute("COMMIT")
    finally:
        db.close()


def finish(old: Old, path: Path) -> list[str]:
    """Take over what the log cannot tell into a database that everything else is in; sentences about it. Raises
    sqlite3.Error."""
    db = connect(path)
    notes: list[str] = []
    try:
        db.execute("BEGIN IMMEDIATE")
        for table in ("quarantine", "gap", "outage"):
            _copy(old, db, table, "id", lambda row: True)
        for key, value in old.db.execute("SELECT key, value FROM meta"):
            if key not in _OWN_META:
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
        _registry(old, db)
        _imported(old, db)
        _put(db, "totals", _sums(db, _lifetime(old, db)))
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()
    return notes


def keep_where_messages_are_gone(old: Old, path: Path) -> list[str]:
    """Take over the segments of the time of which messages cannot be read; sentences about it. Raises sqlite3.Error."""
    db = connect(path)
    try:
        db.execute("BEGIN IMMEDIATE")
        notes = _holes(old, db)
        db.execute("COMMIT")
    finally:
        db.close()
    return notes


def _copy(old: Old, db: sqlite3.Connection, table: str, key: str, wanted: Callable[[dict[str, Any]], bool]) -> None:
    if not is_there(old.db, table):
        return  # of an older version
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = (row[1:] for row in old.rows(table, quoted, key))
    chosen = (row for row in rows if wanted(dict(zip(names, row, strict=True))))
    db.executemany(f"INSERT OR REPLACE INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})", chosen)


def _registry(old: Old, db: sqlite3.Connection) -> None:
    """Entities, cells and names of which the log does not tell any more."""
    rows, cells = (int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in ("entity", "cell"))
    _copy(old, db, "entity", "row", lambda row: row["row"] >= rows)
    _copy(old, db, "cell", "cell", lambda row: row["cell"] >= cells)
    for row, name, shape, local in old.rows("entity", "name, shape, local_names", "row"):
        db.execute(
            "UPDATE entity SET name = coalesce(name, ?), shape = coalesce(shape, ?), "
            "local_names = coalesce(local_names, ?) WHERE row = ? AND (name IS NULL OR shape IS NULL "
            "OR local_names IS NULL)",
            (name, shape, local, row),
        )
    for cell, unit in old.rows("cell", "unit", "cell"):
        if unit:
            db.execute("UPDATE cell SET unit = ? WHERE cell = ? AND unit IS NULL", (unit, cell))


def _holes(old: Old, db: sqlite3.Connection) -> list[str]:
    """Where messages cannot be read, the samples and ways of that time are kept as they are."""
    spans = [(hole.first, hole.last if hole.last >= 0 else 2**62) for hole in old.holes if hole.table == "message_log"]
    kept = 0
    for first, last in dict.fromkeys(spans):
        for segments, chunks in (("segment", "chunk"), ("place_segment", "place_chunk")):
            for row in list(old.rows(segments, "first_beat, last_beat, first, last, count, size")):
                if row[1] <= last and row[2] >= first:
                    kept += _keep_segment(old, db, segments, chunks, row)
    notes = [
        f"Messages of beats {first} to {last if last < 2**62 else 'the last'} cannot be read." for first, last in spans
    ]
    if kept:
        notes.append(f"{kept} segments of that time are kept as they are.")
    return notes


def _imported(old: Old, db: sqlite3.Connection) -> None:
    """Texts that were imported are in no message: they are kept as they are."""
    told = "SELECT json_extract(fact, '$.details.beat') FROM journal WHERE event = ? AND json_valid(fact)"
    try:
        beats = {row[0] for row in old.db.execute(told, (IMPORTED,))}
    except sqlite3.DatabaseError:
        beats = set()
    _copy(old, db, "text_change", "rowid", lambda row: row["beat"] in beats)


def _keep_segment(old: Old, db: sqlite3.Connection, segments: str, chunks: str, row: Row) -> int:
    number = "cell" if chunks == "chunk" else "row"
    try:
        parts = old.db.execute(
            f"SELECT first_{number}, last_{number}, columns FROM {chunks} WHERE segment = ?", (row[0],)
        ).fetchall()
    except sqlite3.DatabaseError:
        return 0
    if sum(len(part[2]) for part in parts) != row[6]:
        return 0  # it is damaged itself
    made = [
        one[0]
        for one in db.execute(f"SELECT id FROM {segments} WHERE first_beat <= ? AND last_beat >= ?", (row[2], row[1]))
    ]
    for one in made:
        db.execute(f"DELETE FROM {chunks} WHERE segment = ?", (one,))
        db.execute(f"DELETE FROM {segments} WHERE id = ?", (one,))
    place = made[0] if made else _room_for(db, segments, chunks, row[1])
    db.execute(
        f"INSERT INTO {segments} (id, first_beat, last_beat, first, last, count, size) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (place, *row[1:]),
    )
    db.executemany(
        f"INSERT INTO {chunks} (segment, first_{number}, last_{number}, columns) VALUES (?, ?, ?, ?)",
        [(place, *part) for part in parts],
    )
    return 1


def _room_for(db: sqlite3.Connection, segments: str, chunks: str, first_beat: int) -> int:
    """A number for a segment between others: numbers and beats grow together, so those after it go up by one."""
    after = db.execute(f"SELECT min(id) FROM {segments} WHERE first_beat > ?", (first_beat,)).fetchone()[0]
    if after is None:
        return next_number(db, segments)
    for table, column in ((segments, "id"), (chunks, "segment")):
        db.execute(f"UPDATE {table} SET {column} = -({column} + 1) WHERE {column} >= ?", (after,))
        db.execute(f"UPDATE {table} SET {column} = -{column} WHERE {column} < 0")
    return int(after)


def _lifetime(old: Old, db: sqlite3.Connection) -> Totals:
    """What this history has held in its life stays as it was counted."""
    made = read_totals(db)
    try:
        then = read_totals(old.db)
    except (sqlite3.DatabaseError, msgspec.MsgspecError):
        return made
    return replace(
        made, beat=max(made.beat, then.beat), messages=then.messages, samples=max(then.samples, made.samples),
        bytes_in=then.bytes_in, rejected=then.rejected, gaps=then.gaps, quarantined=then.quarantined,
    )  # fmt: skip


def _sums(db: sqlite3.Connection, totals: Totals) -> Totals:
    sums = {
        name: int(db.execute(f"SELECT total(size) FROM {table}").fetchone()[0])
        for name, table in (
            ("log_bytes", "message_log"), ("segment_bytes", "segment"), ("place_bytes", "place_segment"),
            ("mark_bytes", "mark"),
        )
    }  # fmt: skip
    return replace(totals, **sums, text_bytes=size_of_texts(db))


def _put(db: sqlite3.Connection, key: str, value: object) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, msgspec.json.encode(value).decode()))
