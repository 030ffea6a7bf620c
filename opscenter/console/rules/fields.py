"""What can be changed of a rule, as people see it: numbers in the unit in which they are shown, times in seconds."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import priority_name
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Attribute
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_overrides import KEYS, Override, read_override
from opscenter.domain.rule_words import shown_unit

ORDER = ("value", "deadband", "span_s", "times", "on_delay_s", "off_delay_s", "priority", "disabled")
_OF_NUMBERS = ("value", "deadband")


@dataclass(slots=True, frozen=True)
class Field:
    """One thing of a rule: `factor` from the rule's own number to the shown one, which is in `unit`."""

    key: str
    label: str
    unit: str = ""
    factor: float = 1.0

    @property
    def is_number(self) -> bool:
        """Typed as a number."""
        return self.key not in ("priority", "disabled")

    def shown(self, own: float) -> str:
        """A number of the rule as it is typed and read."""
        return f"{own * self.factor:.10g}"

    def read(self, rule: str, typed: str) -> Override:
        """The change that somebody typed. OverrideError with a sentence for what it cannot be."""
        text = typed.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
        shown = read_override(f"{rule}.{self.key}={text}")
        return Override(rule, self.key, float(f"{float(shown.value) / self.factor:.12g}"))


def fields_of(rule: Rule, attribute: Attribute | None) -> list[Field]:
    """What can be changed of a rule about an attribute."""
    factor, unit = shown_unit(rule, attribute)
    if rule.kind is RuleKind.DEVIATION:
        factor, unit = 1.0, QCoreApplication.translate("RuleFields", "× its spread")
    fields = []
    for key in ORDER:
        if rule.kind not in KEYS[key] or (key in _OF_NUMBERS and rule.states):
            continue
        if key in _OF_NUMBERS:
            fields.append(Field(key, field_name(key), unit, factor))
        else:
            fields.append(Field(key, field_name(key), "s" if key.endswith("_s") else ""))
    return fields


def field_name(key: str) -> str:
    """What a thing of a rule is called."""
    translate = QCoreApplication.translate
    names = {
        "value": translate("RuleFields", "Value"),
        "deadband": translate("RuleFields", "Deadband"),
        "span_s": translate("RuleFields", "Span looked at"),
        "times": translate("RuleFields", "Times"),
        "on_delay_s": translate("RuleFields", "On-delay"),
        "off_delay_s": translate("RuleFields", "Off-delay"),
        "priority": translate("RuleFields", "Priority"),
        "disabled": translate("RuleFields", "Taken out"),
    }
    return names[key]


def own_number(rule: Rule, key: str) -> float:
    """What a rule has in its own unit, times in seconds; 1 or 0 for `disabled`."""
    if key.endswith("_s"):
        return float(getattr(rule, f"{key.removesuffix('_s')}_ms")) / 1000
    return 0.0 if key == "disabled" else float(getattr(rule, key))


def told(field: Field, value: float | str) -> str:
    """A value of a field as it stands in a list, with its unit."""
    if field.key == "priority":
        return priority_name(Priority[str(value).upper()])
    if field.key == "disabled":
        translate = QCoreApplication.translate
        return translate("RuleFields", "yes") if value else translate("RuleFields", "no")
    return f"{field.shown(float(value))} {field.unit}".strip()


def told_before(field: Field, rule: Rule) -> str:
    """The same of what the rule has."""
    if field.key == "priority":
        return priority_name(rule.priority)
    return told(field, own_number(rule, field.key))
