"""What the database holds and has held, as counted by whoever writes it."""

import sqlite3
from dataclasses import dataclass

import msgspec


@dataclass(slots=True, frozen=True)
class Totals:
    """What the database holds and has held, kept in its `meta` table."""

    beat: int = 0
    messages: int = 0
    samples: int = 0
    bytes_in: int = 0
    rejected: int = 0
    gaps: int = 0
    log_bytes: int = 0
    segment_bytes: int = 0
    place_bytes: int = 0
    mark_bytes: int = 0
    text_bytes: int = 0
    quarantined: int = 0


def read_totals(connection: sqlite3.Connection) -> Totals:
    """The totals of a database. Raises sqlite3.Error, msgspec.MsgspecError."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'totals'").fetchone()
    return Totals() if row is None else msgspec.json.decode(row[0], type=Totals)


def write_totals(connection: sqlite3.Connection, totals: Totals) -> None:
    """Write the totals down. Raises sqlite3.Error."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('totals', ?)", (msgspec.json.encode(totals).decode(),))
