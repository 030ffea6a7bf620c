"""`[[injection]]` tables of an exercise -> Injections, with every mistake noted.

Which keys an injection may have depends on its kind; a key that is for others is told apart from one that is for
nobody.
"""

from collections.abc import Mapping
from typing import Any

from opscenter.domain.exercise import Injection, InjectionKind
from opscenter.domain.texts import Texts
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import read_texts

MOST_INJECTIONS = 200
MOST_ENTITIES = 500
LONGEST_ID = 512
LONGEST_NAME = 120
LONGEST_S = 86_400.0

_K = InjectionKind
_OWN: Mapping[InjectionKind, tuple[str, ...]] = {
    _K.ALARM: ("entity", "entities", "entity_type", "attribute", "value", "after", "every_s", "rule", "place"),
    _K.LIE: ("entity", "entities", "attribute", "value", "scale", "offset", "noise"),
    _K.FREEZE: ("entity", "entities", "attribute"),
    _K.DROP: ("entity", "entities", "attribute"),
    _K.DELAY: ("entity", "entities", "topic", "delay_s"),
    _K.PUBLIC: ("place", "service", "text"),
}
"""What an injection of each kind has of its own, beside what every one has."""

_SOME = tuple(dict.fromkeys(key for keys in _OWN.values() for key in keys))
_ONCE = (_K.PUBLIC,)
"""What happens once and is not taken back."""


def read_injections(top: Table, length_ms: int, rules: Mapping[str, Any]) -> tuple[Injection, ...]:
    """All of a file; `length_ms` of the exercise."""
    found: list[Injection] = []
    tables = top.tables("injection")
    if len(tables) > MOST_INJECTIONS:
        tables[MOST_INJECTIONS].wrong("", f"there are more than {MOST_INJECTIONS} injections")
    for table in tables[:MOST_INJECTIONS]:
        one = read_injection(table, length_ms, rules)
        if any(one.id == other.id for other in found):
            table.wrong("id", f'there is an injection "{one.id}" already')
        found.append(one)
    return tuple(found)


def read_injection(table: Table, length_ms: int, rules: Mapping[str, Any]) -> Injection:
    """One of them."""
    identity = read_id(table)
    kind = _K(table.choice("kind", [one.value for one in _K]))
    _refuse_strangers(table, kind)
    by_hand = table.flag("by_hand")
    at = round(table.number("at_s", 0.0 if by_hand else None, 0.0, LONGEST_S * 7) * 1_000)
    if not by_hand and length_ms and at >= length_ms:
        table.wrong("at_s", f'"at_s" is after the end: the exercise lasts {length_ms / 1_000:g} s')
    lasts = 0 if kind in _ONCE else round(table.number("lasts_s", 0.0, 0.0, LONGEST_S * 7) * 1_000)
    if kind in _ONCE and table.has("lasts_s"):
        table.wrong("lasts_s", f'"lasts_s" is not for kind {kind.value}: it happens once')
        table.offer("lasts_s")
    entities = read_entities(table) if "entities" in _OWN[kind] else ()
    has = _OWN[kind].__contains__
    needs_attribute = kind in (_K.ALARM, _K.LIE, _K.FREEZE)
    topic = table.text("topic", "") if has("topic") else ""
    if kind is not _K.PUBLIC and not entities and not topic:
        more = ', or a "topic"' if kind is _K.DELAY else ""
        table.wrong("", f'name an "entity", or several "entities"{more}')
    one = Injection(
        id=identity,
        kind=kind,
        at_ms=at,
        lasts_ms=lasts,
        by_hand=by_hand,
        title=_texts(table, "title"),
        entities=entities,
        entity_type=table.text("entity_type", "") if has("entity_type") else "",
        attribute=table.text("attribute", None if needs_attribute else "") if has("attribute") else "",
        topic=topic,
        value=_value(table, "value", required=kind is _K.ALARM) if has("value") else None,
        after=_value(table, "after") if has("after") else None,
        scale=table.number("scale", 1.0) if has("scale") else 1.0,
        offset=table.number("offset", 0.0) if has("offset") else 0.0,
        noise=table.number("noise", 0.0, 0.0) if has("noise") else 0.0,
        every_ms=round(table.number("every_s", 5.0, 0.5, LONGEST_S) * 1_000) if has("every_s") else 5_000,
        delay_ms=round(table.number("delay_s", None, 0.5, LONGEST_S) * 1_000) if has("delay_s") else 0,
        rule=_rule(table, rules) if has("rule") else "",
        place=_place(table) if has("place") else None,
        service=table.text("service", "other") if has("service") else "",
        text=_texts(table, "text", required=True) if has("text") else {},
    )
    if kind is _K.LIE:
        _check_lie(table)
    table.finish()
    return one


