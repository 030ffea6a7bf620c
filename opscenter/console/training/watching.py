"""Which rules watch a number of an entity, for a trainer who wants to raise an alarm."""

import re

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import format_value
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.texts import in_language

MOST = 5
_HOLE = re.compile(r"\{[^{}]*\}")


def rules_told(session: Session, entity_type: str, attribute: str) -> str:
    """One line a rule: its text, its limit, its priority; "" where none looks at it."""
    kind = session.catalogue.kinds.get(entity_type)
    if kind is None or not attribute:
        return ""
    watching = [rule for rule in kind.rules if rule.attribute == attribute]
    lines = [_line(session, rule) for rule in sorted(watching, key=lambda rule: rule.priority)[:MOST]]
    if not watching:
        return QCoreApplication.translate("Training", "No rule watches this by itself.")
    if len(watching) > MOST:
        lines.append(QCoreApplication.translate("Training", "and %n more", "", len(watching) - MOST))
    return "\n".join(lines)


def _line(session: Session, rule: Rule) -> str:
    kind = session.catalogue.kinds[rule.entity_type]
    text = (
        one_line(_HOLE.sub("…", in_language(rule.text, session.language)), 90).removeprefix("…: ").removeprefix("…：")
    )
    when = ""
    if rule.kind is RuleKind.LIMIT:
        number, unit = format_value(rule.value, kind.attributes.get(rule.attribute))
        sign = {Side.HIGH: ">", Side.LOW: "<", Side.BOTH: "≷"}[rule.side]
        when = f"{sign} {number} {unit}".strip()
    elif rule.states:
        when = f"= {one_line(', '.join(rule.states), 60)}"
    return " · ".join(part for part in (f"{rule.priority.letter} {priority_name(rule.priority)}", when, text) if part)
