"""The city of the map's benchmark, and the way the camera takes over it: the same for us and for every other map."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.wire.desk import Columns, Header

CENTRE = (114.17, 22.32)
NOW = 1_795_000_000_000
ZOOMS = (11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0)
"""From the whole city to one street."""
_LINE_DEGREES = 0.0012
_ZOOMING = 0.35  # share of a stage in which the camera comes nearer

Floats = NDArray[np.float64]


def catalogue() -> Catalogue:
    """Two kinds: lamps that are points and roads that are lines."""
    attribute = Attribute("speed", {"en": "Speed"}, "KMH", "km/h", 0)
    lamp = Kind("Lamp", "lighting", {"en": "Lamp"}, "lamp", headline="speed", attributes={"speed": attribute})
    road = Kind(
        "Road", "traffic", {"en": "Road"}, "road", geometry="line", ramp="speed", ramp_low=80.0, ramp_high=10.0,
        attributes={"speed": attribute},
    )  # fmt: skip
    return Catalogue(kinds={"Lamp": lamp, "Road": road})


def places(entities: int, lines: int, seed: int = 1) -> tuple[Floats, Floats]:
    """Degrees WGS 84: points (entities, 2) as lon, lat, and lines (lines, 4) as lon, lat of both ends."""
    rng = np.random.default_rng(seed)
    total = entities + lines
    lon = CENTRE[0] + rng.normal(0, 0.05, total)
    lat = CENTRE[1] + rng.normal(0, 0.04, total)
    turn = rng.uniform(0, 2 * math.pi, total)
    dx, dy = _LINE_DEGREES * np.cos(turn), _LINE_DEGREES * np.sin(turn)
    ends = np.column_stack((lon - dx, lat - dy, lon + dx, lat + dy))
    return np.column_stack((lon, lat))[:entities], ends[entities:]


def snapshot(entities: int, lines: int, seed: int = 1) -> tuple[Header, Columns]:
    """A snapshot of `entities` points and `lines` short lines about CENTRE, one number each."""
    points, ends = places(entities, lines, seed)
    total = entities + lines
    middles = (ends[:, :2] + ends[:, 2:]) / 2.0
    lon, lat = np.concatenate((points, middles)).T
    shapes: dict[int, Any] = {
        entities + at: {"type": "LineString", "coordinates": [line[:2], line[2:]]}
        for at, line in enumerate(ends.tolist())
    }
    types = ["Lamp"] * entities + ["Road"] * lines
    header: Header = {
        "epoch": 1, "seq": 1, "now": NOW, "ids": [f"urn:ngsi-ld:{kind}:{row}" for row, kind in enumerate(types)],
        "types": types, "names": [f"{kind} {row}" for row, kind in enumerate(types)], "shapes": shapes,
        "cell_names": ["speed"] * total, "cell_units": ["KMH"] * total, "texts": {}, "alarms": [], "rules": 0,
        "health": {},
    }  # fmt: skip
    columns: Columns = {
        "lon": lon,
        "lat": lat,
        "row_seen": np.full(total, NOW, np.int64),
        "cell_row": np.arange(total, dtype=np.uint32),
        "cell_value": np.random.default_rng(seed + 1).uniform(5, 90, total),
        "cell_quality": np.zeros(total, np.uint8),
        "cell_measured": np.full(total, NOW, np.int64),
        "cell_received": np.full(total, NOW, np.int64),
    }
    return header, columns


def stage(share: float) -> int:
    """Which of ZOOMS the camera is at or on the way to, when `share` (0..1) of the way is done."""
    return min(len(ZOOMS) - 1, int(share * len(ZOOMS)))


def camera(share: float, seconds: float) -> tuple[float, float, float]:
    """(x, y, zoom) of the camera: px (of the zoom) beside CENTRE, when `share` of a way of `seconds` is done.

    It comes nearer step by step and pulls the map about at some 500 px a second all the while.
    """
    at = stage(share)
    within = share * len(ZOOMS) - at
    before = ZOOMS[max(0, at - 1)]
    zoom = before + (ZOOMS[at] - before) * min(1.0, within / _ZOOMING)
    angle = share * seconds * 1.1
    return 420.0 * math.sin(angle), 300.0 * math.sin(1.7 * angle), zoom
