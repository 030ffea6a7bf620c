"""Which of many areas holds a place: the smallest of those it is in, found without asking all of them."""

import itertools
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.area_shape import AreaShape, count_up

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_FIRST_BLOCK = 64
_PAIRS_AT_ONCE = 400_000


class AreaHolders:
    """Areas by row, the smallest box first, of equal ones the lowest row: the same whenever and however they came."""

    def __init__(self, areas: Mapping[int, AreaShape]) -> None:
        order = sorted(areas, key=lambda row: (_size(areas[row]), row))
        self.rows: Ints = np.array(order, np.int64)
        self._boxes: Floats = np.array([areas[row].bounds for row in order], np.float64).reshape(-1, 4)
        self._shapes = [areas[row] for row in order]

    def holder(self, lon: Floats, lat: Floats) -> Ints:
        """For each place (finite) the row of the smallest area it is in, -1 for none; shape (n,)."""
        found = np.full(len(lon), -1, np.int64)
        free = np.argsort(lat, kind="stable")  # places in no area so far, from south to north
        first, block = 0, _FIRST_BLOCK
        while first < len(self.rows) and len(free):
            x, y = lon[free], lat[free]
            boxes = self._boxes[first : first + block]
            low = np.searchsorted(y, boxes[:, 1], "left")
            counts = np.searchsorted(y, boxes[:, 3], "right") - low
            pairs = np.cumsum(counts)
            if pairs[-1] > _PAIRS_AT_ONCE:
                some = max(1, int(np.searchsorted(pairs, _PAIRS_AT_ONCE)))
                boxes, low, counts = boxes[:some], low[:some], counts[:some]
            slot = np.repeat(np.arange(len(boxes)), counts)
            place = np.repeat(low, counts) + count_up(counts)
            west, east, at = boxes[slot, 0], boxes[slot, 2], x[place]
            near = ((at >= west) & (at <= east)) | (at + 360.0 <= east) | (at - 360.0 >= west)
            slot, place = slot[near] + first, place[near]
            held = np.full(len(free), -1, np.int64)
            ends = np.append(np.flatnonzero(np.diff(slot, prepend=-1)), len(slot)).tolist()
            for start, end in itertools.pairwise(ends):
                one, asked = int(slot[start]), place[start:end]
                asked = asked[held[asked] < 0]  # pairs come by slot: what is held already is held by a smaller one
                held[asked[self._shapes[one].contains(x[asked], y[asked])]] = self.rows[one]
            found[free] = held
            free = free[held < 0]
            first, block = first + len(boxes), 2 * block
        return found


def _size(shape: AreaShape) -> float:
    west, south, east, north = shape.bounds
    return (east - west) * (north - south)
