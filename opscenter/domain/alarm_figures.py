"""The numbers an alarm tells: its value and limit, in which unit, and how people see them."""

from dataclasses import dataclass

from opscenter.domain.catalogue import Attribute
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.units import unit_symbol

TIMES = "×"
"""The unit of a count: 3 × within 10 min."""

_PER = ((1.0, "s"), (60.0, "min"), (3_600.0, "h"))
"""Seconds in the units of time that a rate is told by."""


@dataclass(slots=True, frozen=True)
class Figures:
    """`value` and `limit` in `unit` before `factor`, with which people see them, with so many `decimals`.

    `limit_moves`: the limit is a measured number too, not a round one that somebody wrote down.
    """

    value: float | str | None
    limit: float | None
    unit: str
    factor: float = 1.0
    decimals: int = 1
    limit_moves: bool = False


def figures_of(rule: Rule, attribute: Attribute | None, value: float | str | None, limit: float | None) -> Figures:
    """The figures of an alarm of a rule. A change per second comes per second, minute or hour, the first in which the
    rule's limit is no less than 1."""
    if rule.kind is RuleKind.STALE:
        return Figures(value, limit, "min", decimals=attribute.decimals if attribute else 1)
    if rule.kind is RuleKind.COUNT:
        return Figures(value, limit, TIMES, decimals=0)
    factor, decimals, unit = 1.0, 1, ""
    if attribute:
        factor, decimals = attribute.shown_factor, attribute.decimals
        unit = attribute.unit_label or unit_symbol(attribute.unit)
    if rule.kind is RuleKind.RATE:
        seconds, per = _rate_unit(abs(rule.value * factor))
        value = value * seconds if isinstance(value, float) else value
        limit = limit * seconds if limit is not None else None
        return Figures(value, limit, f"({unit})/{per}" if "/" in unit else f"{unit}/{per}", factor, max(1, decimals))
    return Figures(value, limit, unit, factor, decimals, rule.kind is RuleKind.DEVIATION)


def _rate_unit(limit: float) -> tuple[float, str]:
    return next((one for one in _PER if limit * one[0] >= 1.0 - 1e-9), _PER[-1])
