"""The rule behind an alarm, as this console's catalogue has it. No Qt."""

import math
from dataclasses import dataclass

from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm
from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_words import Line, duration, explained, shown_value


@dataclass(slots=True, frozen=True)
class RuleFacts:
    """`rule` and `kind` are None where the catalogue has no such rule; `attribute` what it says of the watched one."""

    rule: Rule | None
    kind: Kind | None
    attribute: Attribute | None

    def is_another(self, alarm: Alarm) -> bool:
        """The rule reads otherwise here than when the alarm was raised."""
        return self.rule is not None and bool(alarm.rule_version) and self.rule.version != alarm.rule_version

    def words(self, language: str) -> list[Line]:
        """What the rule says, in lines that the detail does not tell otherwise."""
        if self.rule is None or self.kind is None:
            return []
        lines = explained(self.rule, self.kind, language)
        return [lines[0], *(line for line in lines[2:5] if line[1]), *_beyond_texts(self.rule, lines)]


def _beyond_texts(rule: Rule, lines: list[Line]) -> list[Line]:
    """What stands after text, cause, consequence, action and the steps."""
    return [line for line in lines[9 + len(rule.checklist) :] if line[1]]


def rule_facts(session: Session, alarm: Alarm) -> RuleFacts:
    """What the catalogue says of an alarm's rule."""
    row = session.mirror.row_of.get(alarm.entity)
    kind = session.catalogue.kinds.get(session.mirror.types[row]) if row is not None else None
    rule = next((one for one in kind.rules if one.id == alarm.rule), None) if kind is not None else None
    if rule is None:
        rule = next((one for one in session.catalogue.rules() if one.id == alarm.rule), None)
        kind = session.catalogue.kinds.get(rule.entity_type, kind) if rule is not None else kind
    attribute = kind.attributes.get(alarm.attribute) if kind is not None else None
    return RuleFacts(rule, kind, attribute)


def drawn_limit(facts: RuleFacts, alarm: Alarm, unit: str) -> float | None:
    """The limit in the numbers that a plot of the watched attribute shows, None where it is of something else (a rate,
    a count of times, a silence). `unit`: what the plot is written in."""
    rule, attribute = facts.rule, facts.attribute
    factor = attribute.shown_factor if attribute is not None else 1.0
    if rule is not None:
        if rule.kind in (RuleKind.LIMIT, RuleKind.DEVIATION):
            limit = alarm.limit if alarm.limit is not None else (rule.value if rule.kind is RuleKind.LIMIT else None)
            return limit * factor if limit is not None and math.isfinite(limit) else None
        if rule.kind is RuleKind.COUNT and not rule.states:
            return rule.value * factor
        if rule.kind is not RuleKind.EXPRESSION:
            return None
    known = alarm.limit is not None and math.isfinite(alarm.limit) and alarm.unit in ("", unit)
    return alarm.limit * factor if known and alarm.limit is not None else None


def told_limit(facts: RuleFacts, language: str) -> str:
    """The rule's limit in words where it is no line of the plot: over which span, how often. "" where it is one."""
    rule = facts.rule
    if rule is None or rule.kind not in (RuleKind.RATE, RuleKind.COUNT, RuleKind.FLAT):
        return ""
    over = duration(rule.span_ms, language)
    if rule.kind is RuleKind.RATE:
        return f"{shown_value(rule, facts.attribute)} · {over}"
    return f"{rule.times} × · {over}" if rule.kind is RuleKind.COUNT else over
