"""Old samples of runs go, and their roll-ups after them, each width by limits of its own.

A run whose samples are gone has `size` 0: nobody reads them from then on, and they are deleted step by step. The newest
run stays as a row even when nothing is left of it: it tells up to where segments were sealed. What was imported is
never too old: whoever imports the past wants it to stay; only the limits in bytes hold for it.
"""

import sqlite3
import statistics
from collections.abc import Iterator

from opscenter.history.records import Limits
from opscenter.history.rollup import WIDTHS
from opscenter.history.runs import Run, ready_runs
from opscenter.history.tier_tasks import forget_chunks, rollup_bytes

STEP_ROWS = 100
LOOK_AT = 100
"""So many chunks of a run are looked at to tell how old it is."""
DAY_MS = 86_400_000
EVER = 1 << 62


def forget_in_runs(connection: sqlite3.Connection, limits: Limits, now: int) -> bool:
    """Some of what is too old or too much at `now` (Unix ms), within a transaction; False: nothing is.

    Raises sqlite3.Error.
    """
    runs = ready_runs(connection, -EVER, EVER)
    for run in runs:
        if not run.size and forget_chunks(connection, "run_chunk", run.id, STEP_ROWS):
            return True
    for width, most, days in zip(WIDTHS, limits.rollup_bytes, limits.rollup_days, strict=True):
        surplus = rollup_bytes(connection).get(width, 0) > most
        for run in _with_rollups(connection, runs, width):
            if not surplus and run.until_segment is None:
                continue
            if not surplus and not _is_old(connection, run, now, days):
                break
            if forget_chunks(connection, "rollup_chunk", run.id, STEP_ROWS, width):
                return True
    sampled = [run for run in runs if run.size]
    surplus = sum(run.size for run in sampled) > limits.sample_bytes
    if not surplus:
        sampled = [run for run in sampled if run.until_segment is not None]
    if sampled and (surplus or _is_old(connection, sampled[0], now, limits.sample_days)):
        connection.execute("UPDATE run SET size = 0 WHERE id = ?", (sampled[0].id,))
        return True
    return _forget_empty(connection, runs)


def _with_rollups(connection: sqlite3.Connection, runs: list[Run], width: int) -> Iterator[Run]:
    for run in runs:
        there = "SELECT 1 FROM rollup_chunk WHERE run = ? AND width = ? LIMIT 1"
        if connection.execute(there, (run.id, width)).fetchone() is not None:
            yield run


def _is_old(connection: sqlite3.Connection, run: Run, now: int, days: float) -> bool:
    if not days:
        return False
    end = run.last
    if end > now:  # a clock was wrong by years: not that of most of its chunks
        lasts = [
            last
            for table in ("run_chunk", "rollup_chunk")
            for (last,) in connection.execute(
                f"SELECT last FROM {table} WHERE run = ? ORDER BY last_cell LIMIT {LOOK_AT}", (run.id,)
            )
        ]
        end = int(statistics.median(lasts)) if lasts else end
    return end < now - round(days * DAY_MS)


def _forget_empty(connection: sqlite3.Connection, runs: list[Run]) -> bool:
    newest = connection.execute("SELECT max(id), max(until_segment) FROM run").fetchone()
    for run in runs:
        if run.size or run.id == newest[0] or run.until_segment == newest[1]:
            continue
        if connection.execute("SELECT 1 FROM rollup_chunk WHERE run = ? LIMIT 1", (run.id,)).fetchone() is None:
            connection.execute("DELETE FROM run WHERE id = ?", (run.id,))
            return True
    return False
