"""Metro lines with their stations."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString

from opscenter.city.districts import DISTRICTS
from opscenter.city.noise import Noise
from opscenter.city.road_names import texts
from opscenter.city.terrain import Terrain, smooth


@dataclass(slots=True, frozen=True)
class Railway:
    """One line: metres; stations as (x, y, name by language)."""

    key: str
    name: dict[str, str]
    line: LineString
    stations: tuple[tuple[float, float, dict[str, str]], ...]


_LINES = (
    (
        "harbour",
        texts("Harbour Line", "海港綫", "海港线"),
        (
            (-7.6, 2.6),
            (-6.0, 1.6),
            (-4.6, 1.6),
            (-2.7, 1.0),
            (-1.0, 0.9),
            (0.2, 0.7),
            (2.0, 0.75),
            (3.6, 0.9),
            (5.3, 0.7),
            (6.9, 0.4),
            (8.2, -0.4),
        ),
    ),
    (
        "meridian",
        texts("Meridian Line", "子午綫", "子午线"),
        (
            (-3.0, 3.5),
            (-1.7, 3.3),
            (-0.4, 2.9),
            (0.1, 1.8),
            (0.2, 0.7),
            (0.3, -0.9),
            (0.2, -2.9),
            (1.6, -3.4),
            (3.4, -4.0),
        ),
    ),
    (
        "bay",
        texts("Bay Line", "灣區綫", "湾区线"),
        ((2.0, 0.75), (2.9, 1.8), (3.3, 3.0), (5.0, 3.3), (6.6, 3.6), (8.1, 4.1)),
    ),
)


def railways(terrain: Terrain, seed: int) -> list[Railway]:
    """The metro of a seed."""
    bend = Noise(seed, 50, 2)
    found = []
    used: dict[str, int] = {}
    for key, name, plan in _LINES:
        line = smooth(np.asarray(plan), 4)
        line = line + 0.05 * np.column_stack(
            (bend.at(line[:, 0], line[:, 1], 1.6), bend.at(line[:, 1], line[:, 0], 1.6))
        )
        path = LineString(line * 1000.0)
        count = max(4, round(path.length / 1350.0))
        stations = []
        for k in range(count + 1):
            place = path.interpolate(k / count, normalized=True)
            if not terrain.on_land(place.x, place.y):
                continue
            nearest = min(DISTRICTS, key=lambda d: (d.x - place.x) ** 2 + (d.y - place.y) ** 2)
            turn = used.get(nearest.key, 0)
            used[nearest.key] = turn + 1
            stations.append((place.x, place.y, _station_name(nearest.name, turn)))
        found.append(Railway(key, name, path, tuple(stations)))
    return found


_PLACES = (
    ("", "", ""),
    (" Market", "市集", "市集"),
    (" Gardens", "花園", "花园"),
    (" Road", "道", "道"),
    (" Park", "公園", "公园"),
    (" North", "北", "北"),
    (" Square", "廣場", "广场"),
)


def _station_name(district: dict[str, str], turn: int) -> dict[str, str]:
    suffix = _PLACES[turn % len(_PLACES)]
    return texts(district["en"] + suffix[0], district["zh-Hant"] + suffix[1], district["zh-Hans"] + suffix[2])
