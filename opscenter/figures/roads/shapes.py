"""Lengths, ends and bearings of segments out of their geometry (GeoJSON lines, WGS 84 degrees)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.sphere import metres_between

Floats = NDArray[np.float64]

MOST_POINTS = 20_000


def line_of(shape: dict[str, Any] | None) -> Floats:
    """The points of a line, shape (n, 2); (0, 2) when there is none."""
    none = np.empty((0, 2))
    if not shape or shape.get("type") not in ("LineString", "MultiLineString"):
        return none
    points = shape.get("coordinates") or []
    if shape["type"] == "MultiLineString":
        points = [point for part in points for point in part]
    try:
        found = np.array([point[:2] for point in points[:MOST_POINTS]], np.float64)
    except (TypeError, ValueError, IndexError):
        return none
    return found if found.ndim == 2 and found.shape[1:] == (2,) and np.isfinite(found).all() else none


def metres(line: Floats) -> float:
    """The length of a line over ground; NaN of none."""
    if len(line) < 2:
        return float("nan")
    return float(metres_between(line[:-1, 0], line[:-1, 1], line[1:, 0], line[1:, 1]).sum())


def bearings_of(line: Floats) -> tuple[float, float]:
    """Which way a line begins and ends, rad from east, counter-clockwise; NaN of none."""
    if len(line) < 2:
        return float("nan"), float("nan")
    way = np.diff(line[[0, 1, -2, -1]], axis=0)[[0, 2]]
    way[:, 0] *= np.cos(np.radians(line[0, 1]))
    first, last = np.arctan2(way[:, 1], way[:, 0]).tolist()
    return first, last


def joined_line(lines: Sequence[Floats]) -> dict[str, Any] | None:
    """Lines one after another as one GeoJSON line, None where there is nothing to draw."""
    points = [point for line in lines for point in np.round(line, 6).tolist()]
    points = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
    return {"type": "LineString", "coordinates": points} if len(points) >= 2 else None
