"""Degrees and the square world of web maps."""

import math

import numpy as np
from numpy.typing import NDArray

from opscenter.cartography.sheet import Box

MAX_LATITUDE = 85.05112877980659


def world_of(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitude and latitude (n, 2) in degrees -> world units (n, 2) in 0..1, y down."""
    latitude = np.radians(np.clip(degrees[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
    y = 0.5 - np.log(np.tan(np.pi / 4 + latitude / 2)) / (2 * np.pi)
    return np.column_stack((degrees[:, 0] / 360.0 + 0.5, y))


def box_of(bounds: tuple[float, float, float, float]) -> Box:
    """West, south, east, north in degrees -> left, top, right, bottom in world units."""
    west, south, east, north = bounds
    (left, top), (right, bottom) = world_of(np.array([[west, north], [east, south]])).tolist()
    return left, top, right, bottom


def bounds_of(box: Box) -> tuple[float, float, float, float]:
    """The other way round."""
    left, top, right, bottom = box

    def latitude(y: float) -> float:
        return math.degrees(2 * math.atan(math.exp((0.5 - y) * 2 * math.pi)) - math.pi / 2)

    return (left - 0.5) * 360.0, latitude(bottom), (right - 0.5) * 360.0, latitude(top)
