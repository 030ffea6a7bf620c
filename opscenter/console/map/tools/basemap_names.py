"""Names of streets, districts and places read out of a basemap's vector tiles, to be found by typing. No widgets.

One zoom of the file is scanned, deep enough for streets and shallow enough to end; the result is bounded and kept in
the cache folder, so that a file is scanned once.
"""

import hashlib
import json
import logging
import math
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from opscenter.console.map.basemap.mvt import LINE, Layer, decode_tile
from opscenter.console.map.basemap.names import LONGEST, name_of
from opscenter.console.map.basemap.source import BasemapError, SourceInfo, TileSource, open_source
from opscenter.console.map.projection import EQUATOR_M, place_of, world_of
from opscenter.console.search.index import SearchIndex

_log = logging.getLogger("opscenter.basemap.names")

SCAN_ZOOM = 14
MOST_TILES = 1_500
MOST_NAMES = 120_000
MOST_BYTES = 60_000_000
KEPT_FILES = 6
FORMAT = 1
_SAME_M = 1_500.0
_KEYS = (
    "name",
    "name:en",
    "name_en",
    "name:latin",
    "name_int",
    "name:zh",
    "name_zh",
    "name:zh-Hant",
    "name:zh-Hans",
    "name:zh-TW",
    "name:zh-HK",
    "name:zh-CN",
)
_SKIPPED = ("building", "buildings", "earth", "landcover", "boundaries", "boundary", "mask")
_STREETS = ("road", "street", "transportation")
_PLACES = ("place", "places", "place_label", "cities", "centroids", "districts")
_WATER = ("water",)

STREET, PLACE, WATER, SPOT = "street", "place", "water", "spot"


@dataclass(slots=True)
class NamedPlace:
    """A name on the map: its texts by key, what sort it is, world box (left, top, right, bottom)."""

    texts: dict[str, str]
    sort: str
    kind: str
    box: tuple[float, float, float, float]

    @property
    def middle(self) -> tuple[float, float]:
        """(longitude, latitude) in the middle of it."""
        left, top, right, bottom = self.box
        return place_of((left + right) / 2.0, (top + bottom) / 2.0)

    def name(self, language: str) -> str:
        """The name in a language, with fallback."""
        return name_of(self.texts, language)


class NameIndex:
    """Named places and a search over their names; `whole` False when the file holds more than was read."""

    def __init__(self, places: list[NamedPlace], whole: bool) -> None:
        self.places, self.whole = places, whole
        self._index = SearchIndex(self._fields_of)
        self._index.grow(len(places))
        while self._index.work():
            pass

    def _fields_of(self, row: int) -> list[str]:
        texts = list(dict.fromkeys(self.places[row].texts.values()))
        return texts + [bare for text in texts if (bare := without_marks(text)) != text]

    def find(self, query: str, most: int) -> list[NamedPlace]:
        """The best places for a query, best first."""
        hits = self._index.search(query, most) or self._index.search(without_marks(query), most)
        return [self.places[hit.row] for hit in hits]


