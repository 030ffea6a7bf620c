"""The city's own flat map: metres east and north of its centre, and the way to longitude and latitude and back.

An equirectangular projection about the centre; over the 30 km of the city its error is below a metre per kilometre,
which is less than the width of a road.
"""

import math

import numpy as np
from numpy.typing import NDArray

CENTRE_LON = 115.105
CENTRE_LAT = 22.205
_METRES_PER_DEGREE = 111_320.0
_METRES_PER_DEGREE_LON = _METRES_PER_DEGREE * math.cos(math.radians(CENTRE_LAT))

Points = NDArray[np.float64]
"""Shape (n, 2): x and y in metres, or longitude and latitude in degrees."""


def to_lonlat(points: Points) -> Points:
    """Metres (n, 2) to degrees (n, 2), longitude first."""
    flat = np.asarray(points, dtype=np.float64)
    return np.column_stack(
        (CENTRE_LON + flat[:, 0] / _METRES_PER_DEGREE_LON, CENTRE_LAT + flat[:, 1] / _METRES_PER_DEGREE)
    )


def to_mercator(points: Points) -> Points:
    """Metres (n, 2) to web mercator world coordinates (n, 2) in 0..1, y down, as tiles use them."""
    degrees = to_lonlat(points)
    latitude = np.radians(degrees[:, 1])
    y = 0.5 - np.log(np.tan(np.pi / 4 + latitude / 2)) / (2 * np.pi)
    return np.column_stack((degrees[:, 0] / 360.0 + 0.5, y))
