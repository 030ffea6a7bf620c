"""Noise of the past hour and day of every meter: energy means, and the day-evening-night level."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import DAY_MS, LocalWeek
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.held import Samples
from opscenter.figures.running import HOUR_MS, Running, mean_of, quality_of
from opscenter.figures.step import Step
from opscenter.figures.time_ring import Sums

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

METER = "NoiseLevelObserved"
FROM_HOUR = (7, 19, 23)
HOURS = (12.0, 4.0, 8.0)
PENALTY_DB = (0.0, 5.0, 10.0)
"""Directive 2002/49/EC, annex I: day 07-19, evening 19-23, night 23-07 local time; 5 dB for evenings, 10 for nights."""
HIGHEST_DB = 200.0
_OUTPUTS = ("derived.laeq1h", "derived.lday", "derived.levening", "derived.lnight", "derived.lden")


class NoiseLevels(FigureBase):
    """Each ten minutes, dB(A), of the past 24 hours; NaN under 75 % of the hour, or of the period of the day."""

    name = "noise"
    every_ms = 600_000
    inputs = (Input(METER, "LAeq", samples=True),)
    outputs = tuple(Output(METER, name, "2N") for name in _OUTPUTS)

    def __init__(self) -> None:
        self._running = Running((600_000, 144), level=True)  # LAeq is of the time before it

    def take(self, step: Step) -> None:
        """Levels are added up as energy."""
        samples = step.samples(METER, "LAeq")
        with np.errstate(over="ignore"):
            energy = 10.0 ** (samples.value / 10.0)
        louder = Samples(samples.position, samples.time, energy, samples.quality)
        self._running.take(step.at, step.count(METER), louder, 0.0, 10.0 ** (HIGHEST_DB / 10.0))
        positions = np.arange(step.count(METER))
        hour = self._running.sums(HOUR_MS)
        step.put(METER, "derived.laeq1h", positions, decibels(mean_of(hour, HOUR_MS)), quality_of(hour))
        levels, quality = self._by_period(step.at, step.week, len(positions))
        for name, level in zip(_OUTPUTS[1:], [*levels, day_evening_night(*levels)], strict=True):
            step.put(METER, name, positions, level, np.where(np.isnan(level), 0, quality).astype(np.uint8))

    def _by_period(self, at: int, week: LocalWeek, count: int) -> tuple[list[Floats], NDArray[np.uint8]]:
        quarters = at - np.arange(0, DAY_MS, HOUR_MS // 2)
        which = periods(week.local(quarters - HOUR_MS // 4))
        levels, suspect = [], np.zeros(count)
        for period, hours in enumerate(HOURS):
            parts = [self._running.sums(HOUR_MS // 2, at - int(end)) for end in quarters[which == period]]
            energy = sum((part.integral for part in parts), np.zeros(count))
            known = sum((part.known_ms for part in parts), np.zeros(count))
            suspect = suspect + sum((part.suspect_ms for part in parts), np.zeros(count))
            span = min(len(parts) * HOUR_MS // 2, int(hours * HOUR_MS))
            levels.append(decibels(mean_of(Sums(energy, known, known), span)))
        return levels, quality_of(Sums(suspect, suspect, suspect))

    def save(self) -> Memory:
        """The energy of the past day."""
        return self._running.save("energy")

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._running.load("energy", memory)


def decibels(energy: Floats) -> Floats:
    """Levels in dB of mean energies relative to the reference (n,): 10 lg; NaN for none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(energy > 0, 10.0 * np.log10(energy), np.nan)


def periods(local: Ints) -> Ints:
    """Wall-clock times (ms) -> 0 day, 1 evening, 2 night."""
    hours = local % DAY_MS // HOUR_MS
    return np.where(
        (hours >= FROM_HOUR[0]) & (hours < FROM_HOUR[1]),
        0,
        np.where(hours < FROM_HOUR[0], 2, (hours >= FROM_HOUR[2]) + 1),
    )


def day_evening_night(day: Floats, evening: Floats, night: Floats) -> Floats:
    """Lden in dB of the levels of day, evening and night (n,).

    10 lg ((12 10^(Lday/10) + 4 10^((Levening+5)/10) + 8 10^((Lnight+10)/10)) / 24): Directive 2002/49/EC, annex I.
    """
    levels = zip((day, evening, night), HOURS, PENALTY_DB, strict=True)
    energy = sum(hours * 10.0 ** ((np.asarray(level) + penalty) / 10.0) for level, hours, penalty in levels)
    return 10.0 * np.log10(energy / 24.0)
