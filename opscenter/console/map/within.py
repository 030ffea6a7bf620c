"""Which entities lie in a shape drawn on the map: points in it, lines and areas that touch it. No Qt."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from opscenter.console.map.projection import Floats
from opscenter.console.map.rows import POINT
from opscenter.console.map.scene import Scene

Rows = NDArray[np.int64]


def region_of(ring: Floats) -> BaseGeometry | None:
    """Everything that a ring of world places (n, 2) goes round, also where it crosses itself; None for no area."""
    ring = ring[np.isfinite(ring).all(axis=1)]
    if len(ring) < 3:
        return None
    plain: BaseGeometry = shapely.polygons(ring)
    if plain.is_valid:
        return plain if plain.area > 0.0 else None
    edge = shapely.node(shapely.linestrings(np.vstack((ring, ring[:1]))))
    faces = shapely.polygonize([edge])
    region = shapely.union_all(list(faces.geoms))
    return None if region.is_empty else region


def rows_within(scene: Scene, zoom: float, region: BaseGeometry) -> Rows:
    """Rows of what is shown at a zoom and touches a region in world coordinates, worst alarms first."""
    shapely.prepare(region)
    left, top, right, bottom = region.bounds
    found = np.concatenate(
        (
            _points(scene, region, left, top, right, bottom),
            _lines(scene, zoom, region, left, top, right, bottom),
            _areas(scene, region, left, top, right, bottom),
        )
    )
    priority = scene.rows.priority[found]
    return found[np.lexsort((found, np.where(priority > 0, priority, 9)))]


def _points(scene: Scene, region: BaseGeometry, left: float, top: float, right: float, bottom: float) -> Rows:
    rows = scene.rows
    x, y = rows.x, rows.y
    row = np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom) & (rows.form == POINT))
    row = row[scene.shown(row)]
    inside: Rows = row[shapely.intersects_xy(region, x[row], y[row])]
    return inside


def _lines(
    scene: Scene, zoom: float, region: BaseGeometry, left: float, top: float, right: float, bottom: float
) -> Rows:
    blocks = scene.blocks()
    near = blocks.near(left, top, right, bottom)
    near = near[scene.shown_lines(blocks.owner[near], zoom)]
    if not len(near):
        return near
    # Most lines that touch have an end inside, which is quickly seen; only the others are crossed with the edge.
    segment, owner = blocks.segment[near], blocks.owner[near]
    inside = shapely.intersects_xy(region, segment[:, 0], segment[:, 1])
    found = np.zeros(len(scene.rows), np.bool_)
    found[owner[inside]] = True
    rest = ~found[owner]
    ends = shapely.linestrings(segment[rest].reshape(-1, 2, 2))
    found[owner[rest][shapely.intersects(region, ends)]] = True
    return np.flatnonzero(found)


def _areas(scene: Scene, region: BaseGeometry, left: float, top: float, right: float, bottom: float) -> Rows:
    found = []
    inside = region.representative_point()
    for row in scene.areas_near(left, top, right, bottom).tolist():
        paths = scene.rows.shapes[row].paths
        edges = shapely.linestrings(np.concatenate([_segments(path) for path in paths]))
        if bool(shapely.intersects(region, edges).any()) or is_inside(paths, inside.x, inside.y):
            found.append(row)
    return np.array(found, np.int64)


def _segments(path: Floats) -> Floats:
    return np.stack((path[:-1], path[1:]), axis=1)


def is_inside(paths: tuple[Floats, ...], x: float, y: float) -> bool:
    """Even-odd rule over all rings, so that holes are outside."""
    crossings = 0
    for path in paths:
        x1, y1, x2, y2 = path[:-1, 0], path[:-1, 1], path[1:, 0], path[1:, 1]
        spans = (y1 > y) != (y2 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            at = x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        crossings += int((spans & (at > x)).sum())
    return crossings % 2 == 1