def read_id(table: Table) -> str:
    """What it is called in journals and by trainers; required."""
    identity = table.text("id")
    if table.has("id") and (not identity.strip() or len(identity) > LONGEST_NAME or not identity.isprintable()):
        table.wrong("id", f'"id" must be printable text of at most {LONGEST_NAME} characters')
    return identity[:LONGEST_NAME]


def read_entities(table: Table) -> tuple[str, ...]:
    """`entity`, one, or `entities`, several."""
    if table.has("entity") and table.has("entities"):
        table.wrong("entities", '"entity" and "entities": name one or several, not both')
    several = table.texts("entities") if table.has("entities") else ()
    table.offer("entities")
    one = table.text("entity", "")
    found = several or ((one,) if one else ())
    if len(found) > MOST_ENTITIES:
        table.wrong("entities", f'"entities" names {len(found):,}; {MOST_ENTITIES} is the most')
    for name in found:
        if not name.strip() or len(name.encode()) > LONGEST_ID or not name.isprintable():
            table.wrong("entities" if several else "entity", f"{name[:40]!r} cannot be the id of an entity")
    return found[:MOST_ENTITIES]


def _refuse_strangers(table: Table, kind: InjectionKind) -> None:
    for key in _SOME:
        if table.has(key) and key not in _OWN[kind]:
            table.offer(key)
            others = " or ".join(other.value for other, keys in _OWN.items() if key in keys)
            table.wrong(key, f'"{key}" is for an injection of kind {others}, not for one of kind {kind.value}')


def _check_lie(table: Table) -> None:
    if not any(table.has(key) for key in ("value", "scale", "offset", "noise")):
        table.wrong("", 'a lie needs a "value", or a "scale", "offset" or "noise"')
    if table.has("value") and (table.has("scale") or table.has("offset")):
        table.wrong("value", '"value" beside "scale" or "offset": a sensor lies one way or the other')


def _value(table: Table, key: str, *, required: bool = False) -> float | str | None:
    value = table.data.get(key)
    table.offer(key)
    if isinstance(value, str):
        return value[:2_000]
    if value is None:
        if required:
            table.wrong("", f'"{key}" is missing')
        return None
    return table.number(key)


def _rule(table: Table, rules: Mapping[str, Any]) -> str:
    rule = table.text("rule", "")
    if rule and rules and rule not in rules:
        table.wrong("rule", f'there is no rule "{rule}"{nearest(rule, rules)}')
    return rule


def _place(table: Table) -> tuple[float, float] | None:
    value = table.data.get("place")
    table.offer("place")
    if value is None:
        return None
    if (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
        and abs(value[0]) <= 180
        and abs(value[1]) <= 90
    ):
        return float(value[0]), float(value[1])
    table.wrong("place", '"place" is a longitude and a latitude in degrees: [114.17, 22.30]')
    return None


def _texts(table: Table, key: str, *, required: bool = False) -> Texts:
    if required or table.has(key):
        return read_texts(table, key)
    table.offer(key)
    return {}
