"""Which rule watches which cell: one *instance* for each rule and entity, in columns.

Instances of one cell are numbered in a row, so that a beat's samples are spread over their instances with two columns
(`first`, `count`) and no search.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort
from opscenter.domain.rule import Rule, RuleKind, Side

NEVER = np.iinfo(np.int64).max
"""A deadline that does not come."""
NO_TIME = np.iinfo(np.int64).min // 4
"""The time of a sample that never was."""

IDLE, RAISING, ACTIVE, CLEARING = range(4)
"""Phases of an instance: condition false; true and in its on-delay; raised; clear and in its off-delay."""

PLAIN, RATE, FLAT, COUNT, DEVIATION = range(5)
"""How an instance is judged: by the reading alone (as others find it for GEOFENCE and EXPRESSION), or in a way of its
own."""

_HOW = {RuleKind.RATE: RATE, RuleKind.FLAT: FLAT, RuleKind.COUNT: COUNT, RuleKind.DEVIATION: DEVIATION}

_SIGNS = {Side.HIGH: 1.0, Side.LOW: -1.0, Side.BOTH: 0.0}
_DISTANCES = (RuleKind.DEVIATION, RuleKind.FLAT)


class StateSet:
    """The states of a STATE rule, as lower-case texts and as numbers."""

    __slots__ = ("numbers", "only_numbers", "texts")

    def __init__(self, states: tuple[str, ...]) -> None:
        self.texts = frozenset(state.strip().lower() for state in states)
        numbers = set()
        for text in self.texts:
            try:
                numbers.add(float(text))
            except ValueError:
                continue
        self.numbers: NDArray[np.float64] = np.array(sorted(numbers), np.float64)
        self.only_numbers = len(numbers) == len(self.texts)


def fixed_limit(rule: Rule) -> float | None:
    """The limit that alarms of a rule show, where it is always the same one."""
    if rule.kind is RuleKind.COUNT:
        return float(rule.times)
    return rule.value if rule.kind in (RuleKind.LIMIT, RuleKind.RATE, RuleKind.FLAT) else None


class RuleInstances:
    """Every rule about an attribute bound to every cell it watches, every GEOFENCE and EXPRESSION rule to every entity
    (cell -1). Silence has a watch of its own.

    Columns by instance: `rule` (index into `rules`), `row`, `cell`, `sign` (+1 high, -1 low, 0 both: the number's size
    counts), `limit` and `clear` (both as they are compared with `sign` times a number, so that high and low are one
    comparison), `on_delay`, `off_delay` (ms), `numeric` (numbers are compared with the limit), `phase`, `deadline`
    (Unix ms of a running delay, else NEVER), `value` (of the reading that made or kept the condition true) and `bound`
    (the limit shown with it). `how` an instance is judged, and its `slot` among those of the same way, of which there
    are `slots`; `span` (ms) and `times` of the rule. By cell: `first`, `count`, `last` and `text_last` (time of the
    newest number and text judged).
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_phase": Sort.COLUMN,
        "_deadline": Sort.COLUMN,
        "_value": Sort.COLUMN,
        "_bound": Sort.COLUMN,
        "_last": Sort.COLUMN,
        "_text_last": Sort.COLUMN,
    }

    def __init__(self, catalogue: Catalogue) -> None:
        self.rules: list[Rule] = []
        self.state_sets: list[StateSet] = []
        self._by_type_and_attribute: dict[tuple[str, str], list[int]] = {}
        self._of_entities: dict[tuple[RuleKind, str], list[int]] = {}
        for rule in catalogue.rules():
            if rule.kind is RuleKind.STALE:
                continue
            if rule.kind in (RuleKind.GEOFENCE, RuleKind.EXPRESSION):
                self._of_entities.setdefault((rule.kind, rule.entity_type), []).append(len(self.rules))
            else:
                self._by_type_and_attribute.setdefault((rule.entity_type, rule.attribute), []).append(len(self.rules))
            self.rules.append(rule)
            self.state_sets.append(StateSet(rule.states))
        self._rule = Column[np.int32](np.int32, 0)
        self._row = Column[np.int64](np.int64, 0)
        self._cell = Column[np.int64](np.int64, 0)
        self._sign = Column[np.float64](np.float64, 1.0)
        self._limit = Column[np.float64](np.float64, np.inf)
        self._clear = Column[np.float64](np.float64, np.inf)
        self._on_delay = Column[np.int64](np.int64, 0)
        self._off_delay = Column[np.int64](np.int64, 0)
        self._numeric = Column[np.bool_](np.bool_, False)
        self._phase = Column[np.uint8](np.uint8, IDLE)
        self._deadline = Column[np.int64](np.int64, NEVER)
        self._value = Column[np.float64](np.float64, np.nan)
        self._bound = Column[np.float64](np.float64, np.nan)
        self._how = Column[np.uint8](np.uint8, PLAIN)
        self._slot = Column[np.int64](np.int64, 0)
        self._span = Column[np.int64](np.int64, 0)
        self._times = Column[np.int32](np.int32, 0)
        self.slots = [0] * 5
        self._by_instance: tuple[Column, ...] = (  # type: ignore[type-arg]
            self._rule,
            self._row,
            self._cell,
            self._sign,
            self._limit,
            self._clear,
            self._on_delay,
            self._off_delay,
            self._numeric,
            self._phase,
            self._deadline,
            self._value,
            self._bound,
            self._how,
            self._slot,
            self._span,
            self._times,
        )
        self._first = Column[np.int64](np.int64, 0)
        self._count = Column[np.int64](np.int64, 0)
        self._last = Column[np.int64](np.int64, NO_TIME)
        self._text_last = Column[np.int64](np.int64, NO_TIME)
        self.states_by_cell: dict[int, list[int]] = {}
        self.instance_of: dict[tuple[str, int], int] = {}
        self._take_views()

    def __len__(self) -> int:
        return len(self._rule)

    def _take_views(self) -> None:
        self.rule = self._rule.view
        self.row = self._row.view
        self.cell = self._cell.view
        self.sign = self._sign.view
        self.limit = self._limit.view
        self.clear = self._clear.view
        self.on_delay = self._on_delay.view
        self.off_delay = self._off_delay.view
        self.numeric = self._numeric.view
        self.phase = self._phase.view
        self.deadline = self._deadline.view
        self.value = self._value.view
        self.bound = self._bound.view
        self.how = self._how.view
        self.slot = self._slot.view
        self.span = self._span.view
        self.times = self._times.view
        self.first = self._first.view
        self.count = self._count.view
        self.last = self._last.view
        self.text_last = self._text_last.view

    def bind(self, first_cell: int, rows: Sequence[int], types: Sequence[str], names: Sequence[str]) -> tuple[int, int]:
        """Bind the rules of new cells, numbered from `first_cell`; returns the range [from, to) of new instances."""
        known = len(self._first)
        cells = first_cell + len(names)
        if cells > known:
            for column in (self._first, self._count, self._last, self._text_last):
                column.resize(cells)
        firsts, counts = self._first.view, self._count.view
        start = number = len(self)
        bound: list[tuple[int, int, int]] = []
        for offset, (row, entity_type, name) in enumerate(zip(rows, types, names, strict=True)):
            cell = first_cell + offset
            indices = self._by_type_and_attribute.get((entity_type, name))
            if not indices or counts[cell]:
                continue
            firsts[cell] = number
            counts[cell] = len(indices)
            for index in indices:
                bound.append((index, int(row), cell))
                self.instance_of[self.rules[index].id, int(row)] = number
                if self.rules[index].kind is RuleKind.STATE or self.rules[index].states:
                    self.states_by_cell.setdefault(cell, []).append(number)
                number += 1
        if number > start:
            for instance_column in self._by_instance:
                instance_column.resize(number)
            self._take_views()
            for instance, (index, row, cell) in enumerate(bound, start):
                self._fill(instance, self.rules[index], index, row, cell)
        else:
            self._take_views()
        return start, number

    def bind_rows(self, first_row: int, types: Sequence[str], kind: RuleKind = RuleKind.GEOFENCE) -> range:
        """Bind the rules of one kind that are about whole entities to new ones, numbered from `first_row`; the new
        instances."""
        start = len(self)
        bound = [
            (index, row)
            for row, entity_type in enumerate(types, first_row)
            for index in self._of_entities.get((kind, entity_type), ())
        ]
        if bound:
            for column in self._by_instance:
                column.resize(start + len(bound))
            self._take_views()
            for instance, (index, row) in enumerate(bound, start):
                self.instance_of[self.rules[index].id, row] = instance
                self._fill(instance, self.rules[index], index, row, -1)
        return range(start, start + len(bound))

    def _fill(self, instance: int, rule: Rule, index: int, row: int, cell: int) -> None:
        self.rule[instance] = index
        self.row[instance] = row
        self.cell[instance] = cell
        self.on_delay[instance] = rule.on_delay_ms
        self.off_delay[instance] = rule.off_delay_ms
        how = _HOW.get(rule.kind, PLAIN)
        self.how[instance] = how
        self.slot[instance] = self.slots[how]
        self.slots[how] += 1
        self.span[instance] = max(1, rule.span_ms)
        self.times[instance] = rule.times
        if rule.kind is RuleKind.LIMIT or (how != PLAIN and not rule.states):
            sign = _SIGNS[rule.side]
            # A deviation is told as a distance on its side, everything else on the number's own scale.
            self.numeric[instance] = True
            self.sign[instance] = sign
            self.limit[instance] = sign * rule.value if sign and rule.kind not in _DISTANCES else rule.value
            self.clear[instance] = self.limit[instance] - rule.deadband
        limit = fixed_limit(rule)
        self.bound[instance] = np.nan if limit is None else limit
