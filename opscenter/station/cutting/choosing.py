"""Which entities an incident is narrowed to, by their systems and by where they were."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.area_index import AreaIndex
from opscenter.domain.area_shape import AreaShape
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.toml_table import nearest
from opscenter.figures.naming import is_own
from opscenter.history.blocks import unpack_columns
from opscenter.history.places import read_ways
from opscenter.history.restore import Restored
from opscenter.station.cutting.area import area_of
from opscenter.station.rebuild_source import Base, read_base

OTHER = "other"
WINDOW_MS = 300_000
"""Ways are read in parts of so long."""
_LINES = ("LineString", "MultiLineString")

Flags = NDArray[np.bool_]


def chosen(
    db: sqlite3.Connection,
    known: Restored,
    catalogue: Catalogue,
    systems: Sequence[str],
    area: str,
    base: Base,
    since: int,
    until: int,
) -> set[str]:
    """Ids of the entities of these systems (none named: of all) that were in the area ("": anywhere) at some time
    between the base, which is of `since` or before it, and `until`. What only figures make is not among them: it is
    made again of what stays.

    ValueError, a sentence, for a system or an area that is none, or when nothing is left. Raises sqlite3.Error.
    """
    check_systems(systems, catalogue)
    there = _in_area(db, known, area, base, since, until) if area else None
    kept = {
        entity
        for row, (entity, kind, _, _) in enumerate(known.entities)
        if not is_own(kind)
        and (not systems or (catalogue.kind(kind).system or OTHER) in systems)
        and (there is None or there[row])
    }
    if not kept:
        raise ValueError("Nothing of what was recorded is of these systems and in this area.")
    return kept


def check_systems(systems: Collection[str], catalogue: Catalogue) -> None:
    """ValueError, a sentence, for a system that the catalogue does not have."""
    for system in systems:
        if system not in catalogue.systems and system != OTHER:
            raise ValueError(f"No system {system[:120]!r} is known{nearest(system, catalogue.systems)}")


def _in_area(db: sqlite3.Connection, known: Restored, area: str, base: Base, since: int, until: int) -> Flags:
    shape, own = area_of(area, known)
    there = np.zeros(len(known.entities), np.bool_)
    lines = {
        row: outline
        for row, (*_, outline) in enumerate(known.entities)
        if outline is not None and outline.get("type") in _LINES
    }
    index = AreaIndex()
    index.resize(len(there))
    index.shape_many(lines)
    for lon, lat in _stood(db, base, until):
        rows = np.arange(min(len(lon), len(there)))
        index.place(rows, lon[rows], lat[rows])
        there[index.within(shape)] = True
    for begin in range(base.at or since, until + 1, WINDOW_MS):
        _passed(db, shape, begin, min(until, begin + WINDOW_MS), there)
    there |= np.array([entity == own for entity, *_ in known.entities], np.bool_)
    return there


def _stood(db: sqlite3.Connection, base: Base, until: int) -> Iterator[tuple[Any, Any]]:
    """Longitudes and latitudes by row, at the base and when the span was over."""
    after = db.execute(
        "SELECT beat, at, journal, state, open FROM mark WHERE state IS NOT NULL AND beat > ? AND at >= ? "
        "ORDER BY beat LIMIT 1",
        (base.beat, until),
    ).fetchone()
    newest = db.execute("SELECT beat, at, 0, state, NULL FROM checkpoint ORDER BY beat DESC LIMIT 1").fetchone()
    for one in (base, *(read_base(*row) for row in (after or newest,) if row is not None)):
        if one is not None and one.state:
            columns = unpack_columns(_state(one.state))
            yield columns["lon"], columns["lat"]


def _state(state: bytes) -> bytes:
    return msgspec.msgpack.decode(state, type=tuple[bytes, bytes])[0]


def _passed(db: sqlite3.Connection, shape: AreaShape, since: int, until: int, there: Flags) -> None:
    ways = read_ways(db, None, since, until)
    known = ways.row < len(there)
    rows, lon, lat = ways.row[known], ways.lon[known], ways.lat[known]
    if len(rows):
        there[rows[shape.contains(lon, lat)]] = True
