"""What OpenStreetMap's tags mean on our map: a kind in the vocabulary of Protomaps, the zoom it appears at, its worth.

Tags: https://wiki.openstreetmap.org/wiki/Map_features. Whatever is not named here is not on the map.
"""

from collections.abc import Mapping
from typing import NamedTuple

Tags = Mapping[str, str]


class Kind(NamedTuple):
    """`layer` by name; `first`: tile zoom; `named`: tile zoom from which its name is carried; `worth`: larger is kept
    longer where a tile is too full. `detail` "" where the kind says it all.
    """

    layer: str
    kind: str
    detail: str
    first: int
    named: int
    worth: float


# highway -> kind, first zoom, zoom of names, worth
_ROADS = {
    "motorway": ("highway", 5, 10, 89.0),
    "trunk": ("major_road", 6, 11, 88.0),
    "primary": ("major_road", 8, 11, 87.0),
    "secondary": ("medium_road", 9, 12, 86.0),
    "tertiary": ("medium_road", 11, 13, 85.0),
    "unclassified": ("minor_road", 12, 14, 83.0),
    "residential": ("minor_road", 12, 14, 83.0),
    "living_street": ("minor_road", 12, 14, 82.0),
    "road": ("minor_road", 12, 14, 82.0),
    "busway": ("minor_road", 13, 14, 60.0),
    "pedestrian": ("path", 13, 14, 60.0),
    "raceway": ("minor_road", 13, 14, 50.0),
    "service": ("minor_road", 13, 14, 55.0),
    "track": ("path", 13, 14, 22.0),
    "cycleway": ("path", 13, 14, 21.0),
    "bridleway": ("path", 14, 14, 18.0),
    "footway": ("path", 14, 14, 20.0),
    "path": ("path", 14, 14, 20.0),
    "steps": ("path", 14, 14, 19.0),
}
_LINK_FIRST = {"motorway": 10, "trunk": 11, "primary": 11}
_RAILS = {
    "rail": (8, 84.0),
    "subway": (10, 80.0),
    "light_rail": (11, 80.0),
    "monorail": (11, 80.0),
    "narrow_gauge": (11, 80.0),
    "funicular": (12, 78.0),
    "tram": (12, 70.0),
}
_WATERWAYS = {"river": (9, 81.0), "canal": (10, 80.0), "stream": (13, 40.0), "ditch": (14, 12.0), "drain": (14, 12.0)}
_ADMIN = {
    2: ("country", 2),
    3: ("region", 4),
    4: ("region", 4),
    5: ("county", 8),
    6: ("county", 8),
    7: ("county", 10),
    8: ("locality", 10),
    9: ("locality", 12),
    10: ("locality", 13),
}


def boundary_kind(level: int) -> Kind | None:
    """The border of an administrative level; None for those that are not drawn."""
    found = _ADMIN.get(level)
    return Kind("boundaries", found[0], "", found[1], 99, 86.0) if found else None


def line_kind(tags: Tags) -> Kind | None:
    """What a way is as a line."""
    if tags.get("area") == "yes":
        return None
    road = tags.get("highway")
    if road is not None:
        return _road(road, tags)
    rail = tags.get("railway")
    if rail in _RAILS:
        first, worth = _RAILS[rail]
        if tags.get("service") is not None:  # sidings, yards, spurs
            first, worth = 13, 30.0
        return Kind("roads", "rail", rail, first, 14, worth)
    water = tags.get("waterway")
    if water in _WATERWAYS:
        first, worth = _WATERWAYS[water]
        return Kind("water", water, "", first, max(first, 11), worth)
    if tags.get("route") == "ferry":
        return Kind("roads", "ferry", "ferry", 9, 99, 65.0)
    air = tags.get("aeroway")
    if air in ("runway", "taxiway"):
        return Kind("roads", "aeroway", air, 9 if air == "runway" else 12, 99, 79.0)
    if tags.get("man_made") == "pier":
        return Kind("roads", "path", "pier", 13, 99, 45.0)
    return None


def _road(road: str, tags: Tags) -> Kind | None:
    link = road.endswith("_link")
    base = road[:-5] if link else road
    found = _ROADS.get(base)
    if found is None or tags.get("indoor") == "yes":
        return None
    kind, first, named, worth = found
    if link:
        return Kind("roads", kind, road, _LINK_FIRST.get(base, 12), 99, worth - 8.0)
    if base == "service" and tags.get("service") in ("parking_aisle", "driveway", "drive-through"):
        return Kind("roads", kind, base, 14, 14, 25.0)
    if tags.get("footway") in ("sidewalk", "crossing", "traffic_island"):
        return None  # beside a street that is drawn already
    return Kind("roads", kind, base, first, named, worth)


