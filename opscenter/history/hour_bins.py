"""The hours of many series over weeks, out of roll-ups where there are some, else out of samples.

Looked up in one state of the database, for some hundred series at a time: nothing is missed and nothing comes twice
while segments are sealed and runs merged, and no look holds up the clearing of the writer's log for long.
"""

import sqlite3
from collections.abc import Iterator

import numpy as np

from opscenter.domain.usual_hours import Hours, LocalHours
from opscenter.history.blocks import BlockError, Columns, unpack_columns
from opscenter.history.passing_over import DAMAGE, pass_over
from opscenter.history.rollup import HOUR, roll_up
from opscenter.history.rollup_block import unpack_bins
from opscenter.history.runs import has_rollups, has_runs, ready_runs, sealed_until
from opscenter.history.sample_columns import NAMES
from opscenter.history.series_block import open_series
from opscenter.history.sweep import Ints, chunks_with, stored_beats, stored_block, stored_segments

MOST_AT_ONCE = 2_000_000
"""Samples that are in no roll-up are rolled up so many at a time."""


def read_hours(db: sqlite3.Connection, cells: Ints, since: int, until: int, span: LocalHours) -> Hours:
    """Hours of `cells` (ascending) measured in `since <= time < until`, both whole hours (Unix ms).

    What is damaged is passed over. Raises sqlite3.Error.
    """
    rolled: list[list[bytes]] = []
    sampled: list[bytes] = []
    others: list[bytes] = []
    db.execute("BEGIN")
    try:
        sealed = 0
        if has_runs(db):
            sealed = sealed_until(db)
            within = f"AND last >= {since} AND first < {until}"
            for run in ready_runs(db, since, until - 1):
                if has_rollups(db, run.id, HOUR):
                    numbers = chunks_with(db, "rollup_chunk", "run", run.id, cells, within, width=HOUR)
                    rolled.append([b for number in numbers for b in stored_block(db, "rollup_chunk", "block", number)])
                elif run.size:
                    numbers = chunks_with(db, "run_chunk", "run", run.id, cells, within)
                    sampled += [block for number in numbers for block in stored_block(db, "run_chunk", "block", number)]
        for segment in stored_segments(db, sealed, since, until):
            numbers = chunks_with(db, "chunk", "segment", segment, cells)
            others += [block for number in numbers for block in stored_block(db, "chunk", "columns", number)]
        others += stored_beats(db, since, until)
    finally:
        db.execute("ROLLBACK")
    hours = Hours(len(cells), span)
    for blocks in rolled:
        for bins in _opened(db, blocks):
            _add(hours, bins, cells, since, until)
    for bins in _rolled(_samples(db, sampled, others), cells, since, until):
        _add(hours, bins, cells, since, until)
    return hours


def _opened(db: sqlite3.Connection, blocks: list[bytes]) -> Iterator[Columns]:
    for block in blocks:
        try:
            yield unpack_bins(block)
        except DAMAGE as error:
            pass_over(db, error, "a block of roll-ups")


def _samples(db: sqlite3.Connection, sampled: list[bytes], others: list[bytes]) -> Iterator[Columns]:
    for blocks, series in ((sampled, True), (others, False)):
        for block in blocks:
            try:
                columns = open_series(block).all() if series else unpack_columns(block, NAMES)
            except BlockError as error:
                pass_over(db, error, "a block of samples")
                continue
            if len(columns.get("cell", ())):
                yield columns


def _rolled(parts: Iterator[Columns], cells: Ints, since: int, until: int) -> Iterator[Columns]:
    """Bins of samples, of so many samples at a time; a cell and hour may come again in the next."""
    held: list[Columns] = []
    count = 0
    for part in parts:
        time = part["time"].astype(np.int64, copy=False)
        wanted = (time >= since) & (time < until) & np.isin(part["cell"], cells)
        if wanted.any():
            held.append({name: part[name][wanted] for name in NAMES})
            count += len(held[-1]["cell"])
        if count > MOST_AT_ONCE:
            yield _roll_up(held)
            held, count = [], 0
    if held:
        yield _roll_up(held)


def _roll_up(parts: list[Columns]) -> Columns:
    cell, time, value, quality = (np.concatenate([part[name] for part in parts]) for name in NAMES)
    return roll_up(cell, time, value, quality, HOUR)


def _add(hours: Hours, bins: Columns, cells: Ints, since: int, until: int) -> None:
    cell, time = bins["cell"].astype(np.int64, copy=False), bins["time"].astype(np.int64, copy=False)
    place = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
    wanted = (time >= since) & (time < until) & (cells[place] == cell)
    if wanted.all():
        hours.add(place, bins)
    elif wanted.any():
        hours.add(place[wanted], {name: column[wanted] for name, column in bins.items()})
