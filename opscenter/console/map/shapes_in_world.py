"""GeoJSON geometries of the bus as world coordinates: lines as segments, areas as rings. Wrong ones give nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from opscenter.console.map.projection import Floats, to_world

MAX_VERTICES = 20_000
_DEPTH = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


@dataclass(slots=True, frozen=True)
class WorldShape:
    """Paths of one entity: float64 arrays of shape (n, 2), n >= 2, in world coordinates; `closed` for areas."""

    closed: bool
    paths: tuple[Floats, ...] = field(default=())

    def segments(self) -> Floats:
        """Its lines one by one: (x1, y1, x2, y2), float64 of shape (n, 4)."""
        return np.concatenate([np.hstack((path[:-1], path[1:])) for path in self.paths])

    def bounds(self) -> tuple[float, float, float, float]:
        """World (left, top, right, bottom)."""
        low = np.min([path.min(axis=0) for path in self.paths], axis=0)
        high = np.max([path.max(axis=0) for path in self.paths], axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def anchor(self) -> tuple[float, float]:
        """Where a symbol or badge of it stands: half way along the longest line, the middle of the largest area."""
        longest = max(self.paths, key=lambda path: float(np.hypot(*np.diff(path, axis=0).T).sum()))
        if self.closed:
            return _centroid(longest)
        steps = np.hypot(*np.diff(longest, axis=0).T)
        along = np.concatenate(([0.0], np.cumsum(steps)))
        half = along[-1] / 2.0
        return float(np.interp(half, along, longest[:, 0])), float(np.interp(half, along, longest[:, 1]))


def _centroid(ring: Floats) -> tuple[float, float]:
    """Centroid of a ring (shoelace formula), or its mean point when it has no area."""
    middle = ring.mean(axis=0)
    x, y = (ring - middle).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = float(cross.sum())
    if abs(area) < 1e-24:
        return float(middle[0]), float(middle[1])
    return (
        float(((x[:-1] + x[1:]) * cross).sum() / (3.0 * area) + middle[0]),
        float(((y[:-1] + y[1:]) * cross).sum() / (3.0 * area) + middle[1]),
    )


def world_shape(geometry: Any) -> WorldShape | None:
    """The shape of a GeoJSON geometry other than Point; None for a type or coordinates that cannot be drawn."""
    if not isinstance(geometry, dict):
        return None
    kind = geometry.get("type")
    depth = _DEPTH.get(kind) if isinstance(kind, str) else None
    if depth is None or not isinstance(kind, str):
        return None
    closed = kind.endswith("Polygon")
    paths: list[Floats] = []
    room = MAX_VERTICES
    for line in _lines(geometry.get("coordinates"), depth):
        path = _path(line, closed, room)
        if path is not None:
            paths.append(path)
            room -= len(path)
        if room <= 2:
            break
    return WorldShape(closed, tuple(paths)) if paths else None


def _lines(coordinates: Any, depth: int) -> Iterator[Any]:
    if not isinstance(coordinates, list | tuple):
        return
    if depth == 1:
        yield coordinates
        return
    for part in coordinates:
        yield from _lines(part, depth - 1)


def _path(line: Any, closed: bool, room: int) -> Floats | None:
    try:
        degrees = np.array([(float(point[0]), float(point[1])) for point in line[:room]], np.float64)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        return None
    if len(degrees) < 2:
        return None
    path = np.column_stack(to_world(degrees[:, 0], degrees[:, 1]))
    path = path[np.isfinite(path).all(axis=1)]
    if len(path) < (3 if closed else 2):
        return None
    if closed and not np.array_equal(path[0], path[-1]):
        path = np.vstack((path, path[:1]))
    return path
