"""When stations started on a history: between two of them nobody listened, which the message log does not tell."""

import sqlite3

import msgspec

KEY = "starts"
MOST = 5_000
"""So many are remembered; the oldest are forgotten."""


class Start(msgspec.Struct, frozen=True, array_like=True):
    """A station that started at `epoch` (Unix ms) wrote `beat` as its first; the journal went up to id `journal`."""

    beat: int
    epoch: int
    journal: int


def read_starts(connection: sqlite3.Connection) -> list[Start]:
    """The starts on record, oldest first. Raises sqlite3.Error; what cannot be read is as if it were not there."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone()
    try:
        return [] if row is None else msgspec.json.decode(row[0], type=list[Start])
    except msgspec.MsgspecError:
        return []


def note_start(connection: sqlite3.Connection, beat: int, epoch: int) -> None:
    """Write a start down, before the rows of its first beat. Raises sqlite3.Error."""
    journal = int(connection.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0])
    starts = [*read_starts(connection), Start(beat, epoch, journal)][-MOST:]
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEY, msgspec.json.encode(starts).decode()))
