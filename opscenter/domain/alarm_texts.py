"""Filling the texts of a rule for one alarm."""

import re

from opscenter.domain.catalogue import Attribute
from opscenter.domain.languages import in_script
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.texts import Texts
from opscenter.domain.units import unit_symbol

AREA = "area"
PLACEHOLDERS = ("name", "value", "limit", "unit", "state", AREA)

_HOLE = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")
_LONGEST = 200


def number_text(value: float, decimals: int) -> str:
    """A number with the decimals of its attribute; minus zero is zero."""
    text = f"{value:.{decimals}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def fill(
    texts: Texts,
    values: dict[str, str],
    states: Texts | None = None,
    names: Texts | None = None,
    areas: Texts | None = None,
) -> Texts:
    """The templates of all languages with their holes filled; what is put in is never itself read as a template.

    `states` is the name of the state in each language, where it has one; `names` that of the entity, `areas` that of
    the area it is about.
    """
    filled = {}
    for language, text in texts.items():
        holes = {**values, "state": states[language]} if states and language in states else values
        name = in_script(names, language)[:_LONGEST] if names else ""
        if name:
            holes = {**holes, "name": name}
        area = in_script(areas, language)[:_LONGEST] if areas else ""
        if area:
            holes = {**holes, AREA: area}
        filled[language] = _HOLE.sub(lambda hole, holes=holes: holes[hole[1]], text)  # type: ignore[misc]
    return filled


def values_for(
    rule: Rule, attribute: Attribute | None, name: str, value: float | str | None, limit: float | None
) -> dict[str, str]:
    """What goes into the holes of a rule's texts. A limit loses trailing zeros, a measured value keeps them.

    Both as people see them: times the attribute's `shown_factor`.
    """
    decimals = attribute.decimals if attribute else 1
    factor = attribute.shown_factor if attribute and rule.kind is not RuleKind.STALE else 1.0
    if isinstance(value, float):
        shown = number_text(value * factor, decimals)
    else:
        shown = "" if value is None else str(value)[:_LONGEST]
    shown_limit = ""
    if limit is not None:
        shown_limit = number_text(limit * factor, 6).rstrip("0").rstrip(".")
    unit = ""
    if rule.kind is RuleKind.STALE:
        unit = "min"
    elif attribute:
        unit = attribute.unit_label or unit_symbol(attribute.unit)
    return {"name": name[:_LONGEST], "value": shown, "limit": shown_limit, "unit": unit, "state": shown, AREA: ""}
