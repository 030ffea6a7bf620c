"""What the map needs of every entity, in columns that follow the mirror beat by beat. No Qt."""

from collections import deque
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import Floats, to_world
from opscenter.console.map.shapes_in_world import WorldShape, world_shape
from opscenter.console.map.state_marks import StateMarks
from opscenter.desk.columns import Column
from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Catalogue, Kind
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality

POINT, LINE, AREA = 0, 1, 2
HEADINGS = ("heading", "bearing", "direction")
_STILL = 3e-8  # a move below this (about a metre) says nothing about the heading

_NOWHERE = 0.003
"""From this distance of the city (world units, about 120 km) on nobody believes a place of exactly 0, 0."""

Rows = NDArray[np.int64]


class MapRows:
    """Columns by entity row: place in world coordinates, kind, form, quality, worst alarm, key cells.

    `x`, `y` float64 NaN where unknown; `kind` index into `kinds`; `form` POINT, LINE or AREA; `priority` 0 without
    an alarm, else 1..4; `open_` whether something there waits for an acknowledgement; `standing` whether a condition
    stands now; `heading` degrees or NaN; `mark` of its state (see `StateMarks`).
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.kinds: list[Kind] = []
        self._index: dict[str, int] = {}
        self.shapes: dict[int, WorldShape] = {}
        self.segments: dict[int, Floats] = {}  # of lines, by row
        self.version = 0  # counts changes of lines and areas
        self._pending: deque[tuple[int, Any]] = deque()
        self._read: dict[int, Any] = {}  # geometries that were read, or are waiting
        self._states = StateMarks()
        self._clear()

    def _clear(self) -> None:
        self._x: Column[np.float64] = Column(np.float64, np.nan)
        self._y: Column[np.float64] = Column(np.float64, np.nan)
        self._heading: Column[np.float32] = Column(np.float32, np.nan)
        self._kind: Column[np.int32] = Column(np.int32, 0)
        self._form: Column[np.uint8] = Column(np.uint8, POINT)
        self._base: Column[np.uint8] = Column(np.uint8, 0)
        self._quality: Column[np.uint8] = Column(np.uint8, 0)
        self._priority: Column[np.uint8] = Column(np.uint8, 0)
        self._open: Column[np.bool_] = Column(np.bool_, False)
        self._standing: Column[np.bool_] = Column(np.bool_, False)
        self._headline: Column[np.int64] = Column(np.int64, -1)
        self._ramp: Column[np.int64] = Column(np.int64, -1)
        self._turn: Column[np.int64] = Column(np.int64, -1)
        self._flow: Column[np.int64] = Column(np.int64, -1)
        self._zero: Column[np.bool_] = Column(np.bool_, False)
        self._states.clear()
        self._entity_of: dict[str, str] = {}
        self._unplaced: set[str] = set()
        self._cells = 0
        self.shapes.clear()
        self.segments.clear()
        self._pending.clear()
        self._read.clear()
        self.version += 1

    # -- reading ---------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._x)

    @property
    def x(self) -> Floats:
        return self._x.view

    @property
    def y(self) -> Floats:
        return self._y.view

    @property
    def heading(self) -> NDArray[np.float32]:
        return self._heading.view

    @property
    def kind(self) -> NDArray[np.int32]:
        return self._kind.view

    @property
    def form(self) -> NDArray[np.uint8]:
        return self._form.view

    @property
    def quality(self) -> NDArray[np.uint8]:
        """`Quality` of what is drawn of the entity: its key values', or STALE when it has been silent too long."""
        return self._quality.view

    @property
    def priority(self) -> NDArray[np.uint8]:
        return self._priority.view

    @property
    def open_(self) -> NDArray[np.bool_]:
        return self._open.view

    @property
    def standing(self) -> NDArray[np.bool_]:
        """Whether an alarm's condition stands now; False when all have returned to normal."""
        return self._standing.view

    @property
    def headline_cell(self) -> Rows:
        """The cell of the number beside the symbol, -1 without one."""
        return self._headline.view

    @property
    def ramp_cell(self) -> Rows:
        """The cell that colours a line or area, -1 without one."""
        return self._ramp.view

    @property
    def flow_cell(self) -> Rows:
        """The cell of what runs along a line, -1 without one."""
        return self._flow.view

    @property
    def mark(self) -> NDArray[np.uint8]:
        """The mark of the entity's state, 0 without one."""
        return self._states.mark

    @property
    def at_nowhere(self) -> Rows:
        """Rows that say they stand at 0, 0 though nothing else does: an instrument that does not know its place."""
        return np.flatnonzero(self._zero.view & ~np.isfinite(self.x))

    @property
    def without_place(self) -> Rows:
        """Rows without a place on the map, those `at_nowhere` aside."""
        return np.flatnonzero(~np.isfinite(self.x) & ~self._zero.view)

    @property
    def pending(self) -> int:
        """Lines and areas not read yet; see `read_shapes`."""
        return len(self._pending)

    def kind_of(self, row: int) -> Kind:
        """The kind of an entity."""
        return self.kinds[int(self.kind[row])]

    # -- following the mirror --------------------------------------------------------------------------------

    def apply(self, mirror: Mirror, changes: Changes, now: int) -> Rows:
        """Follow one beat or snapshot; returns the rows that may look different now (all after a snapshot)."""
        every = changes.everything and changes.same_entities and len(self) > 0
        if every:
            changes = self._to_moment(mirror, changes)
        if changes.everything or len(self) > len(mirror.ids):
            self._clear()
        first = len(self)
        everything = first == 0
        self._add(mirror, first)
        self._bind_cells(mirror, first)
        touched: list[Rows] = [np.arange(first, len(self), dtype=np.int64)]
        if not everything:
            self._moved(mirror, changes.moved_rows)
            touched += [changes.moved_rows, np.array(changes.renamed_rows + changes.reshaped_rows, np.int64)]
            self._wait(mirror, (row for row in changes.reshaped_rows if row < first))
            if len(changes.cells):
                self._states.read(mirror, changes.cells)
                # At another moment it is all of them: sorting them out would tell nothing.
                rows = changes.moved_rows if every else _each_once(mirror.cell_row[changes.cells].astype(np.int64))
                self._judge_rows(mirror, rows)
                self._turned(mirror, rows)
                touched.append(rows)
            touched.append(self._alarms(mirror, changes.alarms))
        else:
            self._alarms(mirror, mirror.alarms)
        touched.append(self._doubt_zeros())
        aged = self.age(mirror, now)
        if every:
            return np.arange(len(self), dtype=np.int64)
        return touched[0] if everything else _each_once(*touched, aged)

    def _to_moment(self, mirror: Mirror, changes: Changes) -> Changes:
        """The same entities at another moment, of which some may not be known: as changes of all that stays. Lines and
        areas need not be read again, and nothing blinks."""
        count, cells = len(mirror.ids), len(mirror.cell_names)
        if count < len(self):
            for column in vars(self).values():
                if isinstance(column, Column):  # all of them are by row
                    column.resize(count)
            for row in [row for row in self.shapes if row >= count]:
                del self.shapes[row]
                self.segments.pop(row, None)
            self._pending = deque((row, shape) for row, shape in self._pending if row < count)
            self._read = {row: shape for row, shape in self._read.items() if row < count}
            self.version += 1
        if cells < self._cells:
            for bound in (self._headline, self._ramp, self._turn, self._flow):
                bound.view[bound.view >= cells] = -1
            self._cells = cells
        known = np.arange(len(self), dtype=np.int64)
        shapes, read = mirror.shapes, self._read
        gone = [row for row in read if row not in shapes]
        other = [row for row, shape in shapes.items() if read.get(row) is not shape and row < len(self)]
        return Changes(
            moved_rows=known, cells=np.arange(self._cells, dtype=np.int64), now=changes.now,
            alarms=[*self._entity_of, *mirror.alarms], reshaped_rows=gone + other,
        )  # fmt: skip

    def _wait(self, mirror: Mirror, rows: Iterable[int]) -> None:
        """The geometries of these rows are to be read."""
        for row in rows:
            shape = mirror.shapes.get(row)
            if row in self._read and self._read[row] == shape:
                self._read[row] = shape  # told once more
                continue
            self._read[row] = shape
            self._pending.append((row, shape))

    def age(self, mirror: Mirror, now: int) -> Rows:
        """Take the passing of time into `quality`; returns the rows for which that changed something."""
        limits = np.array([kind.stale_after_ms for kind in self.kinds], np.int64)
        count = min(len(self), len(mirror.seen))
        if not count:
            return np.empty(0, np.int64)
        limit = limits[self.kind[:count]]
        stale = (limit > 0) & (now - mirror.seen[:count] > limit)
        quality = np.where(
            stale, np.maximum(self._base.view[:count], np.uint8(Quality.STALE)), self._base.view[:count]
        ).astype(np.uint8)
        changed = np.flatnonzero(quality != self.quality[:count])
        self.quality[:count] = quality
        return changed

    def read_shapes(self, limit: int) -> Rows:
        """Read up to `limit` waiting geometries; returns the rows that got a form. Slices keep the UI thread free."""
        rows = []
        for _ in range(min(limit, len(self._pending))):
            row, geometry = self._pending.popleft()
            shape = world_shape(geometry)
            if shape is None:
                self.segments.pop(row, None)
                if self.shapes.pop(row, None) is not None:
                    self.form[row] = POINT
                continue
            self.shapes[row] = shape
            if shape.closed:
                self.form[row] = AREA
                self.segments.pop(row, None)
            else:
                self.form[row] = LINE
                self.segments[row] = shape.segments()
            self.x[row], self.y[row] = shape.anchor()
            rows.append(row)
        if rows:
            self.version += 1
        return np.array(rows, np.int64)

    def _add(self, mirror: Mirror, first: int) -> None:
        count = len(mirror.ids)
        if count == first:
            return
        for column in (self._x, self._y, self._heading, self._kind, self._form, self._base, self._quality):
            column.resize(count)
        for other in (
            self._priority,
            self._open,
            self._standing,
            self._headline,
            self._ramp,
            self._turn,
            self._flow,
            self._zero,
        ):
            other.resize(count)
        self.x[first:], self.y[first:] = to_world(mirror.lon[first:count], mirror.lat[first:count])
        self._zero.view[first:] = (mirror.lon[first:count] == 0.0) & (mirror.lat[first:count] == 0.0)
        types, of_row = mirror.types_of(first)
        present = np.unique(of_row)
        kinds = np.zeros(len(types), self.kind.dtype)
        kinds[present] = [self._kind_index(types[code]) for code in present.tolist()]
        self.kind[first:] = kinds[of_row]
        self._wait(mirror, [row for row in mirror.shapes if row >= first])
        if self._unplaced:
            for row in range(first, count):
                if mirror.ids[row] in self._unplaced:
                    self._judge_alarms(mirror, mirror.ids[row])

    def _kind_index(self, name: str) -> int:
        index = self._index.get(name)
        if index is None:
            index = self._index[name] = len(self.kinds)
            self.kinds.append(self.catalogue.kind(name))
        return index

    def _bind_cells(self, mirror: Mirror, first: int) -> None:
        """Find the key cells among the new ones, of new rows and of old ones."""
        since, self._cells = self._cells, len(mirror.cell_names)
        if since < self._cells:
            for kind in self.kinds:
                self._bind(mirror, kind, since)
        self._states.bind(mirror, self.kinds, len(self), since)
        if first < len(self):
            rows = np.arange(first, len(self), dtype=np.int64)
            self._judge_rows(mirror, rows)
            self._turned(mirror, rows)

    def _bind(self, mirror: Mirror, kind: Kind, since: int) -> None:
        """The key cells of one kind, by columns: a snapshot has tens of thousands of them."""
        for name, bound in (
            (kind.headline, self.headline_cell),
            (kind.ramp, self.ramp_cell),
            (kind.flow, self.flow_cell),
        ):
            cells = mirror.cells_named(kind.type, name, since)
            bound[mirror.cell_row[cells]] = cells
        for name in reversed(HEADINGS):
            if not kind.moves and name not in kind.attributes:
                continue
            cells = mirror.cells_named(kind.type, name, since)
            self._turn.view[mirror.cell_row[cells]] = cells

    def _moved(self, mirror: Mirror, rows: Rows) -> None:
        rows = rows[rows < len(self)]
        rows = rows[self.form[rows] == POINT]
        if not len(rows):
            return
        x, y = to_world(mirror.lon[rows], mirror.lat[rows])
        self._zero.view[rows] = (mirror.lon[rows] == 0.0) & (mirror.lat[rows] == 0.0)
        dx, dy = x - self.x[rows], y - self.y[rows]
        with np.errstate(invalid="ignore"):
            turned = np.hypot(dx, dy) > _STILL
        self.x[rows], self.y[rows] = x, y
        moves = np.array([kind.moves for kind in self.kinds], np.bool_)[self.kind[rows]]
        turned &= moves & (self._turn.view[rows] < 0)
        if turned.any():
            self.heading[rows[turned]] = (np.degrees(np.arctan2(dx, -dy)) % 360.0)[turned]

    def _doubt_zeros(self) -> Rows:
        """Take what stands at exactly 0, 0 off the map unless the city is there; returns the rows concerned."""
        zero = np.flatnonzero(self._zero.view & (self.form == POINT))
        if not len(zero):
            return zero
        others = np.flatnonzero(np.isfinite(self.x) & ~self._zero.view)
        far = (
            len(others) > 0
            and float(np.hypot(np.median(self.x[others]) - 0.5, np.median(self.y[others]) - 0.5)) > _NOWHERE
        )
        self.x[zero] = self.y[zero] = np.nan if far else 0.5
        return zero

    def _turned(self, mirror: Mirror, rows: Rows) -> None:
        rows = rows[rows < len(self)]
        rows = rows[self._turn.view[rows] >= 0]
        if len(rows):
            self.heading[rows] = mirror.value[self._turn.view[rows]].astype(np.float32)

    def _judge_rows(self, mirror: Mirror, rows: Rows) -> None:
        """Quality from values: of the key cells the worst; without key cells the best of all (silence is `age`'s)."""
        rows = rows[rows < len(self)]
        headline, ramp = self.headline_cell[rows], self.ramp_cell[rows]
        good = np.uint8(Quality.GOOD)
        if not len(mirror.quality):
            self._base.view[rows] = good
            return
        quality = np.maximum(
            np.where(headline >= 0, mirror.quality[headline], good), np.where(ramp >= 0, mirror.quality[ramp], good)
        ).astype(np.uint8)
        keyless = (headline < 0) & (ramp < 0)
        if keyless.any():
            best = np.full(len(self), 255, np.uint8)
            np.minimum.at(best, mirror.cell_row, mirror.quality)
            best[best == 255] = good
            quality = np.where(keyless, best[rows], quality)
        self._base.view[rows] = quality

    def _alarms(self, mirror: Mirror, occurrences: Iterable[str]) -> Rows:
        entities = set()
        for occurrence in occurrences:
            alarm = mirror.alarms.get(occurrence)
            entity = alarm.entity if alarm is not None else self._entity_of.pop(occurrence, "")
            if alarm is not None:
                self._entity_of[occurrence] = entity
            if entity:
                entities.add(entity)
        rows = [self._judge_alarms(mirror, entity) for entity in entities]
        return np.array([row for row in rows if row >= 0], np.int64)

    def _judge_alarms(self, mirror: Mirror, entity: str) -> int:
        row = mirror.row_of.get(entity, -1)
        if row < 0:
            self._unplaced.add(entity)
            return -1
        self._unplaced.discard(entity)
        alarms = [alarm for alarm in mirror.alarms_of(entity) if not alarm.state.is_laid_aside]
        # What stands now says more than what has returned and only waits for somebody to acknowledge it.
        standing = [alarm for alarm in alarms if alarm.state.is_active]
        self.standing[row] = bool(standing)
        self.priority[row] = min((int(alarm.priority) for alarm in standing or alarms), default=0)
        self.open_[row] = any(alarm.state.needs_acknowledgement for alarm in alarms)
        return row


def _each_once(*parts: Rows) -> Rows:
    """All rows (from 0 on) of some parts, ascending: by marking them, which is many times quicker than sorting."""
    rows = np.concatenate(parts)
    if not len(rows):
        return rows
    mark = np.zeros(int(rows.max()) + 1, np.bool_)
    mark[rows] = True
    return np.flatnonzero(mark)
