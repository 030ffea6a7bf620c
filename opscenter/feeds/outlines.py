"""Outlines of areas on the sphere: circles as polygons, and what crosses the antimeridian in two."""

from math import asin, atan2, cos, degrees, radians, sin
from typing import Any

import shapely
from shapely.geometry import Polygon

from opscenter.domain.sphere import EARTH_M
from opscenter.feeds.positions import WORLD, Bounds, PlaceFault, checked

CIRCLE_CORNERS = 72
LARGEST_CIRCLE_M = 5_000_000.0
MAX_CORNERS = 100_000

Ring = list[list[float]]


def circle(lon: float, lat: float, radius_m: float, bounds: Bounds = WORLD) -> list[Ring]:
    """Rings (closed, degrees) of a circle over ground, none for a radius of 0.

    Corners lie on the circle: destination point at distance d and bearing b on a sphere of the earth's mean radius,
    asin(sin φ cos d + cos φ sin d cos b) (Snyder, Map Projections: A Working Manual, USGS PP 1395, eq. 5-5 and 5-6).
    Raises PlaceFault for a centre or radius that cannot be, and for a circle with a pole in it.
    """
    checked(lon, lat, bounds)
    if not 0.0 <= radius_m <= LARGEST_CIRCLE_M:
        raise PlaceFault(f"its circle has a radius of {radius_m / 1_000:.6g} km")
    if radius_m == 0.0:
        return []
    angle, up = radius_m / EARTH_M, radians(lat)
    if abs(up) + angle >= radians(90.0):
        raise PlaceFault("its circle has a pole in it")
    ring: Ring = []
    for step in range(CIRCLE_CORNERS):
        bearing = radians(360.0 * step / CIRCLE_CORNERS)
        north = asin(sin(up) * cos(angle) + cos(up) * sin(angle) * cos(bearing))
        east = atan2(sin(bearing) * sin(angle) * cos(up), cos(angle) - sin(up) * sin(north))
        ring.append([lon + degrees(east), degrees(north)])
    ring.append(list(ring[0]))
    return parted(ring)


def outline(positions: Ring, bounds: Bounds = WORLD) -> list[Ring]:
    """Rings of a polygon as published: closed where it is not, parted where it crosses the antimeridian.

    Raises PlaceFault for less than three corners or a position that cannot be used.
    """
    if len(positions) > MAX_CORNERS:
        raise PlaceFault(f"its polygon has more than {MAX_CORNERS:,} corners")
    ring: Ring = []
    for lon, lat in positions:
        at = checked(lon, lat, bounds)
        if not ring or at != ring[-1]:
            ring.append(at)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    if len(ring) < 3:
        raise PlaceFault("its polygon has less than three corners")
    ring.append(list(ring[0]))
    return parted(_unrolled(ring))


def _unrolled(ring: Ring) -> Ring:
    """Longitudes without a step of more than half a turn: beyond 180 where the ring crosses the antimeridian."""
    turn, last, unrolled = 0.0, ring[0][0], []
    for lon, lat in ring:
        if lon - last > 180.0:
            turn -= 360.0
        elif last - lon > 180.0:
            turn += 360.0
        last = lon
        unrolled.append([lon + turn, lat])
    return unrolled


def parted(ring: Ring) -> list[Ring]:
    """A closed ring whose longitudes may be beyond 180, as rings within the world (RFC 7946, 3.1.9)."""
    west, east = min(at[0] for at in ring), max(at[0] for at in ring)
    if west >= -180.0 and east <= 180.0:
        return [ring]
    if east - west >= 360.0:
        raise PlaceFault("its polygon goes around the world")
    try:
        whole = shapely.make_valid(Polygon(ring))
        rings: list[Ring] = []
        for turn in (-360.0, 0.0, 360.0):
            part = shapely.intersection(whole, shapely.box(turn - 180.0, -90.0, turn + 180.0, 90.0))
            for one in shapely.get_parts(part):
                if isinstance(one, Polygon) and not one.is_empty:
                    rings.append([[min(180.0, max(-180.0, x - turn)), y] for x, y in one.exterior.coords])
    except shapely.GEOSException as error:  # type: ignore[attr-defined]
        raise PlaceFault(f"its polygon cannot be parted at the antimeridian ({error})") from None
    return rings


def polygons(rings: list[Ring]) -> dict[str, Any] | None:
    """A GeoJSON Polygon, or MultiPolygon of several; None of none."""
    if not rings:
        return None
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": [rings[0]]}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
