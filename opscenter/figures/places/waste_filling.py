"""How fast waste containers fill, when each will be full, and which are due today."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.held import Samples
from opscenter.figures.recent import Recent, turns
from opscenter.figures.step import Step
from opscenter.figures.time_left import time_left

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CONTAINER = "WasteContainer"
DAY_MS, HOUR_MS = 86_400_000, 3_600_000
FULL = 0.9
"""Full enough to be emptied, as the rule that calls a container full has it."""
EMPTIED = 0.2
"""A level that falls by so much at once was emptied: nobody takes out so much by hand."""
SPAN_MS, POINTS, SPACING_MS = 4 * HOUR_MS, 16, 14 * 60_000
LEAST_RATE = 0.002  # an hour: slower than 5 % a day a container does not fill
FURTHEST_H = 14 * 24.0
FRESH_MS = 12 * HOUR_MS


class WasteFilling(FigureBase):
    """`fillRate` (share a day) of each container since it was last emptied, by the robust slope of its last four hours
    (Theil and Sen); `timeToFull` (h) to 90 %; `dueToday` (1: it is, or will be by local midnight; else 0);
    `sinceEmptied` (h) once an emptying was seen."""

    name = "waste.filling"

    def __init__(self) -> None:
        self.inputs = [Input(CONTAINER, "fillingLevel", samples=True)]
        self.outputs = [
            Output(CONTAINER, "derived.fillRate"), Output(CONTAINER, "derived.timeToFull", "HUR"),
            Output(CONTAINER, "derived.dueToday", "C62"), Output(CONTAINER, "derived.sinceEmptied", "HUR"),
        ]  # fmt: skip
        self._recent = Recent(POINTS, SPACING_MS)
        self._level: Floats = np.zeros(0)
        self._seen: Ints = np.zeros(0, np.int64)  # time of the last reading taken
        self._emptied: Ints = np.zeros(0, np.int64)
        self._rate: Floats = np.zeros(0)

    def take(self, step: Step) -> None:
        """Those that have said something since."""
        numbers = step.numbers(CONTAINER, "fillingLevel")
        self._resize(len(numbers.value))
        samples = step.samples(CONTAINER, "fillingLevel").usable()
        samples = samples.taken(samples.time > self._seen[samples.position])
        kept = np.zeros(len(self._seen), np.bool_)
        for turn in turns(samples.position, samples.time):
            kept[self._take_one(samples.taken(turn))] = True
        some = np.flatnonzero(kept)
        self._rate[some] = self._recent.slopes(some, step.at, SPAN_MS)
        heard = np.unique(samples.position)
        heard = heard[numbers.usable(step.at - FRESH_MS)[heard]]
        self._tell(step, heard, self._level[heard])

    def _take_one(self, samples: Samples) -> Ints:
        """One reading of some containers; those that keep it for their slope."""
        heard, level = samples.position, samples.value
        emptied = (self._seen[heard] > 0) & (self._level[heard] - level >= EMPTIED)
        self._recent.forget(heard[emptied])
        self._emptied[heard[emptied]], self._rate[heard[emptied]] = samples.time[emptied], np.nan
        self._level[heard], self._seen[heard] = level, samples.time
        return self._recent.push(heard, samples.time, level)

    def _tell(self, step: Step, heard: Ints, level: Floats) -> None:
        rate = self._rate[heard]
        left = time_left(FULL - level, rate, LEAST_RATE, FURTHEST_H)
        left = np.where(level >= FULL, 0.0, left)
        local = step.week.local_of(step.at)
        until_midnight = (DAY_MS - local % DAY_MS) / HOUR_MS
        step.put(CONTAINER, "derived.fillRate", heard, rate * 24.0)
        step.put(CONTAINER, "derived.timeToFull", heard, left)
        known = ~np.isnan(rate) | (level >= FULL)
        step.put(CONTAINER, "derived.dueToday", heard, np.where(known, left <= until_midnight, np.nan))
        since = self._emptied[heard]
        step.put(CONTAINER, "derived.sinceEmptied", heard, np.where(since > 0, (step.at - since) / HOUR_MS, np.nan))

    def _resize(self, count: int) -> None:
        self._recent.resize(count)
        more = count - len(self._seen)
        if more > 0:
            self._level, self._emptied = np.pad(self._level, (0, more)), np.pad(self._emptied, (0, more))
            self._seen = np.pad(self._seen, (0, more))
            self._rate = np.pad(self._rate, (0, more), constant_values=np.nan)

    def save(self) -> Memory:
        """The last points, and when each was emptied."""
        memory: dict[str, Any] = self._recent.save("level")
        return memory | {
            "last": self._level.copy(), "seen": self._seen.copy(), "emptied": self._emptied.copy(),
            "rate": self._rate.copy(),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._recent.load("level", memory)
        self._level, self._rate = memory["last"].astype(np.float64), memory["rate"].astype(np.float64)
        self._seen, self._emptied = memory["seen"].astype(np.int64), memory["emptied"].astype(np.int64)
