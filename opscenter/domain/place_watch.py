"""Places as readings: who goes into and out of which areas, what that says to geofence rules and to gates of others.

By group of areas (`within` of some rule) and row it is known in which area an entity is, in none, or not known. Each
place is judged at its own time in order of arrival; late ones move nothing. A place that is not known, or 0, 0 as a
receiver without a fix sends it, is a lost reading.

When an area changes, entities that are in it now are judged at once; those that are not in it any more wait for their
next place, for only a good reading clears.
"""

import logging
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.area_choice import AreaChoice
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.columns import Column
from opscenter.domain.remembered import OfCell, OfInstance, OfRow, Sort
from opscenter.domain.rule import Rule, RuleKind, When
from opscenter.domain.rule_evaluation import FUTURE_MS, RuleEvaluation, on_time
from opscenter.domain.rule_gates import OPEN, SHUT, UNKNOWN
from opscenter.domain.rule_instances import NO_TIME, RuleInstances
from opscenter.domain.verdicts import CLEAR, LOST, NEITHER, TRUE

log = logging.getLogger("opscenter.domain.place_watch")

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CATEGORY = "category"
NOWHERE, NOT_KNOWN = -1, -2
"""Instead of an area's row: in none of the group's areas; not known."""


class PlaceWatch:
    """Runs what of the rules depends on places. Costs nothing while no rule has `within`."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_areas": Sort.PART,
        "_lon": Sort.COLUMN,
        "_lat": Sort.COLUMN,
        "_time": Sort.COLUMN,
        "_in": Sort.COLUMNS,
        "_last_in": list[dict[OfRow, OfRow]],
        "_crossed": set[OfInstance],
        "_text_time": dict[OfCell, int],
        "_stood": dict[OfInstance, tuple[bool, int]],
        "_told": dict[OfInstance, bool],
        "_changed": set[int],
        "_had_areas": list[bool],
    }

    def __init__(self, catalogue: Catalogue, instances: RuleInstances, evaluation: RuleEvaluation) -> None:
        self._catalogue = catalogue
        self._instances = instances
        self._evaluation = evaluation
        rules = [rule for rule in catalogue.rules() if rule.within]
        self._groups: list[tuple[str, ...]] = list(dict.fromkeys(rule.within for rule in rules))
        self._group_of = {rule.id: self._groups.index(rule.within) for rule in rules}
        self._types: dict[str, set[int]] = {}
        for rule in rules:
            self._types.setdefault(rule.entity_type, set()).add(self._group_of[rule.id])
        self._areas = AreaChoice(self._groups)
        self._lon = Column[np.float64](np.float64, np.nan)
        self._lat = Column[np.float64](np.float64, np.nan)
        self._time = Column[np.int64](np.int64, NO_TIME)
        self._watched = [Column[np.bool_](np.bool_, False) for _ in self._groups]
        self._in = [Column[np.int64](np.int64, NOT_KNOWN) for _ in self._groups]
        self._last_in: list[dict[int, int]] = [{} for _ in self._groups]
        self._fences: dict[tuple[int, int], list[int]] = {}  # (group, row) -> instances of GEOFENCE rules
        self._gated: dict[tuple[int, int], list[int]] = {}  # (group, row) -> instances behind a gate
        self._crossed: set[int] = set()  # instances of ENTERS and LEAVES rules seen to do so
        self._of_attribute: dict[int, list[int]] = {}  # cell -> geofence instances that ask for its text
        self._asked: dict[tuple[int, str], list[int]] = {}  # (row, attribute) -> the same, before the cell is known
        self._category_cells: dict[int, int] = {}  # cell -> row of an area
        self._text_time: dict[int, int] = {}  # cell whose texts matter here -> time of the newest
        self._stood: dict[int, tuple[bool, int]] = {}  # geofence instance taken up -> its alarm stands, since when
        self._told: dict[int, bool] = {}  # geofence instance -> its attribute is one of the rule's states
        self._changed: set[int] = set()
        self._had_areas = [False] * len(self._groups)

    @property
    def idle(self) -> bool:
        """No rule asks where anything is."""
        return not self._groups

    # -- who there is ----------------------------------------------------------------------------------------

    def add_entities(self, first_row: int, ids: Sequence[str], types: Sequence[str]) -> range:
        """Watch new rows, numbered from `first_row`; the new instances, of geofence rules."""
        start = len(self._instances)
        if self.idle:
            return range(start, start)
        rows = first_row + len(ids)
        every: tuple[Column[Any], ...] = (self._lon, self._lat, self._time, *self._watched, *self._in)
        for column in every:
            column.resize(rows)
        bound = self._instances.bind_rows(first_row, types)
        for row, (entity, entity_type) in enumerate(zip(ids, types, strict=True), first_row):
            is_area = self._catalogue.kind(entity_type).geometry == "area"
            self._areas.meet(row, entity, entity_type, is_area)
            for group in self._types.get(entity_type, ()):
                self._watched[group].view[row] = True
        for instance in bound:
            rule, row = self._instances.rules[self._instances.rule[instance]], int(self._instances.row[instance])
            self._fences.setdefault((self._group_of[rule.id], row), []).append(instance)
            if rule.attribute:
                self._asked.setdefault((row, rule.attribute), []).append(instance)
        return bound

    def add_cells(self, first_cell: int, rows: Sequence[int], names: Sequence[str], bound: range) -> None:
        """New cells of entities, and the instances bound to them."""
        if self.idle:
            return
        for cell, (row, name) in enumerate(zip(rows, names, strict=True), first_cell):
            if (row, name) in self._asked:
                self._of_attribute[cell] = self._asked[row, name]
            if name == CATEGORY and self._areas.known(row) is not None:
                self._category_cells[cell] = row
        for instance in bound:
            rule, row = self._instances.rules[self._instances.rule[instance]], int(self._instances.row[instance])
            if rule.within and rule.kind is not RuleKind.COUNT:  # what crossed elsewhere would count here
                group = self._group_of[rule.id]
                self._gated.setdefault((group, row), []).append(instance)
                self._evaluation.gates.put(instance, _gate(int(self._in[group].view[row])))

    def recalled(self) -> None:
        """See `domain.remembered`."""
        groups = len(self._groups)
        if not len(self._last_in) == len(self._had_areas) == groups or not self._changed <= set(range(groups)):
            raise ValueError("groups of areas are others than those of the rules")

    # -- areas -----------------------------------------------------------------------------------------------

    def shape(self, row: int, entity: str, geometry: Any) -> None:
        """An entity has another shape. Takes effect with `settle`."""
        if self.idle or self._areas.known(row) is None:
            return
        changed, fault = self._areas.put(row, geometry)
        self._changed.update(changed)
        if fault:
            log.warning("the outline of %s cannot be used, the one before stays in force: %s", entity, fault)

    def hears(self, cell: int) -> bool:
        """Whether a text of this cell matters here."""
        return cell in self._category_cells or cell in self._of_attribute

    def categorise(self, cells: Sequence[int], times: Sequence[int], texts: Sequence[str | None], now: int) -> None:
        """Texts of a beat: those that say what sort of area something is. Takes effect with `settle`."""
        if self._category_cells:
            for cell, time, text in zip(cells, times, texts, strict=True):
                row = self._category_cells.get(cell)
                if row is not None and self._is_newest(cell, min(time, now)):
                    self._changed.update(self._areas.categorise(row, text))

    def _is_newest(self, cell: int, time: int) -> bool:
        """Whether no text of a cell before was newer; notes its time."""
        if time < self._text_time.get(cell, NO_TIME):
            return False
        self._text_time[cell] = time
        return True

    def settle(self, now: int) -> None:
        """Look again, once, at everybody for whom an area has changed (Unix ms)."""
        changed, self._changed = self._changed, set()
        for group in sorted(changed):
            rows = np.flatnonzero(self._watched[group].view & ~np.isnan(self._lon.view))
            holder = self._areas.holder(group, self._lon.view[rows], self._lat.view[rows])
            before = self._in[group].view[rows]
            if bool(self._areas.chosen(group)) != self._had_areas[group]:
                self._had_areas[group] = not self._had_areas[group]
                before = np.full(len(rows), NOT_KNOWN)  # being outside means something only now, or no longer
            as_before = (before != NOT_KNOWN) & ((holder >= 0) == (before >= 0))
            self._in[group].view[rows] = np.where(as_before, holder, NOT_KNOWN)
            for at in np.flatnonzero(holder != before).tolist():
                self._redrawn(group, int(rows[at]), int(holder[at]), now)

    def _redrawn(self, group: int, row: int, holder: int, now: int) -> None:
        if holder >= 0:
            self._last_in[group][row] = holder
        for instance in self._fences.get((group, row), ()):
            if self._verdict(instance, holder) == TRUE:
                self._evaluation.judge_place(instance, now, TRUE)
        for instance in self._gated.get((group, row), ()):
            if holder >= 0:
                self._evaluation.gates.change(instance, now, OPEN)
            else:
                self._evaluation.gates.settle(instance)
                self._evaluation.gates.put(instance, SHUT)

    # -- places ----------------------------------------------------------------------------------------------

    def judge(self, rows: Ints, times: Ints, lon: Floats, lat: Floats, now: int) -> None:
        """Places of a beat, in order of arrival, all of shape (n,)."""
        if self.idle or not len(rows):
            return
        watched = np.zeros(len(rows), np.bool_)
        for column in self._watched:
            watched |= column.view[rows]
        if not watched.any():
            return
        rows, lon, lat = rows[watched], lon[watched], lat[watched]
        times = np.where(times[watched] > now + FUTURE_MS, now, times[watched])
        fresh = on_time(rows, times, self._time.view)
        rows, times, lon, lat = rows[fresh], times[fresh], lon[fresh], lat[fresh]
        lost = ~(np.isfinite(lon) & np.isfinite(lat)) | ((lon == 0.0) & (lat == 0.0))
        events: list[tuple[int, int, int, int]] = []  # position, group, area before, area now
        for group, column in enumerate(self._watched):
            events += self._news(group, rows, lon, lat, column.view[rows] & ~lost)
        for at in np.flatnonzero(lost).tolist():
            events += [(at, group, NOT_KNOWN, NOT_KNOWN) for group in range(len(self._groups))]
        good = np.flatnonzero(~lost)
        self._lon.view[rows[good]], self._lat.view[rows[good]] = lon[good], lat[good]
        for at, group, before, here in sorted(events):
            self._moved(group, int(rows[at]), int(times[at]), before, here)

    def _news(
        self, group: int, rows: Ints, lon: Floats, lat: Floats, chosen: NDArray[np.bool_]
    ) -> list[tuple[int, int, int, int]]:
        """Positions where an entity is in another area than before."""
        position = np.flatnonzero(chosen)
        if not len(position):
            return []
        holder = self._areas.holder(group, lon[position], lat[position])
        order = np.argsort(rows[position], kind="stable")
        position, holder = position[order], holder[order]
        of = rows[position]
        first = np.r_[True, of[1:] != of[:-1]]
        before = np.where(first, self._in[group].view[of], np.r_[NOT_KNOWN, holder[:-1]])
        last = np.r_[first[1:], True]
        self._in[group].view[of[last]] = holder[last]
        news = np.flatnonzero(holder != before)
        return [(int(position[at]), group, int(before[at]), int(holder[at])) for at in news.tolist()]

    def _moved(self, group: int, row: int, time: int, before: int, here: int) -> None:
        fences, gated = self._fences.get((group, row), ()), self._gated.get((group, row), ())
        if here == NOT_KNOWN:
            for instance in fences:
                self._evaluation.judge_place(instance, time, LOST)
            return
        if here >= 0:
            self._last_in[group][row] = here
        if before != NOT_KNOWN and (before >= 0) == (here >= 0):
            return  # from one area of the group into another
        for instance in fences:
            self._note_crossing(instance, before, here)
            verdict = self._verdict(instance, here)
            if self._is_outdated(instance, time, verdict):
                self._in[group].view[row] = NOT_KNOWN
            else:
                self._evaluation.judge_place(instance, time, verdict)
        for instance in gated:
            self._evaluation.gates.change(instance, time, OPEN if here >= 0 else SHUT)

    def _is_outdated(self, instance: int, time: int, verdict: int) -> bool:
        """Whether a reading speaks against an alarm that was taken up and is older than what the alarm rests on."""
        stands, since = self._stood.get(instance, (False, NO_TIME))
        if time >= since:
            self._stood.pop(instance, None)
            return False
        return verdict == (CLEAR if stands else TRUE)

    def _note_crossing(self, instance: int, before: int, here: int) -> None:
        """Remember an entity that was seen to go in (or out), until it is out (or in) again."""
        when = self._instances.rules[self._instances.rule[instance]].when
        if (here >= 0) != (when is When.ENTERS):
            self._crossed.discard(instance)
        elif before == NOWHERE if when is When.ENTERS else before >= 0:
            self._crossed.add(instance)

    def _verdict(self, instance: int, here: int) -> int:
        rule = self._instances.rules[self._instances.rule[instance]]
        inside = here >= 0
        if rule.when is When.INSIDE:
            true = inside
        elif rule.when is When.OUTSIDE:
            true = not inside and bool(self._areas.chosen(self._group_of[rule.id]))
        else:
            true = inside == (rule.when is When.ENTERS) and instance in self._crossed
        if rule.states:
            told = self._told.get(instance)
            if told is not True:
                return NEITHER if told is None else CLEAR
        return TRUE if true else CLEAR

    # -- texts -----------------------------------------------------------------------------------------------

    def judge_text(self, cell: int, time: int, text: str | None, lost: bool) -> None:
        """A text that says whether a geofence rule is about this entity."""
        if text is None or lost or not self._is_newest(cell, time):
            return
        for instance in self._of_attribute.get(cell, ()):
            index = int(self._instances.rule[instance])
            told = text.strip().lower() in self._instances.state_sets[index].texts
            if self._told.get(instance) == told:
                continue
            self._told[instance] = told
            row = int(self._instances.row[instance])
            here = int(self._in[self._group_of[self._instances.rules[index].id]].view[row])
            verdict = self._verdict(instance, here) if here != NOT_KNOWN else NEITHER
            if verdict != NEITHER and not self._is_outdated(instance, time, verdict):
                self._evaluation.judge_place(instance, time, verdict)

    # -- for the texts of alarms, and for going on -------------------------------------------------------------

    def area_of(self, rule: Rule, row: int) -> int:
        """The row of the area that an alarm of a rule on an entity is about; -1 when no single one is."""
        group = self._group_of.get(rule.id)
        if group is None:
            return -1
        last = self._last_in[group].get(row, -1)
        if last >= 0:
            return last
        chosen = self._areas.chosen(group)
        return next(iter(chosen)) if len(chosen) == 1 else -1

    def restore(self, instance: int, stands: bool, began: int) -> None:
        """Take up a geofence instance whose alarm is known."""
        if stands:
            self._crossed.add(instance)
        self._stood[instance] = stands, began


def _gate(area: int) -> int:
    return OPEN if area >= 0 else SHUT if area == NOWHERE else UNKNOWN
