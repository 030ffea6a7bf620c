"""`[system.page]` tables of catalogue files -> SystemPage, with every mistake noted.

They may name kinds of other files, so that names are checked when everything has been read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from opscenter.domain.catalogue import Kind, System
from opscenter.domain.system_page import (
    DEFAULT_COUNT,
    DEFAULT_SPAN_MS,
    MOST_COUNT,
    SERIES_REDUCTIONS,
    PageMap,
    PagePlot,
    PageSeries,
    SystemPage,
    WorstList,
)
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import optional_texts, read_texts

MOST_FIGURES = 12
MOST_WORST = 6
MOST_PLOTS = 12
MOST_SERIES = 6
MOST_UNITS = 2
"""A plot has one axis on its left and one on its right."""
MOST_COLUMNS = 3
LONGEST_SPAN_H = 31 * 24.0
SIDES = ("high", "low", "off")
_HOUR_MS = 3_600_000


@dataclass(slots=True)
class PageTables:
    """What was read, with the tables it was read from, until every kind and figure is known."""

    figures: list[tuple[Table, str, str, tuple[str, ...]]] = field(default_factory=list)  # table, system, key, ids
    worst: list[tuple[Table, WorstList]] = field(default_factory=list)
    series: list[tuple[Table, str, PageSeries]] = field(default_factory=list)
    plots: list[tuple[Table, str, PagePlot]] = field(default_factory=list)
    maps: list[tuple[Table, PageMap]] = field(default_factory=list)

    def read(self, system_table: Table, system: str) -> SystemPage | None:
        """The page of a system; None where its table has none."""
        table = system_table.table("page")
        if table is None:
            return None
        figures = _names(table, "figures", MOST_FIGURES)
        remaining = _names(table, "next", MOST_FIGURES)
        self.figures += [(table, system, "figures", figures), (table, system, "next", remaining)]
        page = SystemPage(
            title=optional_texts(table, "title"),
            lead=optional_texts(table, "lead"),
            figures=figures,
            remaining=remaining,
            worst=tuple(self._worst(one) for one in _some(table, "worst", MOST_WORST)),
            plots=tuple(self._plot(one, system) for one in _some(table, "plot", MOST_PLOTS)),
            map=self._map(table.table("map")),
        )
        table.finish()
        return page

    def _worst(self, table: Table) -> WorstList:
        states = _names(table, "states", 20)
        if states and table.has("side"):
            table.wrong("side", '"side" is for numbers; a list of states is in the order of "states"')
        found = WorstList(
            entity_type=table.text("type"),
            attribute=table.text("attribute"),
            side=table.choice("side", SIDES, "high"),
            states=tuple(state.lower() for state in states),
            count=table.whole("count", DEFAULT_COUNT, 1, MOST_COUNT),
            beyond=table.optional_number("beyond"),
            columns=_names(table, "columns", MOST_COLUMNS),
            label=optional_texts(table, "label"),
        )
        if states and found.beyond is not None:
            table.wrong("beyond", '"beyond" is for numbers, not for states')
        table.finish()
        self.worst.append((table, found))
        return found

    def _plot(self, table: Table, system: str) -> PagePlot:
        series = _some(table, "series", MOST_SERIES)
        if not series:
            table.wrong("", "a plot needs at least one [[system.page.plot.series]]")
        found = PagePlot(
            title=read_texts(table, "title"),
            series=tuple(self._series(one, system) for one in series),
            span_ms=round(table.number("span_h", DEFAULT_SPAN_MS / _HOUR_MS, 0.25, LONGEST_SPAN_H) * _HOUR_MS),
            zero=table.flag("zero"),
        )
        table.finish()
        self.plots.append((table, system, found))
        return found

    def _series(self, table: Table, system: str) -> PageSeries:
        found = PageSeries(
            figure=table.text("figure", ""),
            system=table.text("system", ""),
            entity_type=table.text("type", ""),
            attribute=table.text("attribute", ""),
            reduce=table.choice("reduce", ("", *SERIES_REDUCTIONS), ""),
            entity=table.text("entity", ""),
            label=optional_texts(table, "label"),
        )
        table.finish()
        of_type = bool(found.entity_type or found.attribute or found.reduce or found.entity)
        if bool(found.figure) == of_type:
            table.wrong("", 'a series is a "figure", or an "attribute" of a "type" or of an "entity"; one of these')
        elif found.system and not found.figure:
            table.wrong("system", '"system" tells whose "figure" it is; this series names none')
        elif not found.figure and not (found.attribute and (found.entity_type or found.entity)):
            table.wrong("", 'a series needs an "attribute", and the "type" or the "entity" that has it')
        elif found.entity and found.reduce:
            table.wrong("reduce", "of one entity there is nothing to reduce")
        else:
            self.series.append((table, system, found))
        return found

    def _map(self, table: Table | None) -> PageMap:
        if table is None:
            return PageMap()
        found = PageMap(
            kinds=_names(table, "kinds", 100),
            colour=table.text("colour", ""),
            low=table.optional_number("low"),
            high=table.optional_number("high"),
        )
        if (found.low is None) != (found.high is None):
            table.wrong("", '"low" and "high" go together: quiet at the one, bright at the other')
        elif found.low is not None and found.low == found.high:
            table.wrong("low", '"low" and "high" must differ')
        table.finish()
        self.maps.append((table, found))
        return found

    # -- when everything is known ----------------------------------------------------------------------------

    def check(self, systems: Mapping[str, System], kinds: Mapping[str, Kind]) -> None:
        """Note what names a figure, a system, a kind or an attribute that is not there."""
        for table, system, key, figures in self.figures:
            known = _figure_ids(systems, system)
            for figure in figures:
                if figure not in known:
                    table.wrong(key, f'the system has no figure "{figure}"{nearest(figure, known)}')
        for table, one in self.worst:
            _check_worst(table, one, kinds)
        for table, system, series in self.series:
            _check_series(table, series, system, systems, kinds)
        for table, system, plot in self.plots:
            units = sorted({_unit(series, system, systems, kinds) for series in plot.series})
            if len(units) > MOST_UNITS:
                told = ", ".join(unit or "no unit" for unit in units)
                table.wrong("series", f"a plot has at most {MOST_UNITS} units, an axis for each; these are {told}")
        for table, map_ in self.maps:
            _check_map(table, map_, kinds)


def _check_worst(table: Table, one: WorstList, kinds: Mapping[str, Kind]) -> None:
    kind = _known_kind(table, one.entity_type, kinds)
    if kind is None:
        return
    for key, names in (("attribute", (one.attribute,)), ("columns", one.columns)):
        for name in names:
            _known_attribute(table, key, name, kind)
    attribute = kind.attributes.get(one.attribute)
    if attribute is None:
        return
    if one.side == "off" and attribute.low is None and attribute.high is None:
        table.wrong("side", f'"{one.attribute}" has no healthy range ("low", "high") to be off from')
    if not attribute.states:
        return
    if not one.states:
        table.wrong("attribute", f'"{one.attribute}" has states: say which by "states", the worst first')
    for state in one.states:
        if state not in attribute.states:
            table.wrong("states", f'"{state}" is not among the states{nearest(state, attribute.states)}')


def _check_series(
    table: Table, series: PageSeries, system: str, systems: Mapping[str, System], kinds: Mapping[str, Kind]
) -> None:
    if series.figure:
        whose = series.system or system
        if whose not in systems:
            table.wrong("system", f'there is no system "{whose}"{nearest(whose, systems)}')
            return
        known = _figure_ids(systems, whose)
        if series.figure not in known:
            table.wrong(
                "figure", f'the system "{whose}" has no figure "{series.figure}"{nearest(series.figure, known)}'
            )
    elif series.entity_type:
        kind = _known_kind(table, series.entity_type, kinds)
        if kind is not None:
            _known_attribute(table, "attribute", series.attribute, kind)


def _check_map(table: Table, map_: PageMap, kinds: Mapping[str, Kind]) -> None:
    for name in map_.kinds:
        if name not in kinds:
            table.wrong("kinds", f'there is no kind "{name}"{nearest(name, kinds)}')
    if map_.colour:
        among = [kinds[name] for name in map_.kinds or kinds if name in kinds]
        attributes = sorted({name for kind in among for name in kind.attributes})
        if map_.colour not in attributes:
            of = "these kinds" if map_.kinds else "a kind"
            found = nearest(map_.colour, attributes)
            table.wrong("colour", f'"{map_.colour}" is no attribute of {of}{found}')


def _known_kind(table: Table, name: str, kinds: Mapping[str, Kind]) -> Kind | None:
    kind = kinds.get(name)
    if kind is None and name:
        table.wrong("type", f'there is no kind "{name}"{nearest(name, kinds)}')
    return kind


def _known_attribute(table: Table, key: str, name: str, kind: Kind) -> None:
    if name and name not in kind.attributes:
        table.wrong(key, f'{kind.type} has no attribute "{name}"{nearest(name, kind.attributes)}')


def _figure_ids(systems: Mapping[str, System], system: str) -> list[str]:
    found = systems.get(system)
    return [figure.id for figure in found.figures] if found is not None else []


def _unit(series: PageSeries, system: str, systems: Mapping[str, System], kinds: Mapping[str, Kind]) -> str:
    """The unit in which people see a series, "" for none or where it is not known."""
    if series.figure:
        found = systems.get(series.system or system)
        return next((one.unit_label for one in found.figures if one.id == series.figure), "") if found else ""
    kind = kinds.get(series.entity_type)
    attribute = kind.attributes.get(series.attribute) if kind is not None else None
    return attribute.unit_label if attribute is not None else ""


def _names(table: Table, key: str, most: int) -> tuple[str, ...]:
    if not table.has(key):
        table.offer(key)
        return ()
    names = table.texts(key)
    if len(names) > most:
        table.wrong(key, f'"{key}" names {len(names):,}; {most} is the most')
    for name in _twice(names):
        table.wrong(key, f'"{key}" names "{name}" twice')
    return tuple(dict.fromkeys(names))[:most]


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    again: dict[str, None] = {}
    for name in names:
        if name in seen:
            again[name] = None
        seen.add(name)
    return list(again)


def _some(table: Table, key: str, most: int) -> list[Table]:
    found = table.tables(key)
    if len(found) > most:
        table.wrong(key, f"a page has at most {most} of these, not {len(found):,}")
    return found[:most]
