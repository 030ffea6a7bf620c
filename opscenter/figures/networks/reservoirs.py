"""Where the level of each reservoir is heading: how fast, and when it will be empty or full."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.networks.mains import FRESH_MS, TANK
from opscenter.figures.recent import Recent
from opscenter.figures.step import Step
from opscenter.figures.time_left import time_left

Floats = NDArray[np.float64]

SPAN_MS = 3_600_000
POINTS = 13
SPACING_MS = 280_000  # a reading each five minutes may come a little early
LEAST_RATE = 0.005  # m/h: slower than that a level stands still
FURTHEST_H = 168.0
"""What is more than a week away is not told."""


class Reservoirs(FigureBase):
    """`levelRate` (m/h) of each tank, the robust slope of the last hour (Theil and Sen); `timeToEmpty` or `timeToFull`
    (h), whichever it is heading for at that rate; full is `maxLevel`."""

    name = "water.reservoirs"

    def __init__(self) -> None:
        self.inputs = [Input(TANK, "level", samples=True), Input(TANK, "maxLevel")]
        self.outputs = [
            Output(TANK, "derived.levelRate"), Output(TANK, "derived.timeToEmpty", "HUR"),
            Output(TANK, "derived.timeToFull", "HUR"),
        ]  # fmt: skip
        self._recent = Recent(POINTS, SPACING_MS)

    def take(self, step: Step) -> None:
        """The robust slope of the last hour."""
        numbers = step.numbers(TANK, "level")
        self._recent.resize(len(numbers.value))
        heard = np.flatnonzero(numbers.usable(step.at - FRESH_MS))
        samples = step.samples(TANK, "level").usable()  # what a logger sends late is of use, too
        self._recent.push_all(samples.position, samples.time, samples.value)
        rate = self._recent.slopes(heard, step.at, SPAN_MS)
        level, full = numbers.value[heard], step.numbers(TANK, "maxLevel").value[heard]
        step.put(TANK, "derived.levelRate", heard, rate)
        step.put(TANK, "derived.timeToEmpty", heard, time_left(level, -rate, LEAST_RATE, FURTHEST_H))
        step.put(TANK, "derived.timeToFull", heard, time_left(full - level, rate, LEAST_RATE, FURTHEST_H))

    def save(self) -> Memory:
        """The last points."""
        memory: dict[str, Any] = self._recent.save("level")
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._recent.load("level", memory)
