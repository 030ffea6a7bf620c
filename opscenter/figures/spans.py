"""From samples to spans of time: what a quantity was between one sample and the next, where nothing is missing.

Between two samples a quantity is taken to run straight from one to the other, unless the time between them is out of
proportion to how often the entity speaks: then nobody knows what was between. What came last is taken to go on for as
long as the next sample may be awaited.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.quality import Quality
from opscenter.figures.figure import Memory
from opscenter.figures.held import Samples

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LONGEST_MS = 5_400_000
"""Beyond an hour and a half nothing is bridged: public services publish hourly at the least."""
MISSED = 3.0
"""So many of an entity's usual intervals may pass: two samples may be lost."""
GRACE_MS = 60_000
SLOWING = 1.25
"""An entity that speaks less often than it did is known to, after some samples."""
_SUSPECT, _BAD = int(Quality.SUSPECT), int(Quality.BAD)
_APART = 100 * LONGEST_MS


@dataclass(slots=True, frozen=True)
class Spans:
    """From `start` to `end` (Unix ms) a quantity ran straight from `first` to `last`, shape (n,)."""

    position: Ints
    start: Ints
    end: Ints
    first: Floats
    last: Floats
    suspect: Bools


@dataclass(slots=True)
class SpanMaker:
    """Remembers of each entity, by position, what it said last and how often it speaks.

    `level`: spans hold the later sample's value all through, for what is measured over the time before it (an amount).
    `missed`: so many usual intervals may pass.
    """

    longest_ms: float = LONGEST_MS
    level: bool = False
    missed: float = MISSED
    time: Column[np.int64] = field(default_factory=lambda: Column(np.int64, 0))
    value: Column[np.float64] = field(default_factory=lambda: Column(np.float64, np.nan))
    suspect: Column[np.bool_] = field(default_factory=lambda: Column(np.bool_, False))
    pace: Column[np.float64] = field(default_factory=lambda: Column(np.float64, np.nan))

    def resize(self, count: int) -> None:
        """Room for so many positions."""
        for column in (self.time, self.value, self.suspect, self.pace):
            if len(column) < count:
                column.resize(count)

    def take(self, samples: Samples, low: float = -np.inf, high: float = np.inf) -> Spans:
        """The spans that samples end. One that is bad, no number or outside [low, high] is a gap; a late or repeated
        one is passed over."""
        order = np.lexsort((samples.time, samples.position))
        position, time = samples.position[order], samples.time[order]
        value, quality = samples.value[order].copy(), samples.quality[order]
        with np.errstate(invalid="ignore"):
            value[(quality >= _BAD) | ~((value >= low) & (value <= high))] = np.nan
        follows = np.concatenate([[False], position[1:] == position[:-1]])
        new = (time > self.time.view[position]) & ~(follows & np.concatenate([[False], time[1:] == time[:-1]]))
        position, time, value, suspect = position[new], time[new], value[new], quality[new] == _SUSPECT
        if not len(position):
            return Spans(position, time, time, value, value, suspect)
        follows = np.concatenate([[False], position[1:] == position[:-1]])
        start = np.where(follows, np.roll(time, 1), self.time.view[position])
        first = np.where(follows, np.roll(value, 1), self.value.view[position])
        doubtful = suspect | np.where(follows, np.roll(suspect, 1), self.suspect.view[position])
        known = start > 0
        length = np.where(known, time - start, 0)
        awaited = np.zeros(len(position))
        awaited[known] = self._learn(position[known], length[known])
        bridged = known & ~np.isnan(value) & (~np.isnan(first) | self.level) & (length <= awaited)
        self.time.view[position], self.value.view[position] = time, value
        self.suspect.view[position] = suspect
        if self.level:
            first = value
        return Spans(
            position[bridged], start[bridged], time[bridged], first[bridged], value[bridged], doubtful[bridged]
        )

    def tail(self, at: int) -> Spans:
        """What is awaited: the newest values, taken to have gone on until `at`."""
        passed = at - self.time.view
        patience = np.where(np.isnan(self.pace.view), GRACE_MS, self._patience(self.pace.view))
        position = np.flatnonzero(
            (self.time.view > 0) & ~np.isnan(self.value.view) & (passed > 0) & (passed <= patience)
        )
        value = self.value.view[position]
        ends = np.full(len(position), at, np.int64)
        return Spans(position, self.time.view[position], ends, value, value, self.suspect.view[position])

    def _patience(self, pace: Floats) -> Floats:
        """How long entities may be silent, ms, by how often they speak, shape (n,)."""
        return np.minimum(self.missed * pace + GRACE_MS, self.longest_ms)

    def _learn(self, position: Ints, length: Ints) -> Floats:
        """Take intervals over, sorted by entity and time; how long each might have been by those before it, (n,)."""
        pace = self.pace.view
        # a running minimum that begins anew with each entity: each is laid out below the one before
        below = np.cumsum(np.concatenate([[0], position[1:] != position[:-1]])[: len(position)]) * _APART
        before = np.minimum(length, _APART - 1) - below
        so_far = np.minimum.accumulate(before) + below if len(before) else before
        patience = self._patience(np.fmin(pace[position], so_far))
        shortest = np.full(len(pace), np.inf)
        np.minimum.at(shortest, position, length)
        count = np.bincount(position, minlength=len(pace))
        heard = count > 0
        slowed = np.where(np.isnan(pace), np.inf, pace) * SLOWING ** np.minimum(count, 60)
        pace[heard] = np.minimum(np.minimum(shortest, slowed), self.longest_ms)[heard]
        return patience

    def save(self, name: str) -> dict[str, NDArray[Any]]:
        """For a figure's memory, under names that begin with `name`."""
        return {
            f"{name}.{part}": column.view.copy()
            for part, column in (
                ("time", self.time), ("value", self.value), ("suspect", self.suspect), ("pace", self.pace)
            )
        }  # fmt: skip

    def load(self, name: str, memory: Memory) -> None:
        """Raises KeyError, ValueError where it does not fit."""
        self.resize(len(memory[f"{name}.time"]))
        self.time.view[:] = memory[f"{name}.time"]
        self.value.view[:] = memory[f"{name}.value"]
        self.suspect.view[:] = memory[f"{name}.suspect"]
        self.pace.view[:] = memory[f"{name}.pace"]
