"""Marks: how far the history had come at each checkpoint, and every few minutes the whole state then.

A moment of the past is the newest whole state before it and what was recorded after that. A mark without a state
tells when the segment sealed with it had arrived. An empty state (`x''`, beat -1) stands for a city of which nothing
is known yet: a database that was begun by a station without a past.
"""

import sqlite3
from dataclasses import dataclass

import msgspec

from opscenter.history.blocks import pack_columns
from opscenter.history.records import Checkpoint

FORGET_ROWS = 200
OLD_ROWS = 20
HOUR_MS = 3_600_000
_GONE = "arrival_from"
_THINNED = "marks_thinned"


@dataclass(slots=True, frozen=True)
class Mark:
    """What was recorded up to `beat` had arrived between `since` and `at` (Unix ms), the journal up to id `journal`.

    `heard`: a block of `row, heard, first`, entities that spoke without a number in it, last and first (see
    `station.engine`); those written first had no `first`.
    """

    beat: int
    since: int
    at: int
    journal: int
    heard: bytes | None


def put_mark(connection: sqlite3.Connection, checkpoint: Checkpoint, state: bytes, memory: int = 0) -> int:
    """Write the mark of a checkpoint (`state`: its encoded columns and texts, `memory`: bytes of what figures know,
    which stay with the state); the bytes it takes. A beat's journal rows must be written before, those of later beats
    after. Raises sqlite3.Error."""
    if checkpoint.anew and connection.execute("SELECT 1 FROM mark WHERE beat >= 0 LIMIT 1").fetchone() is None:
        connection.execute(
            "DELETE FROM mark"
        )  # what was before the database was begun is not known: it was not nothing
    before = connection.execute("SELECT at FROM mark ORDER BY beat DESC LIMIT 1").fetchone()
    open_now = [row[0] for row in connection.execute("SELECT occurrence FROM open_alarm")]
    heard = pack_columns(checkpoint.heard) if checkpoint.heard else None
    size = (len(state) + memory if checkpoint.keep else 0) + len(heard or b"")
    connection.execute(
        "INSERT OR REPLACE INTO mark (beat, since, at, journal, heard, state, open, size) "
        "VALUES (?, ?, ?, (SELECT coalesce(max(id), 0) FROM journal), ?, ?, ?, ?)",
        (
            checkpoint.beat, max(before[0] if before else 0, checkpoint.started), checkpoint.at, heard,
            state if checkpoint.keep else None,
            msgspec.json.encode(open_now).decode() if checkpoint.keep else None, size,
        ),
    )  # fmt: skip
    return size


def segments_gone(connection: sqlite3.Connection, beat: int) -> int:
    """The segments up to `beat` go by retention: their states stay, what only told of them does not; the bytes freed.

    Raises sqlite3.Error.
    """
    freed = connection.execute(
        "SELECT total(length(heard)) FROM mark WHERE beat <= ? AND heard IS NOT NULL", (beat,)
    ).fetchone()[0]
    connection.execute(
        "UPDATE mark SET heard = NULL, size = size - length(heard) WHERE beat <= ? AND heard IS NOT NULL", (beat,)
    )
    connection.execute("DELETE FROM mark WHERE beat < 0")  # what came of the empty city is not known any more
    _keep(connection, _GONE, max(beat, gone_until(connection)))
    return int(freed)


def gone_until(connection: sqlite3.Connection) -> int:
    """The last beat whose segment has gone by retention, -1 while none has. Raises sqlite3.Error."""
    return _kept(connection, _GONE, -1)


def forget_oldest(connection: sqlite3.Connection, surplus: int) -> int:
    """Forget states that together make up `surplus` bytes, or as many as one transaction may; the bytes freed.

    Of those whose segments are gone all but one an hour go first, then the oldest marks. Raises sqlite3.Error.
    """
    freed = _thin(connection, surplus)
    if freed:
        return freed
    until = -2
    for beat, size in connection.execute(
        "SELECT beat, size FROM mark WHERE beat < (SELECT max(beat) FROM mark WHERE state IS NOT NULL) "
        "ORDER BY beat LIMIT ?",
        (FORGET_ROWS,),
    ):
        freed, until = freed + size, beat
        if freed >= surplus:
            break
    connection.execute("DELETE FROM mark WHERE beat <= ?", (until,))
    return freed


def forget_older(connection: sqlite3.Connection, before: int) -> int:
    """Forget some of the marks from before a time (Unix ms), but not the newest state; the bytes freed.

    Raises sqlite3.Error.
    """
    freed, until = 0, None
    for beat, at, size in connection.execute(
        "SELECT beat, at, size FROM mark WHERE beat >= 0 AND beat < "
        "(SELECT max(beat) FROM mark WHERE state IS NOT NULL) ORDER BY beat LIMIT ?",
        (OLD_ROWS,),
    ):
        if at >= before:
            break
        freed, until = freed + size, beat
    if until is not None:
        connection.execute("DELETE FROM mark WHERE beat >= 0 AND beat <= ?", (until,))
    return freed


def _thin(connection: sqlite3.Connection, surplus: int) -> int:
    thinned, freed = _kept(connection, _THINNED, -2), 0
    found = connection.execute(
        "SELECT beat, at FROM mark WHERE beat >= ? AND beat <= ? AND state IS NOT NULL ORDER BY beat LIMIT ?",
        (thinned, gone_until(connection), FORGET_ROWS),
    ).fetchall()
    hour = -1
    for beat, at in found:
        thinned = beat
        if at // HOUR_MS != hour:
            hour = at // HOUR_MS
            continue
        size = connection.execute("SELECT size FROM mark WHERE beat = ?", (beat,)).fetchone()[0]
        connection.execute("UPDATE mark SET state = NULL, open = NULL, size = 0, heard = NULL WHERE beat = ?", (beat,))
        freed += size
        if freed >= surplus:
            break
    if found:
        _keep(connection, _THINNED, thinned)
    return freed


def _kept(connection: sqlite3.Connection, key: str, default: int) -> int:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return default if row is None else int(row[0])


def _keep(connection: sqlite3.Connection, key: str, value: int) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, str(value)))
