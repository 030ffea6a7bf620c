"""Clusters on a world grid: the same places fall together whatever the camera does, until the whole zoom changes."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import LEAST_TILT, Floats, View, scale_of

_MOST_BANDS = 3
_INNER = 0.26  # a bubble stays this share of its cell away from the cell's edges, so that neighbours never touch


@dataclass(slots=True, frozen=True)
class Clusters:
    """`single`: bool (n,), not in a cluster. Of k clusters: `x`, `y` float64 (k,) world, `count` int64 (k,);
    `order` and `start` list the members: cluster i holds order[start[i]:start[i + 1]] (indices into the input)."""

    single: NDArray[np.bool_]
    x: Floats
    y: Floats
    count: NDArray[np.int64]
    order: NDArray[np.int64]
    start: NDArray[np.int64]

    def members(self, cluster: int) -> NDArray[np.int64]:
        """Indices of the input that are in a cluster."""
        return self.order[self.start[cluster] : self.start[cluster + 1]]


def cell_of(zoom: float, px: float) -> float:
    """World size of a grid cell of about `px` at the whole zoom below `zoom`."""
    return px / scale_of(math.floor(zoom + 1e-9))


def bubble_places(x: Floats, y: Floats, cell: float) -> tuple[Floats, Floats]:
    """Where the bubble of each place (float64 (n,), world) would stand if it were in one: between its members'."""
    left: Floats = np.floor(x / cell) * cell
    top: Floats = np.floor(y / cell) * cell
    return _within(x, left, cell), _within(y, top, cell)


def _within(place: Floats, start: NDArray[np.floating[Any]], cell: float | Floats) -> Floats:
    return np.clip(place, start + _INNER * cell, start + (1 - _INNER) * cell)


def bands_of(view: View, x: Floats, y: Floats) -> NDArray[np.int64]:
    """Of each place, int64 (n,), how many times its cell doubles: what lies far back on a tilted map stands closer
    together. All 0 on a map that is not tilted."""
    if view.tilt < LEAST_TILT:
        return np.zeros(len(x), np.int64)
    return np.clip(np.round(np.log2(view.away(x, y))), 0, _MOST_BANDS).astype(np.int64)


def cluster(x: Floats, y: Floats, cell: float, keep: int, bands: NDArray[np.int64] | None = None) -> Clusters:
    """Group places (float64 (n,), finite, world) by grid cells of world size `cell`; up to `keep` stay single.

    `bands` (see `bands_of`) makes the cells of some places larger; places of different bands stay apart.
    """
    count = len(x)
    if not count:
        none = np.empty(0, np.int64)
        return Clusters(np.empty(0, np.bool_), x, y, none, none, np.zeros(1, np.int64))
    doubled = np.zeros(count, np.int64) if bands is None else bands
    cells = cell * np.exp2(doubled)
    columns, rows = np.floor(x / cells).astype(np.int64), np.floor(y / cells).astype(np.int64)
    key = doubled * (1 << 58) + columns * (1 << 31) + rows
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.concatenate(([0], np.flatnonzero(np.diff(key)) + 1))
    sizes = np.diff(np.concatenate((first, [count])))
    big = sizes > keep
    in_big = np.repeat(big, sizes)
    single = np.empty(count, np.bool_)
    single[order] = ~in_big
    members = order[in_big]
    counts = sizes[big]
    start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    if not len(counts):
        nothing = np.empty(0, np.float64)
        return Clusters(single, nothing, nothing, counts, members, start)
    one = order[first[big]]
    wide = cells[one]
    left, top = columns[one] * wide, rows[one] * wide
    mean_x = np.add.reduceat(x[members], start[:-1]) / counts
    mean_y = np.add.reduceat(y[members], start[:-1]) / counts
    return Clusters(
        single,
        _within(mean_x, left, wide),
        _within(mean_y, top, wide),
        counts,
        members,
        start,
    )
