"""Values between stations: inverse distance weighting with a reach. No Qt.

Shepard's method with the weights of Franke and Little: a station at distance d of a place counts
((R - d) / (R d))^2 there, and nothing from the reach R on (R. Franke, "Scattered data interpolation: tests of some
methods", Mathematics of Computation 38, 1982, 181-200). The field goes through every station's value, stays between
the smallest and the largest of those in reach, and is not known where no station is in reach.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import Floats

LEAST_REACH_M, MOST_REACH_M = 1_500.0, 12_000.0
LONE_REACH_M = 3_000.0
NEIGHBOURS = 2.5
"""The reach is so many times the median distance to the nearest other station: gaps of an even network close."""
CELLS = 220
"""Of the longer side of a grid."""
EDGE = 0.4
"""The share of the reach over which the field fades out at its edge."""
_SAME_M = 0.5


@dataclass(slots=True, frozen=True)
class Stations:
    """Places (world coordinates), values, and ground metres of one world unit there; float64 (n,)."""

    x: Floats
    y: Floats
    value: Floats
    metres: float


@dataclass(slots=True, frozen=True)
class Grid:
    """`value` float32 (rows, columns), NaN where it is not known; `known` 0..1, less than 1 towards the edge of the
    reach. Cells are square; `bounds` are the world (left, top, right, bottom) of all of them together."""

    value: NDArray[np.float32]
    known: NDArray[np.float32]
    bounds: tuple[float, float, float, float]


def reach_of(stations: Stations) -> float:
    """How far a station's value counts, in metres: by how far apart they stand, between 1.5 and 12 km."""
    count = len(stations.x)
    if count < 2:
        return LONE_REACH_M
    some = slice(0, 600)  # of a larger network these tell how dense it is
    away = np.hypot(stations.x[some, None] - stations.x[None, some], stations.y[some, None] - stations.y[None, some])
    away[away * stations.metres < _SAME_M] = np.inf
    nearest = away.min(axis=1)
    nearest = nearest[np.isfinite(nearest)]
    if not len(nearest):
        return LONE_REACH_M
    return float(np.clip(NEIGHBOURS * np.median(nearest) * stations.metres, LEAST_REACH_M, MOST_REACH_M))


def values_at(stations: Stations, reach_m: float, x: Floats, y: Floats) -> Floats:
    """The field at places (world, float64 (m,)); NaN where no station is in reach."""
    summed, weight, _ = _sums(stations, reach_m / stations.metres, x, y)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.where(weight > 0.0, summed / weight, np.nan)
    return found


def grid_of(stations: Stations, reach_m: float, cells: int = CELLS) -> Grid | None:
    """The field around all stations; None without any."""
    if not len(stations.x):
        return None
    reach = reach_m / stations.metres
    left, right = float(stations.x.min()) - reach, float(stations.x.max()) + reach
    top, bottom = float(stations.y.min()) - reach, float(stations.y.max()) + reach
    cell = max(right - left, bottom - top) / cells
    wide, high = int(np.ceil((right - left) / cell)), int(np.ceil((bottom - top) / cell))
    at_x, at_y = left + (np.arange(wide) + 0.5) * cell, top + (np.arange(high) + 0.5) * cell
    summed, weight = np.zeros((high, wide)), np.zeros((high, wide))
    nearest = np.full((high, wide), np.inf)
    for number in range(len(stations.x)):
        # Only the cells in reach: a city has hundreds of stations.
        x, y = stations.x[number], stations.y[number]
        across = slice(*np.searchsorted(at_x, (x - reach, x + reach)).tolist())
        down = slice(*np.searchsorted(at_y, (y - reach, y + reach)).tolist())
        away = np.hypot(at_x[None, across] - x, at_y[down, None] - y)
        share = _weight(away, reach, stations.metres)
        summed[down, across] += share * stations.value[number]
        weight[down, across] += share
        nearest[down, across] = np.minimum(nearest[down, across], away)
    low, high_value = float(stations.value.min()), float(stations.value.max())
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(weight > 0.0, np.clip(summed / weight, low, high_value), np.nan)
    known = np.clip((1.0 - nearest / reach) / EDGE, 0.0, 1.0)
    known = known * known * (3.0 - 2.0 * known)
    bounds = (left, top, left + wide * cell, top + high * cell)
    return Grid(value.astype(np.float32), np.where(weight > 0.0, known, 0.0).astype(np.float32), bounds)


def _weight(away: Floats, reach: float, metres: float) -> Floats:
    """Franke and Little's weight; a station is taken to be half a metre wide, so that it is finite there."""
    near = np.maximum(away, _SAME_M / metres)
    found: Floats = (np.maximum(reach - near, 0.0) / (reach * near)) ** 2 / metres**2
    return found


def _sums(stations: Stations, reach: float, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    away = np.hypot(x[:, None] - stations.x[None, :], y[:, None] - stations.y[None, :])
    share = _weight(away, reach, stations.metres)
    return share @ stations.value, share.sum(axis=1), away
