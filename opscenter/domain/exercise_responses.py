"""`[[expected]]` and `[[wrong]]` tables of an exercise -> what people should and should not do, every mistake noted."""

from collections.abc import Mapping, Sequence
from typing import Any

from opscenter.domain.exercise import Injection, InjectionKind, Response, ResponseKind, Wrong, WrongKind
from opscenter.domain.exercise_injections import read_id
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import read_texts

MOST = 200
MOST_STEPS = 100
HEAVIEST = 1_000.0
LONGEST_S = 7 * 86_400.0

_R, _W = ResponseKind, WrongKind
_OWN: Mapping[ResponseKind, tuple[str, ...]] = {
    _R.DETECT: (),
    _R.ACKNOWLEDGE: ("every",),
    _R.NOTE: ("words",),
    _R.CHECK: ("steps",),
    _R.OWN: (),
    _R.SHELVE: ("words",),
    _R.ALERT: ("words",),
}
_NEEDS_ALARM = (_R.DETECT, _R.ACKNOWLEDGE, _R.CHECK, _R.OWN, _R.SHELVE)
_SOME = ("every", "words", "steps")
_LYING = (InjectionKind.LIE, InjectionKind.FREEZE, InjectionKind.ALARM)


def read_responses(top: Table, length_ms: int, rules: Mapping[str, int]) -> tuple[Response, ...]:
    """All `[[expected]]` of a file; `rules` by id with the number of steps of their checklists."""
    found: list[Response] = []
    for table in _tables(top, "expected"):
        one = _response(table, length_ms, rules)
        if any(one.id == other.id for other in found):
            table.wrong("id", f'there is an expected response "{one.id}" already')
        found.append(one)
    return tuple(found)


def read_wrong(top: Table, injections: Sequence[Injection], rules: Mapping[str, int]) -> tuple[Wrong, ...]:
    """All `[[wrong]]` of a file."""
    found: list[Wrong] = []
    for table in _tables(top, "wrong"):
        one = _wrong(table, injections, rules)
        if any(one.id == other.id for other in found):
            table.wrong("id", f'there is a wrong "{one.id}" already')
        found.append(one)
    return tuple(found)


def _tables(top: Table, key: str) -> list[Table]:
    tables = top.tables(key)
    if len(tables) > MOST:
        tables[MOST].wrong("", f"there are more than {MOST} tables [[{key}]]")
    return tables[:MOST]


def _response(table: Table, length_ms: int, rules: Mapping[str, int]) -> Response:
    identity = read_id(table)
    kind = _R(table.choice("kind", [one.value for one in _R]))
    for key in _SOME:
        if table.has(key) and key not in _OWN[kind]:
            table.offer(key)
            others = " or ".join(other.value for other, keys in _OWN.items() if key in keys)
            table.wrong(key, f'"{key}" is for a response of kind {others}, not for one of kind {kind.value}')
    rule, entity = _rule(table, rules), table.text("entity", "")
    if kind in _NEEDS_ALARM and not rule and not entity:
        table.wrong("", f'a response of kind {kind.value} is about an alarm: name its "rule" or its "entity"')
    since = round(table.number("from_s", 0.0, 0.0, LONGEST_S) * 1_000)
    until = round(table.number("until_s", 0.0, 0.0, LONGEST_S) * 1_000)
    if length_ms and since >= length_ms:
        table.wrong("from_s", f'"from_s" is after the end: the exercise lasts {length_ms / 1_000:g} s')
    if until and until <= since:
        table.wrong("until_s", '"until_s" must be later than "from_s"')
    one = Response(
        id=identity,
        kind=kind,
        text=read_texts(table, "text"),
        weight=table.number("weight", 1.0, 0.0, HEAVIEST),
        within_ms=round(table.number("within_s", None, 1.0, LONGEST_S) * 1_000),
        rule=rule,
        entity=entity,
        from_ms=since,
        until_ms=until,
        every=kind is _R.ACKNOWLEDGE and table.flag("every"),
        words=_words(table, kind),
        steps=_steps(table, rule, rules) if kind is _R.CHECK else (),
        late=table.number("late", 0.0, 0.0, 1.0),
        first_action=not table.has("first_action") or table.flag("first_action"),
    )
    table.offer("first_action")
    table.finish()
    return one


def _words(table: Table, kind: ResponseKind) -> tuple[str, ...]:
    if "words" not in _OWN[kind]:
        return ()
    if not table.has("words"):
        table.offer("words")
        if kind is _R.NOTE:
            table.wrong("", '"words" is missing: a note counts that contains one of them')
        return ()
    words = table.texts("words")
    if any(not word.strip() for word in words):
        table.wrong("words", '"words" has an empty text')
    return words


def _steps(table: Table, rule: str, rules: Mapping[str, int]) -> tuple[int, ...]:
    value = table.data.get("steps")
    table.offer("steps")
    if value is None:
        table.wrong("", '"steps" is missing: the steps of the checklist in their order, from 0')
        return ()
    if not (
        isinstance(value, list)
        and value
        and all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one < MOST_STEPS for one in value)
        and len(set(value)) == len(value)
    ):
        table.wrong("steps", '"steps" is a list of steps of the checklist, each once, from 0: [0, 1, 2]')
        return ()
    if not rule:
        table.wrong("steps", '"steps" are of the checklist of a "rule": name it')
    elif rule in rules and max(value) >= rules[rule]:
        has = f"has {rules[rule]} steps" if rules[rule] else "has none"
        table.wrong("steps", f'there is no step {max(value)}: the checklist of "{rule}" {has}, from 0')
    return tuple(value)


def _wrong(table: Table, injections: Sequence[Injection], rules: Mapping[str, int]) -> Wrong:
    identity = read_id(table)
    kind = _W(table.choice("kind", [one.value for one in _W]))
    rule, entity = _rule(table, rules), table.text("entity", "")
    if kind in (_W.ACKNOWLEDGED, _W.SHELVED) and not rule and not entity:
        table.wrong("", f'a wrong of kind {kind.value} is about an alarm: name its "rule" or its "entity"')
    injection = table.text("injection", "")
    if injection:
        lying = [one.id for one in injections if one.kind in _LYING]
        if kind is not _W.LIED_TO:
            table.wrong("injection", f'"injection" is for a wrong of kind {_W.LIED_TO.value}')
        elif injection not in lying:
            table.wrong("injection", f'no injection "{injection}" lies or freezes{nearest(injection, lying)}')
    one = Wrong(
        id=identity,
        kind=kind,
        text=read_texts(table, "text"),
        weight=table.number("weight", 1.0, 0.0, HEAVIEST),
        rule=rule,
        entity=entity,
        injection=injection,
        most=table.whole("most", 5, 1, 1_000),
    )
    table.finish()
    return one


def _rule(table: Table, rules: Mapping[str, Any]) -> str:
    rule = table.text("rule", "")
    if rule and rules and rule not in rules:
        table.wrong("rule", f'there is no rule "{rule}"{nearest(rule, rules)}')
    return rule
