"""Reading the place of an entity: GeoJSON in, one representative point (and the shape, if it is more) out."""

from itertools import pairwise
from math import hypot
from typing import Any

from opscenter.wire import reasons
from opscenter.wire.reasons import SetAside

Position = list[float]

# Levels of lists around a position, by geometry type.
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
GEOMETRY_TYPES = frozenset(_DEPTH) | {"GeometryCollection"}
NO_SHAPE: dict[str, Any] = {"type": "GeometryCollection", "geometries": []}
"""What `Batch.shapes` holds when an entity that had a shape has none any more."""

_WRAPPER_LIMIT = 4
_COLLECTION_LIMIT = 4


def read_place(raw: object) -> tuple[float, float, dict[str, Any] | None]:
    """Longitude, latitude, and the cleaned geometry if it is not a Point.

    Takes a GeoJSON geometry, bare or wrapped (GeoProperty, geo:json, geo:point). SetAside with
    `place-out-of-range` when coordinates are outside the world (they are never swapped), with
    `place-unreadable` when it is no geometry.
    """
    for _ in range(_WRAPPER_LIMIT):
        if not isinstance(raw, dict) or "coordinates" in raw or "geometries" in raw:
            break
        if raw.get("type") == "geo:point" and isinstance(raw.get("value"), str):
            return *_simple_point(raw["value"]), None
        if "value" not in raw:
            break
        raw = raw["value"]
    if not isinstance(raw, dict):
        raise SetAside(reasons.PLACE_UNREADABLE)
    shape = _clean(raw, 0)
    lon, lat = _representative(shape)
    return lon, lat, None if shape["type"] == "Point" else shape


def _simple_point(text: str) -> tuple[float, float]:
    """NGSI-v2's simple location format, which has latitude first: "22.3, 114.2"."""
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise SetAside(reasons.PLACE_UNREADABLE) from None
    _check(lon, lat)
    return lon, lat


def _clean(raw: dict[str, Any], level: int) -> dict[str, Any]:
    kind = raw.get("type")
    if kind == "GeometryCollection":
        members = raw.get("geometries")
        if level >= _COLLECTION_LIMIT or not isinstance(members, list) or not members:
            raise SetAside(reasons.PLACE_UNREADABLE)
        if not all(isinstance(member, dict) for member in members):
            raise SetAside(reasons.PLACE_UNREADABLE)
        return {"type": kind, "geometries": [_clean(member, level + 1) for member in members]}
    depth = _DEPTH.get(kind) if isinstance(kind, str) else None
    if depth is None:
        raise SetAside(reasons.PLACE_UNREADABLE, f"The location has the type {str(kind)[:40]!r}, not one of GeoJSON's.")
    return {"type": kind, "coordinates": _positions(raw.get("coordinates"), depth)}


def _positions(raw: object, depth: int) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise SetAside(reasons.PLACE_UNREADABLE)
    if depth:
        return [_positions(part, depth - 1) for part in raw]
    if len(raw) < 2 or not all(part.__class__ is float or part.__class__ is int for part in raw[:2]):
        raise SetAside(reasons.PLACE_UNREADABLE)
    _check(raw[0], raw[1])
    return [float(raw[0]), float(raw[1])]


def _check(lon: float, lat: float) -> None:
    if not (-180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0):
        raise SetAside(
            reasons.PLACE_OUT_OF_RANGE,
            f"Longitude {lon:.6g} and latitude {lat:.6g} are outside the world (longitude comes first).",
        )


def _representative(shape: dict[str, Any]) -> tuple[float, float]:
    """Where a symbol stands: the point, half-way along a line, the centre of an area, of the first part of many."""
    kind = shape["type"]
    if kind == "GeometryCollection":
        return _representative(shape["geometries"][0])
    coordinates = shape["coordinates"]
    if kind == "Point":
        return coordinates[0], coordinates[1]
    if kind == "LineString":
        return _half_way(coordinates)
    if kind == "Polygon":
        return _centre(coordinates[0])
    if kind == "MultiPolygon":
        return _centre(coordinates[0][0])
    if kind == "MultiLineString":
        return _half_way(max(coordinates, key=len))
    return coordinates[0][0], coordinates[0][1]


def _half_way(line: list[Position]) -> tuple[float, float]:
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line)]
    left = sum(lengths) / 2.0
    for (a, b), length in zip(pairwise(line), lengths, strict=True):
        if left <= length and length > 0.0:
            part = left / length
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        left -= length
    return line[0][0], line[0][1]


def _centre(ring: list[Position]) -> tuple[float, float]:
    """Centroid of a ring by the shoelace formula, relative to its first corner so that small areas keep digits."""
    x0, y0 = ring[0]
    area = x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        ax, ay, bx, by = a[0] - x0, a[1] - y0, b[0] - x0, b[1] - y0
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    if abs(area) < 1e-18:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    lon, lat = x0 + x / (3.0 * area), y0 + y / (3.0 * area)
    # A ring that crosses itself can have its centroid anywhere; stay in the world.
    return min(180.0, max(-180.0, lon)), min(90.0, max(-90.0, lat))
