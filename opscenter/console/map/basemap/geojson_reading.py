"""GeoJSON (RFC 7946) -> shapes in world units, with a count of what could not be used and why.

Shapes that cross the antimeridian in one piece, as many programs write them against the standard's section 3.1.9, are
unrolled: their columns may lie beyond one world.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from shapely.errors import ShapelyError  # type: ignore[attr-defined]
from shapely.geometry import GeometryCollection, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

from opscenter.console.map.basemap.source import BasemapError
from opscenter.console.map.basemap.viewport import MAX_LATITUDE

LARGEST_BYTES = 256_000_000
_MOST_FEATURES = 200_000
_TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


@dataclass(slots=True)
class Shapes:
    """`shapes` in world units, one a feature; `properties` beside them; `left_out`: reasons and how often."""

    shapes: list[Any] = field(default_factory=list)
    properties: list[dict[str, object]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    features: int = 0
    attribution: str = ""
    name: str = ""


class _Unusable(Exception):
    """Why a feature is left out."""


def read_geojson(path: Path) -> Shapes:
    """Read a file. Raises BasemapError when it is no GeoJSON at all."""
    if path.stat().st_size > LARGEST_BYTES:
        raise BasemapError(
            QCoreApplication.translate("Basemap", "{name} is too large for GeoJSON; make vector tiles of it.").format(
                name=path.name
            )
        )
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BasemapError(
            QCoreApplication.translate("Basemap", "{name} is not readable JSON: {error}.").format(
                name=path.name, error=str(error)[:120]
            )
        ) from None
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "Topology":
        raise BasemapError(
            QCoreApplication.translate(
                "Basemap", "{name} is TopoJSON; convert it to GeoJSON first (`ogr2ogr out.geojson {name}`)."
            ).format(name=path.name)
        )
    if kind not in ("FeatureCollection", "Feature", "GeometryCollection", *_TYPES):
        raise BasemapError(
            QCoreApplication.translate("Basemap", "{name} is JSON but not GeoJSON.").format(name=path.name)
        )
    result = Shapes(name=str(found.get("name") or ""), attribution=str(found.get("attribution") or ""))
    for feature in _features(found):
        result.features += 1
        properties = feature.get("properties")
        try:
            shape = _shape(feature.get("geometry"))
        except _Unusable as reason:
            result.left_out[str(reason)] += 1
            continue
        except (TypeError, ValueError, OverflowError, RecursionError, ShapelyError):
            result.left_out[QCoreApplication.translate("Basemap", "broken geometry")] += 1
            continue
        result.shapes.append(shape)
        result.properties.append(properties if isinstance(properties, dict) else {})
    return result


def _features(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kind = found["type"]
    if kind == "FeatureCollection":
        several = found.get("features")
        for feature in several[:_MOST_FEATURES] if isinstance(several, list) else []:
            yield feature if isinstance(feature, dict) else {}
    else:
        yield found if kind == "Feature" else {"geometry": found, "properties": {}}


def _shape(geometry: object) -> Any:
    if not isinstance(geometry, dict):
        raise _Unusable(QCoreApplication.translate("Basemap", "no geometry"))
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        shapes = [_shape(part) for part in parts] if isinstance(parts, list) else []
        if not shapes:
            raise _Unusable(QCoreApplication.translate("Basemap", "no geometry"))
        return GeometryCollection(shapes)
    if kind not in _TYPES or not isinstance(coordinates, list):
        raise _Unusable(QCoreApplication.translate("Basemap", "broken geometry"))
    if not coordinates:
        raise _Unusable(QCoreApplication.translate("Basemap", "no geometry"))
    if kind == "Point":
        return Point(_world(np.array([coordinates[:2]], dtype=np.float64))[0])
    if kind == "MultiPoint":
        return MultiPoint(_world(_points(coordinates)))
    if kind in ("LineString", "MultiLineString"):
        lines = [coordinates] if kind == "LineString" else coordinates
        return MultiLineString([_line(line, 2) for line in lines])
    polygons = [coordinates] if kind == "Polygon" else coordinates
    return MultiPolygon([part for polygon in polygons for part in _polygons(polygon)])


def _polygons(rings: object) -> list[Any]:
    if not isinstance(rings, list) or not rings:
        raise _Unusable(QCoreApplication.translate("Basemap", "broken geometry"))
    shell, *holes = [_line(ring, 4) for ring in rings]
    if abs(shell[-1, 0] - shell[0, 0]) > 0.5:
        raise _Unusable(QCoreApplication.translate("Basemap", "an area around a pole"))
    middle = shell[:, 0].mean()
    holes = [hole - [round(hole[:, 0].mean() - middle), 0.0] for hole in holes]
    polygon = Polygon(shell, holes)
    if not polygon.is_valid:
        polygon = shapely.make_valid(polygon)
    parts = [part for part in shapely.get_parts([polygon]) for part in shapely.get_parts([part])]
    areas = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    if not areas:
        raise _Unusable(QCoreApplication.translate("Basemap", "an area without extent"))
    return areas


def _points(coordinates: list[Any]) -> NDArray[np.float64]:
    return np.array([point[:2] for point in coordinates], dtype=np.float64)


def _line(coordinates: object, least: int) -> NDArray[np.float64]:
    if not isinstance(coordinates, list) or len(coordinates) < least:
        raise _Unusable(QCoreApplication.translate("Basemap", "too few points"))
    world = _world(_points(coordinates))
    # An edge longer than half the world is one that goes the other way round it.
    step = np.diff(world[:, 0])
    turns = np.where((np.abs(step) > 0.5) & (np.abs(step) < 0.999), -np.sign(step), 0.0)
    world[1:, 0] += np.cumsum(turns)
    return world


def _world(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees -> world units, after checking that they are degrees."""
    if lonlat.ndim != 2 or lonlat.shape[1] != 2 or not np.isfinite(lonlat).all():
        raise _Unusable(QCoreApplication.translate("Basemap", "broken geometry"))
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    if np.abs(lon).max() > 540.0 or np.abs(lat).max() > 540.0:
        raise _Unusable(
            QCoreApplication.translate("Basemap", "coordinates that are not degrees (save them as EPSG:4326)")
        )
    if np.abs(lat).max() > 90.0:
        if np.abs(lon).max() <= 90.0 and np.abs(lat).max() <= 180.0:
            raise _Unusable(
                QCoreApplication.translate("Basemap", "latitude and longitude swapped (GeoJSON puts longitude first)")
            )
        raise _Unusable(QCoreApplication.translate("Basemap", "latitude beyond 90 degrees"))
    if np.abs(lon).max() > 180.0 + 180.0:
        raise _Unusable(QCoreApplication.translate("Basemap", "longitude beyond 180 degrees"))
    sine = np.sin(np.radians(np.clip(lat, -MAX_LATITUDE, MAX_LATITUDE)))
    return np.column_stack((lon / 360.0 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)))
