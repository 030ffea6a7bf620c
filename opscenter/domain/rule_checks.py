"""What can be said about rules only when all of them are known: what they name, and what they are to each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from opscenter.domain.catalogue import Kind
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_expression import check_expression
from opscenter.domain.rule_loops import loops, told
from opscenter.domain.toml_table import Table, nearest

_NEARLY_SORTS = {"type": "type", "types": "type", "kind": "type", "category": "category", "categories": "category"}


@dataclass(slots=True, frozen=True)
class ReadRule:
    """A rule and the table it was read from."""

    table: Table
    rule: Rule


def check_rules(rules: Mapping[str, ReadRule], kinds: Mapping[str, Kind]) -> None:
    """Note, in the tables of `rules` (by id), what does not fit: areas, suppression, what its kind cannot have."""
    stale: dict[str, str] = {}
    for read in rules.values():
        rule, table = read.rule, read.table
        for selector in rule.within:
            _check_selector(table, selector, kinds)
        kind = kinds.get(rule.entity_type)
        if rule.kind is RuleKind.GEOFENCE and kind is not None and not kind.moves:
            table.wrong("kind", f'a geofence rule is about what moves: {kind.type} has no "moves = true"')
        if kind is not None and kind.notices and rule.within:
            table.wrong("within", f"a rule about notices ({kind.type}) holds wherever they are: take it out")
        if rule.kind is RuleKind.EXPRESSION and rule.expression.strip():
            for sentence in check_expression(rule.expression, rule.entity_type, kinds):
                table.wrong("expression", f'"expression": {sentence}')
        if rule.kind is RuleKind.STALE:
            other = stale.setdefault(rule.entity_type, rule.id)
            if other != rule.id:
                table.wrong("kind", f'{rule.entity_type} has several stale rules ("{other}" is one); one is enough')
        _check_suppressed(read, rules)
    for loop in loops({rule_id: read.rule.suppresses for rule_id, read in rules.items()}):
        way = told(loop, "suppresses")
        rules[loop[0]].table.wrong("suppresses", f"a loop of suppression, in which nothing would be shown: {way}")


def _check_selector(table: Table, selector: str, kinds: Mapping[str, Kind]) -> None:
    sort, colon, rest = selector.partition(":")
    if not selector.strip() or (sort in ("type", "category") and not rest.strip()):
        table.wrong(
            "within", '"within" names nothing: it takes "type:Geofence", "category:school" or the id of an area'
        )
    elif sort == "type":
        kind = kinds.get(rest)
        areas = [one.type for one in kinds.values() if one.geometry == "area"]
        if kind is None:
            table.wrong("within", f'there is no kind "{rest}"{nearest(rest, areas)}')
        elif kind.geometry != "area":
            table.wrong("within", f'{rest} is no kind of area (geometry = "{kind.geometry}"){nearest(rest, areas)}')
    elif colon and sort.strip().lower() in _NEARLY_SORTS and sort != "category":
        right = f"{_NEARLY_SORTS[sort.strip().lower()]}:{rest.strip()}"
        table.wrong("within", f'"{selector}" names nothing: write "{right}"')
    elif not colon and selector in kinds:
        table.wrong("within", f'"{selector}" is a kind: write "type:{selector}"')


def _check_suppressed(read: ReadRule, rules: Mapping[str, ReadRule]) -> None:
    rule, table = read.rule, read.table
    for other_id in rule.suppresses:
        other = rules.get(other_id)
        if other_id == rule.id:
            table.wrong("suppresses", f'"{rule.id}" suppresses itself')
        elif other is None:
            alike = [one.rule.id for one in rules.values() if one.rule.entity_type == rule.entity_type]
            table.wrong("suppresses", f'there is no rule "{other_id}"{nearest(other_id, alike)}')
        elif other.rule.entity_type != rule.entity_type:
            table.wrong(
                "suppresses",
                f'"{other_id}" is about {other.rule.entity_type} and "{rule.id}" about {rule.entity_type}: '
                "a rule suppresses alarms of the same entity only",
            )
