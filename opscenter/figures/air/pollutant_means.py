"""Means of pollutants over the averaging periods that schemes and guidelines ask for."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.air.index_numbers import NOWCAST_HOURS, nowcast
from opscenter.figures.figure import Input, Memory
from opscenter.figures.running import HOUR_MS, Running
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

STATION = "AirQualityObserved"
HIGHEST_UG = 1e6
"""More is no air: a gram in a cubic metre."""
_SPANS = {"1h": HOUR_MS, "3h": 3 * HOUR_MS, "8h": 8 * HOUR_MS, "24h": 24 * HOUR_MS}


class PollutantMeans:
    """The past day of some attributes of all stations, µg/m³. Negative readings down to -10 are noise about zero and
    count (EPA keeps them in means); what is lower is a gap."""

    def __init__(self, attributes: Iterable[str]) -> None:
        self._running = {name: Running((60_000, 60), (600_000, 144)) for name in sorted(set(attributes))}
        self.inputs = tuple(Input(STATION, name, samples=True) for name in self._running)

    def take(self, step: Step) -> None:
        """Take the step's samples over."""
        for name, running in self._running.items():
            running.take(step.at, step.count(STATION), step.samples(STATION, name), -10.0, HIGHEST_UG)

    def mean(self, attribute: str, average: str) -> tuple[Floats, Bytes]:
        """The mean (n,) over an averaging period that ends now, and its quality; NaN under 75 % coverage.

        `nowcast` is of hours counted back from now: at a full hour as published, between hours up to date.
        """
        running = self._running[attribute]
        if average != "nowcast":
            return running.mean(_SPANS[average])
        hours, qualities = zip(*(running.mean(HOUR_MS, ago * HOUR_MS) for ago in range(NOWCAST_HOURS)), strict=True)
        return nowcast(np.stack(hours)), np.max(np.stack(qualities), axis=0)

    def save(self) -> dict[str, NDArray[Any]]:
        """For a figure's memory."""
        memory: dict[str, NDArray[Any]] = {}
        for name, running in self._running.items():
            memory |= running.save(name)
        return memory

    def load(self, memory: Memory) -> None:
        """What is known of each attribute; one that is new begins anew. Raises KeyError, ValueError."""
        for name, running in self._running.items():
            if f"{name}.time" in memory:
                running.load(name, memory)
