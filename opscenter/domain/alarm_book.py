"""The book of occurrences: every alarm that is not normal, changed only by writing an event and applying it."""

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from opscenter.domain.alarm import Alarm, AlarmState, Aside, AsideKind, Priority
from opscenter.domain.alarm_layers import Asides, Layers, laid_over, moved, shown_as
from opscenter.domain.alarm_table import AlarmEvent, IllegalMoveError
from opscenter.domain.alarm_timers import AlarmTimers, Point, due_of
from opscenter.domain.journal import JournalEvent, applied, occurrence_id
from opscenter.domain.remembered import Sort
from opscenter.domain.rule import Rule
from opscenter.domain.rule_instances import NEVER

__all__ = ["AlarmBook", "IllegalMoveError", "Point"]

REMEMBERED = 10_000
"""How many ended occurrences are remembered, to say who acknowledged one to whom acknowledges it again."""

Noticed = Callable[[JournalEvent, "Alarm | None", "Alarm | None"], None]
"""Told of every event that is written: the event, the alarm before it and after it (None: none, or over)."""


class AlarmBook:
    """Alarms by occurrence, and the events and changes nobody has taken yet.

    `rules` are the rules in force; an alarm of a rule that is no longer among them ends when it is acknowledged.
    Events of a point (a rule on an entity) are written in the order of their event times: one that comes late is
    written as of the newest before it. Whatever ends by itself by then has ended before it.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "alarms": dict[str, Alarm],
        "timers": Sort.PART,
        "_floor": dict[Point, int],
        "_since": dict[Point, int],
        "_ended": dict[str, str],
        "_events": list[JournalEvent],
        "_changed": dict[str, Alarm],
    }

    def __init__(self, rules: dict[str, Rule]) -> None:
        self.alarms: dict[str, Alarm] = {}
        self.timers = AlarmTimers()
        self.noticed: Noticed = _nobody
        self._rules = rules
        self._current: dict[Point, str] = {}  # point -> occurrence
        self._floor: dict[Point, int] = {}  # event time of the newest event of a point
        self._since: dict[Point, int] = {}  # beginning of the newest occurrence of a point
        self._ended: dict[str, str] = {}  # occurrence -> how it ended, a sentence
        self._events: list[JournalEvent] = []
        self._changed: dict[str, Alarm] = {}

    def recalled(self) -> None:
        """See `domain.remembered`."""
        self._current = {(alarm.rule, alarm.entity): occurrence for occurrence, alarm in self.alarms.items()}

    def current(self, rule: str, entity: str) -> Alarm | None:
        """The standing occurrence of a rule on an entity."""
        occurrence = self._current.get((rule, entity))
        return self.alarms[occurrence] if occurrence else None

    def how_it_ended(self, occurrence: str) -> str:
        """A sentence about an occurrence that is not in the book."""
        return self._ended.get(occurrence, "no such alarm: it is not in the list of this station")

    def time_for(self, point: Point, at: int) -> int:
        """The event time at which something that happens to a point at `at` is written."""
        return max(at, self._floor.get(point, at))

    def take_events(self) -> list[JournalEvent]:
        """What happened since the last take, by event time; events of one point keep their order."""
        events, self._events = self._events, []
        events.sort(key=lambda event: (event.at, event.rule, event.entity))
        return events

    def take_changed(self) -> list[Alarm]:
        """The newest fact of every occurrence that changed since the last take; NORM means gone."""
        changed, self._changed = self._changed, {}
        return list(changed.values())

    # -- what the city does ----------------------------------------------------------------------------------

    def raise_alarm(self, activation: JournalEvent, asides: Asides = ()) -> None:
        """Write a new activation; `occurrence` and `state` of the event given are filled in here. It takes over what
        lies over its point, and `asides` besides."""
        point = (activation.rule, activation.entity)
        self.run_timers(point, activation.at)
        standing = self.current(*point)
        if standing is not None and standing.condition_stands:
            return  # it stands already
        at = self.time_for(point, activation.at)
        if standing is not None:
            self.write(standing, AlarmEvent.SUPERSEDED, at)
            for aside in standing.asides:
                asides = laid_over(asides, aside)
        shown = shown_as(asides)
        self._begin(
            activation,
            at,
            event=AlarmEvent.RAISED.value,
            state=AlarmState.UNACK if shown is None else shown,
            inner=None if shown is None else AlarmState.UNACK,
            asides=asides,
        )

    def clear(self, rule: str, entity: str, at: int) -> None:
        """The condition of a rule has cleared on an entity."""
        self.run_timers((rule, entity), at)
        alarm = self.current(rule, entity)
        if alarm is None or not alarm.condition_stands:
            return
        self.write(alarm, AlarmEvent.CLEARED, at)
        for aside in alarm.asides:
            if aside.one_shot:
                self.write(self.alarms[alarm.occurrence], AlarmEvent.SHELF_ENDED, at, aside=aside)

    def raise_priority(self, occurrence: str, priority: Priority, at: int) -> None:
        """Give a standing alarm a more urgent priority, which announces it again; a lesser one changes nothing, nor
        does one whose condition has cleared."""
        alarm = self.alarms.get(occurrence)
        if alarm is not None and priority < alarm.priority and alarm.condition_stands:
            self.write(alarm, AlarmEvent.PRIORITY_ROSE, at, priority=priority)

    def run_timers(self, point: Point, until: int) -> None:
        """Let what ends of a point by `until` (Unix ms, event time) end, each at its own time."""
        while (due := self.timers.due(point)) <= until:
            alarm = self.alarms[self._current[point]]
            ended = next((one for one in alarm.asides if one.kind is AsideKind.SHELVED and one.until == due), None)
            if ended is not None:
                self.write(alarm, AlarmEvent.SHELF_ENDED, due, aside=ended)
            else:
                self.write(alarm, AlarmEvent.REALARMED, due)

    # -- writing ---------------------------------------------------------------------------------------------

    def write(
        self,
        alarm: Alarm,
        event: AlarmEvent,
        at: int,
        *,
        by: str = "",
        comment: str = "",
        desk: str = "",
        priority: Priority | None = None,
        aside: Aside | None = None,
    ) -> None:
        """Write what happens to a standing alarm. IllegalMoveError, a sentence, where it cannot happen."""
        rule = self._rules.get(alarm.rule)
        after = moved(
            Layers(alarm.state, alarm.inner, alarm.asides),
            event,
            aside,
            latching=rule is not None and rule.latching,
            self_acking=rule is not None and rule.self_acknowledging,
        )
        self._append(
            JournalEvent(
                at=self.time_for((alarm.rule, alarm.entity), at),
                occurrence=alarm.occurrence,
                rule=alarm.rule,
                entity=alarm.entity,
                attribute=alarm.attribute,
                event=event.value,
                state=after.state,
                by=by,
                desk=desk,
                comment=comment,
                priority=alarm.priority if priority is None else priority,
                inner=after.inner,
                aside=aside,
            )
        )

    def lay_aside(
        self, point: JournalEvent, event: AlarmEvent, aside: Aside, at: int, *, by: str, desk: str, comment: str
    ) -> str:
        """Lay a point aside that is not in alarm; `point` describes it. The occurrence by which it is known."""
        after = moved(Layers(AlarmState.NORM), event, aside)
        return self._begin(
            point,
            self.time_for((point.rule, point.entity), at),
            event=event.value,
            state=after.state,
            inner=after.inner,
            aside=aside,
            by=by,
            desk=desk,
            comment=comment,
        )

    def _begin(self, described: JournalEvent, at: int, **begin: object) -> str:
        point = (described.rule, described.entity)
        if point in self._since:
            at = max(at, self._since[point] + 1)  # two activations of one millisecond are still two
        occurrence = occurrence_id(*point, at)
        self._append(dataclasses.replace(described, at=at, occurrence=occurrence, **begin))  # type: ignore[arg-type]
        return occurrence

    def end_if_unwatched(self, occurrence: str, at: int) -> None:
        """An acknowledged alarm whose rule was taken out of the catalogue can never clear by itself: end it."""
        alarm = self.alarms.get(occurrence)
        if alarm is None or alarm.rule in self._rules:
            return
        if alarm.state is AlarmState.LTACK:
            self.write(alarm, AlarmEvent.RESET, at)
        elif alarm.state is AlarmState.ACKED:
            self.write(alarm, AlarmEvent.CLEARED, at)

    # -- applying --------------------------------------------------------------------------------------------

    def restore(self, events: Iterable[JournalEvent]) -> None:
        """Apply a stored journal, in its order. Nothing restored counts as an event or a change."""
        for event in events:
            self._apply(event)
        self._changed.clear()

    def go_on_from(self, before: "AlarmBook") -> None:
        """Know what another book knows, as if its whole journal had been restored."""
        self._floor, self._since, self._ended = dict(before._floor), dict(before._since), dict(before._ended)
        for alarm in before.alarms.values():
            point = (alarm.rule, alarm.entity)
            self.alarms[alarm.occurrence] = alarm
            self._current[point] = alarm.occurrence
            self.timers.put(point, due_of(alarm, self._rules.get(alarm.rule)))

    def _append(self, event: JournalEvent) -> None:
        self._events.append(event)
        before, after = self._apply(event)
        self.noticed(event, before, after)

    def _apply(self, event: JournalEvent) -> tuple[Alarm | None, Alarm | None]:
        point = (event.rule, event.entity)
        self._floor[point] = max(event.at, self._floor.get(point, event.at))
        before = self.alarms.get(event.occurrence)
        alarm = applied(before, event)
        if alarm is None:
            return None, None
        if before is None:
            self._since[point] = event.at
        self._changed[event.occurrence] = alarm
        if alarm.state is AlarmState.NORM:
            self.alarms.pop(event.occurrence, None)
            if self._current.get(point) == event.occurrence:
                del self._current[point]
                self.timers.put(point, NEVER)
            self._remember(alarm, event)
            return before, None
        self.alarms[event.occurrence] = alarm
        self._current[point] = event.occurrence
        self.timers.put(point, due_of(alarm, self._rules.get(alarm.rule)))
        return before, alarm

    def _remember(self, alarm: Alarm, event: JournalEvent) -> None:
        if event.event == AlarmEvent.SUPERSEDED:
            sentence = "this occurrence is over: the condition came back as a new alarm, acknowledge that one"
        elif alarm.acked_by:
            sentence = f"already acknowledged (by {alarm.acked_by}), and over"
        else:
            sentence = "this alarm is over"
        self._ended[alarm.occurrence] = sentence
        if len(self._ended) > REMEMBERED:
            del self._ended[next(iter(self._ended))]


def _nobody(event: JournalEvent, before: Alarm | None, after: Alarm | None) -> None:
    """Nobody is told."""
