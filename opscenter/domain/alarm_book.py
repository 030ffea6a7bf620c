"""The book of occurrences: every alarm that is not normal, changed only by writing an event and applying it."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field

from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.alarm_table import AlarmEvent, Circumstances, IllegalMoveError, step
from opscenter.domain.journal import JournalEvent, applied, occurrence_id
from opscenter.domain.rule import Rule

REMEMBERED = 10_000
"""How many ended occurrences are remembered, to say who acknowledged one to whom acknowledges it again."""

LONGEST_NAME = 200
LONGEST_COMMENT = 4_000


@dataclass(slots=True)
class Outcome:
    """What became of a command: the occurrences it was done to, and why not to the others, a sentence each."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


class AlarmBook:
    """Alarms by occurrence, and the events and changes nobody has taken yet.

    `rules` are the rules in force; an alarm of a rule that is no longer among them ends when it is acknowledged.
    """

    def __init__(self, rules: dict[str, Rule]) -> None:
        self.alarms: dict[str, Alarm] = {}
        self._rules = rules
        self._current: dict[tuple[str, str], str] = {}  # (rule, entity) -> occurrence
        self._floor: dict[tuple[str, str], int] = {}  # event time of the newest event of (rule, entity)
        self._since: dict[tuple[str, str], int] = {}  # newest activation of (rule, entity)
        self._ended: dict[str, str] = {}  # occurrence -> how it ended, a sentence
        self._events: list[JournalEvent] = []
        self._changed: dict[str, Alarm] = {}

    def current(self, rule: str, entity: str) -> Alarm | None:
        """The standing occurrence of a rule on an entity."""
        occurrence = self._current.get((rule, entity))
        return self.alarms[occurrence] if occurrence else None

    def take_events(self) -> list[JournalEvent]:
        """What happened since the last take, by event time; events of one occurrence keep their order."""
        events, self._events = self._events, []
        events.sort(key=lambda event: (event.at, event.rule, event.entity))
        return events

    def take_changed(self) -> list[Alarm]:
        """The newest fact of every occurrence that changed since the last take; NORM means gone."""
        changed, self._changed = self._changed, {}
        return list(changed.values())

    def raise_alarm(self, activation: JournalEvent) -> None:
        """Write a new activation; `occurrence` and `state` of the event given are filled in here."""
        key = (activation.rule, activation.entity)
        rule = self._rules.get(activation.rule)
        standing = self.current(*key)
        state = standing.state if standing else AlarmState.NORM
        if state.is_active:
            return  # it stands already
        move = step(state, AlarmEvent.RAISED, Circumstances(latching=bool(rule and rule.latching)))
        at = max(activation.at, self._floor.get(key, activation.at))
        if standing is not None:
            self._write(standing, AlarmEvent.SUPERSEDED, at)
        if key in self._since:
            at = max(at, self._since[key] + 1)  # two activations of one millisecond are still two
        self._append(
            dataclasses.replace(
                activation, at=at, occurrence=occurrence_id(*key, at), state=move.to, event=AlarmEvent.RAISED.value
            )
        )

    def clear(self, rule: Rule, entity: str, at: int) -> None:
        """The condition of a rule has cleared on an entity."""
        alarm = self.current(rule.id, entity)
        if alarm is not None and alarm.state.is_active:
            self._write(alarm, AlarmEvent.CLEARED, at)

    def acknowledge(self, occurrences: Iterable[str], by: str, comment: str, desk: str, at: int) -> Outcome:
        """Acknowledge occurrences by their ids. Each is done or refused by itself."""
        return self._command(AlarmEvent.ACKNOWLEDGED, occurrences, by, comment, desk, at)

    def reset(self, occurrences: Iterable[str], by: str, comment: str, desk: str, at: int) -> Outcome:
        """Reset latched and acknowledged occurrences."""
        return self._command(AlarmEvent.RESET, occurrences, by, comment, desk, at)

    def raise_priority(self, occurrence: str, priority: Priority, at: int) -> None:
        """Give a standing alarm a more urgent priority, which announces it again; a lesser one changes nothing."""
        alarm = self.alarms.get(occurrence)
        if alarm is not None and priority < alarm.priority:
            self._write(alarm, AlarmEvent.PRIORITY_ROSE, at, priority=priority)

    def restore(self, events: Iterable[JournalEvent]) -> None:
        """Apply a stored journal, in its order. Nothing restored counts as an event or a change."""
        for event in events:
            self._apply(event)
        self._changed.clear()

    def _command(
        self, event: AlarmEvent, occurrences: Iterable[str], by: str, comment: str, desk: str, at: int
    ) -> Outcome:
        outcome = Outcome()
        by = by.strip()
        refusal = ""
        verb = "acknowledge" if event is AlarmEvent.ACKNOWLEDGED else "reset"
        if not by:
            refusal = f"a name is needed to {verb} an alarm"
        elif len(by) > LONGEST_NAME or len(comment) > LONGEST_COMMENT:
            refusal = f"a name has at most {LONGEST_NAME} characters and a comment {LONGEST_COMMENT}"
        for occurrence in dict.fromkeys(occurrences):
            alarm = self.alarms.get(occurrence)
            reason = refusal
            if not reason and alarm is None:
                reason = self._ended.get(occurrence, "no such alarm: it is not in the list of this station")
            if reason or alarm is None:
                outcome.refused[occurrence] = reason
                continue
            try:
                self._write(alarm, event, at, by=by, comment=comment.strip(), desk=desk)
            except IllegalMoveError as error:
                acked = f" (by {alarm.acked_by})" if alarm.acked_by and event is AlarmEvent.ACKNOWLEDGED else ""
                outcome.refused[occurrence] = f"{error}{acked}"
                continue
            outcome.done.append(occurrence)
            self._end_if_unwatched(occurrence, at)
        return outcome

    def _end_if_unwatched(self, occurrence: str, at: int) -> None:
        """An acknowledged alarm whose rule was taken out of the catalogue can never clear by itself: end it."""
        alarm = self.alarms.get(occurrence)
        if alarm is None or alarm.rule in self._rules:
            return
        if alarm.state is AlarmState.LTACK:
            self._write(alarm, AlarmEvent.RESET, at)
        elif alarm.state is AlarmState.ACKED:
            self._write(alarm, AlarmEvent.CLEARED, at)

    def _write(
        self,
        alarm: Alarm,
        event: AlarmEvent,
        at: int,
        *,
        by: str = "",
        comment: str = "",
        desk: str = "",
        priority: Priority | None = None,
    ) -> None:
        rule = self._rules.get(alarm.rule)
        move = step(alarm.state, event, Circumstances(latching=bool(rule and rule.latching)))
        key = (alarm.rule, alarm.entity)
        self._append(
            JournalEvent(
                at=max(at, self._floor.get(key, at)),
                occurrence=alarm.occurrence,
                rule=alarm.rule,
                entity=alarm.entity,
                attribute=alarm.attribute,
                event=event.value,
                state=move.to,
                by=by,
                desk=desk,
                comment=comment,
                priority=alarm.priority if priority is None else priority,
            )
        )

    def _append(self, event: JournalEvent) -> None:
        self._events.append(event)
        self._apply(event)

    def _apply(self, event: JournalEvent) -> None:
        key = (event.rule, event.entity)
        self._floor[key] = max(event.at, self._floor.get(key, event.at))
        alarm = applied(self.alarms.get(event.occurrence), event)
        if alarm is None:
            return
        if event.event == AlarmEvent.RAISED:
            self._since[key] = event.at
        self._changed[event.occurrence] = alarm
        if alarm.state is AlarmState.NORM:
            self.alarms.pop(event.occurrence, None)
            if self._current.get(key) == event.occurrence:
                del self._current[key]
            self._remember(alarm, event)
        else:
            self.alarms[event.occurrence] = alarm
            self._current[key] = event.occurrence

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
