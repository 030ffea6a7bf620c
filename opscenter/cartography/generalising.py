"""What a zoom leaves of shapes: joined lines, fewer points, no specks."""

import numpy as np
import shapely
from numpy.typing import NDArray

from opscenter.cartography.features import LAYERS, Features
from opscenter.cartography.vector_tile import Properties

TOLERANCE = 4.0
"""Units of a tile (4096 a side) that simplification may move a line at zooms below the last: half a px of 512."""
LEAST_AREA = 260.0
"""Square units below which an area is not seen: two by two px of a tile of 512."""
_JOINED = (LAYERS.index("roads"), LAYERS.index("boundaries"), LAYERS.index("water"))
_EMPTY = shapely.from_wkt("POLYGON EMPTY")


def joined(features: Features) -> Features:
    """Lines that are the same but for where they are become one where they meet, so that they simplify as one and
    their names find room. The joined line takes the place of its last piece.
    """
    groups: dict[tuple[int, Properties], list[int]] = {}
    lines = (shapely.get_dimensions(features.shapes) == 1) & np.isin(features.layer, _JOINED)
    for number in np.flatnonzero(lines).tolist():
        groups.setdefault((int(features.layer[number]), features.properties[number]), []).append(number)
    shapes = features.shapes.copy()
    gone = np.zeros(len(shapes), dtype=np.bool_)
    worth, first = features.worth.copy(), features.first.copy()
    for members in groups.values():
        if len(members) > 1:
            # Not directed: two halves of a street may have been drawn towards each other.
            shapes[members[-1]] = shapely.line_merge(shapely.multilinestrings(_lines(features.shapes[members])))
            gone[members[:-1]] = True
            worth[members[-1]] = features.worth[members].max()
            first[members[-1]] = features.first[members].min()
    whole = Features(shapes, features.layer, first, worth, features.named, features.order, features.properties)
    return whole.take(np.flatnonzero(~gone))


def _lines(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    found: NDArray[np.object_] = shapely.get_parts(shapes)
    return found


def simplified(shapes: NDArray[np.object_], tolerance: float = TOLERANCE) -> NDArray[np.object_]:
    """Shapes in units of a tile with fewer points; areas too small to be seen become empty."""
    shapes = shapely.simplify(shapes, tolerance, preserve_topology=False)
    faint = (shapely.get_dimensions(shapes) == 2) & (shapely.area(shapes) < LEAST_AREA)
    result: NDArray[np.object_] = np.where(faint, _EMPTY, shapes)
    return result
