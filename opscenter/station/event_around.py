"""An event of an alarm with what stood around it when it is written down."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from opscenter.domain.alarm import Alarm
from opscenter.domain.journal import JournalEvent, may_begin
from opscenter.domain.rule import Rule, RuleKind


def completed(
    event: JournalEvent,
    wall: int,
    rules: Mapping[str, Rule],
    alarms: Mapping[str, Alarm],
    present: Callable[[str, str], float | str | None],
) -> JournalEvent:
    """With value and limit at that moment, and the rule as it is in force now; `present` tells the value of an entity's
    attribute. What an alarm began with is told already, and is what it is restored with."""
    if may_begin(event):
        return replace(event, wall=wall)
    rule = rules.get(event.rule)
    version = event.rule_version or (rule.version if rule is not None else "")
    value, limit = event.value, event.limit
    if value is None and event.attribute:
        value = present(event.entity, event.attribute)
    if limit is None:
        standing = alarms.get(event.occurrence)
        if standing is not None:
            limit = standing.limit
        elif rule is not None and rule.kind is RuleKind.LIMIT:
            limit = rule.value
    return replace(event, wall=wall, value=value, limit=limit, rule_version=version)
