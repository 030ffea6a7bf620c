"""What the demo city's basemap shows, as features by layer, in the Protomaps vocabulary."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from opscenter.city.districts import CITY_NAME, DISTRICTS
from opscenter.city.geography import Geography
from opscenter.city.landmarks import landmarks
from opscenter.city.road_names import texts
from opscenter.city.terrain import HALF_HEIGHT_M, HALF_WIDTH_M

SEA_MARGIN_M = 60_000.0


@dataclass(slots=True)
class Feature:
    """One thing on the map: geometry in metres, attributes as tiles carry them, first zoom at which it appears."""

    layer: str
    geometry: BaseGeometry
    kind: str
    min_zoom: int
    attributes: dict[str, Any]


def names(name: dict[str, str]) -> dict[str, str]:
    """Name attributes in the Protomaps spelling."""
    return {"name": name["en"], "name:en": name["en"], "name:zh-Hant": name["zh-Hant"], "name:zh-Hans": name["zh-Hans"]}


def features(geography: Geography) -> list[Feature]:
    """All features, in drawing order within each layer."""
    return [
        *_ground(geography),
        *_landuse(geography),
        *_buildings(geography),
        *_roads(geography),
        *_places(geography),
    ]


def _ground(geography: Geography) -> list[Feature]:
    terrain = geography.terrain
    wide = box(-HALF_WIDTH_M, -HALF_HEIGHT_M, HALF_WIDTH_M, HALF_HEIGHT_M).buffer(SEA_MARGIN_M, join_style="mitre")
    sea = wide.difference(terrain.land)
    found = [Feature("earth", part, "earth", 0, {}) for part in shapely.get_parts(terrain.land)]
    found.append(Feature("water", sea, "ocean", 0, {}))
    found += [Feature("water", part, "river", 9, {}) for part in shapely.get_parts(terrain.river & terrain.land)]
    found += [Feature("water", part, "lake", 9, {}) for part in shapely.get_parts(terrain.lakes)]
    river_name = texts("Meridian River", "子午河", "子午河")
    canal_name = texts("Pearl Canal", "珍珠運河", "珍珠运河")
    found.append(Feature("water", terrain.river_line() & terrain.land, "river", 11, names(river_name)))
    found.append(Feature("water", terrain.canal_line() & terrain.land, "canal", 12, names(canal_name)))
    for name, x, y, zoom in (
        (texts("Meridian Roads", "子午海港", "子午海港"), -1500.0, -1900.0, 10),
        (texts("East Sound", "東水道", "东水道"), 6200.0, -2900.0, 11),
        (texts("Western Anchorage", "西錨地", "西锚地"), -9800.0, -1800.0, 11),
    ):
        found.append(Feature("water", Point(x, y), "bay", zoom, names(name)))
    return found


_LANDUSE = {
    "core": "commercial",
    "commercial": "commercial",
    "mixed": "residential",
    "residential": "residential",
    "industrial": "industrial",
    "country": "residential",
}


def _landuse(geography: Geography) -> list[Feature]:
    terrain = geography.terrain
    found = []
    blocks = np.asarray(geography.plan.blocks, dtype=object)
    usable = terrain.land.buffer(-8).difference(terrain.woods)
    for number, district in enumerate(DISTRICTS):
        mine = blocks[geography.block_district == number]
        if len(mine):
            area = shapely.union_all(mine).buffer(30).intersection(usable)
            kind = _LANDUSE[district.character]
            found += [Feature("landuse", part, kind, 10, {}) for part in shapely.get_parts(area)]
    for quay in terrain.quays:
        found.append(Feature("landuse", quay & terrain.land, "pier" if quay.area < 400_000 else "industrial", 11, {}))
    found.append(Feature("landuse", terrain.airfield, "aerodrome", 9, {}))
    islets = [part for part in shapely.get_parts(terrain.land) if part.area < 6e6]
    scrub = shapely.union_all(islets).buffer(-70).difference(terrain.airfield.buffer(30))
    found += [Feature("landuse", part, "grassland", 10, {}) for part in shapely.get_parts(scrub) if part.area > 20_000]
    found += [Feature("landuse", part, "wood", 8, {}) for part in shapely.get_parts(terrain.woods)]
    high = terrain.above(230.0) & terrain.woods
    found += [Feature("landuse", part, "forest", 10, {}) for part in shapely.get_parts(high) if part.area > 50_000]
    found += [Feature("landuse", park, "park", 11 if park.area > 30_000 else 13, {}) for park in geography.parks]
    for name, kind, area in geography_reserves(geography):
        found.append(Feature("landuse", area, kind, 12, names(name)))
    shore = terrain.land.buffer(-34)
    strip = terrain.land.difference(shore)
    sand = shapely.union_all([Point(x, y).buffer(r) for x, y, r in _BEACHES]) & strip
    built = shapely.union_all([*terrain.quays, terrain.airfield.buffer(30)])
    sand = sand.difference(built)
    found += [Feature("landuse", part, "beach", 12, {}) for part in shapely.get_parts(sand) if part.area > 1500]
    return found


_BEACHES = ((8700.0, 4000.0, 1500.0), (-9300.0, 1800.0, 900.0), (1400.0, -6300.0, 1200.0), (-7600.0, -5000.0, 900.0))


def geography_reserves(geography: Geography) -> list[tuple[dict[str, str], str, BaseGeometry]]:
    """Schools, hospitals and the like: the plots under their landmarks."""
    plots = np.asarray([plot for plot, _ in geography.plan.plots], dtype=object)
    tree = shapely.STRtree(plots)
    found = []
    for mark in landmarks():
        if mark.kind in ("hospital", "university", "stadium", "school"):
            nearest = tree.query_nearest(Point(mark.x, mark.y), all_matches=False)
            found.append((mark.name, mark.kind, plots[int(nearest[0])]))
    return found


def _buildings(geography: Geography) -> list[Feature]:
    return [
        Feature("buildings", shape, "building", 14, {"height": float(height)})
        for shape, height in zip(geography.buildings, geography.building_heights, strict=True)
    ]


# level -> kind, kind_detail, first zoom
_ROADS = {
    "motorway": ("highway", "motorway", 8),
    "trunk": ("major_road", "trunk", 9),
    "primary": ("major_road", "primary", 10),
    "secondary": ("major_road", "secondary", 11),
}


def _roads(geography: Geography) -> list[Feature]:
    found = []
    for line, name in geography.plan.streets:
        found.append(Feature("roads", line, "minor_road", 13, {"kind_detail": "residential", **names(name)}))
    order = {"secondary": 0, "primary": 1, "trunk": 2, "motorway": 3}
    for arterial in sorted(geography.plan.arterials, key=lambda a: order[a.level]):
        kind, detail, zoom = _ROADS[arterial.level]
        attributes: dict[str, Any] = {"kind_detail": "motorway_link" if arterial.ramp else detail}
        attributes |= {} if arterial.ramp else names(arterial.name)
        if arterial.bridge:
            attributes["is_bridge"] = True
        if arterial.tunnel:
            attributes["is_tunnel"] = True
        if arterial.ramp:
            attributes["is_link"] = True
        found.append(Feature("roads", arterial.line, kind, 12 if arterial.ramp else zoom, attributes))
    for railway in geography.railways:
        found.append(Feature("roads", railway.line, "rail", 10, {"kind_detail": "subway", **names(railway.name)}))
    strip = shapely.linestrings([[7750, -1270], [11_450, -350]])
    found.append(Feature("roads", strip, "aeroway", 10, {"kind_detail": "runway"}))
    for ferry in _FERRIES:
        found.append(Feature("roads", shapely.linestrings(ferry), "ferry", 11, {"kind_detail": "ferry"}))
    return found


_FERRIES = (
    ((-315.0, -740.0), (-300.0, -1400.0), (-200.0, -2500.0)),
    ((-665.0, -790.0), (-2200.0, -2600.0), (-4300.0, -3900.0), (-4900.0, -4600.0)),
    ((1115.0, -790.0), (3000.0, -2300.0), (5300.0, -3800.0), (6300.0, -4700.0)),
)


def _places(geography: Geography) -> list[Feature]:
    found = [
        Feature(
            "places",
            Point(300, 1200),
            "locality",
            7,
            {"kind_detail": "city", "population": 1_321_000, **names(CITY_NAME)},
        )
    ]
    for district, area in zip(DISTRICTS, geography.areas, strict=True):
        if area.is_empty:
            continue
        inside = Point(district.x, district.y)
        attributes = {"kind_detail": "suburb", "population": district.people, **names(district.name)}
        found.append(Feature("places", inside, "neighbourhood", 10 if district.people > 60_000 else 11, attributes))
    found += _borders(geography)
    for railway in geography.railways:
        for x, y, name in railway.stations:
            found.append(Feature("pois", Point(x, y), "station", 12, {"kind_detail": "subway", **names(name)}))
    for mark in landmarks():
        found.append(Feature("pois", Point(mark.x, mark.y), mark.kind, mark.min_zoom, names(mark.name)))
    return found


def _borders(geography: Geography) -> list[Feature]:
    """Borders between districts, each once (two neighbours' outlines differ by the width of a street)."""
    drawn = geography.terrain.land.boundary.buffer(20)
    found = []
    for area in geography.areas:
        border = shapely.boundary(area).difference(drawn)
        drawn = drawn.union(shapely.boundary(area).buffer(150))
        merged = shapely.line_merge(border) if border.geom_type == "MultiLineString" else border
        for part in shapely.get_parts(merged):
            if part.geom_type == "LineString" and part.length > 200:
                found.append(Feature("boundaries", part.simplify(25.0), "county", 10, {"kind_detail": "district"}))
    return found
