"""Rule files: `[[rule]]` tables beside the catalogue, which add to its rules, replace them or take them out.

A rule of a file has the keys of a `[[kind.rule]]` and `type`, the kind of entity it is about. One with the id of a rule
of the catalogue replaces it, in its place; with `disabled = true` it takes it out and says nothing else. `[[cause]]`
tables add to the table of cause and effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from opscenter.domain.catalogue import Kind
from opscenter.domain.cause_parsing import CauseTables
from opscenter.domain.rule_checks import ReadRule
from opscenter.domain.rule_parsing import read_rule
from opscenter.domain.toml_document import parsed
from opscenter.domain.toml_table import Mistake, Table, nearest

MOST_RULES = 20_000
"""Of all files together; a city has hundreds."""

_OF_THE_CATALOGUE = ("kind", "system", "attribute")


@dataclass(slots=True)
class RuleFiles:
    """Rules in force, by id, as the catalogue and then each file leaves them."""

    kinds: Mapping[str, Kind]
    rules: dict[str, ReadRule]
    mistakes: list[Mistake]
    causes: CauseTables = field(default_factory=CauseTables)
    taken_out: set[str] = field(default_factory=set)
    _told_in: dict[str, Mistake] = field(default_factory=dict)

    def take(self, file: str, text: str) -> None:
        """Read one file, by name and text."""
        table = parsed(file, text, self.mistakes)
        if table is None:
            return
        for key in _OF_THE_CATALOGUE:
            if table.has(key):
                table.offer(key)
                table.wrong(
                    key, f'a file of rules holds [[rule]] and [[cause]] only: "{key}" belongs into a catalogue file'
                )
        tables = table.tables("rule")
        if not tables and not table.data:
            table.wrong("", "there is no [[rule]] in this file")
        if len(tables) > MOST_RULES:
            table.wrong("rule", f"{len(tables):,} rules are too many: {MOST_RULES:,} is the most")
        for one in tables[:MOST_RULES]:
            self._take_rule(one)
        self.causes.take(table)
        table.finish()

    def settle(self) -> None:
        """When every file was taken: what was taken out is suppressed by nobody."""
        for rule_id in self.taken_out:
            self.rules.pop(rule_id, None)
        for rule_id, read in self.rules.items():
            if self.taken_out.intersection(read.rule.suppresses):
                left = tuple(other for other in read.rule.suppresses if other not in self.taken_out)
                self.rules[rule_id] = ReadRule(read.table, replace(read.rule, suppresses=left))

    def _take_rule(self, table: Table) -> None:
        rule_id = table.text("id")
        before = self.rules.get(rule_id)
        if rule_id in self._told_in:
            first = self._told_in[rule_id]
            table.wrong("id", f'the rule "{rule_id}" is described twice: in {first.file}, line {first.line}, too')
            return
        if rule_id:
            self._told_in[rule_id] = Mistake(table.file, table.lines.line((*table.path, "id")), rule_id)
        if table.flag("disabled"):
            if rule_id and before is None:
                table.wrong("id", f'there is no rule "{rule_id}" to take out{nearest(rule_id, self.rules)}')
            self.taken_out.add(rule_id)
            return
        entity_type = table.text("type", before.rule.entity_type if before else None)
        kind = self.kinds.get(entity_type)
        if kind is None:
            if entity_type:
                table.wrong("type", f'there is no kind "{entity_type}"{nearest(entity_type, self.kinds)}')
            return
        if before is not None and before.rule.entity_type != entity_type:
            watched = before.rule.entity_type
            table.wrong("type", f'"{rule_id}" is about {watched}: a rule about {entity_type} needs an id of its own')
        rule = read_rule(table, entity_type, kind.attributes)
        if rule_id:
            self.rules[rule_id] = ReadRule(table, rule)
