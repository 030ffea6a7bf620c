"""`[[cause]]` tables of catalogue and rule files -> the table of cause and effect, with every mistake noted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from opscenter.domain.cause import BEFORE_MS, SAME_ENTITY, Cause
from opscenter.domain.rule_loops import loops, told
from opscenter.domain.toml_table import Table, nearest

MOST_CAUSES = 2_000
MOST_EFFECTS = 100
LONGEST_M = 500_000.0
LONGEST_S = 7 * 86_400.0
LONGEST_NAME = 200


@dataclass(slots=True, frozen=True)
class ReadCause:
    """A row and the table it was read from."""

    table: Table
    cause: Cause


@dataclass(slots=True)
class CauseTables:
    """All rows of all files, checked when every rule is known."""

    read: list[ReadCause] = field(default_factory=list)

    def take(self, file: Table) -> None:
        """Read the rows of a file."""
        for table in file.tables("cause"):
            if len(self.read) >= MOST_CAUSES:
                table.wrong("", f"there are more than {MOST_CAUSES:,} rows of causes in all files")
                return
            rules = _rules(table)
            first = read_cause(table, rules[0] if rules else "")
            self.read += [ReadCause(table, replace(first, rule=rule)) for rule in rules]

    def check(self, rules: Collection[str], attributes: Collection[str], taken_out: Collection[str] = ()) -> None:
        """Note what names a rule or an attribute that is not there, and loops. `taken_out`: rules that were there, and
        may be named though they no longer have alarms."""
        known = {*rules, *taken_out}
        for one in self.read:
            for key, named in (("rule", (one.cause.rule,)), ("effects", one.cause.effects)):
                for rule in named:
                    if rule not in known:
                        one.table.wrong(key, f'there is no rule "{rule}"{nearest(rule, rules)}')
            for key, attribute in (("same", one.cause.same), ("refers", one.cause.refers)):
                if attribute not in ("", SAME_ENTITY) and attribute not in attributes:
                    one.table.wrong(key, f'no kind has an attribute "{attribute}"{nearest(attribute, attributes)}')
        for loop in loops(_effects(one.cause for one in self.read)):
            table = next(one.table for one in self.read if one.cause.rule == loop[0] and loop[1] in one.cause.effects)
            table.wrong("effects", f"a loop of causes, in which nothing would be the first: {told(loop, 'causes')}")

    def in_force(self, rules: Collection[str]) -> tuple[Cause, ...]:
        """The rows, without rules that are not there."""
        left = (
            replace(one.cause, effects=tuple(rule for rule in one.cause.effects if rule in rules))
            for one in self.read
            if one.cause.rule in rules
        )
        return tuple(cause for cause in left if cause.effects)


def read_cause(table: Table, rule: str) -> Cause:
    """One row of the table, for one rule of those it names."""
    effects = table.texts("effects")
    if len(effects) > MOST_EFFECTS:
        table.wrong("effects", f'"effects" names {len(effects):,} rules; {MOST_EFFECTS} is the most')
    same, refers = _name(table, "same"), _name(table, "refers")
    anywhere = bool(refers or same == SAME_ENTITY) and not table.has("within_m")
    cause = Cause(
        rule=rule,
        effects=tuple(dict.fromkeys(effects[:MOST_EFFECTS])),
        within_m=0.0 if anywhere else table.number("within_m", None, 1.0, LONGEST_M),
        within_ms=round(table.number("within_s", None, 1.0, LONGEST_S) * 1000),
        before_ms=round(table.number("before_s", BEFORE_MS / 1000, 0.0, LONGEST_S) * 1000),
        same=same,
        refers=refers,
        source=table.text("source", ""),
    )
    table.offer("within_m")
    table.finish()
    return cause


def _rules(table: Table) -> tuple[str, ...]:
    """`rule`: one, or several that bring about the same."""
    if isinstance(table.data.get("rule"), list):
        return tuple(dict.fromkeys(table.texts("rule")))[:MOST_EFFECTS]
    return (table.text("rule"),)


def _name(table: Table, key: str) -> str:
    name = table.text(key, "")
    if len(name) > LONGEST_NAME:
        table.wrong(key, f'"{key}" has {len(name):,} characters; {LONGEST_NAME} is the most')
    return name[:LONGEST_NAME]


def _effects(causes: Iterable[Cause]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cause in causes:
        found.setdefault(cause.rule, []).extend(rule for rule in cause.effects if rule != cause.rule)
    return found
