"""Means and totals over windows of time that end now, of one input, with the coverage that public rules ask for."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality
from opscenter.figures.figure import Memory
from opscenter.figures.held import Samples
from opscenter.figures.spans import LONGEST_MS, SpanMaker, Spans
from opscenter.figures.time_ring import Sums, TimeRing

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

COVERAGE = 0.75
"""A mean needs three quarters of its window: Directive 2008/50/EC, annex XI (one hour: 45 minutes; eight hours: six;
24 hours: 18), and 40 CFR part 50, appendices (75 %)."""
HOUR_MS = 3_600_000
_SUSPECT = np.uint8(Quality.SUSPECT)


class Running:
    """Windows over one quantity. `rings`: (bucket in ms, how many), finest first; a window is taken from the first ring
    that is long enough for it."""

    def __init__(self, *rings: tuple[int, int], longest_ms: float = LONGEST_MS, level: bool = False) -> None:
        self.maker = SpanMaker(longest_ms, level)
        self._rings = [TimeRing(*one) for one in rings]
        self._tail: Spans | None = None
        self._count = self.at = 0

    def take(self, at: int, count: int, samples: Samples, low: float = -np.inf, high: float = np.inf) -> None:
        """Go on to `at` with what came, of `count` entities; samples outside [low, high] are gaps."""
        self.begin(at, count)
        if len(samples.position):
            self.add(self.maker.take(samples, low, high))
        self._tail = self.maker.tail(at)

    def begin(self, at: int, count: int) -> None:
        """Go on to `at`, of `count` entities. What is known by then is added as spans."""
        self.at, self._count, self._tail = at, count, None
        self.maker.resize(count)
        for ring in self._rings:
            ring.resize(count)
            ring.advance(at)

    def add(self, spans: Spans) -> None:
        """Take over what is known."""
        for ring in self._rings:
            ring.add(spans)

    def sums(self, span_ms: int, ago_ms: int = 0) -> Sums:
        """The window of `span_ms` that ended `ago_ms` before the end of the step, shape (n,)."""
        ring = next((ring for ring in self._rings if ring.span_ms >= span_ms + ago_ms), self._rings[-1])
        until = self.at - ago_ms
        sums, tail = ring.over(until, span_ms, self._count), self._tail
        if tail is not None and len(tail.position):
            length = np.maximum(np.minimum(tail.end, until) - np.maximum(tail.start, until - span_ms), 0)
            sums.integral[tail.position] += tail.first * length
            sums.known_ms[tail.position] += length
            sums.suspect_ms[tail.position] += length * tail.suspect
        return sums

    def buckets(self, ring: int, count: int) -> Floats:
        """Means of the newest buckets of a ring, (count, n), the oldest first, of samples only; NaN: not known."""
        return self._rings[ring].buckets(count, self._count)

    def mean(self, span_ms: int, ago_ms: int = 0, coverage: float = COVERAGE) -> tuple[Floats, Bytes]:
        """Time-weighted mean over the window and its quality; NaN where less than `coverage` of it is known."""
        sums = self.sums(span_ms, ago_ms)
        return mean_of(sums, span_ms, coverage), quality_of(sums)

    def save(self, name: str) -> dict[str, NDArray[Any]]:
        """For a figure's memory, under names that begin with `name`."""
        memory = self.maker.save(name)
        for number, ring in enumerate(self._rings):
            memory |= ring.save(f"{name}.{number}")
        return memory

    def load(self, name: str, memory: Memory) -> None:
        """Raises KeyError, ValueError where it does not fit."""
        self.maker.load(name, memory)
        for number, ring in enumerate(self._rings):
            ring.load(f"{name}.{number}", memory)


def mean_of(sums: Sums, span_ms: int, coverage: float = COVERAGE) -> Floats:
    """The mean of what is known, NaN where that is less than `coverage` of the window."""
    enough = sums.known_ms >= coverage * span_ms - 1
    return np.where(enough, sums.integral / np.maximum(sums.known_ms, 1), np.nan)


def quality_of(sums: Sums) -> Bytes:
    """Suspect as soon as anything in it is."""
    return (sums.suspect_ms > 0).astype(np.uint8) * _SUSPECT
