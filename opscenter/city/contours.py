"""Contours of a field on a regular grid as polygons (marching squares with linear interpolation)."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Array = NDArray[np.float64]


def polygons_above(field: Array, level: float, xs: Array, ys: Array) -> BaseGeometry:
    """The area where `field` (rows y, columns x) exceeds `level`, as a (multi)polygon in the unit of xs, ys.

    The edge of the grid counts as below the level, so that every contour closes.
    """
    padded = np.full((field.shape[0] + 2, field.shape[1] + 2), -1.0)
    padded[1:-1, 1:-1] = field - level
    padded[padded == 0.0] = 1e-9
    dx, dy = xs[1] - xs[0], ys[1] - ys[0]
    gx = np.concatenate(([xs[0] - dx], xs, [xs[-1] + dx]))
    gy = np.concatenate(([ys[0] - dy], ys, [ys[-1] + dy]))
    lines = shapely.linestrings(_segments(padded, gx, gy))
    faces = shapely.get_parts(shapely.polygonize(lines))
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    column = np.clip(np.round((inside[:, 0] - gx[0]) / dx).astype(int), 0, len(gx) - 1)
    row = np.clip(np.round((inside[:, 1] - gy[0]) / dy).astype(int), 0, len(gy) - 1)
    area: BaseGeometry = shapely.union_all(faces[padded[row, column] > 0])
    return area


def _segments(field: Array, gx: Array, gy: Array) -> Array:
    """All contour segments at zero: shape (n, 2, 2)."""
    a, b, c, d = field[:-1, :-1], field[:-1, 1:], field[1:, 1:], field[1:, :-1]  # corners, around the cell
    x0, y0 = np.meshgrid(gx[:-1], gy[:-1])
    dx, dy = gx[1] - gx[0], gy[1] - gy[0]
    case = (a > 0) * 1 + (b > 0) * 2 + (c > 0) * 4 + (d > 0) * 8

    def between(low: Array, high: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(low / (low - high))

    edges = [  # where the contour crosses each edge of the cell; both neighbours compute the same number
        (x0 + dx * between(a, b), y0 + 0.0),
        (x0 + dx, y0 + dy * between(b, c)),
        (x0 + dx * between(d, c), y0 + dy),
        (x0 + 0.0, y0 + dy * between(a, d)),
    ]
    pairs = {1: [(3, 0)], 2: [(0, 1)], 3: [(3, 1)], 4: [(1, 2)], 5: [(3, 2), (0, 1)], 6: [(0, 2)], 7: [(3, 2)]}
    pairs |= {14: [(3, 0)], 13: [(0, 1)], 12: [(3, 1)], 11: [(1, 2)], 10: [(3, 0), (1, 2)], 9: [(0, 2)], 8: [(3, 2)]}
    found = []
    for number, crossings in pairs.items():
        mask = case == number
        for first, second in crossings:
            start = np.column_stack((edges[first][0][mask], edges[first][1][mask]))
            end = np.column_stack((edges[second][0][mask], edges[second][1][mask]))
            found.append(np.stack((start, end), axis=1))
    # neighbouring cells must meet in exactly equal points, or nothing would close
    return np.round(np.concatenate(found), 3)
