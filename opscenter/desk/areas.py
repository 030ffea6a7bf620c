"""The city's areas as a desk knows them: which entities are in which district or fence, beside a mirror.

No Qt, no clock of its own. `take` notes what a beat changed, in next to no time; `work` does what that means, in
slices as long as the caller allows. Asked in between, everything answers as of what has been done.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Alarm
from opscenter.domain.area_index import AreaIndex
from opscenter.domain.area_rings import AreaFault
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.changes import Changes

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

AREAS = ("Polygon", "MultiPolygon", "GeometryCollection")
MOST_AREAS = 5_000
_SHAPES_AT_ONCE = 100
_ROWS_AT_ONCE, _ROWS_AT_ONCE_IN_AREAS = 10_000, 500


class CityAreas:
    """`index` knows every entity's place and every area; keys are entity ids. `faults`: areas that are none, and why.

    An area is an entity of a kind whose `geometry` in the catalogue is "area", with a shape that encloses something.
    """

    def __init__(self, mirror: Mirror, catalogue: Catalogue) -> None:
        self._mirror = mirror
        self._catalogue = catalogue
        self.version = 0  # rises whenever some membership may have changed
        self.start_anew()

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Other kinds are areas now: everything begins anew."""
        self._catalogue = catalogue
        self.start_anew()

    def start_anew(self) -> None:
        """A snapshot has replaced everything."""
        mirror = self._mirror
        self.index = AreaIndex()
        self.faults: dict[str, str] = {}
        self.version += 1
        self.left_out: dict[str, None] = {}  # areas beyond MOST_AREAS, in which nothing is looked for
        self._is_area_kind: dict[str, bool] = {}
        self._known: dict[int, dict[str, Any] | None] = {}  # shapes that are worked in
        self._rows = 0  # taken over
        self._moved: list[Ints] = []
        self._shapes: dict[int, None] = dict.fromkeys(row for row in mirror.shapes if not self._is_area(row))
        self._areas: dict[int, None] = dict.fromkeys(row for row in mirror.shapes if self._is_area(row))

    def take(self, changes: Changes) -> None:
        """Note what a beat changed; after a snapshot everything begins anew."""
        if changes.everything:
            if changes.same_entities and max(self._known, default=-1) < len(self._mirror.ids):
                self._compare()  # another moment of the same city: most of it stands where it stood
            else:
                self.start_anew()
            return
        if changes.new_rows and changes.first_new_row < self._rows:  # known at the moment that was shown before
            self._moved.append(np.arange(changes.first_new_row, changes.first_new_row + changes.new_rows))
        if len(changes.moved_rows):
            self._moved.append(changes.moved_rows)
        for row in changes.reshaped_rows:
            (self._areas if self._is_area(row) else self._shapes)[row] = None

    def _compare(self) -> None:
        """What stands elsewhere now, or (of rows beyond the mirror's) nowhere, is to be placed again."""
        mirror, known = self._mirror, self._known
        moved = self.index.elsewhere(*self._places(np.arange(self._rows)))
        self._moved = [moved] if len(moved) else []
        for row in {*known, *mirror.shapes}:
            if known.get(row) is not mirror.shapes.get(row):
                (self._areas if self._is_area(row) else self._shapes)[row] = None

    def _places(self, rows: Ints) -> tuple[Floats, Floats]:
        """Degrees by row, shape (n,) each; NaN of those that the moment shown does not know."""
        mirror, places = self._mirror, np.full((2, len(rows)), np.nan)
        there = rows < len(mirror.ids)
        places[0, there], places[1, there] = mirror.lon[rows[there]], mirror.lat[rows[there]]
        return places[0], places[1]

    @property
    def idle(self) -> bool:
        """Everything known has been worked in."""
        return not (self._moved or self._shapes or self._areas or self._rows < len(self._mirror.ids))

    def work(self, seconds: float, clock: Callable[[], float]) -> bool:
        """Work for about so long (at least one step, of some milliseconds). True while there is more to do."""
        until = clock() + seconds
        while not self.idle:
            self._step()
            self.version += 1
            if clock() >= until:
                break
        return not self.idle

    def _step(self) -> None:
        mirror, index = self._mirror, self.index
        at_once = _ROWS_AT_ONCE if not len(index) else _ROWS_AT_ONCE_IN_AREAS
        if self._rows < len(mirror.ids):
            last = min(self._rows + at_once, len(mirror.ids))
            rows = np.arange(self._rows, last)
            index.resize(last)
            index.place(rows, mirror.lon[rows], mirror.lat[rows])
            self._rows = last
        elif self._moved:
            rows = np.unique(np.concatenate(self._moved))
            self._moved.clear()
            if len(rows) > at_once:
                self._moved.append(rows[at_once:])
                rows = rows[:at_once]
            index.place(rows, *self._places(rows))
        elif self._shapes:
            some = [self._shapes.popitem()[0] for _ in range(min(_SHAPES_AT_ONCE, len(self._shapes)))]
            # Areas of whatever kind are where their middle is: only a line is in several places.
            other = {row: mirror.shapes.get(row) for row in some if self._is_news(row)}
            index.shape_many({row: shape if _is_line(shape) else None for row, shape in other.items()})
        elif self._areas:
            row = next(iter(self._areas))
            del self._areas[row]
            if self._is_news(row):
                self._take_area(row)

    def _is_news(self, row: int) -> bool:
        """Whether the shape of an entity is another than is known; then it is known."""
        shape = self._mirror.shapes.get(row)
        before, self._known[row] = self._known.get(row), shape
        return before != shape

    def _take_area(self, row: int) -> None:
        key, geometry = self._mirror.ids[row], self._mirror.shapes.get(row)
        self.faults.pop(key, None)
        if not isinstance(geometry, dict) or geometry.get("type") not in AREAS or geometry.get("geometries") == []:
            self.left_out.pop(key, None)
            if key in self.index:
                self.index.remove_area(key)
                self._make_room()
            return
        if len(self.index) >= MOST_AREAS and key not in self.index:
            self.left_out[key] = None
            self.faults[key] = f"There are more than {MOST_AREAS:,} areas; nothing is looked for in this one."
            return
        self.left_out.pop(key, None)
        try:
            self.index.set_area(key, geometry, row)
        except AreaFault as fault:
            self.faults[key] = str(fault)  # the outline before stays in force

    def _make_room(self) -> None:
        """An area has gone: the first that was left out comes in its place."""
        for key in list(self.left_out)[:1]:
            row = self._mirror.row_of[key]
            self._known.pop(row, None)
            self._areas[row] = None

    def _is_area(self, row: int) -> bool:
        kind = self._mirror.types[row]
        known = self._is_area_kind.get(kind)
        if known is None:
            known = self._is_area_kind[kind] = self._catalogue.kind(kind).geometry == "area"
        return known

    # -- reading ---------------------------------------------------------------------------------------------

    def is_area(self, entity: str) -> bool:
        """Whether an entity is an area that things can be in."""
        return entity in self.index

    def inside(self, area: str) -> Flags:
        """By row of the mirror: in the area, or the area itself; shape (rows,)."""
        found = np.zeros(len(self._mirror.ids), np.bool_)
        rows = self.things_within(area)
        found[rows[rows < len(found)]] = True
        row = self._mirror.row_of.get(area, -1)
        if row >= 0:
            found[row] = True
        return found

    def within(self, areas: list[str] | tuple[str, ...]) -> Flags:
        """By row: in one of several areas, or one of them."""
        found = np.zeros(len(self._mirror.ids), np.bool_)
        for area in areas:
            found |= self.inside(area)
        return found

    def has_place(self, row: int) -> bool:
        """Whether anybody knows where an entity is."""
        return row in self._mirror.shapes or bool(np.isfinite(self._mirror.lon[row] + self._mirror.lat[row]))

    def alarms_within(self, area: str) -> list[Alarm]:
        """The alarms of everything in an area, and its own, worst first."""
        inside, row_of = self.inside(area), self._mirror.row_of
        found = [
            one for one in self._mirror.alarms.values() if (row := row_of.get(one.entity, -1)) >= 0 and inside[row]
        ]
        return sorted(found, key=lambda alarm: (alarm.priority, -alarm.since))

    def things_within(self, area: str) -> Ints:
        """Rows of what is in an area, ascending: places in it, lines that touch it. Another area is when its middle is
        in it (a zone within), or when it holds this one's middle (a warning over it); a neighbour is not."""
        row = self._mirror.row_of.get(area, -1)
        rows = self.index.members(area)
        if row < 0 or area not in self.index:
            return rows
        over = self.index.areas_at(float(self._mirror.lon[row]), float(self._mirror.lat[row]))
        covering = [at for one in over if (at := self._mirror.row_of.get(one, -1)) >= 0 and at != row]
        return np.union1d(rows, np.array(covering, np.int64)) if covering else rows


def _is_line(shape: dict[str, Any] | None) -> bool:
    return isinstance(shape, dict) and shape.get("type") in ("LineString", "MultiLineString")
