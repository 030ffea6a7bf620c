"""TOML files -> Catalogue, with every mistake in all of them told at once, by file and line.

A file may hold one `[system]` with its `[[system.figure]]`s and its `[system.page]`, and `[[kind]]`s with their
`[[kind.attribute]]`s and `[[kind.rule]]`s. A kind belongs to the system of its file unless it names another.
`[[attribute]]`s outside a kind are attributes any kind may have, `[[cause]]`s say what follows from what. Texts people
read are inline tables with all three languages.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from opscenter.domain.air_index_parsing import AirIndexTables
from opscenter.domain.catalogue import MARKS, MOST_MARKED, Attribute, Catalogue, KeyFigure, Kind, System
from opscenter.domain.catalogue_system import KeyFigures
from opscenter.domain.cause_parsing import CauseTables
from opscenter.domain.charge_parsing import ChargeTables
from opscenter.domain.city_attributes import footprint_attributes, index_attributes
from opscenter.domain.city_index import INDEX_TYPE
from opscenter.domain.city_index_parsing import AxisTables
from opscenter.domain.corridor_parsing import CorridorTables
from opscenter.domain.footprint import FOOTPRINT_TYPE, Footprint
from opscenter.domain.footprint_parsing import FootprintTable
from opscenter.domain.lighting_plan import DimmingTables
from opscenter.domain.page_parsing import PageTables
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_checks import ReadRule, check_rules
from opscenter.domain.rule_files import RuleFiles
from opscenter.domain.rule_limits import limits_in_disorder
from opscenter.domain.rule_parsing import read_rule
from opscenter.domain.rule_version import versioned
from opscenter.domain.silence_parsing import SilenceTables
from opscenter.domain.system_entity import system_type
from opscenter.domain.texts import Texts
from opscenter.domain.toml_document import FileMistakes, parsed
from opscenter.domain.toml_table import Mistake, Table, nearest
from opscenter.domain.toml_texts import known_attribute, optional_texts, read_texts

SYMBOLS = (
    *("weather", "flood", "air", "noise", "traffic", "road", "bus", "gantry", "parking", "lamp", "cabinet"),
    *("substation", "feeder", "water", "reservoir", "gas", "building", "waste", "report", "accident", "warning"),
    *("camera", "area", "device", "generic"),
)
GEOMETRIES = ("point", "line", "area")
SIDES = ("left", "right")
REDUCTIONS = ("mean", "sum", "min", "max", "count")
_NEARLY_SORTS = {"type": "type", "types": "type", "kind": "type", "category": "category", "categories": "category"}
SMALLEST_FACTOR, LARGEST_FACTOR = 1e-9, 1e9


class CatalogueErrors(FileMistakes):
    """Everything that is wrong with the catalogue's files."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what must be looked at again when everything is known."""

    mistakes: list[Mistake] = field(default_factory=list)
    catalogue: Catalogue = field(default_factory=Catalogue)
    common: dict[str, Attribute] = field(default_factory=dict)
    rules: dict[str, ReadRule] = field(default_factory=dict)
    figures: list[tuple[Table, KeyFigure]] = field(default_factory=list)
    kinds_systems: list[tuple[Table, str]] = field(default_factory=list)
    causes: CauseTables = field(default_factory=CauseTables)
    air: AirIndexTables = field(default_factory=AirIndexTables)
    dimming: DimmingTables = field(default_factory=DimmingTables)
    pages: PageTables = field(default_factory=PageTables)
    corridors: CorridorTables = field(default_factory=CorridorTables)
    charges: ChargeTables = field(default_factory=ChargeTables)
    footprint: FootprintTable = field(default_factory=FootprintTable)
    axes: AxisTables = field(default_factory=AxisTables)
    silence: SilenceTables = field(default_factory=SilenceTables)


