"""Numbers of many cells over a long span, block after block, for whoever learns from the whole history.

Each block is opened once, whatever times it holds, and no read of the database lasts longer than one block: a sweep of
hours holds up neither the writer nor the clearing of its log.
"""

import sqlite3
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import Columns, unpack_columns

_KINDS = {"cell": np.int64, "time": np.int64, "value": np.float64, "quality": np.uint8}
_NAMES = tuple(_KINDS)

Ints = NDArray[np.int64]


def sweep(db: sqlite3.Connection, cells: Ints, since: int, until: int) -> Iterator[Columns]:
    """Numbers of `cells` (ascending, not empty) measured in `since <= time < until`, about in order of arrival.

    Columns `cell, time, value, quality` of each block that has some. What is deleted meanwhile is passed over.
    Raises sqlite3.Error and BlockError.
    """
    after = -1
    while True:
        found = _segments(db, after, since, until)
        for segment in found:
            for part in _of_segment(db, segment, cells):
                yield from _within(part, cells, since, until)
        if not found:
            break
        after = found[-1]
    # Blocks may have become a segment since the last look: both are looked for in one state of the database.
    db.execute("BEGIN")
    try:
        late = [part for segment in _segments(db, after, since, until) for part in _of_segment(db, segment, cells)]
        blocks = db.execute(
            "SELECT columns FROM sample_block WHERE last >= ? AND first < ? ORDER BY beat", (since, until)
        ).fetchall()
    finally:
        db.execute("ROLLBACK")
    for part in late:
        yield from _within(part, cells, since, until)
    for (block,) in blocks:
        yield from _within(unpack_columns(block, _NAMES), cells, since, until)


def first_number(db: sqlite3.Connection, since: int) -> int:
    """A time, not before `since`, before which nothing is stored; `since` where there is nothing at all."""
    found = db.execute(
        "SELECT min(first) FROM (SELECT first FROM segment WHERE last >= ? UNION ALL "
        "SELECT first FROM sample_block WHERE last >= ?)",
        (since, since),
    ).fetchone()
    return max(since, int(found[0] or since))


def _segments(db: sqlite3.Connection, after: int, since: int, until: int) -> list[int]:
    return [
        row[0]
        for row in db.execute(
            "SELECT id FROM segment WHERE id > ? AND last >= ? AND first < ? ORDER BY id", (after, since, until)
        )
    ]


def _of_segment(db: sqlite3.Connection, segment: int, cells: Ints) -> Iterator[Columns]:
    chunks = db.execute("SELECT id, first_cell, last_cell FROM chunk WHERE segment = ?", (segment,)).fetchall()
    for number, first, last in chunks:
        if np.searchsorted(cells, first) < np.searchsorted(cells, last, side="right"):
            found = db.execute("SELECT columns FROM chunk WHERE id = ?", (number,)).fetchone()
            if found is not None:
                yield unpack_columns(found[0], _NAMES)


def _within(columns: Columns, cells: Ints, since: int, until: int) -> Iterator[Columns]:
    if not len(columns.get("cell", ())):
        return
    time = columns["time"].astype(np.int64, copy=False)
    place = np.minimum(np.searchsorted(cells, columns["cell"]), len(cells) - 1)
    wanted = (time >= since) & (time < until) & (cells[place] == columns["cell"])
    if wanted.any():
        yield {name: columns[name][wanted].astype(kind, copy=False) for name, kind in _KINDS.items()}
