"""Corridors and the whole network as entities of their own, with what was driven and lost today."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.corridor import CORRIDOR_TYPE
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.figure import Array, Memory
from opscenter.figures.roads.corridors import City, Figures, Segments, city_figures, corridor_figures
from opscenter.figures.roads.following import SEGMENT, Roads
from opscenter.figures.roads.measures import LEVELS, level_numbers
from opscenter.figures.roads.queues import Queues
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NETWORK = "TrafficNetwork"
NETWORK_ENTITY = "urn:ngsi-ld:TrafficNetwork:city"
_NETWORK_NAME = {"en": "City road network", "zh_Hant": "全市道路網", "zh_Hans": "全市道路网"}

HOUR_MS = 3_600_000


@dataclass(slots=True)
class Day:
    """What was driven and lost since local midnight, by entity: vehicle-km, vehicle-hours."""

    day: int = -1
    driven: dict[str, float] = field(default_factory=dict)
    lost: dict[str, float] = field(default_factory=dict)

    def begin(self, week: LocalWeek, at: int) -> None:
        """Begin anew where a step lies in another local day."""
        day = week.day_of(at - 1)
        if day != self.day:
            self.day, self.driven, self.lost = day, {}, {}

    def add(self, entity: str, driven: float, lost: float, hours: float) -> tuple[float, float]:
        """Add rates an hour over so many hours; what there is of both today. NaN adds nothing, and stays so
        while nothing else was ever added."""
        for sums, rate in ((self.driven, driven), (self.lost, lost)):
            before = sums.get(entity, math.nan)
            if not math.isnan(rate):
                before = (0.0 if math.isnan(before) else before) + rate * hours
            sums[entity] = before
        return self.driven[entity], self.lost[entity]


class CorridorWriting:
    """Computes and writes. Segments' flows are in veh/h."""

    def __init__(self, every_ms: int) -> None:
        self._every_ms = every_ms
        self._day = Day()
        self._drawn: set[str] = set()

    def take(self, step: Step, roads: Roads, segments: Segments, queues: Queues, open_: Bools) -> None:
        """One step. A length of time that nothing was heard in counts as one step only."""
        self._day.begin(step.week, step.at)
        hours = min(step.at - step.since, self._every_ms) / HOUR_MS if step.since else self._every_ms / HOUR_MS
        figures = corridor_figures(segments, roads.members)
        closed = roads.members.sum((~open_[roads.members.segment]).astype(np.float64))
        self._corridors(step, roads, figures, closed, queues, hours)
        if len(segments.length):
            self._network(step, city_figures(segments, queues.head >= 0), queues, hours)

    def _corridors(
        self, step: Step, roads: Roads, figures: Figures, closed: Floats, queues: Queues, hours: float
    ) -> None:
        positions = np.full(len(roads.corridors), -1, np.int64)
        driven, lost = np.zeros(len(positions)), np.zeros(len(positions))
        rows = step.rows(SEGMENT)
        with np.errstate(divide="ignore"):
            level = level_numbers(1.0 / figures.index)
        for number, plan in enumerate(roads.corridors):
            position = step.own(plan.entity, CORRIDOR_TYPE, plan.names)
            positions[number] = position
            if position < 0:
                continue
            if plan.line is not None:
                step.shape_own(CORRIDOR_TYPE, position, plan.line)
                if plan.entity not in self._drawn:
                    points = plan.line["coordinates"]
                    middle = points[len(points) // 2]  # type: ignore[index,arg-type]
                    step.place_own(CORRIDOR_TYPE, position, middle[0], middle[1])
                    self._drawn.add(plan.entity)
            driven[number], lost[number] = self._day.add(
                plan.entity, float(figures.vehicle_km[number]), float(figures.delay[number]), hours
            )
            word = int(level[number])
            step.put_text(CORRIDOR_TYPE, "level", position, LEVELS[word] if word >= 0 else None)
            head = longest_head(queues, plan.segments)
            step.put_text(CORRIDOR_TYPE, "refQueueHead", position, step.id_of(int(rows[head])) if head >= 0 else None)
        length = roads.members.sum(roads.length[roads.members.segment]) / 1000.0
        queued = roads.members.sum((roads.length * (queues.head >= 0))[roads.members.segment])
        for name, values in {
            "travelTime": figures.travel_time, "freeFlowTravelTime": figures.free_time,
            "travelTimeIndex": figures.index, "averageVehicleSpeed": figures.speed, "coverage": figures.coverage,
            "vehicleKilometres": figures.vehicle_km, "delay": figures.delay, "vehicleKilometresToday": driven,
            "delayToday": lost, "length": length, "queueLength": queued, "closedSegments": closed,
        }.items():  # fmt: skip
            step.put(CORRIDOR_TYPE, name, positions, values)

    def _network(self, step: Step, city: City, queues: Queues, hours: float) -> None:
        position = step.own(NETWORK_ENTITY, NETWORK, _NETWORK_NAME)
        if position < 0:
            return
        driven, lost = self._day.add(NETWORK_ENTITY, city.vehicle_km, city.delay, hours)
        for name, value in {
            "travelTimeIndex": city.index, "averageVehicleSpeed": city.speed, "vehicleKilometres": city.vehicle_km,
            "delay": city.delay, "measuredLength": city.measured_km, "jammedShare": city.jammed,
            "vehicleKilometresToday": driven, "delayToday": lost, "queues": float(len(queues.heads)),
            "queueLength": float(queues.length.sum()), "blockedJunctions": float(len(queues.blocked)),
        }.items():  # fmt: skip
            step.put_one(NETWORK, name, position, value)

    def save(self) -> dict[str, Array]:
        """See `Figure.save`."""
        day = self._day
        return {
            "day": np.array([day.day]), "entities": np.array(list(day.driven), "U"),
            "driven": np.array(list(day.driven.values())), "lost": np.array(list(day.lost.values())),
            "drawn": np.array(sorted(self._drawn), "U"),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """See `Figure.load`."""
        entities = memory["entities"].tolist()
        self._day = Day(
            int(memory["day"][0]), dict(zip(entities, memory["driven"].tolist(), strict=True)),
            dict(zip(entities, memory["lost"].tolist(), strict=True)),
        )  # fmt: skip
        self._drawn = set(memory["drawn"].tolist())


def longest_head(queues: Queues, segments: Sequence[int]) -> int:
    """Where the longest queue of those that reach over some segments has its head, -1: there is none."""
    heads = np.unique(queues.head[list(segments)])
    heads = heads[heads >= 0]
    if not len(heads):
        return -1
    return int(heads[np.argmax(queues.length[np.searchsorted(queues.heads, heads)])])
