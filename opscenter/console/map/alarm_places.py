"""Where the alarm of a line or an area stands when its middle is out of sight: on the part that is in the window."""

import shapely

from opscenter.console.map.shapes_in_world import WorldShape

Box = tuple[float, float, float, float]


def place_in(shape: WorldShape, window: Box) -> tuple[float, float] | None:
    """A world place on what is seen of a shape in a window (left, top, right, bottom); None when nothing is."""
    if shape.closed:
        parts = shapely.polygons([shapely.linearrings(path) for path in shape.paths])
        seen = shapely.clip_by_rect(shapely.make_valid(parts), *window)
        seen = seen[~shapely.is_empty(seen)]
        if not len(seen):
            return None
        inside = shapely.point_on_surface(seen[int(shapely.area(seen).argmax())])
        return float(inside.x), float(inside.y)
    lines = [shapely.linestrings(path) for path in shape.paths]
    seen = shapely.get_parts(shapely.clip_by_rect(lines, *window))
    seen = seen[~shapely.is_empty(seen)]
    if not len(seen):
        return None
    half = shapely.line_interpolate_point(seen[int(shapely.length(seen).argmax())], 0.5, normalized=True)
    return float(half.x), float(half.y)