def parse_catalogue(
    files: Mapping[str, str],
    rule_files: Mapping[str, str] | None = None,
    replaced: Collection[str] = (),
    forgiven: Collection[str] = (),
) -> Catalogue:
    """The catalogue of files, by name -> text, with the rules of rule files.

    `replaced`: rules of files that others took the place of; causes may name them still. `forgiven`: files that
    may name figures which are not there, because a file that had them was replaced: warned of. Raises CatalogueErrors
    with all mistakes of all files.
    """
    reading = _Reading()
    for name in sorted(files):
        table = parsed(name, files[name], reading.mistakes)
        if table is not None:
            _read_file(table, reading)
    kinds = reading.catalogue.kinds
    for system in reading.catalogue.systems.values():
        _put_system_kind(system, reading)
    for city_type, own in (
        (FOOTPRINT_TYPE, footprint_attributes(reading.footprint.footprint or Footprint())),
        (INDEX_TYPE, index_attributes(reading.axes.axes)),
    ):
        if own:
            kind = kinds.get(city_type) or Kind(type=city_type, system="other", name={"en": city_type})
            kinds[city_type] = replace(kind, attributes={**own, **kind.attributes})
    reading.silence.settle(kinds)
    for kind in kinds.values():
        for name, attribute in reading.common.items():
            kind.attributes.setdefault(name, attribute)
    site = RuleFiles(kinds, reading.rules, reading.mistakes, reading.causes)
    for name, text in (rule_files or {}).items():
        site.take(name, text)
    site.settle()
    _check_references(reading)
    without = _check_figures(reading, forgiven)
    attributes = {name for kind in kinds.values() for name in kind.attributes}
    reading.charges.check()
    reading.causes.check(reading.rules, attributes, {*site.taken_out, *replaced})
    reading.air.check(attributes)
    if reading.mistakes:
        raise CatalogueErrors(reading.mistakes)
    _put_rules(reading)
    reading.catalogue.warnings += without
    return reading.catalogue


def _put_rules(reading: _Reading) -> None:
    """Give each kind the rules that are in force, with their versions."""
    kinds = reading.catalogue.kinds
    in_force: dict[str, list[Rule]] = {}
    for read in reading.rules.values():
        kind, rule = kinds[read.rule.entity_type], read.rule
        quiet_ms = kind.stale_after_ms if rule.kind is RuleKind.STALE else 0
        in_force.setdefault(kind.type, []).append(versioned(rule, quiet_ms))
    for entity_type, kind in kinds.items():
        kinds[entity_type] = replace(kind, rules=tuple(in_force.get(entity_type, ())))
    reading.catalogue.footprint = reading.footprint.footprint or Footprint()
    reading.catalogue.axes = reading.axes.axes
    reading.catalogue.causes = reading.causes.in_force(reading.rules)
    reading.catalogue.corridors = reading.corridors.in_force()
    reading.catalogue.charges = reading.charges.in_force()
    reading.catalogue.air_index, reading.catalogue.air_guidelines = reading.air.used, tuple(reading.air.guidelines)
    reading.catalogue.lighting_dimming = tuple(reading.dimming.read)
    reading.catalogue.warnings = limits_in_disorder(reading.rules.values())


def _read_file(file: Table, reading: _Reading) -> None:
    system = file.table("system")
    system_id = _read_system(system, reading) if system else ""
    for table in file.tables("attribute"):
        attribute = _read_attribute(table)
        if attribute.name in reading.common:
            table.wrong("name", f'the common attribute "{attribute.name}" is described twice')
        reading.common[attribute.name] = attribute
    for table in file.tables("kind"):
        _read_kind(table, system_id, reading)
    reading.causes.take(file)
    reading.corridors.take(file)
    reading.charges.take(file)
    reading.footprint.take(file)
    reading.axes.take(file)
    reading.air.take(file)
    reading.dimming.take(file)
    reading.silence.take(file)
    file.finish()


