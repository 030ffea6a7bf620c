"""numpy vertices -> QPainterPath in one step, through Qt's own stream format."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from opscenter.console.map.basemap.mvt_geometry import Geometry
from opscenter.console.map.basemap.mvt_wire import Ints

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_AREA_VERTICES, _LINE_VERTICES = 150, 60
_STEP = 0.35  # px: vertices nearer than this to the one before are left out


def parts_of(geometry: Geometry, chosen: NDArray[np.bool_], box: tuple[float, float, float, float]) -> Ints:
    """The parts of the chosen features that touch a box (left, top, right, bottom in tile units)."""
    if not len(geometry.part_feature):
        return np.zeros(0, dtype=np.int64)
    boxes = geometry.boxes()
    left, top, right, bottom = box
    near = (boxes[:, 0] <= right) & (boxes[:, 2] >= left) & (boxes[:, 1] <= bottom) & (boxes[:, 3] >= top)
    return np.flatnonzero(chosen[geometry.part_feature] & near)


def paths_of(
    geometry: Geometry, parts: Ints, scale: float, left: float, top: float, closed: bool, odd_even: bool = False
) -> Iterator[QPainterPath]:
    """Paths of all parts, some hundred vertices each; vertex * scale - (left, top) is in px.

    Qt's rasterizer walks a whole path again for every band of its small memory, so long paths cost many times what
    their pieces do; and between two paths other threads get their turn.
    """
    if not len(parts):
        return
    elements, start = _elements(geometry, parts, scale, left, top, closed)
    group = start[1:] // (_AREA_VERTICES if closed else _LINE_VERTICES)
    # A ring that is a hole must stay in one path with the ring around it: cut between features only.
    owner = geometry.part_feature[parts]
    if closed:
        group = group[np.searchsorted(owner, owner, side="left")]
    cuts = [0, *start[np.flatnonzero(np.diff(group)) + 1].tolist(), int(start[-1])]
    tail = np.array([0, 0 if odd_even else 1], dtype=">i4").tobytes()  # where the last part starts; fill rule
    for first, last in pairwise(cuts):
        if last > first:
            head = (last - first).to_bytes(4, "big")
            path = QPainterPath()
            stream = QDataStream(QByteArray(head + elements[first:last].tobytes() + tail))
            stream >> path
            yield path


def _elements(
    geometry: Geometry, parts: Ints, scale: float, left: float, top: float, closed: bool
) -> tuple[NDArray[np.void], Ints]:
    """The elements of Qt's stream for every vertex worth drawing, and where each part starts among them."""
    start, end = geometry.part_start[parts], geometry.part_start[parts + 1]
    size = end - start
    total = int(size.sum())
    offset = np.cumsum(size) - size
    index = np.arange(total) + np.repeat(start - offset, size)
    xy = geometry.xy[index].astype(np.float64) * scale
    xy[:, 0] -= left
    xy[:, 1] -= top
    grid = np.round(xy / _STEP)
    keep = np.empty(total, dtype=np.bool_)
    keep[1:] = (grid[1:] != grid[:-1]).any(axis=1)
    keep[offset] = True
    keep[offset + size - 1] = True
    first = np.zeros(total, dtype=np.bool_)
    first[offset] = True
    count = np.add.reduceat(keep.astype(np.int64), offset)
    if closed:
        # Each ring ends where it began.
        rank = np.concatenate((np.flatnonzero(keep), offset + size - 1))
        source = np.concatenate((np.flatnonzero(keep), offset))
        order = np.argsort(rank, kind="stable")
        xy, first = xy[source[order]], np.concatenate((first[keep], np.zeros(len(offset), np.bool_)))[order]
        count = count + 1
    else:
        xy, first = xy[keep], first[keep]
    elements = np.empty(len(xy), dtype=_ELEMENT)
    elements["kind"] = np.where(first, 0, 1)
    elements["x"], elements["y"] = xy[:, 0], xy[:, 1]
    return elements, np.concatenate((np.zeros(1, np.int64), np.cumsum(count)))
