"""The alarms of an entity as spans of time, from the alarm list and from the journal. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.rule import Rule
from opscenter.domain.texts import Texts

_ACTIVE = {AlarmState.UNACK.value, AlarmState.ACKED.value}


@dataclass(slots=True, frozen=True)
class AlarmSpan:
    """`until` is None while the condition stands."""

    occurrence: str
    since: int
    until: int | None
    priority: Priority
    text: Texts = field(default_factory=dict, compare=False)


def spans_now(alarms: Iterable[Alarm]) -> list[AlarmSpan]:
    """Spans of alarms in the list; a returned one ends when it returned."""
    return [
        AlarmSpan(
            a.occurrence, a.since, None if a.state.is_active else (a.returned_at or a.changed), a.priority, a.text
        )
        for a in alarms
        if not a.state.is_laid_aside
    ]


def spans_before(events: Iterable[Mapping[str, Any]], rules: Iterable[Rule]) -> list[AlarmSpan]:
    """Spans from journal events (any order). The priority comes from the rule that the occurrence names."""
    by_length = sorted(rules, key=lambda rule: -len(rule.id))
    begun: dict[str, int] = {}
    spans: list[AlarmSpan] = []

    def rule_of(event: Mapping[str, Any], occurrence: str) -> Rule | None:
        named = str(event.get("rule") or "")
        return next((rule for rule in by_length if rule.id == named or (not named and rule.id in occurrence)), None)

    for event in sorted(events, key=lambda each: int(each.get("at") or 0)):
        occurrence, state = str(event.get("occurrence") or ""), str(event.get("state") or "")
        at = int(event.get("at") or 0)
        if state in _ACTIVE:
            begun.setdefault(occurrence, at)
        elif occurrence in begun:
            rule = rule_of(event, occurrence)
            priority, text = (Priority.LOW, {}) if rule is None else (rule.priority, rule.text)
            spans.append(AlarmSpan(occurrence, begun.pop(occurrence), at, priority, text))
    return spans
