"""Which area an incident is narrowed to: one of the city's, a file of GeoJSON, or a circle."""

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opscenter.domain.area_rings import AreaFault
from opscenter.domain.area_shape import AreaShape
from opscenter.domain.sphere import EARTH_M
from opscenter.domain.toml_table import nearest
from opscenter.history.restore import Restored

LARGEST_FILE = 64 << 20
CORNERS = 180
"""Of a circle: its edges are no more than 0.02 % of the radius inside it."""
_NUMBER = r"\s*[-+]?\d+(?:\.\d+)?\s*"
_CIRCLE = re.compile(rf"({_NUMBER}),({_NUMBER}),({_NUMBER})(?:km)?\s*")
_SUFFIXES = (".geojson", ".json")


def area_of(wanted: str, known: Restored) -> tuple[AreaShape, str]:
    """The area, and the id of the entity that it is ("": none).

    `wanted`: the id or a name of one of the city's areas, the path of a GeoJSON file, or `lon,lat,km` (degrees, radius
    in kilometres). ValueError, a sentence, for what is none of these.
    """
    circle = _CIRCLE.fullmatch(wanted)
    if circle is not None:
        return _shape(wanted, _round(*(float(one) for one in circle.groups()))), ""
    row = _row_named(wanted, known)
    if row >= 0:
        name, kind, _, shape = known.entities[row]
        if shape is None or shape.get("type") not in ("Polygon", "MultiPolygon", "GeometryCollection"):
            raise ValueError(f"{wanted} is no area: it is a {kind or 'thing'} without an outline.")
        return _shape(wanted, shape), name
    path = Path(wanted)
    if path.suffix.lower() in _SUFFIXES or path.is_file():
        return _shape(wanted, _of_file(path)), ""
    names = [name for at in _areas(known) for name in _names(known, at)]
    raise ValueError(
        f"There is no area {wanted[:120]!r}{nearest(wanted, names[:5_000])}. Name one of the city's areas by its name "
        "or id, a GeoJSON file, or a circle as lon,lat,km."
    )


def _shape(wanted: str, geometry: Any) -> AreaShape:
    try:
        return AreaShape(geometry)
    except AreaFault as fault:
        raise ValueError(f"{wanted[:200]} is no area: {fault}") from None


def _areas(known: Restored) -> list[int]:
    kinds = ("Polygon", "MultiPolygon", "GeometryCollection")
    return [row for row, (*_, shape) in enumerate(known.entities) if shape is not None and shape.get("type") in kinds]


def _names(known: Restored, row: int) -> list[str]:
    entity, _, name, _ = known.entities[row]
    return [name, *known.local_names.get(row, {}).values(), entity.rsplit(":", 1)[-1]]


def _row_named(wanted: str, known: Restored) -> int:
    for row, (entity, *_) in enumerate(known.entities):
        if entity == wanted:
            return row
    folded = wanted.strip().casefold()
    found = [row for row in _areas(known) if folded in {name.casefold() for name in _names(known, row) if name}]
    if len(found) > 1:
        ids = ", ".join(known.entities[row][0] for row in found[:10])
        raise ValueError(f"{wanted!r} is the name of several areas; give an id: {ids}.")
    return found[0] if found else -1


def _round(lon: float, lat: float, kilometres: float) -> dict[str, Any]:
    """The outline of a circle on the sphere."""
    if not (abs(lon) <= 180 and abs(lat) <= 90 and 0 < kilometres <= 5_000):
        raise ValueError(
            f"{lon:g},{lat:g},{kilometres:g} is no circle: write longitude (-180 to 180), latitude (-90 to 90) and "
            "radius in kilometres (to 5,000)."
        )
    angle, up = kilometres * 1_000 / EARTH_M, math.radians(lat)
    ring = []
    for corner in range(CORNERS):
        bearing = 2 * math.pi * corner / CORNERS
        sine = math.sin(up) * math.cos(angle) + math.cos(up) * math.sin(angle) * math.cos(bearing)
        at = math.asin(max(-1.0, min(1.0, sine)))
        turn = math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(up), math.cos(angle) - math.sin(up) * math.sin(at)
        )
        ring.append([(lon + math.degrees(turn) + 540) % 360 - 180, math.degrees(at)])
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _of_file(path: Path) -> dict[str, Any]:
    """The areas in a file of GeoJSON, as one geometry."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(content) > LARGEST_FILE:
        raise ValueError(f"{path} is longer than {LARGEST_FILE >> 20} MB: name a simpler outline.")
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError(f"{path} is not GeoJSON: it cannot be read as JSON.") from None
    found: list[Any] = []
    _gather(read, found, 0)
    if not found:
        raise ValueError(f"There is no Polygon in {path}.")
    return {"type": "GeometryCollection", "geometries": found}


def _gather(read: Any, found: list[Any], level: int) -> None:
    if not isinstance(read, Mapping) or level > 4:
        return
    if read.get("type") in ("Polygon", "MultiPolygon"):
        found.append(read)
    for key in ("geometry", "features", "geometries"):
        inner = read.get(key)
        for one in inner if isinstance(inner, list) else [inner]:
            _gather(one, found, level + 1)
