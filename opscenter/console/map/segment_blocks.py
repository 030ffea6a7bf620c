"""Line segments in blocks of neighbours, so that a question about a small place looks at a few blocks only. No Qt."""

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import Floats

BLOCK = 128
_GRID = 1 << 10


class SegmentBlocks:
    """Segments float64 (n, 4) in world coordinates and the row each belongs to, in an order of its own."""

    def __init__(self, segment: Floats, owner: NDArray[np.int64]) -> None:
        order = _by_neighbourhood(segment)
        self.segment, self.owner = segment[order], owner[order]
        self.low = np.minimum(self.segment[:, :2], self.segment[:, 2:])
        self.high = np.maximum(self.segment[:, :2], self.segment[:, 2:])
        starts = np.arange(0, len(order), BLOCK)
        self._low = np.minimum.reduceat(self.low, starts) if len(starts) else self.low
        self._high = np.maximum.reduceat(self.high, starts) if len(starts) else self.high

    def near(self, left: float, top: float, right: float, bottom: float) -> NDArray[np.int64]:
        """Indices of the segments whose boxes touch a box in world coordinates."""
        blocks = np.flatnonzero(_touch(self._low, self._high, left, top, right, bottom))
        if not len(blocks):
            return blocks
        if len(blocks) == len(self._low):
            index = np.arange(len(self.owner))
        else:
            index = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
            index = index[index < len(self.owner)]
        return index[_touch(self.low[index], self.high[index], left, top, right, bottom)]


def _touch(low: Floats, high: Floats, left: float, top: float, right: float, bottom: float) -> NDArray[np.bool_]:
    touch: NDArray[np.bool_] = (low[:, 0] <= right) & (high[:, 0] >= left) & (low[:, 1] <= bottom) & (high[:, 1] >= top)
    return touch


def _by_neighbourhood(segment: Floats) -> NDArray[np.int64]:
    """An order in which neighbours in the plane are neighbours (Morton code of the middles on a grid of 1024)."""
    if not len(segment):
        return np.empty(0, np.int64)
    middle = (segment[:, :2] + segment[:, 2:]) / 2.0
    low, span = middle.min(axis=0), np.maximum(np.ptp(middle, axis=0), 1e-12)
    cell = np.minimum((middle - low) / span * _GRID, _GRID - 1).astype(np.int64)
    code = np.zeros(len(segment), np.int64)
    for bit in range(10):
        code |= ((cell[:, 0] >> bit) & 1) << (2 * bit) | ((cell[:, 1] >> bit) & 1) << (2 * bit + 1)
    return np.argsort(code, kind="stable")
