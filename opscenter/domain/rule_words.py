"""A rule in words, for people who have to agree to it: labelled lines in each language of the console."""

from collections.abc import Mapping

from opscenter.domain.alarm_texts import number_text
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.expression_words import in_words
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.rule_expression import read_expression
from opscenter.domain.rule_phrases import PHRASES, PRIORITY_NAMES, ROLE_NAMES
from opscenter.domain.texts import in_language
from opscenter.domain.units import unit_symbol

Line = tuple[str, str]
"""What a line is about, and what it says."""

_DURATIONS = ((86_400_000, "days"), (3_600_000, "hours"), (60_000, "minutes"), (1_000, "seconds"))
_PER = ((1.0, "s"), (60.0, "min"), (3_600.0, "h"))


def explained(
    rule: Rule, kind: Kind, language: str, entities: int | None = None, catalogue: Catalogue | None = None
) -> list[Line]:
    """The lines of a rule about entities of `kind`; `entities`: how many of them a station has, where one was asked;
    with the `catalogue` an expression is said in words as well."""
    say = PHRASES[language]
    lines = [
        (say["rule"], f"{rule.id} ({say['version']} {rule.version})"),
        (say["watches"], _watches(rule, kind, language, entities)),
        (say["raises"], condition(rule, kind, language)),
        (say["clears"], _clearing(rule, kind, language)),
        (say["priority"], _priority(rule, language)),
        (say["text"], in_language(rule.text, language)),
        (say["cause"], in_language(rule.cause, language)),
        (say["consequence"], in_language(rule.consequence, language)),
        (say["action"], in_language(rule.action, language)),
    ]
    if rule.kind is RuleKind.EXPRESSION and catalogue is not None:
        expression = read_expression(rule.expression, rule.entity_type, catalogue.kinds)
        lines.insert(3, (say["in_words"], in_words(expression, catalogue, language)))
    lines += [(f"{say['step']} {number}", in_language(step, language)) for number, step in enumerate(rule.checklist, 1)]
    if rule.suppresses:
        lines.append(
            (say["suppresses"], say["suppresses_what"].format(rules=_joined(rule.suppresses, language, "and")))
        )
    for label, told in ((say["group"], rule.group), (say["source"], rule.source)):
        if told:
            lines.append((label, told))
    return lines


def condition(rule: Rule, kind: Kind, language: str) -> str:
    """When the rule raises an alarm."""
    say = PHRASES[language]
    attribute = kind.attributes.get(rule.attribute)
    holes = {
        "attribute": in_language(attribute.label, language) if attribute else rule.attribute,
        "value": shown_value(rule, attribute),
        "span": duration(rule.span_ms, language),
        "times": str(rule.times),
        "states": _states(rule, attribute, language),
        "quiet": duration(kind.stale_after_ms, language),
        "areas": _joined(rule.within, language, "or"),
        "expression": " ".join(rule.expression.split()),
        "multiple": f"{rule.value:g}",
    }
    text = say[_phrase(rule)].format(**holes)
    if rule.kind is RuleKind.GEOFENCE:
        text = say[f"when_{rule.when.value}"].format(**holes)
        if rule.states:
            text += say["only_states"].format(**holes)
    elif rule.within:
        text += say["only_within"].format(**holes)
    if rule.on_delay_ms:
        text += say["on_delay"].format(delay=duration(rule.on_delay_ms, language))
    return text


def shown_value(rule: Rule, attribute: Attribute | None, value: float | None = None) -> str:
    """The rule's value, or another of the same sort, as people see it, with its unit."""
    number = rule.value if value is None else value
    factor, unit = shown_unit(rule, attribute)
    text = number_text(number * factor, 6)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {unit}".strip()


def shown_unit(rule: Rule, attribute: Attribute | None) -> tuple[float, str]:
    """By what the rule's value is multiplied for people, and the unit it is then in.

    A rate is told in the shortest time in which it is at least 1.
    """
    factor = attribute.shown_factor if attribute else 1.0
    unit = (attribute.unit_label or unit_symbol(attribute.unit)) if attribute else ""
    if rule.kind is RuleKind.RATE:
        seconds, per = next((one for one in _PER if abs(rule.value * factor) * one[0] >= 1.0 - 1e-9), _PER[-1])
        factor, unit = factor * seconds, f"({unit})/{per}" if "/" in unit else f"{unit}/{per}"
    return factor, unit


def duration(ms: int, language: str) -> str:
    """A duration in the largest unit that tells it whole."""
    size, name = next((one for one in _DURATIONS if ms >= one[0] and ms % one[0] == 0), _DURATIONS[-1])
    return PHRASES[language][name].format(number=f"{ms / size:g}")


def _phrase(rule: Rule) -> str:
    if rule.kind in (RuleKind.LIMIT, RuleKind.RATE, RuleKind.DEVIATION):
        return f"{rule.kind.value}_{rule.side.value}"
    if rule.kind is RuleKind.COUNT:
        return "count_states" if rule.states else f"count_{rule.side.value}"
    return "flat_within" if rule.kind is RuleKind.FLAT and rule.value else rule.kind.value


def _watches(rule: Rule, kind: Kind, language: str, entities: int | None) -> str:
    say = PHRASES[language]
    named = f"{in_language(kind.name, language)} ({kind.type})"
    return named if entities is None else say["entities"].format(kind=named, number=f"{entities:,}")


def _clearing(rule: Rule, kind: Kind, language: str) -> str:
    say = PHRASES[language]
    attribute = kind.attributes.get(rule.attribute)
    if rule.kind is RuleKind.STALE:
        text = say["clears_heard"]
    elif rule.deadband and rule.kind is RuleKind.DEVIATION:
        text = say["clears_deadband_times"].format(deadband=f"{rule.deadband:g}")
    elif rule.deadband and rule.side is Side.BOTH:
        text = say["clears_deadband"].format(deadband=shown_value(rule, attribute, rule.deadband))
    elif rule.deadband:
        clear = rule.value + (rule.deadband if rule.side is Side.LOW else -rule.deadband)
        text = say["clears_at"].format(value=shown_value(rule, attribute, clear))
    else:
        text = say["clears_good"]
    if rule.off_delay_ms:
        text += say["off_delay"].format(delay=duration(rule.off_delay_ms, language))
    if rule.latching:
        text += say["latching"]
    if rule.self_acknowledging:
        text += say["self_acknowledging"]
    return text


def _priority(rule: Rule, language: str) -> str:
    say = PHRASES[language]
    text = PRIORITY_NAMES[language][rule.priority]
    if rule.respond_s:
        text += say["respond"].format(delay=duration(rule.respond_s * 1000, language))
    text += say["role"].format(role=ROLE_NAMES[language][rule.role])
    if rule.realarm_ms:
        text += say["realarm"].format(delay=duration(rule.realarm_ms, language))
    return text


def _states(rule: Rule, attribute: Attribute | None, language: str) -> str:
    names: Mapping[str, dict[str, str]] = attribute.states if attribute else {}
    return _joined(tuple(in_language(names.get(s, {}), language) or f'"{s}"' for s in rule.states), language, "or")


def _joined(parts: tuple[str, ...], language: str, word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    say = PHRASES[language]
    return say["comma"].join(parts[:-1]) + say[word] + parts[-1]
