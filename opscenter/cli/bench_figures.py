"""What derived figures cost: every figure of a station over a made-up city, as a share of a core.

Only the thread's own processor time counts, so that others on the machine do not. The baseline of the same run is what
no station can do without: the same columns put where they belong, and summed up by kind, in plain numpy.
"""

import time
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from opscenter.cli.bench_figures_city import MadeUpCity
from opscenter.domain.journal import JournalEvent
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.figure import Figure, Input, Memory, Output
from opscenter.figures.figures import Figures
from opscenter.figures.step import Step
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.city_figures import Known, all_figures
from opscenter.station.state import StateColumns

BEAT_MS = 200
ZONE = "Asia/Hong_Kong"
WARM_MS = 60_000
"""What is measured begins after so long: everybody is known by then, and each minute's step was gone through once."""


class TimedFigure:
    """A figure whose steps are timed."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.name, self.every_ms, self.always = figure.name, figure.every_ms, figure.always
        self.inputs: Sequence[Input] = figure.inputs
        self.outputs: Sequence[Output] = figure.outputs
        self.own_types: Sequence[str] = figure.own_types
        self.forget()

    def forget(self) -> None:
        """Begin to count."""
        self.steps, self.seconds, self.longest = 0, 0.0, 0.0

    def take(self, step: Step) -> None:
        """As the figure does, with a look at the clock."""
        begun = time.thread_time()
        self.figure.take(step)
        took = time.thread_time() - begun
        self.steps += 1
        self.seconds += took
        self.longest = max(self.longest, took)

    def hear(self, event: JournalEvent) -> None:
        """Pass on."""
        self.figure.hear(event)

    def save(self) -> Memory:
        """See `Figure`."""
        return self.figure.save()

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self.figure.load(memory)


class Bare:
    """The baseline: newest value of each cell, newest text, sums by kind each minute."""

    def __init__(self, city: MadeUpCity) -> None:
        registry = city.registry
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(registry.types))}
        self._kind = np.array([kinds[registry.types[row]] for row in registry.cell_rows], np.int64)
        self._value = np.zeros(len(registry.cell_rows))
        self._time = np.zeros(len(registry.cell_rows), np.int64)
        self._texts: dict[int, Any] = {}
        self.seconds = 0.0

    def take(self, columns: StateColumns, texts: list[Any], minute: bool) -> None:
        """One beat."""
        begun = time.thread_time()
        cells = columns["cell"]
        fresh = columns["time"] >= self._time[cells]
        self._value[cells[fresh]], self._time[cells[fresh]] = columns["value"][fresh], columns["time"][fresh]
        self._texts.update(zip(columns["text_cell"].tolist(), texts, strict=True))
        if minute:
            np.bincount(self._kind, self._value)
        self.seconds += time.thread_time() - begun


def run(*, entities: int = 50_000, minutes: float = 10.0) -> dict[str, Any]:
    """All figures over so many minutes of a city's life; see `figures` for each."""
    city = MadeUpCity(entities, BEAT_MS)
    timed = [TimedFigure(figure) for figure in all_figures(load_catalogue())]
    figures = Figures(timed, city.registry, Known(city.registry, city.state, city.described), LocalWeek(ZoneInfo(ZONE)))
    bare = Bare(city)
    _derive(city, figures, city.first, city.first_texts)
    warm, beats = WARM_MS // BEAT_MS, round(minutes * 60_000 / BEAT_MS)
    samples = written = 0
    total = longest = 0.0
    for number in range(warm + beats):
        columns, texts = city.beat(number)
        if number == warm:
            bare.seconds = 0.0
            for one in timed:
                one.forget()
        bare.take(columns, texts, minute=number % (60_000 // BEAT_MS) == 0)
        begun = time.thread_time()
        made = _derive(city, figures, columns, texts)
        took = time.thread_time() - begun
        if number >= warm:
            total += took
            longest = max(longest, took)
            samples += len(columns["cell"]) + len(texts) + len(columns["place_row"])
            written += made
    seconds = beats * BEAT_MS / 1000.0
    in_figures = sum(one.seconds for one in timed)
    found: dict[str, Any] = {
        "entities": city.entities, "event_s": round(seconds), "samples_per_s": round(samples / seconds),
        "written_per_s": round(written / seconds), "core_share": round(total / seconds, 4),
        "machinery_share": round((total - in_figures) / seconds, 4),
        "baseline_share": round(bare.seconds / seconds, 6), "ratio": round(total / max(bare.seconds, 1e-9), 1),
        "longest_beat_ms": round(1000 * longest, 1),
        "figures": sorted((_row(one, seconds) for one in timed), key=lambda row: -row["core_share"]),
    }  # fmt: skip
    return found | _transit(entities, minutes)


def _row(one: TimedFigure, seconds: float) -> dict[str, Any]:
    return {
        "name": one.name, "steps": one.steps, "ms_per_step": round(1000 * one.seconds / max(one.steps, 1), 2),
        "longest_ms": round(1000 * one.longest, 2), "core_share": round(one.seconds / seconds, 5),
    }  # fmt: skip


def _derive(city: MadeUpCity, figures: Figures, columns: StateColumns, texts: list[Any]) -> int:
    """What a station does with a beat for its figures; how many numbers and texts they made."""
    figures.grow()
    columns, texts = figures.without_own(columns, texts)
    made = figures.take(columns, texts)
    city.grow()
    city.described.name(made.names)
    city.described.name_in_languages(made.local_names)
    city.described.shape(made.shapes)
    return sum(len(part) for part in made.cells) + len(made.text_cells)


def _transit(entities: int, minutes: float) -> dict[str, Any]:
    """Vehicles with timetables, feed and figures together: 2,000 on 500 routes in a whole city, fewer in a smaller."""
    from opscenter.cli.bench_transit import bench_transit

    scale = min(entities / 50_000, 1.0)
    vehicles, routes = max(round(2_000 * scale), 40), max(round(500 * scale), 10)
    return {"transit": bench_transit(vehicles=vehicles, routes=routes, minutes=min(minutes, 5.0))}
