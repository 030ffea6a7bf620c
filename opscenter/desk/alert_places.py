"""Where an alert is about: the places of entities as circles and outlines, and in words."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from opscenter.desk.areas import CityAreas
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Alarm
from opscenter.domain.alert import MOST_SHAPES, AlertShape
from opscenter.domain.area_rings import AreaFault, rings_of
from opscenter.domain.quality import Quality
from opscenter.domain.sphere import metres_between
from opscenter.domain.texts import LANGUAGES, Texts

USUAL_KM = 0.5
"""Radius round a thing that is a point."""
DISTRICT = "AdministrativeArea"
_MOST_NAMED, _LONGEST_NAME = 5, 60


def shape_of(mirror: Mirror, entities: Iterable[str], radius_km: float = USUAL_KM) -> AlertShape:
    """Areas by their outlines, lines by the circle round them, all else by a circle of that radius; nothing for what
    has told no place. Each place once, MOST_SHAPES of them at most."""
    circles: dict[tuple[float, float, float], None] = {}
    rings: dict[tuple[tuple[float, float], ...], None] = {}
    for entity in entities:
        row = mirror.row_of.get(entity, -1)
        if row < 0 or len(circles) + len(rings) >= MOST_SHAPES:
            continue
        shape = mirror.shapes.get(row)
        found = _outlines(shape) if shape else []
        for ring in found:
            rings[ring] = None
        if found:
            continue
        round_it = _circle_round(shape) if shape else None
        lon, lat = float(mirror.lon[row]), float(mirror.lat[row])
        if round_it is not None:
            circles[round_it[0], round_it[1], max(round_it[2], radius_km)] = None
        elif math.isfinite(lon) and math.isfinite(lat):
            circles[round(lon, 6), round(lat, 6), radius_km] = None
    return AlertShape(tuple(circles)[:MOST_SHAPES], tuple(rings)[:MOST_SHAPES])


def place_names(mirror: Mirror, city: CityAreas, entities: Iterable[str]) -> Texts:
    """The names of entities with the smallest area that the first of them is in, by language."""
    rows = [row for entity in dict.fromkeys(entities) if (row := mirror.row_of.get(entity, -1)) >= 0]
    return {language: text for language in LANGUAGES if (text := _named(mirror, city, rows, language))}


def quality_of(mirror: Mirror, alarm: Alarm) -> Quality:
    """Of the value that an alarm watches; good where it is not known."""
    cell = mirror.cell(mirror.row_of.get(alarm.entity, -1), alarm.attribute)
    return Quality(int(mirror.quality[cell])) if 0 <= cell < len(mirror.quality) else Quality.GOOD


def _named(mirror: Mirror, city: CityAreas, rows: list[int], language: str) -> str:
    if not rows:
        return ""
    parts = [_short(mirror.name(row, language)) for row in rows[:_MOST_NAMED]]
    if len(rows) > _MOST_NAMED:
        parts[-1] += " …"
    area = _area_of(mirror, city, rows[0])
    if area >= 0 and area not in rows:
        parts.append(_short(mirror.name(area, language)))
    return ("、" if language.startswith("zh") else ", ").join(parts)


def _short(name: str) -> str:
    return " ".join(name.split())[:_LONGEST_NAME]


def _area_of(mirror: Mirror, city: CityAreas, row: int) -> int:
    """The row of the smallest district that a thing is in, else (unless it is an area) of the smallest
    area, -1 for none."""
    own = set(city.index.areas_of(row))
    at = city.index.areas_at(float(mirror.lon[row]), float(mirror.lat[row]))
    inside = [mirror.row_of[one] for one in at if one in own and one in mirror.row_of]
    district = next((one for one in inside if mirror.types[one] == DISTRICT and one != row), -1)
    return district if district >= 0 or not inside or city.is_area(mirror.ids[row]) else inside[0]


def _outlines(shape: Any) -> list[tuple[tuple[float, float], ...]]:
    """Outer borders of an area, none for what is no area."""
    try:
        rings, _ = rings_of(shape)
    except AreaFault:
        return []
    return [tuple((float(lon), float(lat)) for lon, lat in ring.corners) for ring in rings if not ring.hole]


def _circle_round(shape: Any) -> tuple[float, float, float] | None:
    """Longitude, latitude and radius (km) of the circle round a line's box; None for what has no line."""
    positions = np.array(list(_positions(shape.get("coordinates"), 0)), np.float64)
    if len(positions) < 2 or not np.isfinite(positions).all():
        return None
    low, high = positions.min(axis=0), positions.max(axis=0)
    lon, lat = ((low + high) / 2.0).tolist()
    far = float(metres_between(lon, lat, positions[:, 0], positions[:, 1]).max())
    return round(lon, 6), round(lat, 6), math.ceil(far) / 1_000.0


def _positions(raw: Any, level: int) -> Iterator[tuple[float, float]]:
    if not isinstance(raw, list | tuple) or level > 4:
        return
    if len(raw) >= 2 and all(isinstance(one, int | float) for one in raw[:2]):
        yield float(raw[0]), float(raw[1])
        return
    for one in raw:
        yield from _positions(one, level + 1)
