"""From one view of the ground to another: how a picture painted for one camera lies under the next."""

import math

import numpy as np
from PySide6.QtGui import QMatrix4x4, QTransform

from opscenter.console.map.projection import Floats, View


def homography(painted: View, camera: View) -> Floats:
    """Screen px of `painted` (x, y, 1) -> those of `camera`: float64 (3, 3), last element 1.

    Both see the same flat ground, so it is exact for what lies on it, whatever zoom, bearing and tilt.
    """
    turn = math.radians(painted.bearing - camera.bearing)
    scale = 2.0 ** (camera.zoom - painted.zoom)
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    own = math.radians(camera.bearing)
    dx, dy = (painted.x - camera.x) * camera.scale, (painted.y - camera.y) * camera.scale
    shift_x, shift_y = dx * math.cos(own) + dy * math.sin(own), dy * math.cos(own) - dx * math.sin(own)
    ground = np.array([[cos, -sin, shift_x], [sin, cos, shift_y], [0.0, 0.0, 1.0]])
    found: Floats = _to_screen(camera) @ ground @ np.linalg.inv(_to_screen(painted))
    found /= found[2, 2]
    return found


def _to_screen(view: View) -> Floats:
    """Px on the ground about the centre, already turned -> screen px."""
    tilt = math.radians(view.tilt)
    lean = np.array([[1.0, 0.0, 0.0], [0.0, math.cos(tilt), 0.0], [0.0, -math.sin(tilt) / view.lens, 1.0]])
    middle = np.array([[1.0, 0.0, view.width / 2.0], [0.0, 1.0, view.height / 2.0], [0.0, 0.0, 1.0]])
    found: Floats = middle @ lean
    return found


def is_shift(h: Floats) -> bool:
    """Whether a homography only moves: same zoom, bearing and tilt, so that px stay px."""
    return bool(np.allclose(h[:2, :2], np.eye(2)) and np.allclose(h[2, :2], 0.0))


def as_matrix(h: Floats) -> QMatrix4x4:
    """For a node of the scene graph."""
    (a, b, c), (d, e, f), (g, k, i) = h.tolist()
    return QMatrix4x4(a, b, 0.0, c, d, e, 0.0, f, 0.0, 0.0, 1.0, 0.0, g, k, 0.0, i)


def as_transform(h: Floats) -> QTransform:
    """For a painter."""
    (a, b, c), (d, e, f), (g, k, i) = h.tolist()
    return QTransform(a, d, g, b, e, k, c, f, i)
