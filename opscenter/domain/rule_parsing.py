"""One `[[kind.rule]]` or `[[rule]]` table -> Rule, with every mistake in it noted by file and line.

Which keys a rule may have depends on what it looks at; a key that is for others is told apart from one that is for
nobody.
"""

from collections.abc import Mapping

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_texts import AREA, PLACEHOLDERS, SPAN
from opscenter.domain.catalogue import Attribute
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule, RuleKind, Side, When
from opscenter.domain.rule_units import in_unit_of
from opscenter.domain.texts import Texts
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import known_attribute, language_texts, read_texts

PRIORITIES = {priority.name.lower(): priority for priority in Priority}

LONGEST_DELAY_S = 7 * 86_400
LONGEST_SPAN_S = 31 * 86_400
MOST_TIMES = 1_000
MOST_STEPS = 20
MOST_NAMED = 100
"""Steps of a checklist; states, areas or rules that one rule names."""
LONGEST_EXPRESSION = 4_000
LONGEST_NAME = 120

_OWN: Mapping[RuleKind, tuple[str, ...]] = {
    RuleKind.LIMIT: ("attribute", "side", "value", "unit", "deadband", "within"),
    RuleKind.RATE: ("attribute", "side", "value", "unit", "deadband", "span_s", "within"),
    RuleKind.DEVIATION: ("attribute", "side", "value", "deadband", "within"),
    RuleKind.STATE: ("attribute", "states", "within"),
    RuleKind.STALE: (),
    RuleKind.FLAT: ("attribute", "value", "unit", "span_s", "within"),
    RuleKind.COUNT: ("attribute", "side", "value", "unit", "deadband", "states", "times", "span_s"),
    RuleKind.GEOFENCE: ("attribute", "states", "within", "when"),
    RuleKind.EXPRESSION: ("attribute", "expression"),
}
"""What a rule of each kind has of its own, beside what every rule has."""

_SOME = tuple(dict.fromkeys(key for keys in _OWN.values() for key in keys))
_NEEDS_ATTRIBUTE = frozenset(_OWN) - {RuleKind.STALE, RuleKind.GEOFENCE, RuleKind.EXPRESSION}
_HAS_SPAN = (RuleKind.RATE, RuleKind.FLAT, RuleKind.COUNT)


def read_rule(table: Table, entity_type: str, attributes: Mapping[str, Attribute]) -> Rule:
    """The rule of a table about entities of a type that has these attributes; `version` is not there yet."""
    rule_id = _name(table, "id", table.text("id"))
    kind = RuleKind(table.choice("kind", [one.value for one in RuleKind]))
    _refuse_strangers(table, kind)
    attribute = ""
    if "attribute" in _OWN[kind]:
        attribute = known_attribute(table, "attribute", attributes, required=kind in _NEEDS_ATTRIBUTE)
    within = _read_within(table, kind)
    states = _read_states(table, kind, attribute, attributes)
    value, side, deadband = _read_value(table, kind, bool(states))
    if "unit" in _OWN[kind]:
        value, deadband = in_unit_of(table, kind, attributes.get(attribute), value, deadband)
    has = {AREA: bool(within), SPAN: kind in _HAS_SPAN}
    holes = tuple(hole for hole in PLACEHOLDERS if has.get(hole, True))
    rule = Rule(
        id=rule_id,
        kind=kind,
        entity_type=entity_type,
        attribute=attribute,
        priority=PRIORITIES[table.choice("priority", PRIORITIES)],
        text=read_texts(table, "text", holes),
        side=side,
        value=value,
        deadband=deadband,
        states=states,
        on_delay_ms=_ms(table, "on_delay_s"),
        off_delay_ms=_ms(table, "off_delay_s"),
        latching=table.flag("latching"),
        cause=read_texts(table, "cause", holes),
        consequence=read_texts(table, "consequence", holes),
        action=read_texts(table, "action", holes),
        respond_s=table.whole("respond_s", None, 0, 7 * 86_400),
        source=table.text("source", ""),
        within=within,
        when=When(table.choice("when", list(When))) if kind is RuleKind.GEOFENCE else When.INSIDE,
        span_ms=round(table.number("span_s", None, 1.0, LONGEST_SPAN_S) * 1000) if kind in _HAS_SPAN else 0,
        times=table.whole("times", None, 2, MOST_TIMES) if kind is RuleKind.COUNT else 0,
        expression=_read_expression(table) if kind is RuleKind.EXPRESSION else "",
        group=_name(table, "group", table.text("group", "")),
        role=Role(table.choice("role", list(Role), Role.OPERATOR)),
        checklist=_read_checklist(table, holes),
        suppresses=_names(table, "suppresses"),
        self_acknowledging=table.flag("self_acknowledging"),
        realarm_ms=_ms(table, "realarm_s"),
    )
    if rule.self_acknowledging and rule.latching:
        table.wrong(
            "latching", 'a "self_acknowledging" rule cannot be "latching": the one needs nobody, the other does'
        )
    table.finish()
    return rule


