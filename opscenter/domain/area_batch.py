"""Many areas asked at once: pairs of a place and an area, in one pass over arrays however many areas there are."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.area_shape import AreaShape, count_up, crossing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_PAIRS_AT_ONCE = 200_000


class AreaBatch:
    """The tables of all areas laid one behind the other, by slot. Areas that need more than counting edges (parts that
    overlap, the antimeridian) are asked one by one."""

    def __init__(self, areas: Mapping[int, AreaShape]) -> None:
        size = max(areas, default=-1) + 1
        self._alone = {slot: area for slot, area in areas.items() if not _is_plain(area)}
        tables = {slot: area.tables for slot, area in areas.items() if slot not in self._alone}
        self._is_plain = np.zeros(size, np.bool_)
        self._south, self._a_degree = np.zeros(size), np.zeros(size)
        self._strips, self._first_strip = np.ones(size, np.int64), np.zeros(size, np.int64)
        edges: list[tuple[Floats, Floats, Floats, Floats]] = []
        in_strip: list[Ints] = []
        starts: list[Ints] = []
        edge_at = strip_at = listed = 0
        for slot, one in tables.items():
            self._is_plain[slot] = True
            self._south[slot], self._a_degree[slot] = areas[slot].bounds[1], one.a_degree
            self._strips[slot], self._first_strip[slot] = len(one.strip_start) - 1, strip_at
            edges.append((one.x1, one.y1, one.x2, one.y2))
            in_strip.append(one.edge_in_strip + edge_at)
            starts.append(one.strip_start + listed)
            edge_at += len(one.x1)
            strip_at += len(one.strip_start)
            listed += len(one.edge_in_strip)
        columns = zip(*edges, strict=True) if edges else ((np.empty(0),),) * 4
        self._x1, self._y1, self._x2, self._y2 = (np.concatenate(column) for column in columns)
        self._edge_in_strip: Ints = np.concatenate(in_strip) if in_strip else np.empty(0, np.int64)
        self._strip_start: Ints = np.concatenate(starts) if starts else np.empty(0, np.int64)

    def contains(self, slots: Ints, x: Floats, y: Floats) -> Flags:
        """Whether each place is in the area of its slot or on its border, shape (n,) each. Every place is known and in
        the box of its area."""
        found = np.zeros(len(slots), np.bool_)
        plain = np.flatnonzero(self._is_plain[slots])
        for first in range(0, len(plain), _PAIRS_AT_ONCE):
            some = plain[first : first + _PAIRS_AT_ONCE]
            found[some] = self._plainly(slots[some], x[some], y[some])
        if self._alone:
            rest = np.flatnonzero(~self._is_plain[slots])
            for slot in np.unique(slots[rest]).tolist():
                some = rest[slots[rest] == slot]
                found[some] = self._alone[slot].contains(x[some], y[some])
        return found

    def _plainly(self, slots: Ints, x: Floats, y: Floats) -> Flags:
        # The strip is reckoned as the area does it, to the last bit.
        strip = ((y - self._south[slots]) * self._a_degree[slots]).astype(np.int64)
        strip = np.clip(strip, 0, self._strips[slots] - 1) + self._first_strip[slots]
        start = self._strip_start[strip]
        counts = self._strip_start[strip + 1] - start
        pair = np.repeat(np.arange(len(slots)), counts)
        edge = self._edge_in_strip[np.repeat(start, counts) + count_up(counts)]
        crosses, border = crossing(self._x1, self._y1, self._x2, self._y2, edge, x[pair], y[pair])
        inside: Flags = (np.bincount(pair[crosses], minlength=len(slots)) & 1).astype(np.bool_)
        inside[pair[border]] = True
        return inside


def _is_plain(area: AreaShape) -> bool:
    west, _, east, _ = area.bounds
    return area.tables.simple and west >= -180.0 and east <= 180.0
