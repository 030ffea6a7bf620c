"""Where moving entities were: kept by entity and time beside the samples, so that a way is read without its city.

Places are kept in ten-millionths of a degree (a centimetre), as whole numbers: their differences along a way are small
and compress well.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import DENSE, Columns, pack_columns
from opscenter.history.chunks import Chunk, cuts
from opscenter.history.passing_over import readable

STEPS_PER_DEGREE = 10_000_000
MOST_READ = 2_000_000
"""Places that one question may hold in memory, some 250 MB with what sorting them needs."""
_SETTLE_ROWS = 200_000
_NAMES = ("place_row", "place_time", "lon", "lat", "place_moves")


class TooManyPlaces(ValueError):
    """More than one question may ask for; the message is a sentence for people."""


@dataclass(slots=True)
class Places:
    """Places in order of row and time: `row` int64, `time` int64 (Unix ms), `lon`, `lat` float64 degrees WGS 84."""

    row: NDArray[np.int64]
    time: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.row)


def moving_places(columns: Columns) -> Columns:
    """Of a beat's columns the places of entities that move, as they are kept; empty when there are none.

    A beat that was stored before places were kept does not tell which entities move: it has none.
    """
    moves = columns.get("place_moves")
    if moves is None or not len(moves):
        return {}
    lon, lat = columns["lon"].astype(np.float64), columns["lat"].astype(np.float64)
    kept = np.flatnonzero((moves != 0) & np.isfinite(lon) & np.isfinite(lat))
    if not len(kept):
        return {}
    return {
        "place_row": columns["place_row"][kept],
        "place_time": columns["place_time"][kept],
        "place_lon": np.round(lon[kept] * STEPS_PER_DEGREE).astype(np.int64),
        "place_lat": np.round(lat[kept] * STEPS_PER_DEGREE).astype(np.int64),
    }


def cut_place_chunks(parts: Sequence[Columns]) -> tuple[list[Chunk], int, int, int]:
    """Sort what `moving_places` gave of several beats into chunks: chunks, first and last time, count."""
    row, time, lon, lat = (
        np.concatenate([part[name].astype(np.int64) for part in parts])
        for name in ("place_row", "place_time", "place_lon", "place_lat")
    )
    order = np.lexsort((time, row))
    row, time, lon, lat = row[order], time[order], lon[order], lat[order]
    chunks = []
    for start, stop in cuts(row):
        part = slice(start, stop)
        block = pack_columns({"row": row[part], "time": time[part], "lon": lon[part], "lat": lat[part]}, DENSE)
        chunks.append(Chunk(int(row[start]), int(row[stop - 1]), block))
    return chunks, int(time.min()), int(time.max()), len(row)


def read_ways(db: sqlite3.Connection, rows: NDArray[np.int64] | None, since: int, until: int) -> Places:
    """Where entities were within `since <= time <= until`: those of `rows` (None: all that move).

    A place told twice for one moment is given once, the newest. Raises sqlite3.Error, BlockError, and TooManyPlaces
    beyond MOST_READ.
    """
    parts: list[Columns] = []
    count = 0
    db.execute("BEGIN")
    try:
        for columns in _stored(db, rows, since, until):
            parts.append(_within(columns, rows, since, until))
            count += len(parts[-1]["row"])
            if count > MOST_READ:
                raise TooManyPlaces(
                    f"The span holds more than {MOST_READ:,} positions. Ask for a shorter one, or for fewer entities."
                )
    finally:
        db.execute("ROLLBACK")
    return _joined(parts)


def read_places_at(db: sqlite3.Connection, at: int, within_ms: int) -> Places:
    """Where every moving entity was last seen at the moment `at`, of those seen within `within_ms` before it.

    One place for each entity; `time` tells how old it was. Raises sqlite3.Error and BlockError.
    """
    parts: list[Columns] = []
    count = 0
    db.execute("BEGIN")
    try:
        for columns in _stored(db, None, at - within_ms, at):
            parts.append(_within(columns, None, at - within_ms, at))
            count += len(parts[-1]["row"])
            if count > _SETTLE_ROWS:
                parts, count = [_last_of_each(parts)], 0
    finally:
        db.execute("ROLLBACK")
    return _joined([_last_of_each(parts)])


def _stored(db: sqlite3.Connection, rows: NDArray[np.int64] | None, since: int, until: int) -> Iterator[Columns]:
    """Columns `row, time, lon, lat` that may hold some of what is asked for, oldest first."""
    low, high = (int(rows.min()), int(rows.max())) if rows is not None and len(rows) else (0, 2**62)
    yield from readable(
        db, "place_chunk", "id",
        "id IN (SELECT place_chunk.id FROM place_chunk JOIN place_segment ON place_segment.id = place_chunk.segment "
        "WHERE last >= ? AND first <= ? AND last_row >= ? AND first_row <= ?) ORDER BY segment, id",
        (since, until, low, high),
    )  # fmt: skip
    # The times of a block are those of its numbers: places may be older or newer, so every block is looked into.
    for columns in readable(db, "sample_block", "beat", "1 ORDER BY beat", (), _NAMES):
        found = moving_places(columns)
        if found:
            yield {name.removeprefix("place_"): column.astype(np.int64) for name, column in found.items()}


def _within(columns: Columns, rows: NDArray[np.int64] | None, since: int, until: int) -> Columns:
    time = columns["time"].astype(np.int64, copy=False)
    wanted = (time >= since) & (time <= until)
    if rows is not None:
        wanted &= np.isin(columns["row"], rows)
    return {name: column[wanted] for name, column in columns.items()}


def _last_of_each(parts: Sequence[Columns]) -> Columns:
    """The newest place of each row, of one moment the one told last."""
    if not parts:
        return {name: np.empty(0, np.int64) for name in ("row", "time", "lon", "lat")}
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((columns["time"], columns["row"]))
    last = order[np.append(np.diff(columns["row"][order]) != 0, True)] if len(order) else order
    return {name: column[last] for name, column in columns.items()}


def _joined(parts: Sequence[Columns]) -> Places:
    row, time, lon, lat = (
        np.concatenate([part[name] for part in parts]).astype(np.int64) if parts else np.empty(0, np.int64)
        for name in ("row", "time", "lon", "lat")
    )
    order = np.lexsort((time, row))  # stable: of one moment the newest told comes last
    row, time, lon, lat = row[order], time[order], lon[order], lat[order]
    if len(row):
        newest = np.append((np.diff(row) != 0) | (np.diff(time) != 0), True)
        row, time, lon, lat = row[newest], time[newest], lon[newest], lat[newest]
    return Places(row, time, lon / STEPS_PER_DEGREE, lat / STEPS_PER_DEGREE)
