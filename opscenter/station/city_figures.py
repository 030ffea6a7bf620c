"""Which figures a station computes, in their order: one may read what an earlier one writes."""

import logging
from collections.abc import Callable
from typing import Any

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal import JournalEvent
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.city.footprint import CityFootprint
from opscenter.figures.city.index import CityIndex
from opscenter.figures.city.room import OperationsRoom
from opscenter.figures.environment_figures import environment_figures
from opscenter.figures.figure import Figure
from opscenter.figures.figures import Figures
from opscenter.figures.networks.every_figure import network_figures
from opscenter.figures.places.every_figure import place_figures
from opscenter.figures.pricing.every_figure import pricing_figures
from opscenter.figures.register import Register
from opscenter.figures.roads.road_traffic import RoadTraffic
from opscenter.figures.step import Around
from opscenter.figures.steps import RUNS_A_BEAT
from opscenter.figures.system_figures import SystemFigures
from opscenter.figures.transit.lines import TransitLines
from opscenter.history.memory import MemoryFault, unpack_memory
from opscenter.station.descriptions import Descriptions
from opscenter.station.registry import News, Registry
from opscenter.station.state import State, StateColumns

log = logging.getLogger("opscenter.station.figures")

MakeFigures = Callable[[Register, Around], Figures]


def all_figures(catalogue: Catalogue) -> list[Figure]:
    """Every figure of a city with this catalogue.

    Key figures of systems come after what they are made of, and before what is made of them; those of the city itself
    (its index, its footprint) are a minute old in them.
    """
    return [
        *environment_figures(catalogue),
        *network_figures(),
        *place_figures(catalogue),
        RoadTraffic(catalogue),
        *pricing_figures(catalogue),
        TransitLines(),
        OperationsRoom(),
        SystemFigures(catalogue),
        CityFootprint(catalogue.footprint),
        CityIndex(catalogue.axes),
    ]


def figures_of(catalogue: Catalogue, week: LocalWeek, runs_a_beat: int = RUNS_A_BEAT) -> MakeFigures:
    """What an engine makes its figures with; `runs_a_beat`: see `Steps`."""

    def make(register: Register, around: Around) -> Figures:
        figures = Figures(all_figures(catalogue), register, around, week)
        figures.runs_a_beat = runs_a_beat
        return figures

    return make


def derive(
    figures: Figures | None, batch: Batch, columns: StateColumns, registry: Registry, now: int
) -> tuple[StateColumns, News]:
    """Put what figures make of a beat into it, after what was published: its columns, and what is numbered by then."""
    news = registry.take_news()
    if figures is None:
        return columns, news
    figures.grow(news.retyped)
    columns, batch.texts = figures.without_own(columns, batch.texts)
    made = figures.take(columns, batch.texts)
    if not made:
        return columns, news
    batch.texts += made.texts
    batch.names.update(made.names)
    batch.local_names.update(made.local_names)
    batch.units.update(made.units)
    batch.shapes.update(made.shapes)
    return made.added_to(columns, now), news.followed_by(registry.take_news())


def heard(figures: Figures | None, events: list[JournalEvent]) -> list[JournalEvent]:
    """What has happened to alarms, once figures have heard of it."""
    if figures is not None:
        figures.hear(events)
    return events


def memories_of(block: bytes) -> dict[str, dict[str, Any]]:
    """What figures knew at a checkpoint, by figure and name; nothing when it is damaged."""
    try:
        return unpack_memory(block) if block else {}
    except MemoryFault as error:
        log.error("what figures knew before the start cannot be read, they begin anew: %s", error)
        return {}


class Known:
    """What the engine knows of entities (`figures.step.Around`)."""

    def __init__(self, register: Register, state: State, described: Descriptions) -> None:
        self._register = register
        self._state = state
        self._described = described

    def name(self, row: int) -> str:
        """Its name as published, else its id."""
        names = self._described.names
        return (names[row] if row < len(names) else "") or self._register.ids[row]

    def local_names(self, row: int) -> dict[str, str]:
        """Its names by language."""
        return self._described.local_names.get(row, {})

    def shape(self, row: int) -> dict[str, Any] | None:
        """Its geometry when it is no point."""
        return self._described.shapes.get(row)

    def place(self, row: int) -> tuple[float, float]:
        """Longitude and latitude, NaN when not known."""
        columns = self._state.columns
        if row >= len(columns["lon"]):
            return float("nan"), float("nan")
        return float(columns["lon"][row]), float(columns["lat"][row])
