"""Whether a road is flooded: water on it, and rain that explains it."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.nearest_place import nearest_places
from opscenter.figures.running import HOUR_MS, Running
from opscenter.figures.step import Step

SUSPECT = np.uint8(Quality.SUSPECT)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ROAD, STATION = "FloodMonitoring", "WeatherObserved"
STATES = ("dry", "water", "flooded", "unexplained")
LEAST_M = 0.02
"""Less is a wet road: what gauges read of spray and ripples."""
ALERT_M = 0.10
"""From here on a road counts as flooded whose gauge tells no mark of its own (`alertLevel`). Operating practice."""
RAIN_MM = 0.5
"""So much in the past hour, here or at the nearest station, explains water on a road."""
WITHIN_M = 5_000.0


class FloodedRoads(FigureBase):
    """Each 30 s. `derived.roadState`: dry; water (below the alert mark); flooded (over it, and it has rained);
    unexplained (over it without rain: a burst main, the tide, a blocked gauge). `derived.flooded`: 1 of the state
    flooded, else 0."""

    name = "flooded-roads"
    every_ms = 30_000
    inputs = (
        Input(ROAD, "currentLevel"), Input(ROAD, "alertLevel"), Input(ROAD, "rainRate", samples=True),
        Input(ROAD, "@lon"), Input(ROAD, "@lat"),
        Input(STATION, "derived.rain1h"), Input(STATION, "@lon"), Input(STATION, "@lat"),
    )  # fmt: skip
    outputs = (Output(ROAD, "derived.roadState"), Output(ROAD, "derived.flooded", "C62"))

    def __init__(self, stale_after_ms: int) -> None:
        self._stale_after_ms = stale_after_ms
        self._rain = Running((30_000, 120))
        self._told: Ints = np.empty(0, np.int64)

    def take(self, step: Step) -> None:
        """Judge all gauges."""
        count = step.count(ROAD)
        self._rain.take(step.at, count, step.samples(ROAD, "rainRate"), 0.0, 2_000.0)
        level, alert = step.numbers(ROAD, "currentLevel"), step.numbers(ROAD, "alertLevel").value
        known = level.usable(step.at - self.every_ms - self._stale_after_ms)
        states = road_states(level.value, alert, self._rained(step, count))
        states = np.where(known, states, -1)
        flooded = np.where(known, (states == STATES.index("flooded")).astype(np.float64), np.nan)
        quality = (level.quality == SUSPECT) * SUSPECT
        step.put(ROAD, "derived.flooded", np.arange(count), flooded, quality)
        before = np.pad(self._told, (0, count - len(self._told)), constant_values=-1)
        for position in np.flatnonzero(states != before).tolist():
            state = STATES[states[position]] if states[position] >= 0 else None
            step.put_text(ROAD, "derived.roadState", position, state)
        self._told = states

    def _rained(self, step: Step, count: int) -> Bools:
        own = self._rain.sums(HOUR_MS).integral / HOUR_MS
        places = [step.numbers(kind, name).value for kind in (ROAD, STATION) for name in ("@lon", "@lat")]
        nearest = nearest_places(places[0], places[1], places[2], places[3], WITHIN_M)
        station = step.numbers(STATION, "derived.rain1h").value
        there = np.where(nearest >= 0, np.append(station, np.nan)[nearest], np.nan)
        with np.errstate(invalid="ignore"):
            return (own >= RAIN_MM) | (there >= RAIN_MM)

    def save(self) -> Memory:
        """Rain at the gauges themselves, and what was told."""
        return {**self._rain.save("rain"), "told": self._told.copy()}

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._rain.load("rain", memory)
        self._told = memory["told"].copy()


def road_states(level: Floats, alert: Floats, rained: Bools) -> Ints:
    """Index into STATES of depths (m), alert marks (m, NaN: `ALERT_M`) and whether it has rained, each (n,)."""
    mark = np.where(np.isnan(alert) | (alert <= 0), ALERT_M, alert)
    with np.errstate(invalid="ignore"):
        return np.where(level >= mark, np.where(rained, 2, 3), np.where(level >= LEAST_M, 1, 0))
