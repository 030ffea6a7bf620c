"""The alarm journal: what happened to each alarm, appended and never edited.

The present alarms are nothing but this journal applied in order: the live engine writes an event and then applies it
with the same function that restores from a stored journal, so the two cannot come out differently.
"""

import dataclasses
import hashlib
from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.alarm import Alarm, AlarmState, Aside, Priority
from opscenter.domain.alarm_layers import laid_over, taken_off
from opscenter.domain.alarm_table import BRINGING_BACK, LAYING, AlarmEvent
from opscenter.domain.role import Role
from opscenter.domain.texts import Texts


@dataclass(slots=True, frozen=True)
class JournalEvent:
    """One thing that happened to one occurrence of an alarm.

    `at` is event time and `wall` the station's clock when it was written down, Unix ms UTC. `state` is the state after.
    `event` is a value of `alarm_table.AlarmEvent`. The fields from `system` to `rule_version` describe the alarm itself
    and are filled in where they are set anew: where an occurrence begins all of them, in "priority-rose" the priority;
    else as they default. An occurrence begins with "raised", or by being laid aside without being in alarm.
    `inner` is the state beneath after the event, None when nothing lies over it; `aside` the one that the event lays
    or ends; `asides` what lies over a new activation from its beginning. `alarm`: the whole of one that is carried over
    into a new journal.
    """

    at: int
    occurrence: str
    rule: str
    entity: str
    attribute: str
    event: str
    state: AlarmState
    by: str = ""
    desk: str = ""
    comment: str = ""
    value: float | str | None = None
    limit: float | None = None
    wall: int = 0
    system: str = ""
    priority: Priority = Priority.LOW
    unit: str = ""
    respond_s: int = 0
    text: Texts = field(default_factory=dict)
    cause: Texts = field(default_factory=dict)
    consequence: Texts = field(default_factory=dict)
    action: Texts = field(default_factory=dict)
    group: str = ""
    role: Role = Role.OPERATOR
    checklist: tuple[Texts, ...] = ()
    rule_version: str = ""
    inner: AlarmState | None = None
    aside: Aside | None = None
    asides: tuple[Aside, ...] = ()
    alarm: Alarm | None = None


CARRIED_OVER = "carried-over"
"""The event with which a journal that was begun anew takes over an alarm that stands: its beginning is in the one
before, which is damaged."""


def carried_over(alarm: Alarm, at: int) -> JournalEvent:
    """What a new journal says at `at` (Unix ms) of an alarm whose beginning it does not hold: all of it."""
    told = {name: getattr(alarm, name) for name in _TOLD_OF_ALARM}
    return JournalEvent(at=at, event=CARRIED_OVER, alarm=alarm, **told)


def occurrence_id(rule: str, entity: str, since: int) -> str:
    """The id of an activation: the same for the same rule, entity and event time, on any machine, in any replay."""
    return hashlib.blake2b(f"{rule}\0{entity}\0{since}".encode(), digest_size=9).hexdigest()


def may_begin(event: JournalEvent) -> bool:
    """Whether an alarm that was not there may begin with this event: raised, or laid aside while all is well."""
    return event.event == AlarmEvent.RAISED or (event.event in LAYING and event.inner is AlarmState.NORM)


def applied(alarm: Alarm | None, event: JournalEvent) -> Alarm | None:
    """The alarm after `event`. None for an event that speaks of an occurrence whose beginning is not known."""
    if event.event == CARRIED_OVER:
        return event.alarm
    if alarm is None:
        return _begun(event) if may_begin(event) else None
    if event.event not in _EVENTS:
        return alarm  # not of an alarm
    asides = alarm.asides
    if event.inner is None:
        asides = ()
    elif event.aside is not None:
        asides = (laid_over if event.event in LAYING else taken_off)(asides, event.aside)
    changes: dict[str, Any] = {"state": event.state, "inner": event.inner, "asides": asides, "changed": event.at}
    beneath = event.state if event.inner is None else event.inner
    match event.event:
        case AlarmEvent.ACKNOWLEDGED:
            changes |= {"acked_by": event.by, "acked_at": event.at, "comment": event.comment}
        case AlarmEvent.CLEARED:
            changes["returned_at"] = event.at
        case AlarmEvent.PRIORITY_ROSE:
            # What was acknowledged was the lesser alarm.
            changes |= {"priority": event.priority, **_NOT_ACKNOWLEDGED}
        case AlarmEvent.REALARMED:
            changes |= _NOT_ACKNOWLEDGED
        case AlarmEvent.UNSHELVED if beneath in _ACKNOWLEDGED and not alarm.acked_by:
            # Whoever takes it off the shelf knows of it.
            changes |= {"acked_by": event.by, "acked_at": event.at, "comment": event.comment}
        case _ if event.event in BRINGING_BACK and event.state is AlarmState.UNACK:
            changes |= _NOT_ACKNOWLEDGED
    if event.event in _ANNOUNCING and event.state in (AlarmState.UNACK, AlarmState.LTUNK):
        changes["announced"] = event.at
    return dataclasses.replace(alarm, **changes)


def _begun(event: JournalEvent) -> Alarm:
    asides = event.asides
    if event.aside is not None:
        asides = laid_over(asides, event.aside)
    return Alarm(
        occurrence=event.occurrence,
        rule=event.rule,
        entity=event.entity,
        attribute=event.attribute,
        system=event.system,
        priority=event.priority,
        state=event.state,
        since=event.at,
        changed=event.at,
        text=event.text,
        cause=event.cause,
        consequence=event.consequence,
        action=event.action,
        value=event.value,
        limit=event.limit,
        unit=event.unit,
        respond_s=event.respond_s,
        announced=event.at if event.state is AlarmState.UNACK else 0,
        inner=event.inner,
        asides=asides,
        group=event.group,
        role=event.role,
        checklist=event.checklist,
        rule_version=event.rule_version,
    )


_TOLD_OF_ALARM = tuple(
    one.name for one in dataclasses.fields(JournalEvent) if one.name in {two.name for two in dataclasses.fields(Alarm)}
)
_EVENTS = frozenset(event.value for event in AlarmEvent)
_ANNOUNCING = (AlarmEvent.PRIORITY_ROSE, AlarmEvent.REALARMED, *BRINGING_BACK)
_ACKNOWLEDGED = (AlarmState.ACKED, AlarmState.LTACK)
_NOT_ACKNOWLEDGED: dict[str, Any] = {"acked_by": "", "acked_at": 0, "comment": ""}
