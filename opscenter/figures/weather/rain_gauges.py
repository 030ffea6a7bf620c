"""Rain that fell, of every station, out of whatever it publishes: a counter, a rate, or the amount of the past hour."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Input, Memory
from opscenter.figures.held import Samples
from opscenter.figures.running import HOUR_MS, Running
from opscenter.figures.spans import SpanMaker, Spans
from opscenter.figures.step import Step
from opscenter.figures.time_ring import Sums

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STATION = "WeatherObserved"
COUNTER, RATE, HOUR = "precipitationCounter", "rainRate", "precipitation"
"""From the best to the poorest: a counter (mm, ever growing, begins anew now and then), a rate (mm/h), the amount of
the past hour (mm). What a station has that is better is what counts, for as long as it says it."""
HIGHEST_MM_H = 2_000.0
"""More is no rain: the most ever measured in a minute is 31.2 mm (WMO, Unionville 1956), 1,872 mm/h."""
COUNTER_GAP_MS = 3 * HOUR_MS
"""What a counter counted in a silence is known, and told of evenly over it; not over longer ones."""


class RainGauges:
    """Adds up rain in windows. `rings` as for `Running`. Amounts are what is known to have fallen, never scaled up."""

    inputs = tuple(Input(STATION, attribute, samples=True) for attribute in (COUNTER, RATE, HOUR))

    def __init__(self, *rings: tuple[int, int]) -> None:
        self._makers = {
            COUNTER: SpanMaker(COUNTER_GAP_MS, missed=np.inf), RATE: SpanMaker(), HOUR: SpanMaker(level=True)
        }  # fmt: skip
        self._running = Running(*rings)
        self._tails: list[tuple[str, Spans]] = []

    def take(self, step: Step) -> None:
        """Take over what came in a step."""
        count = step.count(STATION)
        best = self._best(step, count)
        self._running.begin(step.at, count)
        self._tails = []
        for rank, (attribute, maker) in enumerate(self._makers.items()):
            maker.resize(count)
            samples = step.samples(STATION, attribute)
            if len(samples.position):
                spans = self._spans(attribute, maker, samples)
                self._running.add(_those(spans, best[spans.position] == rank))
            tail = maker.tail(step.at)
            self._tails.append((attribute, _those(tail, best[tail.position] == rank)))

    def _spans(self, attribute: str, maker: SpanMaker, samples: Samples) -> Spans:
        if attribute != COUNTER:
            return maker.take(samples, 0.0, HIGHEST_MM_H)
        spans = maker.take(samples, 0.0)
        rate = counted(spans.first, spans.last) / (spans.end - spans.start) * HOUR_MS
        real = rate <= HIGHEST_MM_H
        return _those(Spans(spans.position, spans.start, spans.end, rate, rate, spans.suspect), real)

    def _best(self, step: Step, count: int) -> Ints:
        best = np.full(count, len(self._makers))
        for rank, attribute in reversed(list(enumerate(self._makers))):
            best[step.numbers(STATION, attribute).usable(step.at - HOUR_MS - 60_000)] = rank
        return best

    def sums(self, span_ms: int, ago_ms: int = 0) -> Sums:
        """Millimetres (`integral`) in the window of `span_ms` that ended `ago_ms` before the step, and how much of it
        is known. What a counter has counted since it spoke last is not known yet; the time counts as watched."""
        sums = self._running.sums(span_ms, ago_ms)
        until = self._running.at - ago_ms
        for attribute, tail in self._tails:
            length = np.maximum(np.minimum(tail.end, until) - np.maximum(tail.start, until - span_ms), 0)
            if attribute != COUNTER:
                sums.integral[tail.position] += tail.first * length
            sums.known_ms[tail.position] += length
            sums.suspect_ms[tail.position] += length * tail.suspect
        return Sums(sums.integral / HOUR_MS, sums.known_ms, sums.suspect_ms)

    def save(self) -> dict[str, NDArray[Any]]:
        """For a figure's memory."""
        memory = self._running.save("rain")
        for attribute, maker in self._makers.items():
            memory |= maker.save(attribute)
        return memory

    def load(self, memory: Memory) -> None:
        """Raises KeyError, ValueError where it does not fit."""
        self._running.load("rain", memory)
        for attribute, maker in self._makers.items():
            maker.load(attribute, memory)


def counted(before: Floats, after: Floats) -> Floats:
    """What a counter counted between two readings, mm; one that is lower began anew at zero between them."""
    return np.where(after >= before, after - before, after)


def _those(spans: Spans, mask: NDArray[np.bool_]) -> Spans:
    return Spans(
        spans.position[mask], spans.start[mask], spans.end[mask], spans.first[mask], spans.last[mask],
        spans.suspect[mask],
    )  # fmt: skip
