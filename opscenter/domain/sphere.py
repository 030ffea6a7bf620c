"""Distances over ground, on the sphere: within 0.6 % of the ellipsoid, at any place, the poles included."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_M = 6_371_008.8
"""Mean radius of the earth, metres (IUGG)."""

Floats = NDArray[np.float64]


def metres_between(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Floats:
    """Great-circle distance by the haversine formula, metres; degrees in, NaN where a place is not known."""
    p1, p2 = np.radians(np.asarray(lat1, np.float64)), np.radians(np.asarray(lat2, np.float64))
    half_lon = np.radians(np.asarray(lon2, np.float64) - np.asarray(lon1, np.float64)) / 2.0
    square = np.sin((p2 - p1) / 2.0) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(half_lon) ** 2
    return np.asarray(2.0 * EARTH_M * np.arcsin(np.sqrt(np.clip(square, 0.0, 1.0))), np.float64)


def directions(lon: ArrayLike, lat: ArrayLike) -> Floats:
    """Unit vectors from the earth's centre, shape (3, n); NaN where a place is not known."""
    at, up = np.radians(np.asarray(lon, np.float64)), np.radians(np.asarray(lat, np.float64))
    flat = np.cos(up)
    return np.stack((flat * np.cos(at), flat * np.sin(at), np.sin(up)))


def metres_of_chord(square: Floats) -> Floats:
    """Distance over ground, metres, of the squared straight distance of two unit vectors."""
    return 2.0 * EARTH_M * np.arcsin(np.clip(np.sqrt(square) / 2.0, 0.0, 1.0))


def chord_of_metres(metres: float) -> float:
    """The squared straight distance of two unit vectors that are so far apart over ground."""
    half = min(max(metres, 0.0) / (2.0 * EARTH_M), np.pi / 2.0)
    return float(4.0 * np.sin(half) ** 2)
