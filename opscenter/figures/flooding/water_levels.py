"""How fast channels and roads fill, and how long until the bank or the danger mark at the present rate."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.flooding.rising import minutes_to, slope
from opscenter.figures.running import HOUR_MS, Running
from opscenter.figures.step import Step

SUSPECT = np.uint8(Quality.SUSPECT)

Floats = NDArray[np.float64]

CHANNEL, ROAD = "WaterObserved", "FloodMonitoring"
QUICK_MS = 150_000
"""Gauges that speak at least so often are judged by their last five minutes, others by their last two hours."""
_RINGS = ((30_000, 10), (600_000, 12))


@dataclass(slots=True)
class _Gauge:
    """One input and what is derived of it: its rise, and the time to a mark."""

    kind: str
    attribute: str
    rate: str
    time: str
    running: Running


class WaterLevels(FigureBase):
    """Each minute. `derived.riseRate` m/h; `derived.timeToBank` of channels (their fill is 1 at the bank),
    `derived.timeToDanger` of road gauges (to their `dangerLevel`), minutes; NaN: not coming near."""

    name = "levels"
    inputs = (
        Input(CHANNEL, "height", samples=True), Input(CHANNEL, "fillRatio", samples=True),
        Input(ROAD, "currentLevel", samples=True), Input(ROAD, "dangerLevel"),
    )  # fmt: skip
    outputs = (
        Output(CHANNEL, "derived.riseRate"), Output(CHANNEL, "derived.timeToBank", "MIN"),
        Output(ROAD, "derived.riseRate"), Output(ROAD, "derived.timeToDanger", "MIN"),
    )  # fmt: skip

    def __init__(self) -> None:
        self._gauges = [
            _Gauge(CHANNEL, "height", "derived.riseRate", "", Running(*_RINGS)),
            _Gauge(CHANNEL, "fillRatio", "", "derived.timeToBank", Running(*_RINGS)),
            _Gauge(ROAD, "currentLevel", "derived.riseRate", "derived.timeToDanger", Running(*_RINGS)),
        ]

    def take(self, step: Step) -> None:
        """Take the step's samples over; compute all gauges."""
        for gauge in self._gauges:
            count = step.count(gauge.kind)
            gauge.running.take(step.at, count, step.samples(gauge.kind, gauge.attribute), -1e5, 1e5)
            pace = gauge.running.maker.pace.view[:count]
            with np.errstate(invalid="ignore"):
                quick = pace <= QUICK_MS
            rate = np.where(
                quick,
                slope(gauge.running.buckets(0, _RINGS[0][1]), _RINGS[0][0] / HOUR_MS),
                slope(gauge.running.buckets(1, _RINGS[1][1]), _RINGS[1][0] / HOUR_MS),
            )
            self._tell(step, gauge, rate)

    def _tell(self, step: Step, gauge: _Gauge, rate: Floats) -> None:
        numbers = step.numbers(gauge.kind, gauge.attribute)
        quality = (numbers.quality == SUSPECT) * SUSPECT
        positions = np.arange(len(rate))
        if gauge.rate:
            step.put(gauge.kind, gauge.rate, positions, rate, quality)
        if gauge.time:
            mark = step.numbers(ROAD, "dangerLevel").value if gauge.kind == ROAD else np.ones(len(rate))
            step.put(gauge.kind, gauge.time, positions, minutes_to(numbers.value, mark, rate), quality)

    def save(self) -> Memory:
        """The past two hours of all gauges."""
        memory: dict[str, NDArray[Any]] = {}
        for gauge in self._gauges:
            memory |= gauge.running.save(f"{gauge.kind}.{gauge.attribute}")
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        for gauge in self._gauges:
            gauge.running.load(f"{gauge.kind}.{gauge.attribute}", memory)
