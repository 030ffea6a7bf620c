"""What could be written on the map: names of places, water, parks, stations and roads out of decoded tiles."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.basemap.mvt import Layer
from opscenter.console.map.basemap.mvt_wire import Ints
from opscenter.console.map.basemap.names import name_of
from opscenter.console.map.basemap.tile_store import DecodedTile
from opscenter.console.map.basemap.vocabulary import DISTRICT_NAMES, FIRST_ZOOM, LINES, Classes

Drawable = Callable[[str], bool]

_PLACE_LAYERS = ("places", "place", "place_label", "cities", "centroids")
_POI_LAYERS = ("pois", "poi", "poi_label", "rail_station_label", "airport_label", "aerodrome_label")
_WATER_LAYERS = ("water", "water_name", "water_label", "marine_label", "waterway_label", "waterway", "physical_point")
_ROAD_LAYERS = ("roads", "transportation_name", "road_label", "road")
_KIND_KEYS = ("kind_detail", "pmap:kind_detail", "class", "type", "place", "kind", "pmap:kind", "maki", "railway")

# word -> label class, order of importance, first and last zoom (512 px tiles)
_PLACES = {
    "continent": ("country", 1, 0.0, 2.0),
    "country": ("country", 2, 1.0, 6.5),
    "state": ("country", 6, 4.0, 8.0),
    "region": ("country", 6, 4.0, 8.0),
    "city": ("city", 3, 3.0, 13.5),
    "town": ("town", 5, 7.0, 15.0),
    "village": ("town", 9, 10.0, 16.0),
    "locality": ("town", 9, 9.0, 16.0),
    "macrohood": ("district", 7, 9.5, 16.0),
    "borough": ("district", 7, 9.5, 16.0),
    "district": ("district", 7, 9.5, 16.0),
    "suburb": ("district", 7, 9.5, 16.5),
    "hamlet": ("quarter", 12, 12.5, 17.0),
    "quarter": ("quarter", 11, 11.5, 17.0),
    "neighbourhood": ("quarter", 11, 11.5, 17.0),
    "island": ("district", 8, 9.5, 16.0),
    "islet": ("quarter", 14, 13.0, 17.0),
}
_POIS = {
    "park": ("park", 20, 13.5, 22.0),
    "garden": ("park", 24, 16.0, 22.0),
    "nature_reserve": ("park", 20, 12.0, 22.0),
    "forest": ("park", 20, 13.0, 22.0),
    "peak": ("park", 21, 12.0, 22.0),
    "beach": ("park", 22, 13.0, 22.0),
    "golf_course": ("park", 24, 14.5, 22.0),
    "cemetery": ("park", 25, 15.0, 22.0),
    "aerodrome": ("poi", 15, 10.5, 22.0),
    "airport": ("poi", 15, 10.5, 22.0),
    "station": ("poi", 18, 13.0, 22.0),
    "rail": ("poi", 18, 13.5, 22.0),
    "rail-metro": ("poi", 19, 13.5, 22.0),
    "ferry_terminal": ("poi", 22, 13.5, 22.0),
    "harbour": ("poi", 22, 13.0, 22.0),
    "hospital": ("poi", 23, 14.0, 22.0),
    "university": ("poi", 23, 14.0, 22.0),
    "college": ("poi", 26, 15.0, 22.0),
    "stadium": ("poi", 22, 13.5, 22.0),
    "museum": ("poi", 27, 15.5, 22.0),
    "attraction": ("poi", 27, 15.5, 22.0),
    "townhall": ("poi", 24, 14.5, 22.0),
    "police": ("poi", 23, 14.5, 22.0),
    "fire_station": ("poi", 23, 14.5, 22.0),
    "power_plant": ("poi", 24, 14.0, 22.0),
    "school": ("poi", 28, 15.5, 22.0),
}
_ROADS = {
    "motorway": (30, 11.5),
    "major": (31, 12.2),
    "secondary": (33, 13.2),
    "tertiary": (34, 14.0),
    "minor": (36, 15.3),
    "path": (39, 16.0),
}


@dataclass(slots=True)
class Candidate:
    """A text and where it may stand: `line` float64 [points, 2] in world units; one point for a name of a place."""

    text: str
    kind: str
    order: float
    first: float
    last: float
    line: NDArray[np.float64] = field(repr=False)


def candidates_of(tile: DecodedTile, language: str, drawable: Drawable) -> list[Candidate]:
    """Everything in a tile that has a name and is of a kind the style writes. `drawable` tells of a text whether the
    fonts have its glyphs."""
    found: list[Candidate] = []
    for layer, _, classes in tile.layers:
        if layer.name == DISTRICT_NAMES:
            found += _points(tile, layer, language, drawable, {}, ("district", 4, 0.0, 22.0))
        elif layer.name in _PLACE_LAYERS:
            found += _points(
                tile, layer, language, drawable, _PLACES, ("city", 6, 4.0, 14.0) if layer.name == "cities" else None
            )
        elif layer.name in _POI_LAYERS:
            station = layer.name == "rail_station_label"
            found += _points(tile, layer, language, drawable, _POIS, ("poi", 19, 13.5, 22.0) if station else None)
        elif layer.name in _WATER_LAYERS:
            found += _points(tile, layer, language, drawable, {}, ("water", 10, 8.0, 18.0))
            found += _lines(tile, layer, language, drawable, None)
        elif layer.name in _ROAD_LAYERS:
            found += _lines(tile, layer, language, drawable, classes)
        elif layer.name in ("landuse", "park"):
            found += _areas(tile, layer, language, drawable)
    return found


def _named(layer: Layer) -> Ints:
    named = [number for number, key in enumerate(layer.keys) if key in ("name", "NAME", "name:en", "name_en")]
    return np.unique(layer.pair_feature[np.isin(layer.pair_key, named)])


def _world(tile: DecodedTile, layer: Layer, xy: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    corner = np.array([tile.x, tile.y], dtype=np.float64)
    return (corner + xy.astype(np.float64) / layer.extent) / float(1 << tile.z)


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def _points(
    tile: DecodedTile,
    layer: Layer,
    language: str,
    drawable: Drawable,
    words: dict[str, tuple[str, int, float, float]],
    otherwise: tuple[str, int, float, float] | None,
) -> list[Candidate]:
    found = []
    geometry = layer.geometry
    chosen = np.zeros(len(layer.kinds), dtype=np.bool_)
    chosen[_named(layer)] = True
    chosen &= layer.kinds == 1
    for part in np.flatnonzero(chosen[geometry.part_feature]).tolist():
        xy = geometry.xy[geometry.part_start[part]]
        if not (0 <= xy[0] < layer.extent and 0 <= xy[1] < layer.extent):
            continue  # the neighbour has it too
        properties = layer.properties(int(geometry.part_feature[part]))
        rule = otherwise
        for key in _KIND_KEYS:
            word = properties.get(key)
            if isinstance(word, str) and word.lower() in words:
                rule = words[word.lower()]
                break
        text = name_of(properties, language, drawable)
        if rule is None or not text:
            continue
        kind, order, first, last = rule
        first = max(first, _number(properties.get(FIRST_ZOOM)))
        # Tiles rank their own places: smaller is more important, population the other way round.
        rank = (
            _number(properties.get("localrank"))
            + _number(properties.get("rank"))
            + _number(properties.get("scalerank"))
        )
        people = _number(properties.get("population")) or 10.0 ** (_number(properties.get("population_rank")) / 2)
        own = _number(properties.get("min_zoom") or properties.get("pmap:min_zoom"))
        fine = min(rank, 50.0) / 60.0 - min(np.log10(max(people, 1.0)), 8.0) / 40.0 + min(own, 20.0) / 100.0
        found.append(Candidate(text, kind, order + float(fine), first, last, _world(tile, layer, xy[None, :])))
    return found


def _areas(tile: DecodedTile, layer: Layer, language: str, drawable: Drawable) -> list[Candidate]:
    found = []
    geometry = layer.geometry
    named = set(_named(layer)[layer.kinds[_named(layer)] == 3].tolist())
    boxes = geometry.boxes()
    for part in range(len(geometry.part_feature)):
        feature = int(geometry.part_feature[part])
        if feature not in named:
            continue
        named.discard(feature)
        middle = (boxes[part, :2] + boxes[part, 2:]) / 2
        if not (0 <= middle[0] < layer.extent and 0 <= middle[1] < layer.extent):
            continue
        properties = layer.properties(feature)
        rule = next((_POIS[w] for k in _KIND_KEYS if isinstance(w := properties.get(k), str) and w in _POIS), None)
        text = name_of(properties, language, drawable)
        if rule is not None and text:
            found.append(
                Candidate(text, rule[0], rule[1] + 0.5, rule[2], rule[3], _world(tile, layer, middle[None, :]))
            )
    return found


def _lines(
    tile: DecodedTile, layer: Layer, language: str, drawable: Drawable, classes: Classes | None
) -> list[Candidate]:
    found = []
    geometry = layer.geometry
    chosen = np.zeros(len(layer.kinds), dtype=np.bool_)
    chosen[_named(layer)] = True
    chosen &= layer.kinds == 2
    parts = np.flatnonzero(chosen[geometry.part_feature])
    texts: dict[int, str] = {}
    for part in parts.tolist():
        feature = int(geometry.part_feature[part])
        if classes is None:
            kind, order, first = "waterway", 12.0, 12.0
        else:
            code = int(classes.code[feature])
            rule = _ROADS.get(LINES[code]) if code >= 0 else None
            if rule is None or int(classes.link[feature]):
                continue
            kind, order, first = "road", float(rule[0]), rule[1]
        if feature not in texts:
            texts[feature] = name_of(layer.properties(feature), language, drawable)
        if not texts[feature]:
            continue
        xy = geometry.xy[geometry.part_start[part] : geometry.part_start[part + 1]]
        if len(xy) >= 2:
            found.append(Candidate(texts[feature], kind, order, first, 22.0, _world(tile, layer, xy)))
    return found
