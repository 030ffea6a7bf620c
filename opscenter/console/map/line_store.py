"""The segments of all lines in one array, with what is known along them; gathered when lines came or changed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.both_ways import both_ways
from opscenter.console.map.projection import Floats
from opscenter.console.map.rows import MapRows

_NO_ROWS = np.empty(0, np.int64)


@dataclass(slots=True)
class LineStore:
    """`segment` float64 (m, 4) world and, of length m: `row`, `side`, `gap`, `along`; see `Course`."""

    segment: Floats
    row: NDArray[np.int64]
    side: NDArray[np.int8]
    gap: NDArray[np.float32]
    along: Floats


def no_lines() -> LineStore:
    """A store of a city without lines."""
    return LineStore(np.empty((0, 4)), _NO_ROWS, np.empty(0, np.int8), np.empty(0, np.float32), np.empty(0, np.float64))


def gather(rows: MapRows) -> LineStore:
    """All lines that were read. While more wait to be read nobody looks for the other direction of roads."""
    if not rows.segments:
        return no_lines()
    parts = list(rows.segments.values())
    owners = np.array(list(rows.segments), np.int64)
    lengths = np.array([len(part) for part in parts], np.int64)
    segment = np.concatenate(parts)
    row = np.repeat(owners, lengths)
    first = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    last = first + lengths - 1
    reach = np.hypot(segment[:, 2] - segment[:, 0], segment[:, 3] - segment[:, 1])
    total = np.cumsum(reach)
    along = total - reach
    along -= np.repeat(along[first], lengths)
    side, gap = np.zeros(len(owners), np.int8), np.zeros(len(owners), np.float32)
    wish = np.array([{"left": 1, "right": -1}.get(kind.side, 0) for kind in rows.kinds], np.int8)[rows.kind[owners]]
    driven = np.flatnonzero(wish != 0) if not rows.pending else _NO_ROWS
    if len(driven):
        middle = np.column_stack((rows.x[owners[driven]], rows.y[owners[driven]]))
        other, found, distance = both_ways(middle, segment[first[driven], :2], segment[last[driven], 2:])
        paired = other >= 0
        side[driven[paired]] = np.where(found[paired] != 0, found[paired], wish[driven[paired]])
        gap[driven[paired]] = distance[paired]
    return LineStore(segment, row, np.repeat(side, lengths), np.repeat(gap, lengths), along)
