"""Rows of the list put together by what they share, without Qt: which groups there are, what is in them, folded or not.

A row of the list is the slot of an alarm (0 and up) or the row of a group: -1 minus the number of the group.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from opscenter.console.alarms.alarm_columns import AlarmColumns, Ints
from opscenter.domain.alarm import Alarm, Priority

MOST_FOLDED = 500


class Grouping(StrEnum):
    """What rows are put together by."""

    NONE = "none"
    AREA = "area"
    SYSTEM = "system"
    SITUATION = "situation"
    CAUSE = "cause"
    PRIORITY = "priority"


@dataclass(slots=True, frozen=True)
class GroupRow:
    """A group as its row tells it: all alarms of it that pass the filter, shown beneath or folded away."""

    key: str
    count: int
    unacknowledged: int
    worst: Priority
    folded: bool
    of_priority: tuple[int, ...] = (0, 0, 0, 0)  # how many of each, the most urgent first


def plain_key(grouping: Grouping, alarm: Alarm) -> str:
    """The group of an alarm by its fact alone; areas and situations need to be looked up."""
    if grouping is Grouping.SYSTEM:
        return alarm.system
    if grouping is Grouping.PRIORITY:
        return str(int(alarm.priority))
    return alarm.group if grouping is Grouping.CAUSE else ""


class Groups:
    """`key_of(grouping, alarm)` says in which group an alarm is. Numbers of groups stay as long as the grouping."""

    def __init__(self, columns: AlarmColumns) -> None:
        self._columns = columns
        self.key_of: Callable[[Grouping, Alarm], str] = plain_key
        self.by = Grouping.NONE
        self.folded: dict[str, None] = {}  # keys, those folded last at the end
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._rows: dict[int, GroupRow] = {}

    def use(self, by: Grouping) -> None:
        """Group otherwise; nothing is folded then."""
        self.by = by
        self.folded.clear()
        self._numbers.clear()
        self._keys.clear()

    def put(self, slots: Ints) -> None:
        """Look up the groups of these."""
        if self.by is Grouping.NONE:
            return
        numbers = []
        for slot in slots.tolist():
            alarm = self._columns.alarms[slot]
            key = self.key_of(self.by, alarm) if alarm is not None else ""
            number = self._numbers.setdefault(key, len(self._keys))
            if number == len(self._keys):
                self._keys.append(key)
            numbers.append(number)
        self._columns.group[slots] = numbers

    def order(self, order: Ints) -> Ints:
        """The same alarms with those of a group together; the group whose first one comes first is first."""
        if self.by is Grouping.NONE or not len(order):
            return order
        numbers = self._columns.group[order]
        if self.by is Grouping.PRIORITY:
            return order[np.argsort(self._columns.priority[order], kind="stable")]
        first = np.full(len(self._keys), len(order), np.int64)
        np.minimum.at(first, numbers, np.arange(len(order)))
        return order[np.argsort(first[numbers], kind="stable")]

    def rows(self, order: Ints, waiting: int) -> Ints:
        """Rows for an order whose last `waiting` alarms came while it was held: they stand at the end, in no group."""
        self._rows = {}
        if self.by is Grouping.NONE or not len(order):
            return order
        settled, late = order[: len(order) - waiting], order[len(order) - waiting :]
        columns = self._columns
        live = columns.live[settled]
        numbers = columns.group[settled]
        length = len(self._keys)
        counts = np.bincount(numbers[live], minlength=length)
        waits = np.bincount(numbers[live & columns.needs[settled]], minlength=length)
        worst = np.full(length, 255, np.int64)
        np.minimum.at(worst, numbers[live], columns.priority[settled][live])
        kinds = len(Priority)
        of_each = np.bincount(
            numbers[live] * kinds + columns.priority[settled][live] - 1, minlength=length * kinds
        ).reshape(-1, kinds)
        heads = np.flatnonzero(np.diff(numbers, prepend=-1))
        parts: list[Ints] = []
        for begin, end in zip(heads.tolist(), [*heads.tolist()[1:], len(settled)], strict=True):
            number = int(numbers[begin])
            key = self._keys[number]
            folded = key in self.folded
            lowest = Priority(int(worst[number])) if worst[number] < 255 else Priority.LOW
            self._rows[number] = GroupRow(
                key, int(counts[number]), int(waits[number]), lowest, folded, tuple(of_each[number].tolist())
            )
            parts.append(np.array([-1 - number], np.int64))
            if not folded:
                parts.append(settled[begin:end])
        return np.concatenate((*parts, late))

    def row(self, code: int) -> GroupRow | None:
        """The group of a row, None for the row of an alarm."""
        return self._rows.get(-1 - code) if code < 0 else None

    def code_of(self, slot: int) -> int | None:
        """The row of the group an alarm is in, None where it is in none."""
        number = int(self._columns.group[slot])
        return -1 - number if self.by is not Grouping.NONE and number in self._rows else None

    def fold(self, keys: list[str], folded: bool) -> None:
        """Fold groups, or unfold them."""
        for key in keys:
            self.folded.pop(key, None)
            if folded:
                self.folded[key] = None
        while len(self.folded) > MOST_FOLDED:
            del self.folded[next(iter(self.folded))]

    def keys(self) -> list[str]:
        """All groups that have a row."""
        return [group.key for group in self._rows.values()]

    def members(self, code: int, order: Ints) -> Ints:
        """Slots of a group in the order of the list, also when it is folded."""
        found: Ints = order[self._columns.group[order] == -1 - code]
        return found
