"""The rules as rows: what stands in each column, which are shown, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from opscenter.console.plain import one_line
from opscenter.console.rules.wording import kind_name
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.rule import Rule
from opscenter.domain.rule_words import condition
from opscenter.domain.texts import in_language


class Column(IntEnum):
    """The columns of the list."""

    PRIORITY = 0
    ID = 1
    SAYS = 2
    STANDING = 3
    RAISED = 4
    KIND = 5
    ENTITIES = 6
    SYSTEM = 7


@dataclass(slots=True, frozen=True)
class RuleRow:
    """One rule in the language of the console; `words` is what a filter looks at, in lower case."""

    rule: Rule
    says: str
    kind: str
    entities: str
    system_id: str
    system: str
    words: str


@dataclass(slots=True, frozen=True)
class RuleFilter:
    """All words must be in a row; "" is every system."""

    words: str = ""
    system: str = ""
    priorities: frozenset[Priority] = field(default_factory=lambda: frozenset(Priority))

    @property
    def hides(self) -> bool:
        """It may leave something out."""
        return bool(self.words.strip() or self.system or len(self.priorities) < len(Priority))


def rule_rows(catalogue: Catalogue, language: str) -> list[RuleRow]:
    """Every rule of a catalogue, in its order."""
    rows = []
    for kind in catalogue.kinds.values():
        system = catalogue.systems.get(kind.system)
        for rule in kind.rules:
            says = one_line(condition(rule, kind, language))
            entities = one_line(in_language(kind.name, language), 80)
            named = one_line(in_language(system.name, language) if system else kind.system, 80)
            sort = kind_name(rule.kind)
            told = (rule.id, sort, kind.type, entities, named, says, in_language(rule.text, language), rule.group)
            rows.append(RuleRow(rule, says, sort, entities, kind.system, named, "\n".join(told).lower()))
    return rows


def passing(rows: Iterable[RuleRow], wanted: RuleFilter) -> list[RuleRow]:
    """The rows that a filter lets through."""
    words = wanted.words.lower().split()
    return [
        row
        for row in rows
        if row.rule.priority in wanted.priorities
        and wanted.system in ("", row.system_id)
        and all(word in row.words for word in words)
    ]


def in_order(
    rows: list[RuleRow], column: Column, descending: bool, standing: dict[str, int], raised: dict[str, int]
) -> list[RuleRow]:
    """Rows by what stands in a column, those alike by their ids."""
    keys = {
        Column.PRIORITY: lambda row: row.rule.priority,
        Column.ID: lambda row: row.rule.id,
        Column.SAYS: lambda row: row.says,
        Column.STANDING: lambda row: standing.get(row.rule.id, 0),
        Column.RAISED: lambda row: raised.get(row.rule.id, 0),
        Column.KIND: lambda row: row.kind,
        Column.ENTITIES: lambda row: row.entities,
        Column.SYSTEM: lambda row: row.system,
    }
    by_id = sorted(rows, key=lambda row: row.rule.id)
    return sorted(by_id, key=keys[column], reverse=descending)
