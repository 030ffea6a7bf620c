"""Sealed samples of a rebuilt history that its message log does not tell any more: older runs, and those imported.

Which segments were recorded up to the base is known where segments are left. A run that holds some from before and some
from after it is parted: what the log has brought again is taken out of it, by series and time. So are all others where
messages of the log cannot be read: which of their samples these had told is not known.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from opscenter.history.blocks import Columns
from opscenter.history.cutting import cut
from opscenter.history.marks import gone_until
from opscenter.history.merging import of_run
from opscenter.history.queries import Queries
from opscenter.history.rebuild_tables import Old
from opscenter.history.runs import Run, has_runs, ready_runs
from opscenter.history.tier_tasks import add_chunks, begin_run, finish_run

EVER = 1 << 62


@dataclass(slots=True)
class OldRuns:
    """What becomes of the runs of a history: `kept` as they are, `parted`, `told` by the log, if it can be read; and
    the last segment up to the base."""

    kept: list[Run] = field(default_factory=list)
    parted: list[Run] = field(default_factory=list)
    told: list[Run] = field(default_factory=list)
    until: int = 0


def sort_runs(old: Old) -> OldRuns:
    """Look at the runs of the old history. Raises sqlite3.Error."""
    found = OldRuns()
    if not has_runs(old.db):
        return found
    base = old.base
    row = old.db.execute("SELECT min(id) FROM segment WHERE last_beat > ?", (base.beat,)).fetchone()
    # Where segments after the base have gone by retention, the first that is left tells nothing.
    until = row[0] - 1 if row[0] is not None and gone_until(old.db) <= base.beat else None
    before = 0
    for run in ready_runs(old.db, -EVER, EVER):
        if run.until_segment is None:
            found.kept.append(run)
        elif base.beat < 0:
            found.told.append(run)
            continue
        elif until is not None and run.until_segment > until:
            (found.parted if before < until else found.told).append(run)
        elif until is None and run.last >= base.at:
            found.parted.append(run)
        else:
            found.kept.append(run)
        before = run.until_segment or before
        found.until = max(found.until, run.until_segment or 0) if base.beat >= 0 else 0
    if until is not None:
        found.until = min(found.until, until)  # segments up to there are in these runs
    return found


def begin_runs(old: Old, path: Path, runs: OldRuns) -> None:
    """Put the runs that are kept into the new database, and see to it that new segments are numbered after theirs.

    Raises sqlite3.Error.
    """
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("BEGIN IMMEDIATE")
        numbers: set[int] = set()
        for run in runs.kept:
            numbers.add(run.id)
            db.execute(
                'INSERT INTO run (id, level, first, last, "count", size, until_segment, ready) '
                "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                (run.id, run.level, run.first, run.last, run.count, run.size, run.until_segment),
            )  # fmt: skip
        if runs.until and runs.until not in {run.until_segment for run in runs.kept}:
            db.execute(
                'INSERT INTO run (level, first, last, "count", size, until_segment, ready) '
                "VALUES (0, 0, 0, 0, 0, ?, 1)",
                (runs.until,),
            )
        for table, columns in (
            ("run_chunk", 'run, first_cell, last_cell, first, last, "count", block'),
            ("rollup_chunk", 'run, width, first_cell, last_cell, first, last, "count", block'),
        ):
            marks = ", ".join("?" * (columns.count(",") + 1))
            rows: Iterator[Any] = (row[1:] for row in old.rows(table, columns) if row[1] in numbers)
            db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        db.execute(  # what of them could not be read is not there any more
            'UPDATE run SET (size, "count") = (SELECT coalesce(sum(length(block)), 0), '
            'coalesce(sum("count"), run."count") FROM run_chunk WHERE run_chunk.run = run.id) WHERE size > 0'
        )
        db.execute("COMMIT")
    finally:
        db.close()


def finish_runs(old: Old, path: Path, runs: OldRuns) -> list[str]:
    """Part the runs that are to be parted, and count the roll-ups; sentences about it. Raises sqlite3.Error."""
    db = sqlite3.connect(path, isolation_level=None)
    made = Queries(path)
    notes = []
    try:
        db.execute("BEGIN IMMEDIATE")
        imports = sum(run.until_segment is None for run in runs.kept)
        if imports:
            notes.append(f"{imports} imports are kept as they are.")
        holes = any(hole.table == "message_log" for hole in old.holes)
        for run in [*runs.parted, *(runs.told if holes else ())]:
            count = _part(old, db, made, run)
            if count:
                notes.append(f"{count} samples of a sealed run that the log does not tell any more are kept.")
        sizes = {
            str(width): int(size)
            for width, size in db.execute("SELECT width, sum(length(block)) FROM rollup_chunk GROUP BY width")
        }
        db.execute("INSERT OR REPLACE INTO meta VALUES ('rollup_bytes', ?)", (json.dumps(sizes),))
        db.execute("COMMIT")
    finally:
        made.close()
        db.close()
    return notes


def _part(old: Old, db: sqlite3.Connection, made: Queries, run: Run) -> int:
    number, count, size, first, last = begin_run(run.level)(db), 0, 0, EVER, -EVER
    for piece in cut(_not_made_again(of_run(old.db, run.id), made)):
        add_chunks(number, piece)(db)
        for chunk in piece.chunks:
            first, last = min(first, chunk.first), max(last, chunk.last)
            count, size = count + chunk.count, size + len(chunk.block)
    if not count:
        db.execute("DELETE FROM run WHERE id = ?", (number,))
        return 0
    finish_run(number, first=first, last=last, count=count, size=size, until_segment=None)(db)
    return count


def _not_made_again(stream: Iterator[Columns], made: Queries) -> Iterator[Columns]:
    for part in stream:
        keep = np.ones(len(part["cell"]), bool)
        for cell in np.unique(part["cell"]).tolist():
            mine = np.flatnonzero(part["cell"] == cell)
            times = part["time"][mine].astype(np.int64)
            there, _ = made.series(cell, int(times.min()), int(times.max()))
            keep[mine] = ~np.isin(times, there.time)
        if keep.any():
            yield {name: column[keep] for name, column in part.items()}
