"""The way a trip goes, as a line with distances along it; where a position lies on it."""

import math

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.sphere import EARTH_M, metres_between

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SLACK_M = 30.0
"""Places along the way that are hardly farther from a position than the nearest are told apart by where it was before:
the two directions of one road, a loop that meets itself. About the error of a position among tall buildings."""


class Path:
    """A line through points (degrees), shape (n,). `along` is the distance of each from the first, metres."""

    def __init__(self, lon: Floats, lat: Floats) -> None:
        self.lon, self.lat = lon, lat
        legs = metres_between(lon[:-1], lat[:-1], lon[1:], lat[1:])
        self.along: Floats = np.concatenate(([0.0], np.cumsum(legs)))
        self._x0, self._y0 = float(lon[0]), float(lat[0])
        self._metres_x = math.radians(1.0) * EARTH_M * math.cos(math.radians(float(np.mean(lat))))
        self._metres_y = math.radians(1.0) * EARTH_M
        x, y = (lon - self._x0) * self._metres_x, (lat - self._y0) * self._metres_y
        self._x, self._y = x[:-1], y[:-1]
        self._dx, self._dy = np.diff(x), np.diff(y)
        self._square = np.maximum(self._dx**2 + self._dy**2, 1e-9)
        self._legs = legs

    @property
    def length(self) -> float:
        """Metres."""
        return float(self.along[-1])

    def at(self, along: float) -> tuple[float, float]:
        """Longitude and latitude so far along, within its ends."""
        return float(np.interp(along, self.along, self.lon)), float(np.interp(along, self.along, self.lat))

    def nearest(self, lon: float, lat: float, expected: float = math.nan, since: float = 0.0) -> tuple[float, float]:
        """How far along the point nearest to a position is, and how far the position is from it, metres.

        `expected`: where along it is thought to be; decides between places that are about equally near. What lies
        before `since` is not looked at.

        Distances are measured on a plane that touches the sphere at the path's mean latitude: wrong by less than 0.1 %
        within a city.
        """
        x, y = (lon - self._x0) * self._metres_x, (lat - self._y0) * self._metres_y
        first = max(int(self.along.searchsorted(since, "right")) - 1, 0) if since > 0.0 else 0
        first = min(first, len(self._x) - 1)
        rx, ry = x - self._x[first:], y - self._y[first:]
        share = np.clip((rx * self._dx[first:] + ry * self._dy[first:]) / self._square[first:], 0.0, 1.0)
        away = np.sqrt((rx - share * self._dx[first:]) ** 2 + (ry - share * self._dy[first:]) ** 2)
        best = int(away.argmin())
        least = float(away[best])
        if expected == expected:
            near = np.flatnonzero(away <= least + SLACK_M)
            if len(near) > 1:
                places = self.along[first + near] + share[near] * self._legs[first + near]
                # nearer to the line counts for more, or a position would always be where it is expected
                best = int(near[(np.abs(places - expected) + 4.0 * (away[near] - least)).argmin()])
        leg = first + best
        return float(self.along[leg] + share[best] * self._legs[leg]), float(away[best])


def stops_along(path: Path, lon: Floats, lat: Floats, told: Floats, path_told: Floats) -> Floats:
    """How far along a path its stops are, metres, never less than the stop before, shape (n,).

    `told` and `path_told` are shape_dist_traveled of the stops and of the path's points, in any unit; used where all
    are there. Otherwise each stop is put at the nearest point of the path after the stop before it. Stops without a
    place are put evenly between their neighbours.
    """
    if len(path_told) == len(path.along) and not np.isnan(path_told).any() and not np.isnan(told).any():
        rising = np.maximum.accumulate(path_told)
        if rising[-1] > rising[0]:
            return np.maximum.accumulate(np.interp(told, rising, path.along))
    places = np.full(len(lon), np.nan)
    legs = np.nan_to_num(metres_between(lon[:-1], lat[:-1], lon[1:], lat[1:]))
    straight = np.concatenate(([0.0], np.cumsum(legs)))
    scale = path.length / straight[-1] if straight[-1] > 0 else 1.0
    since = 0.0
    for number in range(len(lon)):
        if math.isnan(lon[number]):
            continue
        # near the stop before plus the straight way: a path may pass a stop twice
        expected = since + (straight[number] - straight[max(number - 1, 0)]) * scale
        since, _ = path.nearest(float(lon[number]), float(lat[number]), expected, since)
        places[number] = since
    known = np.flatnonzero(~np.isnan(places))
    if not len(known):
        return np.linspace(0.0, path.length, len(lon))
    return np.maximum.accumulate(np.interp(np.arange(len(lon)), known, places[known]))
