"""How road segments hang together: junctions, which segment leads into which, and which detectors stand on one.

The topology is what is published: each segment names the junctions at its ends (`refStartJunction`,
`refEndJunction`), each detector its segment (`refRoadSegment`). A segment without junctions is alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Texts = Sequence[str | None]


@dataclass(slots=True)
class RoadMap:
    """Segments by position. `start`, `end`: numbers of junctions, -1: none is named, shape (n,).

    `upstream`, `downstream`: pairs of segments, the first leading into the second, shape (pairs,); there is no pair of
    a segment with itself or with its opposite direction. `detector_segment`: position of the segment of each detector,
    -1: none that is known, shape (detectors,).
    """

    junctions: list[str]
    start: Ints
    end: Ints
    upstream: Ints
    downstream: Ints
    detector_segment: Ints

    def __len__(self) -> int:
        return len(self.start)


def road_map(starts: Texts, ends: Texts, on: Texts, positions: Mapping[str, int]) -> RoadMap:
    """The map of segments by what they and the detectors name; `positions`: id of a segment -> its position."""
    numbers: dict[str, int] = {}
    start = np.array([numbers.setdefault(name, len(numbers)) if name else -1 for name in starts], np.int64)
    end = np.array([numbers.setdefault(name, len(numbers)) if name else -1 for name in ends], np.int64)
    upstream, downstream = pairs_of(start, end)
    detector = np.array([positions.get(name, -1) if name else -1 for name in on], np.int64)
    return RoadMap(list(numbers), start, end, upstream, downstream, detector)


def pairs_of(start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """All pairs (upstream, downstream) of segments, the one ending at the junction where the other starts."""
    by_start = np.argsort(start, kind="stable")
    sorted_start = start[by_start]
    first = np.searchsorted(sorted_start, end, side="left")
    count = np.searchsorted(sorted_start, end, side="right") - first
    count[end < 0] = 0
    upstream = np.repeat(np.arange(len(end)), count)
    place = np.arange(len(upstream)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    downstream = by_start[place]
    back = (end[downstream] == start[upstream]) | (upstream == downstream)
    return upstream[~back], downstream[~back]