def _refuse_strangers(table: Table, kind: RuleKind) -> None:
    """Note keys that belong to rules of other kinds."""
    for key in _SOME:
        if table.has(key) and key not in _OWN[kind]:
            table.offer(key)
            if kind is RuleKind.STALE and key == "within":
                table.wrong(key, 'a stale rule has no "within": what is silent does not say where it is')
                continue
            others = " or ".join(other.value for other, keys in _OWN.items() if key in keys)
            table.wrong(key, f'"{key}" is for a rule of kind {others}, not for one of kind {kind.value}')


def _ms(table: Table, key: str) -> int:
    return round(table.number(key, 0.0, 0.0, LONGEST_DELAY_S) * 1000)


def _name(table: Table, key: str, name: str) -> str:
    if table.has(key) and not name.strip():
        table.wrong(key, f'"{key}" is empty')
    elif len(name) > LONGEST_NAME or not name.isprintable():
        table.wrong(key, f'"{key}" must be printable text of at most {LONGEST_NAME} characters')
    return name


def _names(table: Table, key: str) -> tuple[str, ...]:
    """An array of names that need not be there."""
    if table.has(key):
        return _listed(table, key)
    table.offer(key)
    return ()


def _listed(table: Table, key: str) -> tuple[str, ...]:
    """An array of names; required."""
    names = table.texts(key)
    if len(names) > MOST_NAMED:
        table.wrong(key, f'"{key}" names {len(names):,}; {MOST_NAMED} is the most')
    return names[:MOST_NAMED]


def _read_states(table: Table, kind: RuleKind, attribute: str, attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    if "states" not in _OWN[kind]:
        return ()
    if kind is not RuleKind.STATE and not table.has("states"):
        table.offer("states")
        if kind is RuleKind.GEOFENCE and attribute:
            table.wrong("", '"states" is missing')
        return ()
    if not attribute and kind is RuleKind.GEOFENCE:
        table.wrong("states", '"states" needs the "attribute" whose texts they are')
    states = tuple(state.strip().lower() for state in _listed(table, "states"))
    named = attributes[attribute].states if attribute in attributes else {}
    for state in states:
        if named and state not in named:
            table.wrong("states", f'{attribute} is never "{state}"{nearest(state, named)}')
    return states


def _read_value(table: Table, kind: RuleKind, has_states: bool) -> tuple[float, Side, float]:
    """Value, side and deadband."""
    own = _OWN[kind]
    if kind is RuleKind.COUNT and has_states:
        for key in ("value", "side", "deadband", "unit"):
            if table.has(key):
                table.wrong(key, f'"{key}" beside "states": a count rule counts either; take one of them out')
        table.offer("value", "side", "deadband")
        return 0.0, Side.HIGH, 0.0
    side = Side.HIGH
    if "side" in own:
        sides = (
            (Side.HIGH, Side.LOW, Side.BOTH) if kind in (RuleKind.RATE, RuleKind.DEVIATION) else (Side.HIGH, Side.LOW)
        )
        side = Side(table.choice("side", sides))
    value = 0.0
    if kind is RuleKind.FLAT:
        value = table.number("value", 0.0, 0.0)
    elif "value" in own:
        value = table.number("value")
        is_size = kind is RuleKind.DEVIATION or (kind is RuleKind.RATE and side is Side.BOTH)
        if is_size and table.has("value") and value <= 0:
            table.wrong("value", f'"value" of a {kind.value} rule must be more than 0, not {value:g}')
        elif kind is RuleKind.RATE and (value > 0 if side is Side.LOW else value < 0):
            signs = "it is below a negative number when something falls" if side is Side.LOW else "rising is positive"
            table.wrong("value", f'"value" of a rate rule on the {side} side: {signs}; write {-value:g}')
    deadband = table.number("deadband", 0.0, 0.0) if "deadband" in own else 0.0
    return value, side, deadband


def _read_within(table: Table, kind: RuleKind) -> tuple[str, ...]:
    """The areas a rule is about."""
    if "within" not in _OWN[kind]:
        return ()
    if kind is RuleKind.GEOFENCE:
        return _listed(table, "within")
    return _names(table, "within")


def _read_expression(table: Table) -> str:
    expression = table.text("expression")
    if table.has("expression") and not expression.strip():
        table.wrong("expression", '"expression" is empty')
    if len(expression) > LONGEST_EXPRESSION:
        table.wrong(
            "expression",
            f'"expression" has {len(expression):,} characters; {LONGEST_EXPRESSION:,} is the most',
        )
    return expression[:LONGEST_EXPRESSION]


def _read_checklist(table: Table, holes: tuple[str, ...]) -> tuple[Texts, ...]:
    listed = table.data.get("checklist", [])
    if not isinstance(listed, list):
        table.offer("checklist")
        table.wrong("checklist", '"checklist" must be a list of texts by language: [{ en = "First" }, { en = "Then" }]')
        return ()
    steps = table.tables("checklist")
    if len(steps) > MOST_STEPS:
        table.wrong("checklist", f'"checklist" has {len(steps):,} steps; {MOST_STEPS} is the most')
    return tuple(language_texts(step, "checklist", holes) for step in steps[:MOST_STEPS])