def _read_system(table: Table, reading: _Reading) -> str:
    system_id = table.text("id")
    figures: list[KeyFigure] = []
    for one in table.tables("figure"):
        figure = KeyFigure(
            id=one.text("id", ""),
            entity_type=one.text("type"),
            attribute=one.text("attribute", ""),
            reduce=one.choice("reduce", REDUCTIONS),
            label=read_texts(one, "label"),
            unit_label=one.text("unit_label", ""),
            decimals=one.whole("decimals", 0, 0, 6),
            shown_factor=one.number("shown_factor", 1.0, SMALLEST_FACTOR, LARGEST_FACTOR),
            absent=optional_texts(one, "absent"),
        )
        one.finish()
        if any(known.id == figure.id for known in figures):
            one.wrong("id", f'the figure "{figure.id}" is described twice')
        figures.append(figure)
        reading.figures.append((one, figure))
    system = System(
        id=system_id,
        order=table.whole("order", 99, 0, 999),
        name=read_texts(table, "name"),
        icon=table.text("icon", system_id),
        figures=tuple(figures),
        page=reading.pages.read(table, system_id),
    )
    if system_id in reading.catalogue.systems:
        table.wrong("id", f'the system "{system_id}" is described twice')
    reading.catalogue.systems[system_id] = system
    table.finish()
    return system_id


def _put_system_kind(system: System, reading: _Reading) -> None:
    """The kind of the entity that holds the system's key figures; a file may describe it itself, with rules."""
    kinds = reading.catalogue.kinds
    described = kinds.get(system_type(system.id))
    kind = described or Kind(
        type=system_type(system.id), system=system.id, name=system.name, symbol="area", stale_after_ms=900_000
    )
    own = {
        figure.id: Attribute(
            name=figure.id, label=figure.label, unit=_unit_of(figure, kinds),
            unit_label=figure.unit_label, decimals=figure.decimals, shown_factor=figure.shown_factor,
        )
        for figure in system.figures
    }  # fmt: skip
    if own or described:
        kinds[kind.type] = replace(kind, attributes={**own, **kind.attributes})


def _unit_of(figure: KeyFigure, kinds: Mapping[str, Kind]) -> str:
    """The unit of a key figure as it is recorded: that of its attribute; a count is a number of things."""
    if figure.reduce == "count":
        return "C62"
    kind = kinds.get(figure.entity_type)
    attribute = kind.attributes.get(figure.attribute) if kind is not None else None
    return attribute.unit if attribute is not None else ""


def _read_kind(table: Table, file_system: str, reading: _Reading) -> None:
    entity_type = table.text("type")
    system = table.text("system", file_system)
    reading.kinds_systems.append((table, system))
    attributes: dict[str, Attribute] = {}
    for one in table.tables("attribute"):
        attribute = _read_attribute(one)
        if attribute.name in attributes:
            one.wrong("name", f'the attribute "{attribute.name}" of {entity_type} is described twice')
        attributes[attribute.name] = attribute
    if sum(bool(attribute.marks) for attribute in attributes.values()) > MOST_MARKED:
        table.wrong("", f"{entity_type} has marks for more than {MOST_MARKED} attributes")
    rules = tuple(_read_rule(one, entity_type, attributes, reading) for one in table.tables("rule"))
    kind = Kind(
        type=entity_type,
        system=system,
        name=read_texts(table, "name"),
        symbol=table.choice("symbol", SYMBOLS, "generic"),
        stale_after_ms=round(table.number("stale_after_s", 900.0, 1.0, 366 * 86_400.0) * 1000),
        headline=known_attribute(table, "headline", attributes),
        geometry=table.choice("geometry", GEOMETRIES, "point"),
        moves=table.flag("moves"),
        notices=table.flag("notices"),
        importance=table.whole("importance", 5, 1, 9),
        min_zoom=table.number("min_zoom", 0.0, 0.0, 24.0),
        ramp=known_attribute(table, "ramp", attributes),
        ramp_low=table.number("ramp_low", 0.0),
        ramp_high=table.number("ramp_high", 1.0),
        side=table.choice("side", ("", *SIDES), ""),
        flow=known_attribute(table, "flow", attributes),
        flow_full=table.number("flow_full", 1.0, SMALLEST_FACTOR),
        attributes=attributes,
        rules=rules,
    )
    table.finish()
    if entity_type in reading.catalogue.kinds:
        table.wrong("type", f"the kind {entity_type} is described twice")
    reading.catalogue.kinds[entity_type] = kind


