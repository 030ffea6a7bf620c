"""TOML files -> Catalogue, with every mistake in all of them told at once, by file and line.

A file may hold one `[system]` with its `[[system.figure]]`, and `[[kind]]`s with their `[[kind.attribute]]`s and
`[[kind.rule]]`s. A kind belongs to the system of its file unless it names another. `[[attribute]]`s outside a kind are
attributes any kind may have. Texts people read are inline tables with all three languages.
"""

import re
from dataclasses import dataclass, field

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_texts import AREA, PLACEHOLDERS
from opscenter.domain.catalogue import MARKS, MOST_MARKED, Attribute, Catalogue, KeyFigure, Kind, System
from opscenter.domain.rule import Rule, RuleKind, When
from opscenter.domain.rule import Side as RuleSide
from opscenter.domain.texts import LANGUAGES, Texts
from opscenter.domain.toml_document import FileMistakes, parsed
from opscenter.domain.toml_table import Mistake, Table, nearest

SYMBOLS = (
    *("weather", "flood", "air", "noise", "traffic", "road", "bus", "gantry", "parking", "lamp", "cabinet"),
    *("substation", "feeder", "water", "reservoir", "gas", "building", "waste", "report", "accident", "warning"),
    *("camera", "area", "device", "generic"),
)
GEOMETRIES = ("point", "line", "area")
SIDES = ("left", "right")
_KINDS = (RuleKind.LIMIT, RuleKind.STATE, RuleKind.STALE, RuleKind.GEOFENCE)
REDUCTIONS = ("mean", "sum", "min", "max", "count")
PRIORITIES = {priority.name.lower(): priority for priority in Priority}
_NEARLY_SORTS = {"type": "type", "types": "type", "kind": "type", "category": "category", "categories": "category"}
LONGEST_DELAY_S = 7 * 86_400
SMALLEST_FACTOR, LARGEST_FACTOR = 1e-9, 1e9

_HOLE = re.compile(r"\{([^{}]*)\}")


class CatalogueErrors(FileMistakes):
    """Everything that is wrong with the catalogue's files."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what must be looked at again when everything is known."""

    mistakes: list[Mistake] = field(default_factory=list)
    catalogue: Catalogue = field(default_factory=Catalogue)
    common: dict[str, Attribute] = field(default_factory=dict)
    rule_ids: dict[str, Table] = field(default_factory=dict)
    figures: list[tuple[Table, KeyFigure]] = field(default_factory=list)
    kinds_systems: list[tuple[Table, str]] = field(default_factory=list)
    selectors: list[tuple[Table, str]] = field(default_factory=list)


def parse_catalogue(files: dict[str, str]) -> Catalogue:
    """The catalogue of files, by name -> text. Raises CatalogueErrors with all mistakes of all files."""
    reading = _Reading()
    for name in sorted(files):
        table = parsed(name, files[name], reading.mistakes)
        if table is not None:
            _read_file(table, reading)
    _check_references(reading)
    if reading.mistakes:
        raise CatalogueErrors(reading.mistakes)
    for kind in reading.catalogue.kinds.values():
        for name, attribute in reading.common.items():
            kind.attributes.setdefault(name, attribute)
    return reading.catalogue


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
    file.finish()


def _read_system(table: Table, reading: _Reading) -> str:
    system_id = table.text("id")
    figures = []
    for one in table.tables("figure"):
        figure = KeyFigure(
            entity_type=one.text("type"),
            attribute=one.text("attribute", ""),
            reduce=one.choice("reduce", REDUCTIONS),
            label=_texts(one, "label"),
            unit_label=one.text("unit_label", ""),
            decimals=one.whole("decimals", 0, 0, 6),
            shown_factor=one.number("shown_factor", 1.0, SMALLEST_FACTOR, LARGEST_FACTOR),
        )
        one.finish()
        figures.append(figure)
        reading.figures.append((one, figure))
    system = System(
        id=system_id,
        order=table.whole("order", 99, 0, 999),
        name=_texts(table, "name"),
        icon=table.text("icon", system_id),
        figures=tuple(figures),
    )
    if system_id in reading.catalogue.systems:
        table.wrong("id", f'the system "{system_id}" is described twice')
    reading.catalogue.systems[system_id] = system
    table.finish()
    return system_id


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
    if sum(rule.kind is RuleKind.STALE for rule in rules) > 1:
        table.wrong("", f"{entity_type} has several stale rules; one is enough")
    moves = table.flag("moves")
    for one, rule in zip(table.tables("rule"), rules, strict=True):
        if rule.kind is RuleKind.GEOFENCE and not moves:
            one.wrong("kind", f'a geofence rule is about what moves: {entity_type} has no "moves = true"')
    kind = Kind(
        type=entity_type,
        system=system,
        name=_texts(table, "name"),
        symbol=table.choice("symbol", SYMBOLS, "generic"),
        stale_after_ms=round(table.number("stale_after_s", 900.0, 1.0, 366 * 86_400.0) * 1000),
        headline=_known(table, "headline", attributes),
        geometry=table.choice("geometry", GEOMETRIES, "point"),
        moves=moves,
        importance=table.whole("importance", 5, 1, 9),
        min_zoom=table.number("min_zoom", 0.0, 0.0, 24.0),
        ramp=_known(table, "ramp", attributes),
        ramp_low=table.number("ramp_low", 0.0),
        ramp_high=table.number("ramp_high", 1.0),
        side=table.choice("side", ("", *SIDES), ""),
        flow=_known(table, "flow", attributes),
        flow_full=table.number("flow_full", 1.0, SMALLEST_FACTOR),
        attributes=attributes,
        rules=rules,
    )
    table.finish()
    if entity_type in reading.catalogue.kinds:
        table.wrong("type", f"the kind {entity_type} is described twice")
    reading.catalogue.kinds[entity_type] = kind


