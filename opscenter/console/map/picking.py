"""What is under the pointer: marks first, then lines, then areas."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.paint_marks import Marks, symbol_size
from opscenter.console.map.projection import Floats, View
from opscenter.console.map.scene import Scene
from opscenter.console.map.within import is_inside

_LINE_PX = 7.0
_CLUSTER_PX = 18.0


@dataclass(slots=True, frozen=True)
class Hit:
    """An entity by its row, or (row -1) a cluster: the rows in it and its world place."""

    row: int
    rows: NDArray[np.int64]
    x: float
    y: float

    @property
    def is_cluster(self) -> bool:
        """Several entities drawn as one."""
        return self.row < 0


def pick(scene: Scene, marks: Marks, view: View, px: float, py: float) -> Hit | None:
    """What is drawn at a point of the screen, or None. Brute force over what was drawn: some thousand at most."""
    hit = _pick_mark(marks, view, px, py)
    if hit is not None:
        return hit
    row = _pick_line(scene, view, px, py)
    if row < 0:
        row = _pick_area(scene, view, px, py)
    if row < 0:
        return None
    x, y = view.to_world(px, py)
    return Hit(row, np.array([row], np.int64), x, y)


def nearest(scene: Scene, marks: Marks, view: View, px: float, py: float) -> Hit | None:
    """The nearest mark anywhere in the window, for the keyboard; else what `pick` finds."""
    best: Hit | None = None
    reach = max(view.width, view.height)
    mark, cluster = _closest(marks.x, marks.y, view, px, py), _closest(marks.cluster_x, marks.cluster_y, view, px, py)
    if mark[1] <= min(cluster[1], reach):
        best = _entity(marks, mark[0])
    elif cluster[1] <= reach:
        best = _cluster(marks, cluster[0])
    return best or pick(scene, marks, view, px, py)


def _pick_mark(marks: Marks, view: View, px: float, py: float) -> Hit | None:
    reach = symbol_size(view.zoom) / 2.0 + 3.0
    # An alarm's badge stands up and to the right of its symbol.
    mark = min(
        _close(marks.x, marks.y, view, px, py, reach),
        _close(marks.x, marks.y, view, px - reach * 0.7, py + reach * 0.7, reach),
        key=lambda found: found[1],
    )
    cluster = _close(marks.cluster_x, marks.cluster_y, view, px, py, _CLUSTER_PX)
    if mark[1] <= reach and mark[1] <= cluster[1]:
        return _entity(marks, mark[0])
    if cluster[1] <= _CLUSTER_PX:
        return _cluster(marks, cluster[0])
    return None


def _entity(marks: Marks, at: int) -> Hit:
    return Hit(int(marks.row[at]), marks.row[at : at + 1], float(marks.x[at]), float(marks.y[at]))


def _cluster(marks: Marks, at: int) -> Hit:
    return Hit(-1, marks.cluster_rows[at], float(marks.cluster_x[at]), float(marks.cluster_y[at]))


def _close(x: Floats, y: Floats, view: View, px: float, py: float, reach: float) -> tuple[int, float]:
    """The same among those within a few px, which is far quicker over a whole city."""
    corners = [view.to_world(px + dx, py + dy) for dx in (-reach, reach) for dy in (-reach, reach)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    near = np.flatnonzero((x >= min(xs)) & (x <= max(xs)))
    near = near[(y[near] >= min(ys)) & (y[near] <= max(ys))]
    at, away = _closest(x[near], y[near], view, px, py)
    return (int(near[at]), away) if at >= 0 else (-1, away)


def _closest(x: Floats, y: Floats, view: View, px: float, py: float) -> tuple[int, float]:
    """(index, distance in px) of the closest of some world places; (-1, inf) without any."""
    if not len(x):
        return -1, float("inf")
    sx, sy = view.to_screen(x, y)
    away = np.hypot(sx - px, sy - py)
    at = int(away.argmin())
    return at, float(away[at])


def _pick_line(scene: Scene, view: View, px: float, py: float) -> int:
    segment, owner = scene.segments_near(view, px, py, _LINE_PX)
    if not len(owner):
        return -1
    x1, y1 = view.to_screen(segment[:, 0], segment[:, 1])
    x2, y2 = view.to_screen(segment[:, 2], segment[:, 3])
    dx, dy = x2 - x1, y2 - y1
    length = np.maximum(dx * dx + dy * dy, 1e-9)
    along = np.clip(((px - x1) * dx + (py - y1) * dy) / length, 0.0, 1.0)
    away = np.hypot(x1 + along * dx - px, y1 + along * dy - py)
    at = int(away.argmin())
    return int(owner[at]) if away[at] <= _LINE_PX else -1


def _pick_area(scene: Scene, view: View, px: float, py: float) -> int:
    x, y = view.to_world(px, py)
    best, best_size = -1, float("inf")
    for row in scene.areas_near(x, y, x, y).tolist():
        shape = scene.rows.shapes[row]
        left, top, right, bottom = shape.bounds()
        size = (right - left) * (bottom - top)
        if size < best_size and is_inside(shape.paths, x, y):
            best, best_size = row, size
    return best
