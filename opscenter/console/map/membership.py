"""Which entities stand in which areas: the one question the choropleth asks."""

import numpy as np
import shapely
from numpy.typing import NDArray

from opscenter.console.map.rows import MapRows

Rows = NDArray[np.int64]


def members(rows: MapRows, areas: Rows, asked: Rows) -> dict[int, Rows]:
    """By row of an area: the rows of those `asked` for whose place is in it or on its border."""
    with_place = asked[np.isfinite(rows.x[asked]) & np.isfinite(rows.y[asked])]
    x, y = rows.x[with_place], rows.y[with_place]
    found: dict[int, Rows] = {}
    for area in areas.tolist():
        left, top, right, bottom = rows.shapes[area].bounds()
        near = np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom))
        # Holes are rings like others: what an even number of them goes round is outside.
        inside = np.zeros(len(near), np.bool_)
        for path in rows.shapes[area].paths:
            inside ^= shapely.intersects_xy(shapely.polygons(path), x[near], y[near])
        found[area] = with_place[near[inside]]
    return found
