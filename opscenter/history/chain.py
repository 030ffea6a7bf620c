"""The chain that makes a change of the journal visible: every row carries a digest over itself and the digest before.

Version 1: `digest = SHA-256(digest of the row before + MessagePack array of the row's FIELDS)`, an integer as integer,
text as str, nothing as nil. Before the first row stands SHA-256 of `opscenter journal 1`. Rows that are older than the
chain carry no digest: the migration chained them once and kept the digest of every thousandth and of the last.

The head (number and digest of the last row) stands in `meta` as well, is logged, and is told to the desks. What the
chain cannot show by itself is a history rewritten as a whole, its digests and its head with it, by somebody who may
write the file: that is found against a head that was noted elsewhere (`opscenter journal verify --expect`).
"""

import hashlib
import sqlite3
from dataclasses import dataclass

import msgspec

VERSION = 1
FIELDS = ("id", "at", "wall", "occurrence", "entity", "event", "state", "by", "desk", "comment", "fact", "rule")
"""What a digest covers, in this order: every stored field but the digest."""

ANCHOR = hashlib.sha256(b"opscenter journal 1").digest()

COLUMNS = ", ".join(f'"{name}"' for name in FIELDS)

Row = tuple[int | float | str | bytes | None, ...]

encode = msgspec.msgpack.Encoder().encode


@dataclass(slots=True, frozen=True)
class Head:
    """The last row of the journal: its number (0: there is none) and its digest."""

    id: int = 0
    digest: bytes = ANCHOR

    def __str__(self) -> str:
        return f"{self.id}:{self.digest.hex()}"


class _Kept(msgspec.Struct):
    version: int
    id: int
    digest: str


def link(before: bytes, fields: Row) -> bytes:
    """The digest of a row (its FIELDS) that follows the digest `before`."""
    return hashlib.sha256(before + encode(fields)).digest()


def read_head(connection: sqlite3.Connection) -> Head | None:
    """The head as kept in `meta`; None where there is none that can be read. Raises sqlite3.Error."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'journal_head'").fetchone()
    try:
        kept = msgspec.json.decode(row[0], type=_Kept) if row is not None else None
        return None if kept is None or kept.version != VERSION else Head(kept.id, bytes.fromhex(kept.digest))
    except (msgspec.MsgspecError, ValueError, TypeError):
        return None


def keep_head(connection: sqlite3.Connection, head: Head) -> None:
    """Write the head down in `meta`. Raises sqlite3.Error."""
    kept = msgspec.json.encode(_Kept(VERSION, head.id, head.digest.hex())).decode()
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('journal_head', ?)", (kept,))


def last_row(connection: sqlite3.Connection) -> Head:
    """The last row that is there, whatever `meta` says. Raises sqlite3.Error."""
    found = connection.execute("SELECT id, digest FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    if found is None:
        return Head()
    if found[1] is None:
        kept = connection.execute("SELECT digest FROM journal_anchor WHERE id = ?", (found[0],)).fetchone()
        return Head(found[0], kept[0] if kept is not None else b"")
    return Head(found[0], found[1])
