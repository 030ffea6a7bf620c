"""Corridors out of the roads themselves, where a site has not described any: each road, in each direction.

A road is all segments of one `roadName`. Where its segments lead into each other they are chained, each once, the
chain going on with the segment that goes on straightest; what is too short to be a corridor is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.roads.road_map import RoadMap

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHORTEST_M = 1_500.0
FEWEST = 3
"""A corridor of one's own making is at least so long and has so many segments."""

MOST = 300
"""So many are made, the longest first."""


@dataclass(slots=True, frozen=True)
class Way:
    """A chain of segments (positions) in the order in which they are driven."""

    road: str
    segments: tuple[int, ...]


def ways_of(names: Sequence[str | None], roads: RoadMap, length: Floats, bearings: Floats) -> list[Way]:
    """The ways of all roads, the longest first. `bearings`: at the start and the end of each segment, rad, (n, 2)."""
    of_road: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        if name and roads.start[position] >= 0 and roads.end[position] >= 0:
            of_road.setdefault(name, []).append(position)
    onward: dict[int, list[int]] = {}
    for up, down in zip(roads.upstream.tolist(), roads.downstream.tolist(), strict=True):
        if names[up] == names[down]:
            onward.setdefault(up, []).append(down)
    found = []
    for road, members in of_road.items():
        for chain in chains(members, onward, bearings):
            metres = float(length[list(chain)].sum())
            if metres >= SHORTEST_M and len(chain) >= FEWEST:
                found.append((metres, Way(road, chain)))
    found.sort(key=lambda one: (-one[0], one[1].road, one[1].segments))
    return [way for _, way in found[:MOST]]


def chains(members: Sequence[int], onward: Mapping[int, Sequence[int]], bearings: Floats) -> list[tuple[int, ...]]:
    """Segments of one road in chains, each segment in one. Those that nothing leads into begin; what is left goes in
    a ring and is cut at its first."""
    led_into = {down for up in members for down in onward.get(up, ())}
    taken: set[int] = set()
    found: list[tuple[int, ...]] = []
    for begin in [*(one for one in members if one not in led_into), *members]:
        chain: list[int] = []
        here: int | None = begin if begin not in taken else None
        while here is not None:
            chain.append(here)
            taken.add(here)
            left = [one for one in onward.get(here, ()) if one not in taken]
            here = min(left, key=lambda one: (_turn(bearings, chain[-1], one), one), default=None)
        if chain:
            found.append(tuple(chain))
    return found


def _turn(bearings: Floats, first: int, second: int) -> float:
    """How far one turns from a segment into the next, rad; an unknown bearing counts as a right angle."""
    turn = float(bearings[second, 0] - bearings[first, 1])
    if not np.isfinite(turn):
        return float(np.pi / 2)
    return abs((turn + np.pi) % (2 * np.pi) - np.pi)
