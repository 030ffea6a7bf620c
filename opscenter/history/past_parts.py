"""What a moment of the past is put together from: segments by their beats, runs by their times."""

import sqlite3
from collections.abc import Iterator

from opscenter.history.blocks import Columns


def segments_after(db: sqlite3.Connection, after: int, until: int) -> Iterator[tuple[int, int, int]]:
    """Number, first time and last beat of segments with `after < last beat <= until`, in order. Raises sqlite3.Error.

    Numbers and beats grow together, and there is no index by beat: the first is found by halving.
    """
    low, high = db.execute("SELECT coalesce(min(id), 0), coalesce(max(id), -1) + 1 FROM segment").fetchone()
    while low < high:
        middle = (low + high) // 2
        row = db.execute("SELECT id, last_beat FROM segment WHERE id >= ? ORDER BY id LIMIT 1", (middle,)).fetchone()
        if row is not None and row[1] <= after:
            low = row[0] + 1
        else:
            high = middle
    for number, first, last_beat in db.execute(
        "SELECT id, first, last_beat FROM segment WHERE id >= ? ORDER BY id", (low,)
    ):
        if last_beat > until:
            return
        if last_beat > after:
            yield number, first, last_beat


def numbers_in_runs(db: sqlite3.Connection, since: int, until: int) -> Columns | None:
    """Not yet."""
    return None
