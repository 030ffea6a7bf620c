"""Places and views that an operator keeps, and their file: GeoJSON (RFC 7946), readable by any GIS. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from opscenter.console.format import format_place
from opscenter.console.map.projection import LATITUDE_LIMIT, MAX_TILT, MAX_ZOOM, MIN_ZOOM

MOST = 500
LONGEST_NAME = 80
LONGEST_NOTE = 2_000
_MOST_HIDDEN = 500


@dataclass(slots=True, frozen=True)
class Saved:
    """A named point with a note (`sort` "place"), or a view of the map ("view"): zoom, bearing and tilt in degrees,
    kinds that are switched off (None: as they are then) and the system everything is narrowed to."""

    sort: Literal["place", "view"]
    name: str
    lon: float
    lat: float
    note: str = ""
    zoom: float = 0.0
    bearing: float = 0.0
    tilt: float = 0.0
    hidden: tuple[str, ...] | None = None
    system: str = ""


def to_geojson(saved: Sequence[Saved]) -> dict[str, Any]:
    """A FeatureCollection of points, in order."""
    return {"type": "FeatureCollection", "features": [_feature(one) for one in saved]}


def _feature(one: Saved) -> dict[str, Any]:
    about: dict[str, Any] = {"name": one.name, "sort": one.sort}
    if one.note:
        about["note"] = one.note
    if one.sort == "view":
        about |= {"zoom": one.zoom, "bearing": one.bearing, "tilt": one.tilt}
        if one.hidden is not None:
            about |= {"hidden": list(one.hidden), "system": one.system}
    place = {"type": "Point", "coordinates": [round(one.lon, 7), round(one.lat, 7)]}
    return {"type": "Feature", "geometry": place, "properties": about}


def from_geojson(data: object) -> tuple[list[Saved], int]:
    """What a GeoJSON document holds, and how many of its features cannot be used (no point, out of range, too many).

    Raises ValueError when it is not a FeatureCollection or Feature at all.
    """
    if isinstance(data, dict) and data.get("type") == "Feature":
        features: object = [data]
    else:
        features = data.get("features") if isinstance(data, dict) and data.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise ValueError("it is no GeoJSON FeatureCollection")
    found = [one for feature in features[: 4 * MOST] if (one := _saved(feature)) is not None][:MOST]
    return found, len(features) - len(found)


def _saved(feature: object) -> Saved | None:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        return None
    place = feature["geometry"].get("coordinates")
    if feature["geometry"].get("type") != "Point" or not isinstance(place, list) or len(place) < 2:
        return None
    lon, lat = _number(place[0]), _number(place[1])
    if lon is None or lat is None or abs(lon) > 180.0 or abs(lat) > LATITUDE_LIMIT:
        return None
    about = feature.get("properties")
    about = about if isinstance(about, dict) else {}
    name = one_line_of(about.get("name"), LONGEST_NAME) or format_place(lon, lat, 4)
    note = about.get("note")
    note = "".join(c for c in note if c.isprintable() or c == "\n")[:LONGEST_NOTE] if isinstance(note, str) else ""
    zoom = _number(about.get("zoom"))
    if about.get("sort") != "view" or zoom is None or not MIN_ZOOM <= zoom <= MAX_ZOOM:
        return Saved("place", name, lon, lat, note)
    hidden = about.get("hidden")
    kinds = tuple(str(kind)[:200] for kind in hidden[:_MOST_HIDDEN]) if isinstance(hidden, list) else None
    system = one_line_of(about.get("system"), 80)
    bearing, tilt = (_number(about.get("bearing")) or 0.0) % 360.0, _number(about.get("tilt")) or 0.0
    return Saved("view", name, lon, lat, note, zoom, bearing, max(0.0, min(MAX_TILT, tilt)), kinds, system)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def one_line_of(value: object, longest: int) -> str:
    """A text without line breaks and control characters; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value[: 4 * longest]).split())[:longest]
