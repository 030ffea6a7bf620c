"""Where entities stand and how they are called."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from opscenter.city.districts import DISTRICTS, district_of
from opscenter.city.groups import Group, Spelling
from opscenter.city.projection import to_lonlat

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def along(lines: Sequence[BaseGeometry], count: int, offset: float, random: np.random.Generator) -> Floats:
    """`count` places (n, 2) evenly spread along lines in metres, `offset` metres to alternate sides."""
    shapes = np.asarray(lines, dtype=object)
    lengths = shapely.length(shapes)
    ends = np.cumsum(lengths)
    wanted = (np.arange(count) + 0.5) / count * ends[-1]
    line = np.minimum(np.searchsorted(ends, wanted), len(lines) - 1)
    local = wanted - (ends - lengths)[line]
    here = shapely.get_coordinates(shapely.line_interpolate_point(shapes[line], local))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(shapes[line], local + 1.0))
    behind = shapely.get_coordinates(shapely.line_interpolate_point(shapes[line], np.maximum(local - 1.0, 0.0)))
    way = ahead - behind
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None]
    side = np.where(np.arange(count) % 2 == 0, 1.0, -1.0) * offset
    result: Floats = here + np.column_stack((-way[:, 1], way[:, 0])) * side[:, None] + random.normal(0, 0.4, (count, 2))
    return result


def scattered(choices: Floats, count: int, random: np.random.Generator) -> Floats:
    """`count` places drawn from many, well apart: the best of several candidates each time (Mitchell)."""
    if count >= len(choices):
        return choices
    chosen = [choices[random.integers(len(choices))]]
    distance = np.hypot(*(choices - chosen[0]).T)
    for _ in range(count - 1):
        candidates = random.integers(0, len(choices), 8)
        best = int(candidates[np.argmax(distance[candidates])])
        chosen.append(choices[best])
        distance = np.minimum(distance, np.hypot(*(choices - choices[best]).T))
    return np.asarray(chosen)


def nearest(places: Floats, targets: Floats) -> Ints:
    """For each place (n, 2) the number of the nearest target (m, 2)."""
    tree = shapely.STRtree(shapely.points(targets))
    found = tree.query_nearest(shapely.points(places), all_matches=False)
    result: Ints = np.zeros(len(places), dtype=np.int64)
    result[found[0]] = found[1]
    return result


def identity(kind: str, key: str) -> str:
    """The id of an entity of the city."""
    return f"urn:ngsi-ld:{kind}:pm:{key}"


def group(
    kind: str,
    domain: str,
    period_s: float,
    spelling: Spelling,
    keys: Sequence[str],
    places: Floats,
    label: tuple[str, str, str],
    *,
    names: Sequence[dict[str, str]] | None = None,
    past: int = 0,
) -> Group:
    """A group at places in metres, named "District label number" in three languages unless `names` are given."""
    places = places.reshape(-1, 2)
    district = district_of(places) if len(places) else np.zeros(0, dtype=np.int64)
    degrees = to_lonlat(places) if len(places) else np.zeros((0, 2))
    if names is None:
        counters: dict[int, int] = {}
        names = []
        for number in district.tolist():
            counters[number] = counters.get(number, 0) + 1
            where = DISTRICTS[number].name
            n = counters[number]
            names.append(
                {
                    "en": f"{where['en']} {label[0]} {n}",
                    "zh-Hant": f"{where['zh-Hant']}{label[1]}{n}",
                    "zh-Hans": f"{where['zh-Hans']}{label[2]}{n}",
                }
            )
    return Group(
        type=kind,
        domain=domain,
        period_s=period_s,
        spelling=spelling,
        ids=[identity(kind, key) for key in keys],
        names=names,
        lon=degrees[:, 0].copy(),
        lat=degrees[:, 1].copy(),
        area=[DISTRICTS[number].name["en"] for number in district.tolist()],
        key=past,
    )


def keys(prefix: str, count: int, width: int = 2) -> list[str]:
    """`prefix-01`, `prefix-02`, ..."""
    return [f"{prefix}-{number:0{width}d}" for number in range(1, count + 1)]
