"""What of the shown city is near a place: points, the nearest spot of lines and areas. No Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import EQUATOR_M, Floats, world_of
from opscenter.console.map.rows import POINT
from opscenter.console.map.scene import Scene
from opscenter.console.map.tools.geodesy import away_m
from opscenter.console.map.within import is_inside

_Rows = NDArray[np.int64]


@dataclass(slots=True, frozen=True)
class Near:
    """Columns of one length, nearest (or worst) first: row, metres (0 within an area), degrees clockwise from north.

    `total` counts everything within the radius, of which the best are in the columns.
    """

    row: _Rows
    metres: Floats
    bearing: Floats
    total: int


def near(
    scene: Scene, zoom: float, lon: float, lat: float, radius_m: float, most: int, alarms_first: bool = False
) -> Near:
    """The `most` entities shown at a zoom that are within a radius of a place (degrees)."""
    x, y = world_of(lon, lat)
    # A little more than the radius on the map's sphere, which is up to 0.6 % off the ellipsoid.
    reach = radius_m * 1.02 / (EQUATOR_M * max(0.02, np.cos(np.radians(lat))))
    parts = [
        _points(scene, x, y, reach),
        _lines(scene, zoom, x, y, reach),
        _areas(scene, x, y, reach),
    ]
    row = np.concatenate([part[0] for part in parts])
    places_x, places_y = np.concatenate([part[1] for part in parts]), np.concatenate([part[2] for part in parts])
    east, north = away_m(lon, lat, (places_x - 0.5) * 360.0, _latitude(places_y))
    metres: Floats = np.hypot(east, north)
    inside = np.flatnonzero(metres <= radius_m)
    priority = scene.rows.priority[row[inside]]
    worst = np.where(priority > 0, priority, 9) if alarms_first else np.zeros(len(inside), np.int64)
    if len(inside) > most and not alarms_first:
        inside = inside[np.argpartition(metres[inside], most - 1)[:most]]
        worst = worst[: len(inside)]
    total = int((metres <= radius_m).sum())
    best = inside[np.lexsort((metres[inside], worst))][:most]
    return Near(row[best], metres[best], np.degrees(np.arctan2(east[best], north[best])) % 360.0, total)


def _latitude(y: Floats) -> Floats:
    degrees: Floats = np.degrees(2.0 * np.arctan(np.exp((0.5 - y) * 2.0 * np.pi))) - 90.0
    return degrees


_Part = tuple[_Rows, Floats, Floats]


def _points(scene: Scene, x: float, y: float, reach: float) -> _Part:
    rows = scene.rows
    with np.errstate(invalid="ignore"):
        row = np.flatnonzero((np.abs(rows.x - x) <= reach) & (np.abs(rows.y - y) <= reach) & (rows.form == POINT))
    row = row[scene.shown(row)]
    return row, rows.x[row], rows.y[row]


def _lines(scene: Scene, zoom: float, x: float, y: float, reach: float) -> _Part:
    blocks = scene.blocks()
    at = blocks.near(x - reach, y - reach, x + reach, y + reach)
    at = at[scene.shown_lines(blocks.owner[at], zoom)]
    return _nearest_spots(blocks.segment[at], blocks.owner[at], x, y)


def _nearest_spots(segment: Floats, owner: _Rows, x: float, y: float) -> _Part:
    """By owner the spot of its segments that is nearest to a place."""
    x1, y1 = segment[:, 0], segment[:, 1]
    dx, dy = segment[:, 2] - x1, segment[:, 3] - y1
    along = np.clip(((x - x1) * dx + (y - y1) * dy) / np.maximum(dx * dx + dy * dy, 1e-30), 0.0, 1.0)
    spot_x, spot_y = x1 + along * dx, y1 + along * dy
    order = np.lexsort((np.hypot(spot_x - x, spot_y - y), owner))
    first = order[np.unique(owner[order], return_index=True)[1]]
    return owner[first], spot_x[first], spot_y[first]


def _areas(scene: Scene, x: float, y: float, reach: float) -> _Part:
    row, spot_x, spot_y = [], [], []
    for area in scene.areas_near(x - reach, y - reach, x + reach, y + reach).tolist():
        shape = scene.rows.shapes[area]
        if is_inside(shape.paths, x, y):
            place = (x, y)
        else:
            segment = shape.segments()
            _, near_x, near_y = _nearest_spots(segment, np.zeros(len(segment), np.int64), x, y)
            place = (float(near_x[0]), float(near_y[0]))
        row.append(area)
        spot_x.append(place[0])
        spot_y.append(place[1])
    return np.array(row, np.int64), np.array(spot_x, np.float64), np.array(spot_y, np.float64)
