"""Changes of rules as people try them out: "weather.wind.strong.value=13.9", without writing a file."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_version import versioned
from opscenter.domain.toml_table import nearest

LONGEST_S = 7 * 86_400
MOST_OVERRIDES = 1_000

_TIMES = {"on_delay_s": "on_delay_ms", "off_delay_s": "off_delay_ms", "span_s": "span_ms"}
_VALUED = (RuleKind.LIMIT, RuleKind.RATE, RuleKind.DEVIATION, RuleKind.FLAT, RuleKind.COUNT)
_SPANNED = (RuleKind.RATE, RuleKind.FLAT, RuleKind.COUNT)
KEYS: Mapping[str, tuple[RuleKind, ...]] = {
    "value": _VALUED,
    "deadband": (RuleKind.LIMIT, RuleKind.RATE, RuleKind.DEVIATION, RuleKind.COUNT),
    "on_delay_s": tuple(RuleKind),
    "off_delay_s": tuple(RuleKind),
    "span_s": _SPANNED,
    "times": (RuleKind.COUNT,),
    "priority": tuple(RuleKind),
    "disabled": tuple(RuleKind),
}
"""What can be changed, and of rules of which kinds."""


class OverrideError(ValueError):
    """A change that cannot be made, in a sentence."""


@dataclass(slots=True, frozen=True)
class Override:
    """One change: numbers as in rule files (the attribute's own unit, seconds), priority by name, disabled 1 or 0."""

    rule: str
    key: str
    value: float | str


def read_override(text: str) -> Override:
    """A change out of "rule.key=value". OverrideError when it cannot be read."""
    name, equals, value = text.partition("=")
    rule, dot, key = name.strip().rpartition(".")
    if not equals or not dot or not rule:
        raise OverrideError(
            f'"{text[:120]}" is no change of a rule: write RULE.KEY=VALUE, as in wind.strong.value=13.9'
        )
    if key not in KEYS:
        raise OverrideError(f'"{key[:60]}" of a rule cannot be changed here{nearest(key, KEYS)}')
    value = value.strip().lower()
    if key == "priority":
        names = [priority.name.lower() for priority in Priority]
        if value not in names:
            raise OverrideError(f'"{value[:60]}" is no priority{nearest(value, names)}')
        return Override(rule, key, value)
    if key == "disabled":
        if value not in ("true", "false"):
            raise OverrideError('"disabled" is true or false')
        return Override(rule, key, 1.0 if value == "true" else 0.0)
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise OverrideError(f'"{value[:60]}" is no number')
    if key != "value" and number < 0:
        raise OverrideError(f'"{key}" cannot be negative')
    if key.endswith("_s") and number > LONGEST_S:
        raise OverrideError(f'"{key}" is {LONGEST_S:,} s at most')
    return Override(rule, key, number)


def overridden(catalogue: Catalogue, overrides: Sequence[Override]) -> Catalogue:
    """The catalogue with changed rules; the one given stays as it is. OverrideError for what does not fit."""
    if len(overrides) > MOST_OVERRIDES:
        raise OverrideError(f"{MOST_OVERRIDES:,} changes at once are the most")
    rules = {rule.id: rule for rule in catalogue.rules()}
    out: set[str] = set()
    for one in overrides:
        rule = rules.get(one.rule)
        if rule is None:
            raise OverrideError(f'there is no rule "{one.rule[:120]}"{nearest(one.rule, rules)}')
        if rule.kind not in KEYS[one.key]:
            raise OverrideError(f'{rule.id} is a rule of kind "{rule.kind}", which has no "{one.key}"')
        if one.key == "disabled":
            (out.add if one.value else out.discard)(rule.id)
        else:
            rules[rule.id] = _changed(rule, one)
    kinds = {}
    for name, kind in catalogue.kinds.items():
        quiet = kind.stale_after_ms
        left = tuple(
            versioned(rules[rule.id], quiet if rule.kind is RuleKind.STALE else 0)
            for rule in kind.rules
            if rule.id not in out
        )
        kinds[name] = replace(kind, rules=left)
    return replace(catalogue, kinds=kinds)


def _changed(rule: Rule, one: Override) -> Rule:
    if one.key == "priority":
        return replace(rule, priority=Priority[str(one.value).upper()])
    number = float(one.value)
    if one.key in _TIMES:
        return replace(rule, **{_TIMES[one.key]: round(number * 1000)})  # type: ignore[arg-type]
    if one.key == "times":
        return replace(rule, times=max(1, round(number)))
    return replace(rule, value=number) if one.key == "value" else replace(rule, deadband=number)
