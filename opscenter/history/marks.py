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


def put_mark(connection: sqlite3.Connection, checkpoint: Checkpoint, state: bytes) -> int:
    """Write the mark of a checkpoint (`state`: its encoded columns and texts); the bytes it takes. A beat's journal
    rows must be written before, those of later beats after. Raises sqlite3.Error."""
    if checkpoint.anew and connection.execute("SELECT 1 FROM mark WHERE beat >= 0 LIMIT 1").fetchone() is None:
        connection.execute(
            "DELETE FROM mark"
        )  # what was before the database was begun is not known: it was not nothing
    before = connection.execute("SELECT at FROM mark ORDER BY beat DESC LIMIT 1").fetchone()
    open_now = [row[0] for row in connection.execute("SELECT occurrence FROM open_alarm")]
    heard = pack_columns(checkpoint.heard) if checkpoint.heard else None
    size = (len(state) if checkpoint.keep else 0) + len(heard or b"")
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


def forget_before(connection: sqlite3.Connection, beat: int) -> int:
    """Forget the marks before `beat`, whose segments are gone; the bytes freed."""
    freed = connection.execute("SELECT total(size) FROM mark WHERE beat < ?", (beat,)).fetchone()[0]
    connection.execute("DELETE FROM mark WHERE beat < ?", (beat,))
    return int(freed)


def forget_oldest(connection: sqlite3.Connection, surplus: int) -> int:
    """Forget the oldest marks that together make up `surplus` bytes; the bytes freed."""
    freed, until = 0, -2
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
