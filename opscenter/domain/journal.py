"""The alarm journal: what happened to each alarm, appended and never edited.

The present alarms are nothing but this journal applied in order: the live engine writes an event and then applies it
with the same function that restores from a stored journal, so the two cannot come out differently.
"""

import dataclasses
import hashlib
from dataclasses import dataclass, field

from opscenter.domain.alarm import Alarm, AlarmState, Aside, Priority
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.role import Role
from opscenter.domain.texts import Texts


@dataclass(slots=True, frozen=True)
class JournalEvent:
    """One thing that happened to one occurrence of an alarm.

    `at` is event time and `wall` the station's clock when it was written down, Unix ms UTC. `state` is the state after.
    `event` is a value of `alarm_table.AlarmEvent`. The fields from `system` on describe the alarm itself and are
    filled in where they are set anew: in "raised" all of them, in "priority-rose" the priority; else as they default.
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


def occurrence_id(rule: str, entity: str, since: int) -> str:
    """The id of an activation: the same for the same rule, entity and event time, on any machine, in any replay."""
    return hashlib.blake2b(f"{rule}\0{entity}\0{since}".encode(), digest_size=9).hexdigest()


def applied(alarm: Alarm | None, event: JournalEvent) -> Alarm | None:
    """The alarm after `event`. None for an event that speaks of an occurrence whose beginning is not known."""
    if event.event == AlarmEvent.RAISED and alarm is None:
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
            announced=event.at,
            group=event.group,
            role=event.role,
            checklist=event.checklist,
            rule_version=event.rule_version,
        )
    if alarm is None:
        return None
    match event.event:
        case AlarmEvent.ACKNOWLEDGED:
            return dataclasses.replace(
                alarm,
                state=event.state,
                changed=event.at,
                acked_by=event.by,
                acked_at=event.at,
                comment=event.comment,
            )
        case AlarmEvent.CLEARED:
            return dataclasses.replace(alarm, state=event.state, changed=event.at, returned_at=event.at)
        case AlarmEvent.PRIORITY_ROSE:
            # Announced again: what was acknowledged was the lesser alarm.
            return dataclasses.replace(
                alarm,
                state=event.state,
                changed=event.at,
                priority=event.priority,
                acked_by="",
                acked_at=0,
                comment="",
            )
        case AlarmEvent.REALARMED:
            return dataclasses.replace(alarm, state=event.state, changed=event.at, acked_by="", acked_at=0, comment="")
        case _:
            return dataclasses.replace(alarm, state=event.state, changed=event.at)
