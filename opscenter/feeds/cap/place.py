"""Where a CAP alert holds: its polygons and circles as one GeoJSON geometry, its geocodes as text.

Source: CAP 1.2, 3.2.4: polygons are "lat,lon" pairs, four or more, the last as the first; circles are "lat,lon radius"
with the radius in kilometres. A circle of radius 0 is a point.
"""

from collections.abc import Callable, Iterable
from typing import Any

from opscenter.feeds.cap.message import Area
from opscenter.feeds.findings import shortened
from opscenter.feeds.outlines import MAX_CORNERS, Ring, circle, outline, polygons
from opscenter.feeds.positions import Bounds, PlaceFault, checked, number

_LONGEST = 48 * MAX_CORNERS
Say = Callable[[str], None]


def place_of(areas: Iterable[Area], bounds: Bounds, say: Say) -> dict[str, Any] | None:
    """All outlines of areas, each once; None where there are none that can be used. `say` hears of the others."""
    rings: list[Ring] = []
    points: list[list[float]] = []
    shapes = dict.fromkeys((kind, text) for area in areas for kind, text in _written(area))
    for kind, text in shapes:
        try:
            if kind == "polygon":
                rings += outline(_pairs(text), bounds)
            else:
                lon, lat, radius_m = _centre(text)
                round_it = circle(lon, lat, radius_m, bounds)
                rings += round_it
                if not round_it:
                    points.append(checked(lon, lat, bounds))
        except PlaceFault as fault:
            say(f"a {kind} is left out: {fault}")
    found = polygons(rings)
    if found is None and points:
        return {"type": "Point", "coordinates": points[0]} if len(points) == 1 else _many(points)
    return found


def geocodes_of(areas: Iterable[Area]) -> str:
    """Geocodes by their names: "EMMA_ID AT001 AT002; FIPS6 041003"."""
    by_name: dict[str, dict[str, None]] = {}
    for area in areas:
        for name, value in area.geocodes:
            by_name.setdefault(name, {})[value] = None
    return shortened("; ".join(f"{name} {' '.join(values)}".strip() for name, values in by_name.items()))


def _written(area: Area) -> Iterable[tuple[str, str]]:
    yield from (("polygon", text) for text in area.polygons)
    yield from (("circle", text) for text in area.circles)


def _pairs(text: str) -> list[list[float]]:
    if len(text) > _LONGEST:
        raise PlaceFault(f"it has more than {MAX_CORNERS:,} corners")
    return [list(_pair(word)) for word in text.split()]


def _pair(word: str) -> tuple[float, float]:
    lat, comma, lon = word.partition(",")
    if not comma:
        raise PlaceFault(f"{word[:40]!r} is no latitude and longitude")
    return number(lon), number(lat)


def _centre(text: str) -> tuple[float, float, float]:
    words = text.split()
    if len(words) != 2:
        raise PlaceFault(f"{text[:60]!r} is no place and radius")
    return *_pair(words[0]), number(words[1]) * 1_000.0


def _many(points: list[list[float]]) -> dict[str, Any]:
    return {"type": "MultiPoint", "coordinates": points}
