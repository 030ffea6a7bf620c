"""What the beginning of an alarm says: rule and entity in words, with names, figures and areas filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_figures import figures_of
from opscenter.domain.alarm_texts import fill, values_for
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.expression_watch import ShownReading
from opscenter.domain.journal import JournalEvent
from opscenter.domain.place_watch import PlaceWatch
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_evaluation import Reading
from opscenter.domain.rule_instances import fixed_limit
from opscenter.domain.texts import Texts

MINUTE_MS = 60_000
NOTHING = "–"
"""Stands for the reading where a text speaks of an alarm that is not there."""


class AlarmDescriptions:
    """Entities by row, what they are called, and what their alarms say. `places` knows which area a rule found."""

    def __init__(self, catalogue: Catalogue, rules: Mapping[str, Rule], places: PlaceWatch) -> None:
        self._catalogue = catalogue
        self._rules = rules
        self._places = places
        self.ids: list[str] = []
        self.types: list[str] = []
        self._row_of: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._local_names: dict[int, Texts] = {}

    def add_entities(self, first_row: int, ids: Sequence[str], types: Sequence[str]) -> None:
        """New entities, numbered densely from `first_row`; else ValueError."""
        if first_row != len(self.ids):
            raise ValueError(f"entities must be added in the order of their rows: {first_row} after {len(self.ids)}")
        self.ids.extend(ids)
        self._row_of.update(zip(ids, range(first_row, len(self.ids)), strict=True))
        self.types.extend(types)

    def name(self, row: int, name: str, local: Texts | None) -> None:
        """What an entity is called, and in languages of their own where `local` has it ({}: in none any more, None: as
        before)."""
        self._names[row] = name
        if local:
            self._local_names[row] = local
        elif local is not None:
            self._local_names.pop(row, None)

    def describe(self, rule_id: str, entity: str) -> JournalEvent:
        """A point that is not in alarm. ValueError, a sentence, when there is none."""
        rule, row = self._rules.get(rule_id), self._row_of.get(entity, -1)
        if rule is None:
            raise ValueError(f'there is no rule "{rule_id[:200]}"')
        if row < 0:
            raise ValueError(f'there is no "{entity[:200]}" here')
        if self.types[row] != rule.entity_type:
            raise ValueError(f'the rule "{rule_id}" is about {rule.entity_type}, and this is {self.types[row][:200]}')
        limit = fixed_limit(rule)
        if rule.kind is RuleKind.STALE:
            limit = self._catalogue.kind(rule.entity_type).stale_after_ms / MINUTE_MS
        described = self.described(rule, row, 0, Reading(NOTHING, limit))
        return replace(described, value=None, limit=None)

    def described(
        self, rule: Rule, row: int, at: int, reading: Reading, shown: ShownReading | None = None
    ) -> JournalEvent:
        """The beginning of an occurrence, as far as rule and entity say."""
        kind = self._catalogue.kind(rule.entity_type)
        attribute = shown.attribute if shown else kind.attributes.get(rule.attribute)
        entity = self.ids[row]
        figures = figures_of(rule, attribute, reading.value, reading.limit)
        values = values_for(figures, self._names.get(row, entity), reading.text)
        names = self._local_names.get(row)
        area = self._places.area_of(rule, row) if rule.within else -1
        areas: Texts | None = None
        if area >= 0:
            values["area"] = self._names.get(area, self.ids[area])[:200]
            areas = self._local_names.get(area)
        states = attribute.states.get(reading.text.strip().lower()) if attribute and reading.text else None
        return JournalEvent(
            at=at,
            occurrence="",
            rule=rule.id,
            entity=entity,
            attribute=rule.attribute or (shown.name if shown else ""),
            event="",
            state=AlarmState.NORM,
            value=figures.value,
            limit=figures.limit,
            system=kind.system,
            priority=rule.priority,
            unit=figures.unit,
            respond_s=rule.respond_s,
            text=fill(rule.text, values, states, names, areas, rule.span_ms),
            cause=fill(rule.cause, values, states, names, areas, rule.span_ms),
            consequence=fill(rule.consequence, values, states, names, areas, rule.span_ms),
            action=fill(rule.action, values, states, names, areas, rule.span_ms),
            group=rule.group,
            role=rule.role,
            checklist=tuple(fill(step, values, states, names, areas, rule.span_ms) for step in rule.checklist),
            rule_version=rule.version,
        )
