"""Where the camera stands, as the shaders want it. Places go to the card as float32 in city-local units about an
origin near the camera; the camera itself stays float64 until everything large has been subtracted."""

import math

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import NEAREST, Floats, View

UNIT = float(1 << 20)
"""City-local units in the width of the world: about 38 m each at the equator."""
_FAR_PX = float(1 << 18)
"""From here on float32 tells no less than a thirtieth of a px: the origin has to follow the camera."""


def local(place: Floats, origin: tuple[float, float]) -> NDArray[np.float32]:
    """World coordinates (n, 2k), x and y by turns, as local ones."""
    about = np.tile(np.array(origin, np.float64), place.shape[1] // 2)
    return ((place - about) * UNIT).astype(np.float32)


def frame_of(view: View, origin: tuple[float, float], painted: View, ratio: float, opacity: float) -> tuple[float, ...]:
    """Sixteen numbers of the uniform blocks: turn, shift, lean, middle; see `map_line.vert`.

    What is seen from straight above moves by whole device px, as `painted`, the picture it belongs to, does: so nothing
    that stands still shimmers in a pan, and symbols keep to their painted names.
    """
    scale = view.scale / UNIT
    angle, tilt = math.radians(view.bearing), math.radians(view.tilt)
    cos, sin = math.cos(angle) * scale, math.sin(angle) * scale
    dx, dy = (origin[0] - view.x) * UNIT, (origin[1] - view.y) * UNIT
    x, y = dx * cos + dy * sin, dy * cos - dx * sin
    middle = view.width / 2.0, view.height / 2.0
    if not view.tilt:
        dx, dy = (painted.x - view.x) * UNIT, (painted.y - view.y) * UNIT
        left = dx * cos + dy * sin + middle[0] - painted.width / 2.0
        top = dy * cos - dx * sin + middle[1] - painted.height / 2.0
        x += round(left * ratio) / ratio - left
        y += round(top * ratio) / ratio - top
    turn, shift = (cos, sin, -sin, cos), (x, y, ratio, opacity)
    return (*turn, *shift, math.sin(tilt) / view.lens, math.cos(tilt), NEAREST, 0.0, *middle, scale, 0.0)


def too_far(view: View, origin: tuple[float, float]) -> bool:
    """Whether the origin is so far from the camera that places would visibly jump."""
    return max(abs(view.x - origin[0]), abs(view.y - origin[1])) * view.scale > _FAR_PX
