"""Numbers of many cells over a long span, block after block, for whoever learns from the whole history.

The span is gone through day by day, in each day some cells at a time: what is stored of them is looked up in one state
of the database, so that nothing is missed and nothing comes twice while segments are sealed and runs merged. No such
look reads more than about BYTES_AT_ONCE: a sweep of hours holds up neither the writer nor the clearing of its log.
"""

import sqlite3
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, Columns, unpack_columns
from opscenter.history.passing_over import DAMAGE, pass_over, readable
from opscenter.history.runs import has_runs, ready_runs, sealed_until
from opscenter.history.sample_columns import NAMES, samples_of
from opscenter.history.series_block import MAGIC, open_series

DAY_MS = 86_400_000
CELLS_AT_ONCE = 1_024
BYTES_AT_ONCE = 16 << 20
MOST_UNSEALED = 64
"""With more segments that are in no run (an old database, not sealed yet), only segments are looked at, each once."""

Ints = NDArray[np.int64]


def sweep(db: sqlite3.Connection, cells: Ints, since: int, until: int) -> Iterator[Columns]:
    """Numbers of `cells` (ascending, not empty) measured in `since <= time < until`, day by day (of UTC).

    Columns `cell, time, value, quality` of each block that has some; all samples of a cell and an hour come within the
    same day. What is deleted meanwhile is passed over. Raises sqlite3.Error and BlockError.
    """
    if not has_runs(db):
        yield from _by_arrival(db, cells, since, until)
        return
    unsealed = db.execute("SELECT count(*) FROM segment WHERE id > ?", (sealed_until(db),)).fetchone()[0]
    if unsealed > MOST_UNSEALED:
        yield from _by_arrival(db, cells, since, until)
        return
    begin = first_number(db, since)
    while begin < until:
        end = min(until, (begin // DAY_MS + 1) * DAY_MS)
        yield from _day(db, cells, begin, end)
        begin = first_number(db, end)


def first_number(db: sqlite3.Connection, since: int) -> int:
    """A time, not before `since`, before which nothing is stored; `since` where there is nothing at all."""
    runs = "UNION ALL SELECT first FROM run WHERE ready AND last >= ?1" if has_runs(db) else ""
    found = db.execute(
        "SELECT min(first) FROM (SELECT first FROM segment WHERE last >= ?1 UNION ALL "
        f"SELECT first FROM sample_block WHERE last >= ?1 {runs})",
        (since,),
    ).fetchone()
    return since if found[0] is None else max(since, int(found[0]))


def _day(db: sqlite3.Connection, cells: Ints, since: int, until: int) -> Iterator[Columns]:
    at, size = 0, CELLS_AT_ONCE
    while at < len(cells):
        some = cells[at : at + size]
        found = _stored(db, some, since, until, most=BYTES_AT_ONCE if len(some) > 1 else 1 << 62)
        if found is None:
            size = max(1, size // 4)
            continue
        runs, segments = found
        for block in (*runs, *segments):
            yield from _within(_opened(db, block), some, since, until)
        at += len(some)


def _stored(
    db: sqlite3.Connection, cells: Ints, since: int, until: int, most: int
) -> tuple[list[bytes], list[bytes]] | None:
    """Blocks of runs, and of what is in none; None if there are more than `most` bytes of the first."""
    runs: list[bytes] = []
    size = 0
    db.execute("BEGIN")
    try:
        for run in ready_runs(db, since, until - 1):
            for number in chunks_with(
                db, "run_chunk", "run", run.id, cells, f"AND last >= {since} AND first < {until}"
            ):
                runs += (found := stored_block(db, "run_chunk", "block", number))
                size += sum(map(len, found))
                if size > most:
                    return None
        others = []
        sealed = sealed_until(db)
        for segment in stored_segments(db, sealed, since, until):
            for number in chunks_with(db, "chunk", "segment", segment, cells):
                others += stored_block(db, "chunk", "columns", number)
        others += stored_beats(db, since, until)
        return runs, others
    finally:
        db.execute("ROLLBACK")


def chunks_with(
    db: sqlite3.Connection, table: str, column: str, owner: int, cells: Ints, condition: str = "", width: int = 0
) -> Iterator[int]:
    """Numbers of the chunks that may have samples of some of the cells (of roll-ups: bins of a `width`)."""
    of_width = f"AND width = {width}" if width else ""
    numbers = db.execute(
        f"SELECT id FROM {table} WHERE {column} = ? {of_width} AND last_cell >= ? ORDER BY last_cell",
        (owner, int(cells[0])),
    )
    for (number,) in numbers:
        try:
            row = db.execute(
                f"SELECT first_cell, last_cell, 1 {condition} FROM {table} WHERE id = ?", (number,)
            ).fetchone()
        except DAMAGE as error:
            pass_over(db, error, f"{table} {number}")
            continue
        if row is None or row[0] > cells[-1]:
            break
        if row[2] and np.searchsorted(cells, row[0]) < np.searchsorted(cells, row[1], side="right"):
            yield number
    numbers.close()


def _by_arrival(db: sqlite3.Connection, cells: Ints, since: int, until: int) -> Iterator[Columns]:
    """What segments and blocks hold, in order of arrival."""
    after = -1
    while True:
        found = stored_segments(db, after, since, until)
        for segment in found:
            for part in _of_segment(db, segment, cells):
                yield from _within(part, cells, since, until)
        if not found:
            break
        after = found[-1]
    # Blocks may have become a segment since the last look: both are looked for in one state of the database.
    db.execute("BEGIN")
    try:
        late = [
            part for segment in stored_segments(db, after, since, until) for part in _of_segment(db, segment, cells)
        ]
        blocks = stored_beats(db, since, until)
    finally:
        db.execute("ROLLBACK")
    for part in late:
        yield from _within(part, cells, since, until)
    for block in blocks:
        yield from _within(_opened(db, block), cells, since, until)


def stored_segments(db: sqlite3.Connection, after: int, since: int, until: int) -> list[int]:
    """Segments after one, with something measured in `since <= time < until`. Raises sqlite3.Error."""
    return [
        row[0]
        for row in db.execute(
            "SELECT id FROM segment WHERE id > ? AND last >= ? AND first < ? ORDER BY id", (after, since, until)
        )
    ]


def _opened(db: sqlite3.Connection, block: bytes) -> Columns:
    """The samples of a block, of a run or not; none where it is damaged."""
    try:
        return open_series(block).all() if block.startswith(MAGIC) else unpack_columns(block, NAMES)
    except BlockError as error:
        pass_over(db, error, "a block of samples")
        return {}


def stored_block(db: sqlite3.Connection, table: str, column: str, number: int, key: str = "id") -> list[bytes]:
    """A stored block; none where it cannot be read, or was deleted meanwhile."""
    try:
        found = db.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (number,)).fetchone()
    except DAMAGE as error:
        pass_over(db, error, f"{table} {number}")
        return []
    return [] if found is None else [found[0]]


def stored_beats(db: sqlite3.Connection, since: int, until: int) -> list[bytes]:
    """Blocks of beats that are in no segment yet. Raises sqlite3.Error."""
    rows = db.execute("SELECT beat FROM sample_block WHERE last >= ? AND first < ? ORDER BY beat", (since, until))
    return [block for (beat,) in rows.fetchall() for block in stored_block(db, "sample_block", "columns", beat, "beat")]


def _of_segment(db: sqlite3.Connection, segment: int, cells: Ints) -> Iterator[Columns]:
    for number in list(chunks_with(db, "chunk", "segment", segment, cells)):
        yield from readable(db, "chunk", "id", "id = ?", (number,), NAMES)


def _within(columns: Columns, cells: Ints, since: int, until: int) -> Iterator[Columns]:
    if not len(columns.get("cell", ())):
        return
    time = columns["time"].astype(np.int64, copy=False)
    place = np.minimum(np.searchsorted(cells, columns["cell"]), len(cells) - 1)
    wanted = (time >= since) & (time < until) & (cells[place] == columns["cell"])
    if wanted.any():
        yield samples_of(columns, wanted)
