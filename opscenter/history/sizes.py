"""How much a history holds: by tier, and its largest series."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, unpack_columns
from opscenter.history.damage import Hole, walk
from opscenter.history.runs import sealed_until
from opscenter.history.schema import connect
from opscenter.history.series_block import open_series

Ints = NDArray[np.int64]


@dataclass(slots=True, frozen=True)
class Tier:
    """Rows of the tables of a tier and what their blocks take; when the first and the last of it is (Unix ms; None:
    there is nothing, or it has no times)."""

    name: str
    rows: int
    bytes: int
    first: int | None = None
    last: int | None = None
    samples: int | None = None


@dataclass(slots=True, frozen=True)
class SeriesSize:
    """Samples of a series in the sealed and arrival tiers, and about what they take."""

    entity: str
    attribute: str
    samples: int
    bytes: int


@dataclass(slots=True)
class Sizes:
    """`bytes`: of the file with its write-ahead log, `free_bytes` of it in pages that hold nothing now."""

    bytes: int
    free_bytes: int
    page_bytes: int
    tiers: list[Tier] = field(default_factory=list)
    series: list[SeriesSize] = field(default_factory=list)
    unreadable: int = 0


_TIERS = (
    ("messages", "message_log", "sum(size)", "min(first_arrival), max(last_arrival)", "sum(count)"),
    ("beats", "sample_block", "sum(length(columns))", "min(first), max(last)", "sum(count)"),
    ("segments", "segment", "sum(size)", "min(first), max(last)", "sum(count)"),
    ("texts", "text_change", "sum(length(CAST(text AS BLOB)) + 30)", "min(time), max(time)", "count(*)"),
    ("places", "place_segment", "sum(size)", "min(first), max(last)", "sum(count)"),
    ("marks", "mark", "sum(size)", "min(nullif(at, 0)), max(at)", "NULL"),
    ("journal", "journal", "sum(length(CAST(fact AS BLOB)) + length(CAST(comment AS BLOB)) + 150)",
     "min(at), max(at)", "NULL"),
    ("quarantine", "quarantine", "sum(length(raw) + length(detail))", "min(arrived), max(arrived)", "NULL"),
    ("gaps", "gap", "count(*) * 60", 'min(since), max("until")', "NULL"),
    ("outages", "outage", "count(*) * 60", 'min(since), max("until")', "NULL"),
    ("entities", "entity", "sum(length(CAST(id AS BLOB)) + coalesce(length(CAST(shape AS BLOB)), 0) + 40)",
     "NULL, NULL", "NULL"),
    ("cells", "cell", "sum(length(name) + 20)", "NULL, NULL", "NULL"),
)  # fmt: skip
"""Tier, table, its bytes, its first and last time, its samples."""


def sizes(path: Path, most_series: int = 10) -> Sizes:
    """Measure a database file, which may be in use; `most_series` 0: no series. Raises OSError, sqlite3.Error.

    A damaged part is left out; `unreadable` counts tiers and blocks of which that is so.
    """
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}")
    db = connect(path, read_only=True)
    try:
        page, free = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_size", "freelist_count"))
        found = Sizes(_file_bytes(path), free * page, page)
        for tier in _TIERS:
            _measure(db, found, *tier)
        _measure_runs(db, found)
        if most_series:
            _largest(db, found, most_series)
        return found
    finally:
        db.close()


def _file_bytes(path: Path) -> int:
    return sum(side.stat().st_size for side in (path, path.with_name(path.name + "-wal")) if side.exists())


def _measure(db: sqlite3.Connection, found: Sizes, name: str, table: str, size: str, span: str, samples: str) -> None:
    row = _ask(db, found, f"SELECT count(*), {size}, {span}, {samples} FROM {table}")
    if row is not None:
        found.tiers.append(Tier(name, row[0], int(row[1] or 0), *row[2:]))


def _measure_runs(db: sqlite3.Connection, found: Sizes) -> None:
    """Sealed samples by level, roll-ups by width."""
    for level in _keys(db, found, "SELECT DISTINCT level FROM run WHERE ready ORDER BY level"):
        row = _ask(
            db, found,
            "SELECT count(*), sum(length(c.block)), min(c.first), max(c.last), sum(c.count) "
            "FROM run_chunk c JOIN run r ON r.id = c.run WHERE r.ready AND r.level = ?", (level,),
        )  # fmt: skip
        if row is not None:
            found.tiers.append(Tier(f"sealed level {level}", row[0], int(row[1] or 0), *row[2:]))
    for width in _keys(db, found, "SELECT DISTINCT width FROM rollup_chunk ORDER BY width"):
        row = _ask(
            db, found,
            "SELECT count(*), sum(length(block)), min(first), max(last), sum(count) FROM rollup_chunk WHERE width = ?",
            (width,),
        )  # fmt: skip
        if row is not None:
            found.tiers.append(Tier(f"roll-ups {width // 60_000} min", row[0], int(row[1] or 0), *row[2:]))


def _keys(db: sqlite3.Connection, found: Sizes, question: str) -> list[int]:
    try:
        return [row[0] for row in db.execute(question)]
    except sqlite3.DatabaseError:
        found.unreadable += 1
        return []


def _ask(db: sqlite3.Connection, found: Sizes, question: str, values: tuple[int, ...] = ()) -> Any:
    try:
        return db.execute(question, values).fetchone()
    except sqlite3.DatabaseError:
        found.unreadable += 1
        return None


def _largest(db: sqlite3.Connection, found: Sizes, most: int) -> None:
    """The series with most samples. Bytes of a block are shared out among its samples."""
    cells = int(db.execute("SELECT coalesce(max(cell), -1) + 1 FROM cell").fetchone()[0])
    samples, size = np.zeros(cells, np.int64), np.zeros(cells, np.float64)
    sealed = _count_runs(db, found, samples, size)
    for row in walk(db, "chunk", "segment, columns"):
        if isinstance(row, Hole):
            found.unreadable += 1
        elif row[1] > sealed:
            try:
                _share(unpack_columns(row[2], ("cell",))["cell"], len(row[2]), samples, size)
            except (BlockError, KeyError, IndexError):
                found.unreadable += 1
    order = np.argsort(-samples, kind="stable")[:most]
    for cell in order[samples[order] > 0].tolist():
        name = db.execute(
            "SELECT e.id, c.name FROM cell c JOIN entity e ON e.row = c.row WHERE c.cell = ?", (cell,)
        ).fetchone()
        if name is not None:
            found.series.append(SeriesSize(name[0], name[1], int(samples[cell]), round(float(size[cell]))))


def _count_runs(db: sqlite3.Connection, found: Sizes, samples: Ints, size: NDArray[np.float64]) -> int:
    """Count what is sealed; the last segment that is."""
    counted = {row[0]: row[1] for row in db.execute("SELECT id, until_segment FROM run WHERE ready AND size > 0")}
    for row in walk(db, "run_chunk", "run, block"):
        if isinstance(row, Hole):
            found.unreadable += 1
        elif row[1] in counted:
            try:
                block = open_series(row[2])
                _share(np.repeat(block.cells, np.diff(block.starts)), len(row[2]), samples, size)
            except (BlockError, IndexError):
                found.unreadable += 1
    return sealed_until(db)


def _share(cells: NDArray[np.generic], block: int, samples: Ints, size: NDArray[np.float64]) -> None:
    counts = np.bincount(cells.astype(np.int64), minlength=len(samples))
    if len(counts) > len(samples):
        raise IndexError("a cell that the registry does not know")
    samples += counts
    size += counts * (block / max(1, len(cells)))
