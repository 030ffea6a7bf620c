"""The districts of the city: names, character and area."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from opscenter.city.road_names import texts
from opscenter.city.terrain import HALF_HEIGHT_M, HALF_WIDTH_M, Terrain

CITY_NAME = texts("Port Meridian", "子午港", "子午港")
_SCATTER = 900


@dataclass(slots=True, frozen=True)
class District:
    """One district. `character` is core, commercial, mixed, residential, industrial or country; place in metres."""

    key: str
    name: dict[str, str]
    x: float
    y: float
    character: str
    people: int


_PLAN = (
    ("central", "Central", "中城", "中城", 0.1, 0.75, "core", 96_000),
    ("lantern-quay", "Lantern Quay", "燈籠碼頭", "灯笼码头", 2.1, 0.5, "commercial", 61_000),
    ("old-town", "Old Town", "舊城", "旧城", -2.7, 0.9, "mixed", 118_000),
    ("riverside", "Riverside", "河畔", "河畔", -0.5, 2.9, "residential", 152_000),
    ("observatory", "Observatory Hill", "天文臺山", "天文台山", 2.4, 3.0, "residential", 97_000),
    ("kapok", "Kapok Garden", "木棉園", "木棉园", -2.9, 3.3, "residential", 124_000),
    ("customs-port", "Customs Port", "海關港", "海关港", -5.9, 0.0, "industrial", 28_000),
    ("west-bay", "West Bay", "西灣", "西湾", -7.4, 2.4, "residential", 71_000),
    ("fishers", "Fishers' Bend", "漁灣", "渔湾", -5.1, 2.3, "mixed", 66_000),
    ("pearl-flats", "Pearl Flats", "珍珠坪", "珍珠坪", 5.2, 3.2, "residential", 134_000),
    ("canal-east", "Canal East", "運河東", "运河东", 5.3, 0.8, "industrial", 47_000),
    ("compass-point", "Compass Point", "羅盤角", "罗盘角", 7.9, 0.9, "commercial", 39_000),
    ("monsoon-cove", "Monsoon Cove", "季風灣", "季风湾", 8.0, 4.2, "residential", 82_000),
    ("island-north", "Island North", "島北", "岛北", 0.2, -3.2, "commercial", 88_000),
    ("lighthouse", "Lighthouse Bay", "燈塔灣", "灯塔湾", 3.5, -4.1, "residential", 54_000),
    ("egret-shore", "Egret Shore", "白鷺岸", "白鹭岸", -2.3, -4.5, "residential", 49_000),
    ("dragon-hills", "Dragon Hills", "龍脊山", "龙脊山", 0.3, 7.3, "country", 9_000),
    ("outlying", "Outlying Islands", "離島", "离岛", -5.8, -5.0, "country", 6_000),
)
_SPREAD = {"dragon-hills": 0.75, "outlying": 1.0}

DISTRICTS = tuple(
    District(key, texts(en, hant, hans), x * 1000.0, y * 1000.0, character, people)
    for key, en, hant, hans, x, y, character, people in _PLAN
)


def district_areas(terrain: Terrain, seed: int) -> list[BaseGeometry]:
    """The area of each district, in the order of `DISTRICTS`; together they cover the land.

    Scattered points go to the nearest district with some noise and take their Voronoi cell along, so that borders
    wander as borders do.
    """
    random = np.random.default_rng([seed, 30])
    points = np.column_stack(
        (random.uniform(-HALF_WIDTH_M, HALF_WIDTH_M, _SCATTER), random.uniform(-HALF_HEIGHT_M, HALF_HEIGHT_M, _SCATTER))
    )
    owners = district_of(points, random.uniform(0.88, 1.12, (_SCATTER, len(DISTRICTS))))
    frame = shapely.box(-HALF_WIDTH_M, -HALF_HEIGHT_M, HALF_WIDTH_M, HALF_HEIGHT_M)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame, ordered=True))
    land = terrain.land
    found = []
    for number in range(len(DISTRICTS)):
        area = shapely.union_all(cells[owners == number]).buffer(120).buffer(-120)
        found.append(area.intersection(land))
    return found


def district_of(points: np.ndarray, wobble: np.ndarray | float = 1.0) -> np.ndarray:
    """The number of the district for each place (n, 2) in metres, by distance."""
    seeds = np.array([(d.x, d.y) for d in DISTRICTS])
    spread = np.array([_SPREAD.get(d.key, 1.0) for d in DISTRICTS])
    distance = np.hypot(points[:, None, 0] - seeds[:, 0], points[:, None, 1] - seeds[:, 1]) * spread
    nearest: np.ndarray = np.argmin(distance * wobble, axis=1)
    small_isles = (points[:, 1] < -1500) & (np.abs(points[:, 0] - 0.8e3) > 4.7e3)
    nearest[small_isles & (points[:, 1] < -2000)] = len(DISTRICTS) - 1
    return nearest
