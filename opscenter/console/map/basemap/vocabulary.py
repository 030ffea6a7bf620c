"""What things are called in tiles of Protomaps, OpenMapTiles and Mapbox Streets -> our own few classes."""

from dataclasses import dataclass

import numpy as np

from opscenter.console.map.basemap.mvt import Layer
from opscenter.console.map.basemap.mvt_wire import Ints

# Areas, in drawing order.
AREAS = ("earth", "urban", "facility", "farmland", "park", "wood", "sand", "airport", "water", "plaza", "building")
# Roads from the least to the greatest, drawn in this order; the railway over the streets it crosses.
ROADS = ("path", "service", "minor", "tertiary", "secondary", "major", "motorway")
LINES = (*ROADS, "tram", "rail", "runway", "taxiway", "waterway", "ferry", "boundary", "border")
TUNNEL, GROUND, BRIDGE = 0, 1, 2
DISTRICTS, DISTRICT_NAMES = "opscenter:districts", "opscenter:district names"
"""The layers a GeoJSON file becomes."""
FIRST_ZOOM = "opscenter:first zoom"
"""A property of its names: from where on a district has room for one."""

AREA_LAYERS = {
    "earth": "earth",
    "water": "water",
    "buildings": "building",
    "building": "building",
    "landuse": "",
    "landcover": "",
    "landuse_overlay": "",
    "natural": "",
    "park": "park",
    "aeroway": "",
}
LINE_LAYERS = ("roads", "road", "transportation", "transit", "waterway", "water", "physical_line", "aeroway", "landuse")
BOUNDARY_LAYERS = ("boundaries", "boundary", "admin")
LABEL_LAYERS = (
    *("places", "place", "place_label", "cities", "centroids", "pois", "poi", "poi_label", "rail_station_label"),
    *("transportation_name", "road_label", "water_name", "water_label", "waterway_label", "physical_point"),
    *("airport_label", "aerodrome_label", "marine_label"),
)
KNOWN_LAYERS = frozenset({DISTRICTS, DISTRICT_NAMES, *AREA_LAYERS, *LINE_LAYERS, *BOUNDARY_LAYERS, *LABEL_LAYERS})
IGNORED_LAYERS = frozenset(
    {"mask", "hillshade", "contour", "barrier_line", "housenumber", "housenum_label", "globallandcover"}
)

_DETAIL_KEYS = (
    "kind_detail",
    "pmap:kind_detail",
    "highway",
    "subclass",
    "type",
    "class",
    "kind",
    "pmap:kind",
    "railway",
)
_AREA_KEYS = (*_DETAIL_KEYS, "leisure", "natural", "landuse", "amenity", "aeroway")


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


AREA_WORDS = _words(
    {
        "park": "park garden grass grassland meadow golf_course pitch playground recreation_ground village_green "
        "cemetery nature_reserve national_park protected_area zoo dog_park scrub heath stadium track",
        "wood": "wood forest",
        "farmland": "farmland farm farmyard orchard vineyard agriculture crop allotments",
        "sand": "beach sand bare_rock rock",
        "facility": "school university college hospital industrial railway kindergarten military prison commercial "
        "retail quarry landfill theme_park pier",
        "urban": "residential neighbourhood suburb",
        "airport": "aerodrome airport airfield apron helipad",
        "plaza": "pedestrian footway platform",
        "water": "river lake ocean canal dock basin swimming_pool",
    }
)
LINE_WORDS = _words(
    {
        "motorway": "motorway motorway_link highway",
        "major": "trunk trunk_link primary primary_link major_road",
        "secondary": "secondary secondary_link",
        "tertiary": "tertiary tertiary_link medium_road",
        "minor": "residential unclassified living_street street street_limited minor minor_road road busway",
        "service": "service alley driveway parking_aisle raceway",
        "path": "path footway cycleway steps pedestrian bridleway track other corridor",
        "tram": "tram",
        "rail": "rail major_rail minor_rail light_rail subway transit railway narrow_gauge funicular monorail",
        "runway": "runway",
        "taxiway": "taxiway",
        "ferry": "ferry",
        "waterway": "river canal stream drain ditch waterway",
    }
)
_TRUE = (1, True, "yes", "true", "1")


@dataclass(slots=True)
class Classes:
    """Per feature of a layer an index into AREAS or LINES (-1: not drawn), its level and whether it is a ramp."""

    code: Ints
    level: Ints
    link: Ints


def _code_by_words(layer: Layer, keys: tuple[str, ...], words: dict[str, str], names: tuple[str, ...]) -> Ints:
    code = np.full(len(layer.kinds), -1, dtype=np.int64)
    table = np.full(len(layer.values) + 1, -1, dtype=np.int64)
    for number, value in enumerate(layer.values):
        if isinstance(value, str) and value.lower() in words:
            table[number] = names.index(words[value.lower()])
    for key in keys:
        open_ = code < 0
        if key in layer.keys and open_.any():
            code[open_] = table[layer.column(key)[open_]]
    return code


def _true(layer: Layer, key: str, texts: tuple[object, ...] = _TRUE) -> Ints:
    if key not in layer.keys:
        return np.zeros(len(layer.kinds), dtype=np.int64)
    table = np.array([value in texts for value in layer.values] + [False], dtype=np.int64)
    return table[layer.column(key)]


def area_codes(layer: Layer) -> Ints:
    """Index into AREAS of every polygon of a layer; -1 for what is not drawn as an area."""
    fixed = AREA_LAYERS.get(layer.name)
    if fixed:
        code = np.full(len(layer.kinds), AREAS.index(fixed), dtype=np.int64)
    elif fixed is None and layer.name not in LINE_LAYERS:
        code = np.full(len(layer.kinds), -1, dtype=np.int64)
    else:
        code = _code_by_words(layer, _AREA_KEYS, AREA_WORDS, AREAS)
    code[layer.kinds != 3] = -1
    return code


def line_classes(layer: Layer) -> Classes:
    """Class, level (tunnel, ground, bridge) and ramp flag of every line of a layer."""
    count = len(layer.kinds)
    if layer.name in BOUNDARY_LAYERS:
        code = np.full(count, LINES.index("border"), dtype=np.int64)
        national = _true(layer, "admin_level", (2, "2", 2.0)) | _true(layer, "kind", ("country",))
        national |= _true(layer, "pmap:min_admin_level", (2, "2", 2.0))
        code[national == 1] = LINES.index("boundary")
        code[_true(layer, "maritime") == 1] = -1
    else:
        code = _code_by_words(layer, _DETAIL_KEYS, LINE_WORDS, LINES)
        if layer.name in ("waterway", "physical_line"):
            code[code < 0] = LINES.index("waterway")
    code[layer.kinds != 2] = -1
    tunnel = _true(layer, "is_tunnel") | _true(layer, "tunnel") | _true(layer, "structure", ("tunnel",))
    tunnel |= _true(layer, "brunnel", ("tunnel",)) | _true(layer, "pmap:level", (-1,)) | _true(layer, "level", (-1,))
    bridge = _true(layer, "is_bridge") | _true(layer, "bridge") | _true(layer, "structure", ("bridge",))
    bridge |= _true(layer, "brunnel", ("bridge",)) | _true(layer, "pmap:level", (1,)) | _true(layer, "level", (1,))
    level = np.where(tunnel == 1, TUNNEL, np.where(bridge == 1, BRIDGE, GROUND)).astype(np.int64)
    link = _true(layer, "is_link") | _true(layer, "link") | _true(layer, "ramp")
    links = ("motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link")
    for key in _DETAIL_KEYS:
        link |= _true(layer, key, links)
    return Classes(code, level, link)