# key -> value -> kind in the tiles
_AREAS: dict[str, dict[str, str]] = {
    "natural": {
        **{v: v for v in ("wood", "scrub", "heath", "grassland", "beach", "sand", "bare_rock", "wetland", "glacier")},
        "shingle": "sand",
    },
    "landuse": {
        **{v: v for v in ("residential", "commercial", "retail", "industrial", "railway", "military", "quarry")},
        **{v: v for v in ("cemetery", "forest", "grass", "meadow", "farmland", "farmyard", "orchard", "vineyard")},
        **{v: v for v in ("allotments", "recreation_ground", "village_green", "landfill")},
        "harbour": "industrial",
        "port": "industrial",
        "flowerbed": "grass",
    },
    "leisure": {
        **{v: v for v in ("park", "garden", "pitch", "playground", "golf_course", "stadium", "track", "dog_park")},
        "nature_reserve": "nature_reserve",
        "common": "park",
        "sports_centre": "pitch",
    },
    "amenity": {
        **{v: v for v in ("school", "kindergarten", "university", "college", "hospital", "prison")},
        "grave_yard": "cemetery",
    },
    "aeroway": {v: v for v in ("aerodrome", "apron", "helipad")},
    "tourism": {"zoo": "zoo", "theme_park": "theme_park"},
    "man_made": {"pier": "pier", "bridge": "pedestrian"},
    "railway": {"platform": "platform"},
    "public_transport": {"platform": "platform"},
    "place": {"square": "pedestrian"},
    "highway": {"pedestrian": "pedestrian", "footway": "pedestrian"},
    "military": {"base": "military", "barracks": "military"},
}
_WATER = {
    "natural": {"water": "lake"},
    "landuse": {"reservoir": "lake", "basin": "basin"},
    "waterway": {"riverbank": "river", "dock": "dock", "canal": "canal", "river": "river"},
    "leisure": {"swimming_pool": "swimming_pool", "marina": ""},
}
AREA_KEYS = tuple(sorted({"building", *_WATER, *_AREAS, "power"} - {"boundary"}))
"""Keys that make an area one that is drawn or named. National parks come by their leisure=nature_reserve."""
_FINE = ("pitch", "playground", "garden", "platform", "pedestrian", "grass", "track", "kindergarten", "swimming_pool")


def area_kind(tags: Tags) -> Kind | None:
    """What a closed way or multipolygon is as an area. `first` is raised later by how large it is."""
    building = tags.get("building")
    if building is not None and building != "no" and tags.get("location") != "underground":
        return Kind("buildings", "building", "", 13, 99, 0.0)
    for key, kinds in _WATER.items():
        kind = kinds.get(tags.get(key, ""), "")
        if kind:
            if tags.get("amenity") == "fountain" or tags.get("water") == "fountain":
                return Kind("water", "basin", "", 13, 99, 30.0)
            kind = tags["water"] if tags.get("water") in ("river", "canal", "pond", "reservoir") else kind
            return Kind("water", kind, "", 12 if kind in _FINE else 6, 99, 82.0)
    for key, kinds in _AREAS.items():
        kind = kinds.get(tags.get(key, ""), "")
        if kind:
            if key == "highway" and tags.get("area") != "yes" and tags.get("type") != "multipolygon":
                continue  # a street that goes round
            return Kind("landuse", kind, "", 12 if kind in _FINE else 8, 99, 75.0)
    return None


# key -> value -> kind, first zoom, worth
_POIS: dict[str, dict[str, tuple[str, int, float]]] = {
    "railway": {"station": ("station", 12, 70.0), "halt": ("station", 13, 66.0)},
    "aeroway": {"aerodrome": ("aerodrome", 9, 78.0)},
    "amenity": {
        "hospital": ("hospital", 13, 69.0),
        "police": ("police", 14, 68.0),
        "fire_station": ("fire_station", 14, 68.0),
        "townhall": ("townhall", 13, 67.0),
        "university": ("university", 13, 64.0),
        "ferry_terminal": ("ferry_terminal", 13, 64.0),
        "college": ("college", 14, 52.0),
        "school": ("school", 14, 50.0),
    },
    "leisure": {
        "stadium": ("stadium", 13, 62.0),
        "park": ("park", 13, 60.0),
        "nature_reserve": ("nature_reserve", 12, 60.0),
        "golf_course": ("golf_course", 14, 40.0),
    },
    "natural": {"peak": ("peak", 12, 58.0), "beach": ("beach", 13, 50.0)},
    "tourism": {
        "museum": ("museum", 14, 45.0),
        "zoo": ("attraction", 14, 45.0),
        "theme_park": ("attraction", 14, 45.0),
    },
    "power": {"plant": ("power_plant", 13, 60.0)},
    "landuse": {"cemetery": ("cemetery", 14, 40.0), "forest": ("forest", 13, 40.0)},
}
_PLACES = {
    "country": (3, 99.0),
    "state": (5, 95.0),
    "city": (5, 94.0),
    "town": (7, 92.0),
    "island": (10, 80.0),
    "suburb": (10, 84.0),
    "borough": (10, 84.0),
    "village": (10, 83.0),
    "quarter": (11, 78.0),
    "neighbourhood": (12, 76.0),
    "hamlet": (12, 74.0),
    "islet": (13, 60.0),
}
_BAYS = {"bay": (11, 70.0), "strait": (10, 70.0)}


def poi_kind(tags: Tags) -> Kind | None:
    """What a control room looks for on a map; only things with a name."""
    for key, kinds in _POIS.items():
        found = kinds.get(tags.get(key, ""))
        if found is not None:
            kind, first, worth = found
            detail = tags.get("station", "") if kind == "station" else ""
            return Kind("pois", kind, detail if detail in ("subway", "light_rail", "monorail") else "", first, 0, worth)
    return None


def point_kind(tags: Tags) -> Kind | None:
    """What a node is."""
    place = tags.get("place")
    if place in _PLACES:
        first, worth = _PLACES[place]
        kind = place if place in ("country",) else "region" if place == "state" else "locality"
        kind = "neighbourhood" if place in ("suburb", "borough", "quarter", "neighbourhood") else kind
        return Kind("places", kind, place, first, 0, worth)
    sea = tags.get("natural")
    if sea in _BAYS:
        return Kind("water", sea, "", _BAYS[sea][0], 0, _BAYS[sea][1])
    return poi_kind(tags)
