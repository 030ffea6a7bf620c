"""The nearest of some places, for whole columns of places."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

EARTH_M = 6_371_008.8
"""Mean radius (IUGG)."""
_AT_ONCE = 4_000_000


def nearest_places(lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats, within_m: float) -> Ints:
    """For each place (n,) the number of the nearest of others (m,), -1 where none is known within `within_m` metres.

    Degrees of WGS 84; distances on a sphere, flat around each place: within a thousandth over a city.
    """
    found = np.full(len(lon), -1, np.int64)
    known = np.flatnonzero(~np.isnan(to_lon) & ~np.isnan(to_lat))
    if not len(known):
        return found
    rows = max(1, _AT_ONCE // len(known))
    for first in range(0, len(lon), rows):
        part = slice(first, first + rows)
        north = np.radians(to_lat[known][None, :] - lat[part, None])
        east = np.radians((to_lon[known][None, :] - lon[part, None] + 180.0) % 360.0 - 180.0)
        square = north**2 + (east * np.cos(np.radians(lat[part, None]))) ** 2
        square[np.isnan(square)] = np.inf
        best = square.argmin(axis=1)
        near = square[np.arange(len(best)), best] <= (within_m / EARTH_M) ** 2
        found[part] = np.where(near, known[best], -1)
    return found
