"""One area, prepared for questions: is a point in it, does a line or another area touch it.

Edges are sorted into horizontal strips, as many as there are edges, so that a point is compared with the few edges
that pass its strip and not with all. An area is closed: its border belongs to it, and so does the border of its holes.
Sides are exact (`orientation`), so that a point that two districts share is in both, and none falls between them.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from opscenter.domain.area_rings import AreaFault, rings_of
from opscenter.domain.orientation import side_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_MOST_STRIPS = 8_192
_PAIRS_AT_ONCE = 400_000
_MOST_PASSES = 5_000
"""Edges that a level line may cross on average: a place costs as many comparisons. Coasts with all islands have some
hundreds."""
_LISTED = 8
"""About how many strips an edge may be listed in on average."""
_TURNS = (0.0, 360.0, -360.0)


class Tables(NamedTuple):
    """The edges of an area (degrees, shape (n,)), which of them pass each strip, strips to a degree, and whether
    counting all edges alike tells what is inside."""

    x1: Floats
    y1: Floats
    x2: Floats
    y2: Floats
    edge_in_strip: Ints
    strip_start: Ints
    a_degree: float
    simple: bool


class AreaShape:
    """A polygon or several, with holes. Degrees WGS 84, longitude first; `repairs`: what was mended, sentences.

    `bounds` is (west, south, east, north); east may be over 180 where the area crosses the antimeridian. Between two
    corners the border is straight in degrees, as on the map.
    """

    def __init__(self, geometry: Any) -> None:
        """`geometry`: GeoJSON. Raises AreaFault, with a sentence, for what is no area."""
        rings, repairs = rings_of(geometry)
        self.repairs: tuple[str, ...] = tuple(repairs)
        self.corners: Floats = np.concatenate([ring.corners for ring in rings])
        self._one_of_each = np.array([ring.corners[0] for ring in rings])
        after = np.concatenate([np.roll(ring.corners, -1, axis=0) for ring in rings])
        self._x1, self._y1 = np.ascontiguousarray(self.corners.T)
        self._x2, self._y2 = np.ascontiguousarray(after.T)
        self._ring = np.repeat(np.arange(len(rings)), [len(ring.corners) for ring in rings])
        self._hole = np.array([ring.hole for ring in rings], np.bool_)
        self._part = np.array([ring.part for ring in rings], np.int64)
        self.bounds: tuple[float, float, float, float] = (
            float(self._x1.min()), float(self._y1.min()), float(self._x1.max()), float(self._y1.max())
        )  # fmt: skip
        self._sort_into_strips()
        self._simple = len(rings) == 1 or self._nests()

    @property
    def tables(self) -> Tables:
        """What is prepared, for those who ask many areas at once."""
        return Tables(
            *(self._x1, self._y1, self._x2, self._y2),
            self._edge_in_strip,
            self._strip_start,
            self._a_degree,
            self._simple,
        )

    @property
    def edges(self) -> Floats:
        """The border as segments x1, y1, x2, y2, shape (n, 4)."""
        return np.column_stack((self._x1, self._y1, self._x2, self._y2))

    def contains(self, lon: ArrayLike, lat: ArrayLike) -> Flags:
        """Which places are in the area or on its border, shape (n,). Places that are not known (NaN) are in none."""
        x, y = np.atleast_1d(np.asarray(lon, np.float64)), np.atleast_1d(np.asarray(lat, np.float64))
        west, south, east, north = self.bounds
        found = np.zeros(len(x), np.bool_)
        high_enough = (y >= south) & (y <= north)
        for turn in _TURNS:
            if (turn > 0.0 and east <= 180.0) or (turn < 0.0 and west >= -180.0):
                continue
            turned = x + turn if turn else x
            chosen = np.flatnonzero(high_enough & (turned >= west) & (turned <= east) & ~found)
            if len(chosen):
                found[chosen] = self._inside(turned[chosen], y[chosen])
        return found

    def touches(self, segments: Floats) -> Flags:
        """Which segments x1, y1, x2, y2 (n, 4) have a point in common with the area. NaN touches nothing."""
        x1, y1, x2, y2 = np.asarray(segments, np.float64).reshape(-1, 4).T
        step = x2 - x1
        long = (np.abs(step) > 180.0) & (np.abs(step) < 360.0)
        if long.any():
            x2 = np.where(long, x2 - 360.0 * np.sign(step), x2)
        found = self.contains(x1, y1) | self.contains(x2, y2)
        west, south, east, north = self.bounds
        level = (np.minimum(y1, y2) <= north) & (np.maximum(y1, y2) >= south) & ~found
        low, high = np.minimum(x1, x2), np.maximum(x1, x2)
        for turn in _TURNS:
            near = np.flatnonzero(level & (low + turn <= east) & (high + turn >= west) & ~found)
            if len(near):
                found[near] = self._crosses(x1[near] + turn, y1[near], x2[near] + turn, y2[near])
        return found

    def meets(self, other: "AreaShape") -> bool:
        """Whether two areas have a point in common: one's border touches the other, or one lies within the other."""
        if not boxes_meet(self.bounds, other.bounds):
            return False
        a, b = (self, other) if len(self.corners) >= len(other.corners) else (other, self)
        return bool(a.touches(b.edges).any()) or bool(b.contains(*a._one_of_each.T).any())

    # -- strips ----------------------------------------------------------------------------------------------

    def _sort_into_strips(self) -> None:
        _, south, _, north = self.bounds
        height, edges = north - south, len(self._x1)
        passes = float(np.abs(self._y2 - self._y1).sum()) / height if height > 0.0 else 0.0
        if passes > _MOST_PASSES:
            raise AreaFault(f"The outline goes up and down {passes / 2:,.0f} times: publish a simpler one.")
        # An edge is listed in every strip it passes: what goes up and down a lot has fewer strips, not longer lists.
        self._strips = int(min(edges, _MOST_STRIPS, max(1.0, _LISTED * edges / max(passes, 1.0))))
        self._a_degree = self._strips / height if height > 0.0 else 0.0
        first = self._strip_of(np.minimum(self._y1, self._y2))
        last = self._strip_of(np.maximum(self._y1, self._y2))
        counts = last - first + 1
        edge = np.repeat(np.arange(len(first)), counts)
        strip = np.repeat(first, counts) + count_up(counts)
        order = np.argsort(strip, kind="stable")
        self._edge_in_strip: Ints = edge[order]
        self._strip_start: Ints = np.searchsorted(strip[order], np.arange(self._strips + 1))

    def _strip_of(self, y: Floats) -> Ints:
        # Rounded alike for points and edges and never falling with y: a point's edges are always in its strip.
        strip = ((y - self.bounds[1]) * self._a_degree).astype(np.int64)
        return np.clip(strip, 0, self._strips - 1)

    def _chunks(self, first: Ints, last: Ints) -> list[tuple[int, int]]:
        """Ranges of questions that make a bounded number of pairs each."""
        pairs = np.cumsum(self._strip_start[last + 1] - self._strip_start[first])
        if not len(pairs) or pairs[-1] <= _PAIRS_AT_ONCE:
            return [(0, len(pairs))]
        cuts = np.searchsorted(pairs, np.arange(_PAIRS_AT_ONCE, pairs[-1], _PAIRS_AT_ONCE)) + 1
        ends = np.unique(np.r_[0, cuts, len(pairs)])
        return list(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))

    def _pairs(self, first: Ints, last: Ints) -> tuple[Ints, Ints]:
        """Question and edge of every pair that shares a strip; strips from `first` to `last` of each question."""
        start = self._strip_start[first]
        counts = self._strip_start[last + 1] - start
        question = np.repeat(np.arange(len(first)), counts)
        edge = self._edge_in_strip[np.repeat(start, counts) + count_up(counts)]
        return question, edge

    # -- points ----------------------------------------------------------------------------------------------

    def _inside(self, x: Floats, y: Floats) -> Flags:
        strip = self._strip_of(y)
        found = np.zeros(len(x), np.bool_)
        for start, end in self._chunks(strip, strip):
            found[start:end] = self._inside_by_pairs(x[start:end], y[start:end], strip[start:end])
        return found

    def _inside_by_pairs(self, x: Floats, y: Floats, strip: Ints) -> Flags:
        point, ring, on_border = self._crossings(x, y, strip)
        if self._simple:
            found: Flags = (np.bincount(point, minlength=len(x)) & 1).astype(np.bool_)
        else:
            found = self._by_parts(point, ring, len(x))
        found[on_border] = True
        return found

    def _crossings(self, x: Floats, y: Floats, strip: Ints) -> tuple[Ints, Ints, Ints]:
        """Point and ring of each edge right of a point that its level passes; and the points on an edge."""
        point, edge = self._pairs(strip, strip)
        crosses, border = crossing(self._x1, self._y1, self._x2, self._y2, edge, x[point], y[point])
        return point[crosses], self._ring[edge[crosses]], point[border]

    def _by_parts(self, point: Ints, ring: Ints, points: int) -> Flags:
        """In the outer ring of some part and in none of its holes, each ring by the even-odd rule by itself."""
        rings = len(self._hole)
        key, times = np.unique(point * rings + ring, return_counts=True)
        key = key[times % 2 == 1]
        point, ring = key // rings, key % rings
        found = np.zeros(points, np.bool_)
        hole = self._hole[ring]
        parts = int(self._part.max()) + 1
        cut = np.unique(point[hole] * parts + self._part[ring[hole]])
        outer = point[~hole] * parts + self._part[ring[~hole]]
        found[point[~hole][~np.isin(outer, cut)]] = True
        return found

    def _nests(self) -> bool:
        """Whether the rings lie apart or in each other as they should: then counting all edges alike tells inside."""
        counts = np.diff(self._strip_start)
        if int((counts * counts).sum()) > 5 * _PAIRS_AT_ONCE or self._rings_touch():
            return False
        x, y = self._one_of_each.T
        point, around, _ = self._crossings(x, y, self._strip_of(y))
        rings = len(self._hole)
        key, times = np.unique(point * rings + around, return_counts=True)
        inner, outer = key[times % 2 == 1] // rings, key[times % 2 == 1] % rings
        inner, outer = inner[inner != outer], outer[inner != outer]
        cut = self._hole[outer]
        holes, outers = np.bincount(inner[cut], minlength=rings), np.bincount(inner[~cut], minlength=rings)
        if (outers != holes + self._hole).any():
            return False
        in_its_part = ~self._hole
        in_its_part[inner[~cut & (self._part[inner] == self._part[outer])]] = True
        return bool(in_its_part.all())

    def _rings_touch(self) -> bool:
        """Whether edges of different rings have a point in common."""
        first = self._strip_of(np.minimum(self._y1, self._y2))
        last = self._strip_of(np.maximum(self._y1, self._y2))
        for start, end in self._chunks(first, last):
            one, other = self._pairs(first[start:end], last[start:end])
            one = one + start
            apart = self._ring[one] < self._ring[other]
            one, other = one[apart], other[apart]
            if self._meet(self._x1[one], self._y1[one], self._x2[one], self._y2[one], other).any():
                return True
        return False

    # -- segments --------------------------------------------------------------------------------------------

    def _crosses(self, x1: Floats, y1: Floats, x2: Floats, y2: Floats) -> Flags:
        """Which segments have a point in common with an edge."""
        first, last = self._strip_of(np.minimum(y1, y2)), self._strip_of(np.maximum(y1, y2))
        found = np.zeros(len(x1), np.bool_)
        for start, end in self._chunks(first, last):
            one, edge = self._pairs(first[start:end], last[start:end])
            one = one + start
            meets = self._meet(x1[one], y1[one], x2[one], y2[one], edge)
            found[one[meets]] = True
        return found

    def _meet(self, x1: Floats, y1: Floats, x2: Floats, y2: Floats, edge: Ints) -> Flags:
        """Which segments have a point in common with the edge they are paired with, shape (n,)."""
        u1, v1, u2, v2 = self._x1[edge], self._y1[edge], self._x2[edge], self._y2[edge]
        meets: Flags = (np.minimum(x1, x2) <= np.maximum(u1, u2)) & (np.maximum(x1, x2) >= np.minimum(u1, u2))
        meets &= (np.minimum(y1, y2) <= np.maximum(v1, v2)) & (np.maximum(y1, y2) >= np.minimum(v1, v2))
        near = np.flatnonzero(meets)
        if len(near):
            x1, y1, x2, y2 = x1[near], y1[near], x2[near], y2[near]
            u1, v1, u2, v2 = u1[near], v1[near], u2[near], v2[near]
            # Their boxes meet, so segments that neither's line separates meet.
            crosses = side_of(x1, y1, x2, y2, u1, v1) * side_of(x1, y1, x2, y2, u2, v2) <= 0
            crosses &= side_of(u1, v1, u2, v2, x1, y1) * side_of(u1, v1, u2, v2, x2, y2) <= 0
            meets[near] = crosses
        return meets