def _read_rule(table: Table, entity_type: str, attributes: dict[str, Attribute], reading: _Reading) -> Rule:
    rule = read_rule(table, entity_type, attributes)
    if rule.id in reading.rules:
        table.wrong("id", f'the rule "{rule.id}" is described twice')
    else:
        reading.rules[rule.id] = ReadRule(table, rule)
    return rule


def _read_attribute(table: Table) -> Attribute:
    states: dict[str, Texts] = {}
    named = table.table("states")
    if named is not None:
        for state in named.data:
            states[state.lower()] = read_texts(named, state)
    attribute = Attribute(
        name=table.text("name"),
        label=read_texts(table, "label"),
        unit=table.text("unit", ""),
        unit_label=table.text("unit_label", ""),
        decimals=table.whole("decimals", 1, 0, 6),
        low=table.optional_number("low"),
        high=table.optional_number("high"),
        states=states,
        shown_factor=table.number("shown_factor", 1.0, SMALLEST_FACTOR, LARGEST_FACTOR),
        marks=_marks(table, states),
    )
    if attribute.low is not None and attribute.high is not None and attribute.low >= attribute.high:
        table.wrong("low", f'"low" of {attribute.name} must be under "high"')
    table.finish()
    return attribute


def _marks(table: Table, states: dict[str, Texts]) -> dict[str, str]:
    """State -> mark; states that have names must be among them, for the legend tells them by name."""
    marked = table.table("marks")
    found: dict[str, str] = {}
    if marked is None:
        return found
    for state in marked.data:
        if states and state.lower() not in states:
            marked.wrong(state, f'"{state}" is not among the states{nearest(state.lower(), states)}')
        found[state.lower()] = marked.choice(state, MARKS)
    marked.finish()
    return found


def _check_references(reading: _Reading) -> None:
    systems, kinds = reading.catalogue.systems, reading.catalogue.kinds
    for table, system in reading.kinds_systems:
        if not system:
            table.wrong("", '"system" is missing: the file describes no system of its own')
        elif system not in systems:
            table.wrong("system", f'there is no system "{system}"{nearest(system, systems)}')
    check_rules(reading.rules, kinds)
    for table, figure in reading.figures:
        kind = kinds.get(figure.entity_type)
        if kind is None:
            table.wrong("type", f'there is no kind "{figure.entity_type}"{nearest(figure.entity_type, kinds)}')
        elif figure.attribute not in kind.attributes and not (figure.reduce == "count" and not figure.attribute):
            found = nearest(figure.attribute, kind.attributes)
            table.wrong("attribute", f'{kind.type} has no attribute "{figure.attribute}"{found}')


def _check_figures(reading: _Reading, forgiven: Collection[str]) -> list[Mistake]:
    """Note what names figures that are not there; what is no mistake in files that are forgiven is given back."""
    before = len(reading.mistakes)
    systems, kinds = reading.catalogue.systems, reading.catalogue.kinds
    figures = KeyFigures(systems)
    reading.pages.check(systems, kinds)
    reading.footprint.check(figures)
    reading.axes.check(figures, kinds)
    noted = reading.mistakes[before:]
    reading.mistakes[before:] = [mistake for mistake in noted if mistake.file not in forgiven]
    return [mistake for mistake in noted if mistake.file in forgiven]
