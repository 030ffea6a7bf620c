"""Many sources of samples, each by cell and time -> one, piece by piece: memory does not grow with what is merged."""

import logging
import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from opscenter.history.blocks import BlockError, Columns, unpack_columns
from opscenter.history.errors import is_corrupt
from opscenter.history.sample_columns import NAMES, joined_samples, samples_of
from opscenter.history.series_block import open_series

log = logging.getLogger("opscenter.history.sealer")

_CHUNKS_AT_ONCE = 64

Key = tuple[int, int]


def of_segment(db: sqlite3.Connection, segment: int) -> Iterator[Columns]:
    """A segment's samples, chunk after chunk. One that is damaged is passed over and said so. Raises sqlite3.Error."""
    for number in _chunks(db, "chunk", "segment", segment):
        block = _read(db, f"SELECT columns FROM chunk WHERE id = {number}", f"segment {segment}")
        if block is not None:
            try:
                columns = unpack_columns(block, NAMES)
                yield samples_of(columns)
            except (BlockError, KeyError) as error:
                log.error("a part of segment %d of the history is passed over: %s", segment, error)


def of_run(db: sqlite3.Connection, run: int) -> Iterator[Columns]:
    """A run's samples, chunk after chunk. One that is damaged is passed over and said so. Raises sqlite3.Error."""
    for number in _chunks(db, "run_chunk", "run", run):
        block = _read(db, f"SELECT block FROM run_chunk WHERE id = {number}", f"run {run}")
        if block is not None:
            try:
                yield open_series(block).all()
            except BlockError as error:
                log.error("a part of run %d of the history is passed over: %s", run, error)


def _chunks(db: sqlite3.Connection, table: str, column: str, owner: int) -> Iterator[int]:
    """Numbers of chunks in order of cells; each look takes some, so that none keeps a state of the database long."""
    after: Key = (-(1 << 62), 0)
    while True:
        some = db.execute(
            f"SELECT last_cell, id FROM {table} WHERE {column} = ? AND (last_cell, id) > (?, ?) "
            "ORDER BY last_cell, id LIMIT ?",
            (owner, *after, _CHUNKS_AT_ONCE),
        ).fetchall()
        if not some:
            return
        after = some[-1]
        for _, number in some:
            yield number


def _read(db: sqlite3.Connection, question: str, where: str) -> bytes | None:
    try:
        found = db.execute(question).fetchone()
    except sqlite3.DatabaseError as error:
        if not is_corrupt(error):
            raise
        log.error("a part of %s of the history is passed over: %s", where, error)
        return None
    return None if found is None else found[0]  # None: deleted meanwhile


def merge(sources: Sequence[Iterator[Columns]]) -> Iterator[Columns]:
    """One stream in order of cell and time; of equal cells and times in the order of the sources.

    Holds one part of each source. What is yielded is not empty.
    """
    parts: list[Columns | None] = [None] * len(sources)
    left = list(range(len(sources)))
    while True:
        for number in list(left):
            if parts[number] is None:
                parts[number] = _next(sources[number])
                if parts[number] is None:
                    left.remove(number)
        if not left:
            return
        ends = {number: _last_key(parts[number]) for number in left}
        limit = min(ends.values())
        # The first source that ends with the limit may go on with the same key: those after it must wait with theirs.
        first = next(number for number in left if ends[number] == limit)
        taken: list[Columns] = []
        for number in left:
            part = parts[number]
            assert part is not None
            until = _place(part, limit, "right" if number <= first else "left")
            if until:
                taken.append({name: part[name][:until] for name in NAMES})
            if until == len(part["cell"]):
                parts[number] = None
            elif until:
                parts[number] = {name: part[name][until:] for name in NAMES}
        yield _sorted(taken)


def _next(source: Iterator[Columns]) -> Columns | None:
    for part in source:
        if len(part["cell"]):
            return part
    return None


def _last_key(part: Columns | None) -> Key:
    assert part is not None
    return int(part["cell"][-1]), int(part["time"][-1])


def _place(part: Columns, key: Key, side: str) -> int:
    cells = part["cell"]
    start = int(np.searchsorted(cells, key[0]))
    stop = int(np.searchsorted(cells, key[0], side="right"))
    return start + int(np.searchsorted(part["time"][start:stop], key[1], side=side))  # type: ignore[call-overload]


def _sorted(parts: list[Columns]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    joined = joined_samples(parts)
    order = np.lexsort((joined["time"], joined["cell"]))
    return {name: column[order] for name, column in joined.items()}
