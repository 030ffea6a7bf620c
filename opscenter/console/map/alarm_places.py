"""Where the alarm of a line or an area stands when its middle is out of sight: on the part that is in the window."""

import shapely

from opscenter.console.map.shapes_in_world import WorldShape

_CORNER = 0.03
"""How far from the window's corner, as a share of its width; twice as much of its height."""

Box = tuple[float, float, float, float]


def place_in(shape: WorldShape, window: Box) -> tuple[float, float] | None:
    """A world place on what is seen of a shape in a window (left, top, right, bottom); None when nothing is."""
    if shape.closed:
        parts = shapely.polygons([shapely.linearrings(path) for path in shape.paths])
        seen = shapely.clip_by_rect(shapely.make_valid(parts), *window)
        seen = seen[~shapely.is_empty(seen)]
        if not len(seen):
            return None
        # What fills the window is marked in its upper left corner, where its mark hides least.
        left, top, right, bottom = window
        corner = left + _CORNER * (right - left), top + 2 * _CORNER * (bottom - top)
        if shapely.intersects_xy(seen, *corner).any():
            return corner
        inside = shapely.point_on_surface(seen[int(shapely.area(seen).argmax())])
        return float(inside.x), float(inside.y)
    lines = [shapely.linestrings(path) for path in shape.paths]
    seen = shapely.get_parts(shapely.clip_by_rect(lines, *window))
    seen = seen[~shapely.is_empty(seen)]
    if not len(seen):
        return None
    half = shapely.line_interpolate_point(seen[int(shapely.length(seen).argmax())], 0.5, normalized=True)
    return float(half.x), float(half.y)
