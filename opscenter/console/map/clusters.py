"""Clusters on a world grid: the same places fall together whatever the camera does, until the whole zoom changes."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import Floats, scale_of

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


def _within(place: Floats, start: NDArray[np.floating[Any]], cell: float) -> Floats:
    return np.clip(place, start + _INNER * cell, start + (1 - _INNER) * cell)


def cluster(x: Floats, y: Floats, cell: float, keep: int) -> Clusters:
    """Group places (float64 (n,), finite, world) by grid cells of world size `cell`; up to `keep` stay single."""
    count = len(x)
    if not count:
        none = np.empty(0, np.int64)
        return Clusters(np.empty(0, np.bool_), x, y, none, none, np.zeros(1, np.int64))
    columns, rows = np.floor(x / cell).astype(np.int64), np.floor(y / cell).astype(np.int64)
    key = columns * (1 << 31) + rows
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
    left = columns[order][first[big]] * cell
    top = rows[order][first[big]] * cell
    mean_x = np.add.reduceat(x[members], start[:-1]) / counts
    mean_y = np.add.reduceat(y[members], start[:-1]) / counts
    return Clusters(
        single,
        _within(mean_x, left, cell),
        _within(mean_y, top, cell),
        counts,
        members,
        start,
    )