def _read_attribute(table: Table) -> Attribute:
    states: dict[str, Texts] = {}
    named = table.table("states")
    if named is not None:
        for state in named.data:
            states[state.lower()] = _texts(named, state)
    attribute = Attribute(
        name=table.text("name"),
        label=_texts(table, "label"),
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


def _read_rule(table: Table, entity_type: str, attributes: dict[str, Attribute], reading: _Reading) -> Rule:
    rule_id = table.text("id")
    kind = RuleKind(table.choice("kind", [one.value for one in _KINDS]))
    is_limit, is_fence = kind is RuleKind.LIMIT, kind is RuleKind.GEOFENCE
    attribute = _known(table, "attribute", attributes, required=kind in (RuleKind.LIMIT, RuleKind.STATE))
    within = _read_within(table, kind, reading)
    states: tuple[str, ...] = ()
    if kind is RuleKind.STATE or (is_fence and (attribute or table.has("states"))):
        if is_fence and not attribute:
            table.wrong("states", '"states" needs the "attribute" whose texts they are')
        states = tuple(state.strip().lower() for state in table.texts("states"))
        named = attributes[attribute].states if attribute in attributes else {}
        for state in states:
            if named and state not in named:
                table.wrong("states", f'{attribute} is never "{state}"{nearest(state, named)}')
    rule = Rule(
        id=rule_id,
        kind=kind,
        entity_type=entity_type,
        attribute=attribute,
        priority=PRIORITIES[table.choice("priority", PRIORITIES)],
        text=_texts(table, "text", template=True, area=bool(within)),
        side=RuleSide(table.choice("side", (RuleSide.HIGH.value, RuleSide.LOW.value))) if is_limit else RuleSide.HIGH,
        value=table.number("value") if is_limit else 0.0,
        deadband=table.number("deadband", 0.0, 0.0) if is_limit else 0.0,
        states=states,
        on_delay_ms=round(table.number("on_delay_s", 0.0, 0.0, LONGEST_DELAY_S) * 1000),
        off_delay_ms=round(table.number("off_delay_s", 0.0, 0.0, LONGEST_DELAY_S) * 1000),
        latching=table.flag("latching"),
        cause=_texts(table, "cause", template=True, area=bool(within)),
        consequence=_texts(table, "consequence", template=True, area=bool(within)),
        action=_texts(table, "action", template=True, area=bool(within)),
        respond_s=table.whole("respond_s", None, 0, 7 * 86_400),
        source=table.text("source", ""),
        within=within,
        when=When(table.choice("when", [one.value for one in When])) if is_fence else When.INSIDE,
    )
    table.finish()
    if rule_id in reading.rule_ids:
        table.wrong("id", f'the rule "{rule_id}" is described twice')
    reading.rule_ids[rule_id] = table
    return rule


def _read_within(table: Table, kind: RuleKind, reading: _Reading) -> tuple[str, ...]:
    """The areas a rule is about."""
    if kind is RuleKind.STALE:
        if table.has("within"):
            table.offer("within")
            table.wrong("within", 'a stale rule has no "within": what is silent does not say where it is')
        return ()
    if kind is not RuleKind.GEOFENCE and not table.has("within"):
        table.offer("within")
        return ()
    within = table.texts("within")
    reading.selectors += [(table, selector) for selector in within]
    return within


def _check_selector(table: Table, selector: str, kinds: dict[str, Kind]) -> None:
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


def _texts(table: Table, key: str, template: bool = False, area: bool = False) -> Texts:
    inner = table.table(key)
    if inner is None:
        table.wrong("", f'"{key}" is missing')
        return {}
    # A site writes its own kinds in the language it works in: English is what every console falls back on.
    texts = {language: inner.text(language, None if language == "en" else "") for language in LANGUAGES}
    inner.finish()
    for language, text in texts.items():
        if inner.has(language) and not text.strip():
            inner.wrong(language, f'"{key}" has no text in {language}')
        for hole in _HOLE.findall(text) if template else ():
            if hole == AREA and not area:
                inner.wrong(language, f'"{key}" has no {{area}} to tell: the rule has no "within"')
            elif hole not in PLACEHOLDERS:
                inner.wrong(language, f'"{key}" has no use for {{{hole}}}{nearest(hole, PLACEHOLDERS)}')
    return {language: text for language, text in texts.items() if text}


def _known(table: Table, key: str, attributes: dict[str, Attribute], required: bool = False) -> str:
    name = table.text(key, None if required else "")
    if name and name not in attributes:
        table.wrong(key, f'"{key}" names "{name}", which is not among the attributes{nearest(name, attributes)}')
    return name


def _check_references(reading: _Reading) -> None:
    systems, kinds = reading.catalogue.systems, reading.catalogue.kinds
    for table, system in reading.kinds_systems:
        if not system:
            table.wrong("", '"system" is missing: the file describes no system of its own')
        elif system not in systems:
            table.wrong("system", f'there is no system "{system}"{nearest(system, systems)}')
    for table, selector in reading.selectors:
        _check_selector(table, selector, kinds)
    for table, figure in reading.figures:
        kind = kinds.get(figure.entity_type)
        if kind is None:
            table.wrong("type", f'there is no kind "{figure.entity_type}"{nearest(figure.entity_type, kinds)}')
        elif figure.attribute not in kind.attributes and not (figure.reduce == "count" and not figure.attribute):
            found = nearest(figure.attribute, kind.attributes)
            table.wrong("attribute", f'{kind.type} has no attribute "{figure.attribute}"{found}')
