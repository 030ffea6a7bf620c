"""What a moment of the past is put together from: segments by their beats, runs by their times."""

import sqlite3
from collections.abc import Iterator

import numpy as np

from opscenter.history.blocks import Columns
from opscenter.history.passing_over import DAMAGE, pass_over
from opscenter.history.runs import has_runs, ready_runs
from opscenter.history.series_block import open_series

MOST_SAMPLES = 3_000_000
"""So many are opened for one moment at most, which takes about a second."""


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
    """Columns `cell, time, value, quality` of what was measured in `since < time <= until`, out of runs, in no order.

    None when nothing is left there, or more than `MOST_SAMPLES` would have to be opened: a chunk holds all times of a
    run. What is damaged is passed over. Raises sqlite3.Error.
    """
    if not has_runs(db):
        return None
    runs = [run.id for run in ready_runs(db, since + 1, until) if run.size]
    marks = ",".join("?" * len(runs))
    which = f"FROM run_chunk WHERE run IN ({marks}) AND last > ? AND first <= ?"
    count = db.execute(f'SELECT total("count") {which}', (*runs, since, until)).fetchone()[0]
    if not runs or not count or count > MOST_SAMPLES:
        return None
    parts = []
    for number in [
        row[0] for row in db.execute(f"SELECT id {which} ORDER BY run, last_cell, id", (*runs, since, until))
    ]:
        try:
            block = db.execute("SELECT block FROM run_chunk WHERE id = ?", (number,)).fetchone()[0]
            columns = open_series(block).all()
        except DAMAGE as error:
            pass_over(db, error, f"run_chunk {number}")
            continue
        times = columns["time"].astype(np.int64, copy=False)
        then = (times > since) & (times <= until)
        if then.any():
            parts.append({name: column[then] for name, column in columns.items()})
    if not parts:
        return None
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
