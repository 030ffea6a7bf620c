"""What ends by itself at an event time: shelves, and acknowledgements of rules that announce again."""

import heapq
from typing import Any, ClassVar

from opscenter.domain.alarm import Alarm, AlarmState, AsideKind
from opscenter.domain.rule import Rule
from opscenter.domain.rule_instances import NEVER

Point = tuple[str, str]
"""A rule on an entity."""


def due_of(alarm: Alarm, rule: Rule | None) -> int:
    """When something of an alarm ends by itself next, Unix ms, event time; NEVER. Only of the alarm and its rule."""
    due = min((aside.until for aside in alarm.asides if aside.kind is AsideKind.SHELVED and aside.until), default=NEVER)
    if alarm.state is AlarmState.ACKED and rule is not None and rule.realarm_ms > 0:
        due = min(due, alarm.changed + rule.realarm_ms)
    return due


class AlarmTimers:
    """The next end of each point that has one."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_due": dict[Point, int],
        "_queue": list[tuple[int, Point]],
    }

    def __init__(self) -> None:
        self._due: dict[Point, int] = {}
        self._queue: list[tuple[int, Point]] = []

    def recalled(self) -> None:
        """See `domain.remembered`."""
        heapq.heapify(self._queue)

    def put(self, point: Point, due: int) -> None:
        """What ends next of a point, NEVER for nothing."""
        if due == NEVER:
            self._due.pop(point, None)
        elif self._due.get(point) != due:
            self._due[point] = due
            heapq.heappush(self._queue, (due, point))
            if len(self._queue) > 2 * len(self._due) + 1_000:  # entries that no longer hold
                self._queue = [(due, point) for point, due in self._due.items()]
                heapq.heapify(self._queue)

    def due(self, point: Point) -> int:
        """When something of a point ends next; NEVER."""
        return self._due.get(point, NEVER)

    def next(self) -> tuple[int, Point] | None:
        """The earliest end of all."""
        while self._queue:
            due, point = self._queue[0]
            if self._due.get(point) == due:
                return due, point
            heapq.heappop(self._queue)
        return None
