"""Which of some places are within a distance of which others, in columns: a grid of the size of the distance.

Places are unit vectors from the earth's centre and the grid is one of cubes in that space, so that neither the poles
nor the date line are a special case. A place looks into its own cube and the 26 around it.
"""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.sphere import chord_of_metres

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_NEAR = 500
"""Of more places than that near one, the nearest count."""

_SMALL = 400_000  # so many comparisons are quicker made than spared
_AT_ONCE = 2_000_000  # candidates looked at in one go
_FINEST = 4e-6  # smallest cube, about 25 m: 20 bits a side hold the earth
_SIDE = 1 << 20


def pairs_within(queries: Floats, points: Floats, metres: float, most: int = MOST_NEAR) -> tuple[Ints, Ints]:
    """Pairs (query, point) that are no further apart than that over ground, in order of queries.

    Both are unit vectors, shape (3, n); NaN is near nothing. Of each query at most `most` points, the nearest.
    """
    square = chord_of_metres(metres)
    asked = np.flatnonzero(~np.isnan(queries[0]))
    there = np.flatnonzero(~np.isnan(points[0]))
    if not len(asked) or not len(there):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    candidates = _all_pairs if len(asked) * len(there) <= _SMALL else _neighbours
    found: list[tuple[Ints, Ints]] = []
    by_query, by_point = np.ascontiguousarray(queries.T), np.ascontiguousarray(points.T)  # one reach for a place
    for of_query, of_point in candidates(queries[:, asked], points[:, there], np.sqrt(square)):
        query, point = asked[of_query], there[of_point]
        away = by_query[query] - by_point[point]
        distance = np.einsum("ij,ij->i", away, away)
        near = distance <= square
        found.append(_nearest(query[near], point[near], distance[near], most))
    return np.concatenate([query for query, _ in found]), np.concatenate([point for _, point in found])


def _nearest(query: Ints, point: Ints, distance: Floats, most: int) -> tuple[Ints, Ints]:
    """At most `most` pairs of each query; they are in order of queries."""
    if not len(query) or int(np.bincount(query - query[0]).max()) <= most:
        return query, point
    order = np.lexsort((point, distance, query))
    query, point = query[order], point[order]
    first = np.flatnonzero(np.r_[True, query[1:] != query[:-1]]) if len(query) else np.empty(0, np.int64)
    place = np.arange(len(query)) - np.repeat(first, np.diff(np.r_[first, len(query)]))
    return query[place < most], point[place < most]


def _all_pairs(queries: Floats, points: Floats, chord: float) -> list[tuple[Ints, Ints]]:
    n, m = queries.shape[1], points.shape[1]
    return [(np.repeat(np.arange(n), m), np.tile(np.arange(m), n))]


def _neighbours(queries: Floats, points: Floats, chord: float) -> list[tuple[Ints, Ints]]:
    """Pairs in neighbouring cubes, in portions of whole queries."""
    size = max(chord, _FINEST)
    keys = _keys(_cubes(points, size))
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    cubes = _cubes(queries, size)
    steps = np.stack(np.meshgrid(*[(-1, 0, 1)] * 3), -1).reshape(-1, 3).T  # (3, 27)
    around = _keys(cubes[:, :, None] + steps[:, None, :])  # (queries, 27)
    start = np.searchsorted(keys, around, "left")
    count = np.searchsorted(keys, around, "right") - start
    of_each = count.sum(1)
    portions: list[tuple[Ints, Ints]] = []
    running = np.cumsum(of_each)
    first = 0
    while first < len(of_each):
        before = int(running[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(running, before + _AT_ONCE, "right")))
        some_start, some_count = start[first:last].ravel(), count[first:last].ravel()
        total = int(some_count.sum())
        offset = np.arange(total) - np.repeat(np.cumsum(some_count) - some_count, some_count)
        point = order[np.repeat(some_start, some_count) + offset]
        portions.append((np.repeat(np.arange(first, last), of_each[first:last]), point))
        first = last
    return portions


def _cubes(vectors: Floats, size: float) -> Ints:
    return np.floor((vectors + 1.0) / size).astype(np.int64) + 1


def _keys(cubes: Ints) -> Ints:
    return np.asarray((cubes[0] * _SIDE + cubes[1]) * _SIDE + cubes[2], np.int64)
