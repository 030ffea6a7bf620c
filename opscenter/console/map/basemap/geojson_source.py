"""A GeoJSON file as a layer of the basemap: quiet outlines and names, cut into tiles as they are needed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from shapely.geometry import LineString, Point

from opscenter.console.map.basemap.geojson_reading import Shapes, read_geojson
from opscenter.console.map.basemap.mvt import LINE, POINT, Layer
from opscenter.console.map.basemap.mvt_geometry import Geometry
from opscenter.console.map.basemap.source import MAX_ZOOM, BasemapError, SourceInfo, identity_of, plain_text
from opscenter.console.map.basemap.tile_store import DecodedTile
from opscenter.console.map.basemap.vocabulary import DISTRICT_NAMES, DISTRICTS, FIRST_ZOOM, Classes

_EXTENT = 4096
_MARGIN = 0.02  # of a tile's side: lines go on beyond its edge, so that their ends are not seen
_CHUNK = 48
_ROOM_PX = 56.0
_BANDS = (3, 7, 11, 15)
"""Zooms up to which outlines are simplified to half a px; deeper in they are as they are."""


class GeoJsonSource:
    """Reads the whole file once. Raises BasemapError when nothing of it can be drawn."""

    def __init__(self, path: Path) -> None:
        found = read_geojson(path)
        if not found.shapes:
            raise BasemapError(
                QCoreApplication.translate("Basemap", "Nothing in {name} can be drawn: {reasons}.").format(
                    name=path.name, reasons=_reasons(found) or QCoreApplication.translate("Basemap", "it is empty")
                )
            )
        shapes: NDArray[np.object_] = np.asarray(found.shapes, dtype=object)
        self._outlines = [
            shapely.boundary(s) if s.geom_type == "MultiPolygon" else s if "Line" in s.geom_type else None
            for s in shapes
        ]
        self._lines: dict[int, tuple[Any, NDArray[np.object_]]] = {}
        self._names, self._spots = _names_of(found), _spots(shapes)
        for names, first in zip(self._names, _first_zooms(shapes), strict=True):
            names[FIRST_ZOOM] = first
        left, top, right, bottom = shapely.total_bounds(shapes).tolist()
        west, east = (min(max((value - 0.5) * 360.0, -180.0), 180.0) for value in (left, right))
        north, south = (float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * value))))) for value in (top, bottom))
        if right > 1.0 or left < 0.0:
            west, east = -180.0, 180.0  # across the antimeridian
        self.info = SourceInfo(
            name=plain_text(found.name) or path.stem,
            kind="vector",
            min_zoom=0,
            max_zoom=MAX_ZOOM,
            bounds=(west, south, east, north),
            center=((west + east) / 2, (south + north) / 2, 10.0),
            attribution=plain_text(found.attribution),
            layers=(DISTRICTS, DISTRICT_NAMES),
            identity=identity_of(path),
            format="GeoJSON",
            tile_format="geojson",
            notes=_notes(path, found),
        )

    def decoded(self, z: int, x: int, y: int) -> DecodedTile | None:
        """What of the file lies on a tile; None when nothing does."""
        side = 1.0 / (1 << z)
        box = ((x - _MARGIN) * side, (y - _MARGIN) * side, (x + 1 + _MARGIN) * side, (y + 1 + _MARGIN) * side)
        layers = [layer for layer in (self._outline_layer(z, x, y, box), self._name_layer(z, x, y)) if layer]
        if not layers:
            return None
        tile = []
        for layer in layers:
            none = np.full(len(layer.kinds), -1, dtype=np.int64)
            zero = np.zeros(len(layer.kinds), dtype=np.int64)
            tile.append((layer, none, Classes(none, zero, zero)))
        return DecodedTile(z, x, y, tile, None, sum(layer.nbytes for layer in layers) + 500)

    def _outline_layer(self, z: int, x: int, y: int, box: tuple[float, float, float, float]) -> Layer | None:
        tree, lines = self._band(z)
        parts: list[NDArray[np.float64]] = []
        for shift in (-1.0, 0.0, 1.0):
            left, top, right, bottom = box[0] - shift, box[1], box[2] - shift, box[3]
            near = tree.query(shapely.box(left, top, right, bottom))
            cut = shapely.get_parts(shapely.clip_by_rect(lines[near], left, top, right, bottom))
            for line in cut[shapely.get_dimensions(cut) == 1]:
                parts.append(shapely.get_coordinates(line) + np.array([shift, 0.0]))
        return _layer(DISTRICTS, LINE, parts, z, x, y) if parts else None

    def _band(self, z: int) -> tuple[Any, NDArray[np.object_]]:
        """Outlines for a zoom as short pieces, with their tree."""
        band = next((top for top in _BANDS if z <= top), 0)
        if band not in self._lines:
            outlines = [line for line in self._outlines if line is not None]
            if band:
                outlines = list(shapely.simplify(outlines, 0.5 / (512 << band)))
            pieces = [
                points[start : start + _CHUNK + 1]
                for line in shapely.get_parts(outlines)
                if not line.is_empty
                for points in [shapely.get_coordinates(line)]
                for start in range(0, len(points) - 1, _CHUNK)
            ]
            lines: NDArray[np.object_] = np.asarray([LineString(piece) for piece in pieces], dtype=object)
            self._lines[band] = shapely.STRtree(lines), lines
        return self._lines[band]

    def _name_layer(self, z: int, x: int, y: int) -> Layer | None:
        column = self._spots % [1.0, np.inf] * (1 << z)
        mine = np.flatnonzero((np.floor(column[:, 0]) == x) & (np.floor(column[:, 1]) == y))
        if not len(mine):
            return None
        layer = _layer(DISTRICT_NAMES, POINT, [self._spots[[at]] % [1.0, np.inf] for at in mine], z, x, y)
        pairs = [(row, key, value) for row, at in enumerate(mine.tolist()) for key, value in self._names[at].items()]
        layer.keys = list(dict.fromkeys(key for _, key, _ in pairs))
        layer.values = [value for _, _, value in pairs]
        layer.pair_feature = np.array([row for row, _, _ in pairs], dtype=np.int64)
        layer.pair_key = np.array([layer.keys.index(key) for _, key, _ in pairs], dtype=np.int64)
        layer.pair_value = np.arange(len(pairs), dtype=np.int64)
        return layer

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """There are no bytes of a tile: see `decoded`."""
        return None

    def count(self) -> int | None:
        """There are as many tiles as one asks for."""
        return 0

    def addresses(self) -> Iterator[tuple[int, int, int]]:
        """None that is stored."""
        return iter(())

    def close(self) -> None:
        """The file is closed already."""


def _layer(name: str, kind: int, parts: list[NDArray[np.float64]], z: int, x: int, y: int) -> Layer:
    xy = (np.concatenate(parts) * (1 << z) - [x, y]) * _EXTENT
    start = np.cumsum([0, *(len(part) for part in parts)])
    geometry = Geometry(xy.astype(np.float32), start.astype(np.int64), np.arange(len(parts), dtype=np.int64))
    none = np.zeros(0, dtype=np.int64)
    return Layer(name, 2, _EXTENT, np.full(len(parts), kind, np.int64), geometry, [], [], none, none, none)


def _spots(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Where the name of each feature stands: inside its largest part."""
    found = np.zeros((len(shapes), 2))
    for at, shape in enumerate(shapes):
        parts = shapely.get_parts(shape) if shape.geom_type != "Point" else np.array([shape])
        largest = max(parts, key=lambda part: (part.area, part.length))
        spot = shapely.point_on_surface(largest)
        if largest.area > 0 and len(shapely.get_coordinates(largest)) < 20_000:
            size = max(np.ptp(shapely.get_coordinates(largest), axis=0))
            circle = shapely.maximum_inscribed_circle(largest, tolerance=max(size / 50.0, 1e-12))
            spot = Point(shapely.get_coordinates(circle)[0])
        found[at] = spot.x, spot.y
    return found