def without_marks(text: str) -> str:
    """Letters without accents: "Lungarno" finds "Lungàrno"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def names_of(path: Path, cache: Path, stopped: Callable[[], bool]) -> NameIndex | None:
    """The names of a basemap file, out of the cache or out of its tiles; None when stopped, without names, or broken.

    Takes seconds for a city; `stopped` is asked between tiles, and may sleep so that others get a turn.
    """
    try:
        source = open_source(path)
    except BasemapError:
        return None  # the map itself says so
    try:
        info = source.info
        if info.kind != "vector":
            return None
        kept = cache / "names" / f"{hashlib.sha1(info.identity.encode(), usedforsecurity=False).hexdigest()}.json"
        found = _read(kept)
        if found is None:
            found = _scan(source, info, stopped)
            if found is None:
                return None
            _write(kept, *found)
        return NameIndex(*found)
    finally:
        source.close()


# -- scanning ------------------------------------------------------------------------------------------------


def tiles_to_scan(info: SourceInfo) -> tuple[int, range, range]:
    """(zoom, columns, rows) of the tiles that are read."""
    west, south, east, north = info.bounds
    left, top = world_of(west, north)
    right, bottom = world_of(east, south)
    zoom = min(SCAN_ZOOM, info.max_zoom)
    while True:
        side = 1 << zoom
        columns = range(max(0, int(left * side)), min(side - 1, int(right * side)) + 1)
        rows = range(max(0, int(top * side)), min(side - 1, int(bottom * side)) + 1)
        if len(columns) * len(rows) <= MOST_TILES or zoom <= info.min_zoom:
            return zoom, columns, rows
        zoom -= 1


def _scan(source: TileSource, info: SourceInfo, stopped: Callable[[], bool]) -> tuple[list[NamedPlace], bool] | None:
    zoom, columns, rows = tiles_to_scan(info)
    found: dict[tuple[str, str], list[NamedPlace]] = {}
    count, read = 0, 0
    for x in columns:
        for y in rows:
            if stopped():
                return None
            data = source.tile(zoom, x, y)
            read += 1
            if read > MOST_TILES or count >= MOST_NAMES:
                return _flat(found), False
            if not isinstance(data, bytes):
                continue
            for layer in decode_tile(data, lambda name: name not in _SKIPPED):
                for place in _of_layer(layer, zoom, x, y):
                    count += _merge(found, place)
    return _flat(found), zoom >= min(SCAN_ZOOM, info.max_zoom)


def _flat(found: dict[tuple[str, str], list[NamedPlace]]) -> list[NamedPlace]:
    order = {PLACE: 0, STREET: 1, WATER: 2, SPOT: 3}
    every = [place for group in found.values() for place in group]
    every.sort(key=lambda place: order[place.sort])
    return every


def _of_layer(layer: Layer, zoom: int, tile_x: int, tile_y: int) -> list[NamedPlace]:
    """Everything of a layer that has a name."""
    columns = {key: layer.column(key) for key in _KEYS if key in layer.keys}
    if not columns or not len(layer.geometry.part_feature):
        return []
    kind_column = next((layer.column(key) for key in ("kind", "class", "pmap:kind", "type") if key in layer.keys), None)
    boxes, part = layer.geometry.boxes(), layer.geometry.part_feature
    side = float(1 << zoom)
    named = np.flatnonzero(np.any([column >= 0 for column in columns.values()], axis=0))
    low = np.full((len(layer.kinds), 2), np.inf)
    high = np.full((len(layer.kinds), 2), -np.inf)
    np.minimum.at(low, part, boxes[:, :2])
    np.maximum.at(high, part, boxes[:, 2:])
    places = []
    for feature in named.tolist():
        if not np.isfinite(low[feature]).all():
            continue
        texts = {}
        for key, column in columns.items():
            text = _clean(layer.values[column[feature]]) if column[feature] >= 0 else ""
            if text:
                texts[key] = text
        if not texts:
            continue
        # Lines that leave the tile go on in the next one; a tile's own share is what lies in it.
        left, top = np.clip(low[feature] / layer.extent, 0.0, 1.0).tolist()
        right, bottom = np.clip(high[feature] / layer.extent, 0.0, 1.0).tolist()
        box = ((tile_x + left) / side, (tile_y + top) / side, (tile_x + right) / side, (tile_y + bottom) / side)
        kind = ""
        if kind_column is not None and kind_column[feature] >= 0:
            kind = _clean(layer.values[kind_column[feature]])
        places.append(NamedPlace(texts, _sort(layer, feature), kind, box))
    return places


def _clean(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value[: 4 * LONGEST]).split())[:LONGEST]


def _sort(layer: Layer, feature: int) -> str:
    name = layer.name.lower()
    if name in _PLACES:
        return PLACE
    if any(word in name for word in _STREETS):
        return STREET if layer.kinds[feature] == LINE or "name" in name or "label" in name else SPOT
    return WATER if name.startswith(_WATER) else SPOT


def _merge(found: dict[tuple[str, str], list[NamedPlace]], place: NamedPlace) -> int:
    """Put a piece to the others of the same name nearby; returns how many places were added."""
    group = found.setdefault((next(iter(place.texts.values())), place.sort), [])
    left, top, right, bottom = place.box
    reach = _SAME_M / (EQUATOR_M * max(0.05, math.cos(math.radians(place.middle[1]))))
    for other in group:
        x0, y0, x1, y1 = other.box
        if left <= x1 + reach and right >= x0 - reach and top <= y1 + reach and bottom >= y0 - reach:
            other.box = (min(left, x0), min(top, y0), max(right, x1), max(bottom, y1))
            other.texts = place.texts | other.texts
            return 0
    group.append(place)
    return 1


# -- keeping -------------------------------------------------------------------------------------------------


def _read(path: Path) -> tuple[list[NamedPlace], bool] | None:
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != FORMAT:
            return None
        places = [_checked(entry) for entry in data["places"][:MOST_NAMES]]
        return places, bool(data["whole"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        _log.info("the kept names %s are read anew: %s", path.name, error)
        return None


def _checked(entry: Any) -> NamedPlace:
    texts, sort, kind, box = entry
    left, top, right, bottom = (float(number) for number in box)
    if not all(map(math.isfinite, (left, top, right, bottom))) or sort not in (STREET, PLACE, WATER, SPOT):
        raise ValueError("a place makes no sense")
    return NamedPlace(
        {str(key): _clean(text) for key, text in texts.items()}, sort, str(kind), (left, top, right, bottom)
    )


def _write(path: Path, places: list[NamedPlace], whole: bool) -> None:
    data = {"format": FORMAT, "whole": whole, "places": [(p.texts, p.sort, p.kind, p.box) for p in places]}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        beside.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
        beside.replace(path)
        kept = sorted(path.parent.glob("*.json"), key=lambda file: file.stat().st_mtime)
        for old in kept[:-KEPT_FILES]:
            old.unlink(missing_ok=True)
    except OSError as error:
        _log.info("the names of the basemap could not be kept: %s", error)
