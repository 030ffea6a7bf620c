"""Queues on a network of roads: where each has its head, how far it reaches upstream, and what it blocks.

A segment is queued when its speed is at most QUEUED_AT of free flow, until it is over FREED_AT again: the lower ends of
levels of service E and D (Highway Capacity Manual; see `measures`). The head of a queue is a queued segment none of
whose onward segments is queued. From there it reaches upstream over queued segments that lead into each other; a
segment that could belong to two belongs to the nearer head. Queued segments that only lead into each other in a ring
(gridlock) have their head where traffic is slowest. A queue is measured in whole segments.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.roads.road_map import RoadMap

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

QUEUED_AT, FREED_AT = 0.30, 0.40


@dataclass(slots=True)
class Queues:
    """`head`: by segment the position of the head of its queue, -1: not queued, shape (n,). `reach`: by segment how
    far it is from the front end of the head to its own rear end, m, 0 where not queued, shape (n,).

    `heads` and, for each, `length` (m, the farthest reach) and `segments` (how many). `blocked`: junctions (numbers)
    through which a queue stands: a queued segment leads into one of the same queue there; with the head and the number
    of queued segments that end there.
    """

    head: Ints
    reach: Floats
    heads: Ints
    length: Floats
    segments: Ints
    blocked: Ints
    blocked_head: Ints
    blocked_arms: Ints


def queued_now(before: Bools, ratio: Floats, open_: Bools) -> Bools:
    """Which segments are queued, by those that were; one whose speed is not known, or that is closed, is not."""
    with np.errstate(invalid="ignore"):
        return np.where(before, ratio <= FREED_AT, ratio <= QUEUED_AT) & open_


def find_queues(queued: Bools, ratio: Floats, length: Floats, roads: RoadMap) -> Queues:
    """The queues of a map; `length` in m."""
    count = len(queued)
    both = queued[roads.upstream] & queued[roads.downstream]
    up, down = roads.upstream[both], roads.downstream[both]
    head = np.full(count, -1, np.int64)
    reach = np.full(count, np.inf)
    leads_on = np.zeros(count, np.bool_)
    leads_on[up] = True
    fronts = np.flatnonzero(queued & ~leads_on)
    _grow(fronts, head, reach, length, up, down)
    while len(rest := np.flatnonzero(queued & (head < 0))):  # rings, one after another
        _grow(rest[[int(np.argmin(ratio[rest]))]], head, reach, length, up, down)
    heads = np.unique(head[head >= 0])
    reach[head < 0] = 0.0
    longest = np.zeros(count)
    inside = np.flatnonzero(head >= 0)
    np.maximum.at(longest, head[inside], reach[inside])
    members = np.bincount(head[inside], minlength=count)
    through = head[up] == head[down]
    junctions, first = np.unique(roads.end[up[through]], return_index=True)
    arms = np.zeros(len(junctions), np.int64)
    if len(junctions):
        ending = np.unique(up[through])
        arms = np.bincount(np.searchsorted(junctions, roads.end[ending]), minlength=len(junctions))
    return Queues(
        head, reach, heads, longest[heads], members[heads], junctions, head[up[through][first]], arms
    )  # fmt: skip


def _grow(fronts: Ints, head: Ints, reach: Floats, length: Floats, up: Ints, down: Ints) -> None:
    """Let queues reach upstream from their heads, the shortest way (Bellman and Ford, on queued segments alone)."""
    head[fronts] = fronts
    reach[fronts] = length[fronts]
    for _ in range(len(head)):
        offered = reach[down] + length[up]
        better = (head[down] >= 0) & (offered < reach[up])
        if not better.any():
            return
        where, what, whose = up[better], offered[better], head[down[better]]
        order = np.lexsort((-whose, -what))  # of several the shortest, then the first head, is written last
        reach[where[order]] = what[order]
        head[where[order]] = whose[order]
