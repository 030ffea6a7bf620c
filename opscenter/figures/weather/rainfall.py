"""Rain of the past hour, three hours and day, of every station."""

import numpy as np

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.running import COVERAGE, HOUR_MS, quality_of
from opscenter.figures.step import Step
from opscenter.figures.weather.rain_gauges import STATION, RainGauges

WINDOWS = (("derived.rain1h", HOUR_MS), ("derived.rain3h", 3 * HOUR_MS), ("derived.rain24h", 24 * HOUR_MS))


class Rainfall(FigureBase):
    """Each minute, mm. NaN while less than 75 % of the window was watched: rain that nobody measured is not zero."""

    name = "rainfall"
    inputs: tuple[Input, ...] = RainGauges.inputs
    outputs = tuple(Output(STATION, attribute, "MMT") for attribute, _ in WINDOWS)

    def __init__(self) -> None:
        self._gauges = RainGauges((60_000, 60), (600_000, 144))

    def take(self, step: Step) -> None:
        """Take the step's samples, add up the windows."""
        self._gauges.take(step)
        positions = np.arange(step.count(STATION))
        for attribute, span in WINDOWS:
            sums = self._gauges.sums(span)
            total = np.where(sums.known_ms >= COVERAGE * span - 1, np.maximum(sums.integral, 0.0), np.nan)
            step.put(STATION, attribute, positions, total, quality_of(sums))

    def save(self) -> Memory:
        """The rain of the past day."""
        return self._gauges.save()

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._gauges.load(memory)