def crossing(x1: Floats, y1: Floats, x2: Floats, y2: Floats, edge: Ints, x: Floats, y: Floats) -> tuple[Ints, Ints]:
    """Of pairs of an edge (its number) and a place: those where the edge passes the level right of the place (a corner
    counts once), and those where the place is on the edge. Positions among the pairs."""
    v1, v2, u1, u2 = y1[edge], y2[edge], x1[edge], x2[edge]
    near = (np.minimum(v1, v2) <= y) & (np.maximum(v1, v2) >= y) & (np.maximum(u1, u2) >= x)
    at = np.flatnonzero(near)
    x, y, u1, v1, u2, v2 = x[at], y[at], u1[at], v1[at], u2[at], v2[at]
    crosses = (v1 <= y) != (v2 <= y)
    border: Flags = np.zeros(len(at), np.bool_)
    close = np.flatnonzero(np.minimum(u1, u2) <= x)
    if len(close):
        side = side_of(u1[close], v1[close], u2[close], v2[close], x[close], y[close])
        border[close] = side == 0
        crosses[close] &= (side > 0) == (v2[close] > v1[close])
    return at[crosses & ~border], at[border]


def boxes_meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two boxes west, south, east, north have a point in common, on whichever turn of the world."""
    if a[1] > b[3] or b[1] > a[3]:
        return False
    return any(a[0] <= b[2] + turn and b[0] + turn <= a[2] for turn in _TURNS)


def count_up(counts: Ints) -> Ints:
    """0 .. count - 1 for each count, one after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - counts, counts)