def _first_zooms(shapes: NDArray[np.object_]) -> list[float]:
    """Per feature the zoom of 512 px tiles from which on its name has room in it; a point has always."""
    left, top, right, bottom = shapely.bounds(shapes).T
    size = np.maximum(right - left, bottom - top)
    with np.errstate(divide="ignore"):
        zooms = np.log2(_ROOM_PX / (512.0 * size))
    found: list[float] = np.where(size > 0, np.clip(zooms, 0.0, 22.0), 0.0).tolist()
    return found


def _names_of(found: Shapes) -> list[dict[str, object]]:
    """Per feature its names as `name` and `name:xx`; where a file has none, what names its features best."""
    if any("name" in properties or "name:en" in properties for properties in found.properties):
        return [
            {key: value for key, value in properties.items() if key.lower().startswith("name")}
            for properties in found.properties
        ]
    best: dict[bool, tuple[float, str]] = {}
    keys = dict.fromkeys(key for properties in found.properties[:500] for key in properties)
    for key in keys:
        values = [v for properties in found.properties if isinstance(v := properties.get(key), str) and v.strip()]
        if not values:
            continue
        chinese = sum(any("\u3400" <= c <= "\u9fff" for c in value) for value in values) > len(values) / 2
        score = len(set(values)) / len(found.properties) - (0.6 if max(map(len, values)) < 3 else 0.0)
        score += 0.5 if any(word in key.lower() for word in ("name", "district", "label", "區", "区")) else 0.0
        if score > best.get(chinese, (0.0, ""))[0]:
            best[chinese] = score, key
    plain, chinese_key = best.get(False, (0.0, ""))[1], best.get(True, (0.0, ""))[1]
    wanted = {"name": plain or chinese_key, "name:en": plain, "name:zh": chinese_key}
    return [
        {word: properties[key] for word, key in wanted.items() if key and key in properties}
        for properties in found.properties
    ]


def _reasons(found: Shapes) -> str:
    return ", ".join(f"{count} × {reason}" for reason, count in found.left_out.most_common(5))


def _notes(path: Path, found: Shapes) -> tuple[str, ...]:
    count = sum(found.left_out.values())
    if not count:
        return ()
    sentence = QCoreApplication.translate("Basemap", "{count} of {all} features of {name} are not drawn: {reasons}.")
    return (sentence.format(count=count, all=found.features, name=path.name, reasons=_reasons(found)),)
