"""A rule's value that is written in a unit of its own -> the unit of the attribute it is about."""

from opscenter.domain.catalogue import Attribute
from opscenter.domain.rule import RuleKind
from opscenter.domain.toml_table import Table
from opscenter.domain.unit_conversion import Unit, convert, unit_named

SECOND = Unit((("T", 1),))


def in_unit_of(
    table: Table, kind: RuleKind, attribute: Attribute | None, value: float, deadband: float
) -> tuple[float, float]:
    """Value and deadband in the attribute's unit (of a RATE rule: in that per second), where `unit` says another.

    The deadband and what is a change are differences: of temperatures only the size of the degree counts. A unit that
    measures something else is noted as a mistake, and the numbers stay.
    """
    if not table.has("unit"):
        table.offer("unit")
        return value, deadband
    written = table.text("unit")
    if attribute is None or not written:
        return value, deadband
    own = unit_named(attribute.unit) or unit_named(attribute.unit_label)
    called = attribute.unit_label or attribute.unit
    if own is None:
        sentence = f'"unit" cannot be heeded: {attribute.name} is published without a unit that is known'
        table.wrong("unit", sentence + (f' ("{called}")' if called else ""))
        return value, deadband
    if kind is RuleKind.RATE:
        own, called = own.times(SECOND, -1), f"{called} in a time, such as {called}/h"
    given = unit_named(written)
    if given is None:
        table.wrong("unit", f'"{written}" is no unit that is known; {attribute.name} is in {called or "plain numbers"}')
    elif not given.fits(own):
        table.wrong("unit", f'"{written}" does not fit: {attribute.name} is in {called or "plain numbers"}')
    else:
        size = given.factor / own.factor
        is_change = kind in (RuleKind.RATE, RuleKind.FLAT)
        value = value * size if is_change else convert(value, given, own)
        # Not 29.999999999999996: what is told to people is what was meant.
        return float(f"{value:.12g}"), float(f"{deadband * size:.12g}")
    return value, deadband
