"""Where the free spaces of car parks are heading, how often a space changes hands, and counters that stand still."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.held import Samples
from opscenter.figures.minutes import LastMinutes
from opscenter.figures.recent import HOUR_MS, Recent
from opscenter.figures.step import Step
from opscenter.figures.time_left import time_left

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KINDS = ("OffStreetParking", "OnStreetParking")
SPAN_MS, POINTS, SPACING_MS = HOUR_MS // 2, 13, 140_000
LEAST_RATE = 1.0  # spaces an hour: slower than that nothing moves
FURTHEST_H = 12.0
FRESH_MS = 900_000
LEAST_MINUTES = 10
LATE_MS = 120_000
"""What comes later than so is no arrival of this minute."""
DAY_MS = 24 * HOUR_MS
BUSY_H = (7, 22)
"""Local hours in which a car park lives: by night many stand still for good reason."""
STUCK_MS = 3 * HOUR_MS
LEAST_SPACES = 10


def arrivals(samples: Samples, before: Floats) -> tuple[Ints, Floats]:
    """How many vehicles came, as far as free spaces show it: the sum of all falls, by position, over samples in any
    order and the counts `before` them (NaN: none). Arrivals that fall between two counts with as many departures are
    not seen: what is told is the least that came. Positions without a count before and one after are left out."""
    samples = samples.usable()
    position, value = samples.position, samples.value
    order = np.lexsort((samples.time, position))
    position, value = position[order], value[order]
    if not len(position):
        return np.empty(0, np.int64), np.empty(0)
    first = np.r_[True, position[1:] != position[:-1]]
    earlier = np.r_[np.nan, value[:-1]]
    earlier[first] = before[position[first]]
    came = np.maximum(earlier - value, 0.0)
    there = ~np.isnan(came)
    heard = np.unique(position[there])
    return heard, np.bincount(position[there], came[there], minlength=len(before))[heard]


class ParkingTrend(FigureBase):
    """`freeTrend` (spaces an hour: the robust slope of the last half hour, Theil and Sen), `timeToFull` (h), `turnover`
    (vehicles that came in the last hour for each space, at least), `unchangedFor` (h) and `sensorStuck` (1: its count
    has stood still for three hours of the day, neither full nor empty, while most others of its kind moved in the last
    hour)."""

    name = "parking.trend"

    def __init__(self) -> None:
        self.inputs = [
            *(Input(kind, "availableSpotNumber", samples=True) for kind in KINDS),
            *(Input(kind, "totalSpotNumber") for kind in KINDS),
        ]
        self.outputs = [
            Output(kind, f"derived.{name}", unit)
            for kind in KINDS
            for name, unit in (
                ("freeTrend", ""), ("timeToFull", "HUR"), ("turnover", ""), ("unchangedFor", "HUR"),
                ("sensorStuck", "C62"),
            )
        ]  # fmt: skip
        self._recent = {kind: Recent(POINTS, SPACING_MS) for kind in KINDS}
        self._came = {kind: LastMinutes() for kind in KINDS}
        self._free: dict[str, Floats] = {kind: np.zeros(0) for kind in KINDS}  # the last count, NaN: none
        self._moved: dict[str, Ints] = {kind: np.zeros(0, np.int64) for kind in KINDS}  # when it last changed

    def take(self, step: Step) -> None:
        """Off and on the street."""
        for kind in KINDS:
            count = step.count(kind)
            if count:
                self._resize(kind, count)
                self._take(step, kind)

    def _take(self, step: Step, kind: str) -> None:
        numbers = step.numbers(kind, "availableSpotNumber")
        came = np.full(len(self._free[kind]), np.nan)
        samples = step.samples(kind, "availableSpotNumber")
        ontime = samples.taken(samples.time > step.at - LATE_MS)
        positions, vehicles = arrivals(ontime, self._free[kind])
        came[positions] = vehicles
        self._came[kind].add(step.at, came)
        heard = np.flatnonzero(numbers.usable(step.at - FRESH_MS))
        free, total = numbers.value[heard], step.numbers(kind, "totalSpotNumber").value[heard]
        moved = heard[free != self._free[kind][heard]]
        self._moved[kind][moved] = numbers.time[moved]
        self._free[kind][heard] = free
        self._tell_trend(step, kind, heard, free)
        sums, known = self._came[kind].sums()[heard], self._came[kind].known()[heard]
        with np.errstate(divide="ignore", invalid="ignore"):
            turnover = np.where((known >= LEAST_MINUTES) & (total > 0), sums / total, np.nan)
        step.put(kind, "derived.turnover", heard, turnover)
        self._tell_stuck(step, kind, heard, free, total)

    def _tell_trend(self, step: Step, kind: str, heard: Ints, free: Floats) -> None:
        recent = self._recent[kind]
        samples = step.samples(kind, "availableSpotNumber").usable()
        kept = np.intersect1d(recent.push_all(samples.position, samples.time, samples.value), heard)
        rate = recent.slopes(kept, step.at, SPAN_MS)
        step.put(kind, "derived.freeTrend", kept, rate)
        now = free[np.searchsorted(heard, kept)]
        left = np.where(now <= 0, 0.0, time_left(now, -rate, LEAST_RATE, FURTHEST_H))
        step.put(kind, "derived.timeToFull", kept, left)

    def _tell_stuck(self, step: Step, kind: str, heard: Ints, free: Floats, total: Floats) -> None:
        still = step.at - self._moved[kind][heard]
        local = step.week.local_of(step.at) % DAY_MS
        awake = BUSY_H[0] * HOUR_MS + STUCK_MS <= local < BUSY_H[1] * HOUR_MS
        others_move = bool(np.median(still) < HOUR_MS) if len(still) else False
        inside = (free > 0) & ~(free >= total) & (total >= LEAST_SPACES)
        stuck = (still >= STUCK_MS) & inside & awake & others_move
        step.put(kind, "derived.unchangedFor", heard, still / HOUR_MS)
        step.put(kind, "derived.sensorStuck", heard, stuck.astype(np.float64))

    def _resize(self, kind: str, count: int) -> None:
        self._recent[kind].resize(count)
        more = count - len(self._free[kind])
        if more > 0:
            self._free[kind] = np.pad(self._free[kind], (0, more), constant_values=np.nan)
            self._moved[kind] = np.pad(self._moved[kind], (0, more))

    def save(self) -> Memory:
        """The last points, arrivals, counts."""
        memory: dict[str, Any] = {}
        for kind in KINDS:
            memory |= self._recent[kind].save(f"{kind}.recent") | self._came[kind].save(f"{kind}.came")
            memory[f"{kind}.free"], memory[f"{kind}.moved"] = self._free[kind].copy(), self._moved[kind].copy()
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        for kind in KINDS:
            self._recent[kind].load(f"{kind}.recent", memory)
            self._came[kind].load(f"{kind}.came", memory)
            self._free[kind] = memory[f"{kind}.free"].astype(np.float64)
            self._moved[kind] = memory[f"{kind}.moved"].astype(np.int64)
