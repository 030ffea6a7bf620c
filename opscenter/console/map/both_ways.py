"""Finds the two directions of one road among lines, and on which side of each other they lie."""

import numpy as np
import shapely
from numpy.typing import NDArray

from opscenter.console.map.projection import Floats

REACH = 1.5e-6
"""How far apart two directions of one road may lie, in world units (about 60 m at the equator)."""
_TELLS = 5e-8
"""From this distance on (about two metres) the geometry itself says which side one drives on."""
_OPPOSED = -0.7


def both_ways(middle: Floats, start: Floats, end: Floats) -> tuple[NDArray[np.int64], NDArray[np.int8], Floats]:
    """Of n lines, given by world places of shape (n, 2): the line of the other direction (-1 without one), the side
    of its own direction on which each lies (1 left, -1 right, 0 when both share one line), and their distance."""
    count = len(middle)
    other = np.full(count, -1, np.int64)
    side, gap = np.zeros(count, np.int8), np.zeros(count)
    if count < 2:
        return other, side, gap
    points = shapely.points(middle)
    one, two = shapely.STRtree(points).query(points, predicate="dwithin", distance=REACH)
    apart = one != two
    one, two = one[apart], two[apart]
    way = end - start
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-12)
    way = way / length[:, None]
    reach = np.maximum(REACH, 0.15 * length[one])
    good = (way[one] * way[two]).sum(axis=1) < _OPPOSED
    good &= np.hypot(*(start[one] - end[two]).T) < reach
    good &= np.hypot(*(end[one] - start[two]).T) < reach
    one, two = one[good], two[good]
    away = np.hypot(*(middle[one] - middle[two]).T)
    order = np.lexsort((two, away, one))
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(one[order]) != 0
    chosen = order[first]
    mine, partner = one[chosen], two[chosen]
    other[mine], gap[mine] = partner, away[chosen]
    # World y runs southwards: the left of (dx, dy) is (dy, -dx).
    to = middle[partner] - middle[mine]
    leftwards = to[:, 0] * way[mine, 1] - to[:, 1] * way[mine, 0]
    side[mine] = np.where(np.abs(leftwards) < _TELLS, 0, np.where(leftwards > 0, -1, 1))
    return other, side, gap
