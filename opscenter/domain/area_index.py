"""Which entities are in which areas, and which are near a place: kept up to date while things move, appear and change.

Everything is columns. Membership is a bit for each area and row, so that "who is in here" reads one column and a move
rewrites one; a question about a place compares boxes first and edges of what is left after. Nearness is one pass over
unit vectors: at 50,000 entities that is quicker than a tree, exact at the poles, and costs nothing when things move.

No Qt, no clock, one thread at a time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from opscenter.domain.area_batch import AreaBatch
from opscenter.domain.area_rings import AreaFault
from opscenter.domain.area_shape import AreaShape, boxes_meet
from opscenter.domain.sphere import chord_of_metres, directions, metres_of_chord

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_ROWS_AT_ONCE = 2_000
_TURNS = (0.0, 360.0, -360.0)
_LINE_DEPTH = {"LineString": 1, "MultiLineString": 2}
_NO_ROWS = np.empty(0, np.int64)


@dataclass(slots=True, frozen=True)
class Near:
    """Rows and how far they are, metres over ground, nearest first; both shape (n,)."""

    rows: Ints
    metres: Floats


class AreaIndex:
    """Places of entities by row, areas by key (an entity's id).

    A point is in an area when it is inside or on the border; a line or an area that is an entity is in it when it has
    a point in common with it. `resize` first, then `place`, `shape` and `set_area` as they come.
    """

    def __init__(self) -> None:
        self._lon: Floats = np.empty(0)
        self._lat: Floats = np.empty(0)
        self._vectors: Floats = np.empty((3, 0))
        self._rows = 0
        self._bits: NDArray[np.uint8] = np.zeros((0, 0), np.uint8)  # (slots / 8, rows)
        self._slot: dict[str, int] = {}
        self._free: list[int] = []
        self._areas: list[AreaShape | None] = []
        self._row_of_area: list[int] = []
        self._boxes: Floats = np.empty((0, 4))  # NaN where a slot is free
        self._batch: AreaBatch | None = None  # None: some area has changed
        self._lines: dict[int, Floats] = {}
        self._shapes: dict[int, AreaShape] = {}
        self._shaped: Flags = np.empty(0, np.bool_)  # by row: a line or an area
        self._gathered: tuple[Floats, Ints] | None = None

    def __len__(self) -> int:
        """How many areas there are."""
        return len(self._slot)

    def __contains__(self, key: str) -> bool:
        return key in self._slot

    @property
    def keys(self) -> list[str]:
        """All areas."""
        return list(self._slot)

    @property
    def rows(self) -> int:
        """How many entities there are, with a place or without."""
        return self._rows

    def area(self, key: str) -> AreaShape | None:
        """The shape of an area."""
        slot = self._slot.get(key)
        return None if slot is None else self._areas[slot]

    # -- writing ---------------------------------------------------------------------------------------------

    def resize(self, rows: int) -> None:
        """Room for entities 0 .. rows - 1; new ones have no place."""
        if rows > len(self._lon):
            room = max(1024, rows, 2 * len(self._lon))
            self._lon = _grown(self._lon, room, np.nan)
            self._lat = _grown(self._lat, room, np.nan)
            self._vectors = _grown(self._vectors, room, np.nan)
            self._shaped = _grown(self._shaped, room, False)
            self._bits = _grown(self._bits, room, 0)
        self._rows = max(rows, self._rows)

    def elsewhere(self, lon: Floats, lat: Floats) -> Ints:
        """Which of the first entities are not known to be at these places, degrees, shape (n,) each."""
        known = self._lon[: len(lon)], self._lat[: len(lat)]
        unlike = [(was != now) & ~(np.isnan(was) & np.isnan(now)) for was, now in zip(known, (lon, lat), strict=True)]
        return np.flatnonzero(unlike[0] | unlike[1])

    def place(self, rows: ArrayLike, lon: ArrayLike, lat: ArrayLike) -> None:
        """Entities are at these places now, degrees, shape (n,) each; NaN: nobody knows where."""
        at = np.asarray(rows, np.int64)
        x, y = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
        # A place that is no place on earth is no place.
        known = (np.abs(x) <= 360.0) & (np.abs(y) <= 90.0)
        x, y = np.where(known, x, np.nan), np.where(known, y, np.nan)
        self._lon[at], self._lat[at] = x, y
        self._vectors[:, at] = directions(x, y)
        if self._lines or self._shapes:
            plain = ~self._shaped[at]
            at, x, y = at[plain], x[plain], y[plain]
        if not len(at) or not self._slot:
            return
        self._bits[:, at] = 0
        for first in range(0, len(at), _ROWS_AT_ONCE):
            some = slice(first, first + _ROWS_AT_ONCE)
            self._join(at[some], x[some], y[some])

    def _join(self, at: Ints, x: Floats, y: Floats) -> None:
        """Set the bits of places, none of which are set yet."""
        if self._batch is None:
            self._batch = AreaBatch({slot: area for slot, area in enumerate(self._areas) if area is not None})
        boxes = self._boxes[:, :, None]
        held = _in_box((boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]), x[None, :], y[None, :])
        slots, chosen = np.nonzero(held)
        inside = self._batch.contains(slots, x[chosen], y[chosen])
        inside &= at[chosen] != np.array(self._row_of_area, np.int64)[slots]
        slots, rows = slots[inside], at[chosen[inside]]
        np.bitwise_or.at(self._bits, (slots >> 3, rows), (1 << (slots & 7)).astype(np.uint8))

    def shape(self, row: int, geometry: Any) -> None:
        """An entity is a line or an area (GeoJSON); None, a point or what cannot be read: it is at its place only."""
        self.shape_many({row: geometry})

    def shape_many(self, geometries: Mapping[int, Any]) -> None:
        """The same of several entities at once, which costs hardly more than of one."""
        self._gathered = None
        for row, geometry in geometries.items():
            self._take_shape(row, geometry)
        if self._slot:
            self._join_again(list(geometries))

    def _take_shape(self, row: int, geometry: Any) -> None:
        self._lines.pop(row, None)
        self._shapes.pop(row, None)
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind in _LINE_DEPTH:
            segments = _segments(geometry["coordinates"], _LINE_DEPTH[kind])
            if len(segments):
                self._lines[row] = segments
        elif kind in ("Polygon", "MultiPolygon", "GeometryCollection"):
            try:
                self._shapes[row] = AreaShape(geometry)
            except AreaFault:
                pass  # whoever makes it an area is told why
        self._shaped[row] = row in self._lines or row in self._shapes

    def set_area(self, key: str, geometry: Any, row: int = -1) -> AreaShape:
        """An area is new or has changed. `row`: the entity it is, which is not in itself. Raises AreaFault."""
        shape = geometry if isinstance(geometry, AreaShape) else AreaShape(geometry)
        slot = self._slot.get(key)
        if slot is None:
            slot = self._free.pop() if self._free else len(self._areas)
            if slot == len(self._areas):
                self._areas.append(None)
                self._row_of_area.append(-1)
                self._boxes = np.vstack((self._boxes, np.full((1, 4), np.nan)))
                if slot >= 8 * len(self._bits):
                    self._bits = np.vstack((self._bits, np.zeros((1, len(self._lon)), np.uint8)))
            self._slot[key] = slot
        self._areas[slot] = shape
        self._batch = None
        self._row_of_area[slot] = row
        self._boxes[slot] = shape.bounds
        self._fill(slot, shape)
        return shape

    def remove_area(self, key: str) -> None:
        """An area is there no more; unknown ones are passed over."""
        slot = self._slot.pop(key, None)
        if slot is not None:
            self._areas[slot] = None
            self._batch = None
            self._boxes[slot] = np.nan
            self._bits[slot >> 3] &= np.uint8(0xFF ^ (1 << (slot & 7)))
            self._free.append(slot)

    # -- areas -----------------------------------------------------------------------------------------------

    def members(self, key: str) -> Ints:
        """Rows of the entities in an area, ascending; none for an area nobody knows."""
        return np.flatnonzero(self.inside(key))

    def inside(self, key: str) -> Flags:
        """By row: in the area, shape (rows,)."""
        slot = self._slot.get(key)
        if slot is None:
            return np.zeros(self._rows, np.bool_)
        inside: Flags = (self._bits[slot >> 3, : self._rows] & np.uint8(1 << (slot & 7))) != 0
        return inside

    def areas_of(self, row: int) -> list[str]:
        """The areas an entity is in."""
        if not 0 <= row < self._rows:
            return []
        column = self._bits[:, row]
        return [key for key, slot in self._slot.items() if column[slot >> 3] >> (slot & 7) & 1]

    def areas_at(self, lon: float, lat: float) -> list[str]:
        """The areas a place is in, the smallest box first."""
        x, y = np.array([lon], np.float64), np.array([lat], np.float64)
        if not self._slot or not (np.isfinite(x).all() and np.isfinite(y).all()):
            return []
        found = [slot for slot, _ in self._candidates(x, y) if self._contains(slot, x, y)]
        width = (self._boxes[:, 2] - self._boxes[:, 0]) * (self._boxes[:, 3] - self._boxes[:, 1])
        key_of = {slot: key for key, slot in self._slot.items()}
        return [key_of[slot] for slot in sorted(found, key=lambda slot: width[slot])]

    def within(self, area: AreaShape) -> Ints:
        """Rows of the entities in an area that is not kept here (a lasso), ascending."""
        found = area.contains(self._lon[: self._rows], self._lat[: self._rows])
        shaped, touching = self._shaped_in(area)
        found[shaped] = touching
        return np.flatnonzero(found)

    # -- nearness --------------------------------------------------------------------------------------------

    def nearest(self, lon: float, lat: float, k: int = 1, among: Flags | None = None) -> Near:
        """The `k` entities whose places are nearest. `among`: only these, by row, shape (rows,)."""
        square, rows = self._squares(lon, lat, among)
        if 0 < k < len(square):
            first = np.argpartition(square, k - 1)[:k]
            square, rows = square[first], rows[first]
        return _in_order(square, rows) if k > 0 else Near(_NO_ROWS, np.empty(0))

    def within_radius(self, lon: float, lat: float, metres: float, among: Flags | None = None) -> Near:
        """All entities whose places are no further than that over ground."""
        square, rows = self._squares(lon, lat, among)
        near = square <= chord_of_metres(metres)
        return _in_order(square[near], rows[near])

    def _squares(self, lon: float, lat: float, among: Flags | None) -> tuple[Floats, Ints]:
        """Squared chords to a place and their rows, of entities that have a place."""
        towards = directions([lon], [lat])
        # The three differences, not a scalar product: that loses everything below ten metres to rounding.
        away = self._vectors[:, : self._rows] - towards
        square = np.einsum("ij,ij->j", away, away)
        chosen = np.isfinite(square)
        if among is not None:
            chosen[: len(among)] &= among[: self._rows]
            chosen[len(among) :] = False
        rows = np.flatnonzero(chosen)
        return square[rows], rows

    # -- joining ---------------------------------------------------------------------------------------------

    def _contains(self, slot: int, x: Floats, y: Floats) -> bool:
        area = self._areas[slot]
        return area is not None and bool(area.contains(x, y)[0])

    def _candidates(self, x: Floats, y: Floats) -> Iterable[tuple[int, Ints]]:
        """Areas whose box holds some of these places, and the positions of those."""
        boxes = self._boxes[:, :, None]
        held = _in_box((boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]), x[None, :], y[None, :])
        slots, chosen = np.nonzero(held)
        for slot in np.unique(slots).tolist():
            yield slot, chosen[slots == slot]

    def _fill(self, slot: int, shape: AreaShape) -> None:
        inside = shape.contains(self._lon[: self._rows], self._lat[: self._rows])
        shaped, touching = self._shaped_in(shape)
        inside[shaped] = touching
        own = self._row_of_area[slot]
        if 0 <= own < self._rows:
            inside[own] = False
        bit = np.uint8(1 << (slot & 7))
        plane = self._bits[slot >> 3, : self._rows]
        plane &= np.uint8(0xFF ^ int(bit))
        plane[inside] |= bit

    def _shaped_in(self, area: AreaShape) -> tuple[Ints, Flags]:
        """Rows of all lines and areas, and which of them have a point in common with this one."""
        if not self._lines and not self._shapes:
            return _NO_ROWS, np.empty(0, np.bool_)
        if self._gathered is None:
            parts = list(self._lines.values())
            owner = np.repeat(np.array(list(self._lines), np.int64), [len(part) for part in parts])
            self._gathered = np.concatenate(parts) if parts else np.empty((0, 4)), owner
        segments, owner = self._gathered
        touched = np.zeros(self._rows, np.bool_)
        touched[owner[area.touches(segments)]] = True
        for row, shape in self._shapes.items():
            touched[row] = boxes_meet(shape.bounds, area.bounds) and area.meets(shape)
        rows = np.array([*self._lines, *self._shapes], np.int64)
        return rows, touched[rows]

    def _join_again(self, rows: list[int]) -> None:
        """Find the areas of some entities anew."""
        self._bits[:, rows] = 0
        plain = np.array([row for row in rows if not self._shaped[row]], np.int64)
        if len(plain):
            self.place(plain, self._lon[plain], self._lat[plain])
        lines = [row for row in rows if row in self._lines]
        segments = np.concatenate([self._lines[row] for row in lines]) if lines else np.empty((0, 4))
        owner = np.repeat(np.array(lines, np.int64), [len(self._lines[row]) for row in lines])
        shapes = [(row, self._shapes[row]) for row in rows if row in self._shapes]
        for slot in self._slot.values():
            area = self._areas[slot]
            if area is None:
                continue
            touching = [row for row, shape in shapes if row != self._row_of_area[slot] and area.meets(shape)]
            if len(owner):
                touching += np.unique(owner[area.touches(segments)]).tolist()
            self._bits[slot >> 3, touching] |= np.uint8(1 << (slot & 7))


def _in_box(box: Any, x: Floats, y: Floats) -> Flags:
    west, south, east, north = box
    held: Flags = (y >= south) & (y <= north)
    held &= ((x >= west) & (x <= east)) | ((x + 360.0) <= east) | ((x - 360.0) >= west)
    return held


def _in_order(square: Floats, rows: Ints) -> Near:
    order = np.lexsort((rows, square))
    return Near(rows[order], metres_of_chord(square[order]))


def _grown(column: NDArray[Any], room: int, fill: float) -> NDArray[Any]:
    grown = np.full((*column.shape[:-1], room), fill, column.dtype)
    grown[..., : column.shape[-1]] = column
    return grown


def _segments(coordinates: Any, depth: int) -> Floats:
    """Segments x1, y1, x2, y2 of a line or several, shape (n, 4); none of what cannot be read."""
    found = []
    for line in coordinates if depth == 2 else [coordinates]:
        try:
            points = np.asarray([position[:2] for position in line], np.float64)
        except (TypeError, ValueError, IndexError):
            continue
        if points.ndim == 2 and points.shape[1] == 2 and len(points) > 1 and np.isfinite(points).all():
            found.append(np.hstack((points[:-1], points[1:])))
    return np.concatenate(found) if found else np.empty((0, 4))
