"""Going through a table of a damaged database: what cannot be read is named and passed over, everything else is given.

A row that cannot be read is one whose content lies on damaged pages; a damaged leaf of the table's tree takes a run of
rows with it. Where that run ends is found by asking for higher and higher keys.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from opscenter.history.errors import is_corrupt, sentence_of

BATCH = 64
"""Rows read in one go, so that no read of the database lasts long."""
LAST_KEY = 2**63 - 1
TO_THE_END = -1


@dataclass(slots=True, frozen=True)
class Hole:
    """Rows `first` to `last` (keys) of a table that cannot be read, and why. `last` TO_THE_END: all from `first` on."""

    table: str
    first: int
    last: int
    why: str


Row = tuple[Any, ...]


def walk(
    db: sqlite3.Connection, table: str, columns: str, key: str = "id", after: int = -(2**62)
) -> Iterator[Row | Hole]:
    """Rows `(key, *columns)` of a table in order of its integer key, those after `after`; a Hole for each run of rows
    that cannot be read. Rows that come and go meanwhile are given or not. Raises sqlite3.Error other than damage."""
    wanted = f"SELECT {key}, {columns} FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT ?"
    limit = BATCH
    while True:
        count = 0
        try:
            for row in db.execute(wanted, (after, limit)):
                after, count = row[0], count + 1
                yield row
            if count < limit:
                return
        except sqlite3.DatabaseError as error:
            if not is_corrupt(error):
                raise
            if limit > 1:
                limit = 1  # Python has looked one row ahead: the last row before the damage is still to be had
                continue
            last = _end_of_hole(db, table, key, after)
            if last is None:
                yield Hole(table, after + 1, TO_THE_END, sentence_of(error))
                return
            yield Hole(table, _first_of_hole(db, table, key, after), last, sentence_of(error))
            after, limit = last, BATCH


def _first_of_hole(db: sqlite3.Connection, table: str, key: str, after: int) -> int:
    """The key of the row that cannot be read, as far as the tree still tells it."""
    found = _next(db, table, key, after)
    return after + 1 if found is None or found == _END else found


def _end_of_hole(db: sqlite3.Connection, table: str, key: str, after: int) -> int | None:
    """The last key of the rows after `after` that cannot be read; None: all of them."""
    found = _next(db, table, key, after)
    if found == _END:
        return None
    if found is not None:
        return found  # its key can be read, its content cannot
    step, bad, good = 1, after, LAST_KEY
    while after + step < LAST_KEY:  # farther and farther, to where the tree can be read again
        if _next(db, table, key, after + step) is not None:
            good = after + step
            break
        bad = after + step
        step *= 2
    while good - bad > 1:
        middle = (good + bad) // 2
        if _next(db, table, key, middle) is None:
            bad = middle
        else:
            good = middle
    return None if _next(db, table, key, good) in (None, _END) else good


_END = LAST_KEY


def _next(db: sqlite3.Connection, table: str, key: str, after: int) -> int | None:
    """The first key after `after`; None where that cannot be read, _END where there is none."""
    try:
        row = db.execute(f"SELECT {key} FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT 1", (after,)).fetchone()
    except sqlite3.DatabaseError as error:
        if not is_corrupt(error):
            raise
        return None
    return _END if row is None else int(row[0])
