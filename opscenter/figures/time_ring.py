"""The near past of many entities in buckets of time: integrals over any window up to its length, with what is known."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Memory
from opscenter.figures.spans import Spans

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True, frozen=True)
class Sums:
    """Over a window, by position: the integral over what is known (value times ms), how much is (ms), and of it how
    much rests on suspect samples (ms)."""

    integral: Floats
    known_ms: Floats
    suspect_ms: Floats


class TimeRing:
    """`count` buckets of `width_ms`, and one more for the part of a bucket at a window's far end.

    Buckets begin at whole multiples of their width in Unix time, so that hours are clock hours (UTC).
    """

    def __init__(self, width_ms: int, count: int) -> None:
        self.width_ms = width_ms
        self._size = count + 1
        self._integral = np.zeros((self._size, 0))
        self._known = np.zeros((self._size, 0))
        self._suspect = np.zeros((self._size, 0), np.float32)
        self._newest = -1

    @property
    def span_ms(self) -> int:
        """The longest window."""
        return (self._size - 1) * self.width_ms

    def resize(self, entities: int) -> None:
        """Room for so many positions; with a third to spare, for they come one by one."""
        have = self._integral.shape[1]
        if entities > have:
            more = ((0, 0), (0, max(entities, have + have // 3) - have))
            self._integral, self._known = np.pad(self._integral, more), np.pad(self._known, more)
            self._suspect = np.pad(self._suspect, more)

    def advance(self, at: int) -> None:
        """Go on to `at`: what is older than the ring is long is forgotten."""
        newest = (at - 1) // self.width_ms
        passed = np.arange(max(self._newest + 1, newest - self._size + 1), newest + 1) % self._size
        for column in (self._integral, self._known, self._suspect):
            column[passed] = 0
        self._newest = max(self._newest, newest)

    def add(self, spans: Spans) -> None:
        """Spread spans over their buckets; what is older than the ring is left out."""
        oldest = (self._newest - self._size + 1) * self.width_ms
        start = np.maximum(spans.start, oldest)
        end = np.minimum(spans.end, (self._newest + 1) * self.width_ms)
        kept = end > start
        if not kept.any():
            return
        position, start, end = spans.position[kept], start[kept], end[kept]
        bucket = start // self.width_ms
        parts = (end - 1) // self.width_ms - bucket + 1
        which = np.repeat(np.arange(len(parts)), parts)
        number = bucket[which] + np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
        low = np.maximum(start[which], number * self.width_ms)
        high = np.minimum(end[which], (number + 1) * self.width_ms)
        length = (high - low).astype(np.float64)
        begun, first = spans.start[kept][which], spans.first[kept][which]
        slope = (spans.last[kept][which] - first) / np.maximum(spans.end[kept][which] - begun, 1)
        where = number % self._size, position[which]
        np.add.at(self._integral, where, (first + slope * ((low + high) / 2 - begun)) * length)
        np.add.at(self._known, where, length)
        doubtful = spans.suspect[kept][which]
        if doubtful.any():
            np.add.at(self._suspect, (where[0][doubtful], where[1][doubtful]), length[doubtful].astype(np.float32))

    def over(self, until: int, span_ms: int, entities: int) -> Sums:
        """What was in (until - span_ms, until]; a bucket that is only partly in it counts in proportion."""
        numbers = np.arange((until - span_ms) // self.width_ms, (until - 1) // self.width_ms + 1)
        numbers = numbers[(numbers > self._newest - self._size) & (numbers <= self._newest)]
        starts = numbers * self.width_ms
        weight = (np.minimum(starts + self.width_ms, until) - np.maximum(starts, until - span_ms)) / self.width_ms
        # the newest bucket is not full yet: what is in it is all before the end of the step
        weight = np.where(numbers == self._newest, 1.0, weight)
        slots = numbers % self._size
        return Sums(
            weight @ self._integral[slots, :entities],
            weight @ self._known[slots, :entities],
            weight @ self._suspect[slots, :entities].astype(np.float64),
        )

    def buckets(self, count: int, entities: int) -> Floats:
        """Means of the newest `count` buckets, (count, n), the oldest first; NaN where less than half is known."""
        slots = np.arange(self._newest - count + 1, self._newest + 1) % self._size
        known = self._known[slots, :entities]
        return np.where(known >= self.width_ms / 2, self._integral[slots, :entities] / np.maximum(known, 1), np.nan)

    def save(self, name: str) -> dict[str, NDArray[Any]]:
        """For a figure's memory, under names that begin with `name`."""
        return {
            f"{name}.integral": self._integral.copy(), f"{name}.known": self._known.astype(np.float32),
            f"{name}.suspect": self._suspect.copy(), f"{name}.newest": np.array([self._newest], np.int64),
        }  # fmt: skip

    def load(self, name: str, memory: Memory) -> None:
        """Raises KeyError, ValueError where it does not fit."""
        integral, known = memory[f"{name}.integral"], memory[f"{name}.known"]
        if integral.shape != known.shape or integral.shape[0] != self._size:
            raise ValueError(f"the memory of {name} has another length")
        self._integral, self._known = integral.astype(np.float64), known.astype(np.float64)
        self._suspect = memory[f"{name}.suspect"].astype(np.float32)
        self._newest = int(memory[f"{name}.newest"][0])
