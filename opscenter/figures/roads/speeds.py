"""Speeds of segments and detectors against free flow: congestion and its level."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Array, Memory
from opscenter.figures.held import Numbers
from opscenter.figures.roads.free_flow import OFF_PEAK, SpeedCounts, free_flow
from opscenter.figures.roads.measures import LEVELS, congestion, level_numbers
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

STANDING = 0.2
"""A detector that counts nobody and shows no speed is on an empty road, unless it is occupied for such a share."""

LEAST_CHANGE_KMH = 0.05
MOST_LANES = 64


@dataclass(slots=True)
class Known:
    """One kind, by position: `speed` and `free` km/h, `ratio`; NaN where not known; quality of the speed."""

    speed: Floats
    free: Floats
    ratio: Floats
    quality: Bytes


@dataclass(slots=True)
class Speeds:
    """Of one kind: learns free-flow speeds, and writes what is new. `last_*`: what was written, by position."""

    kind: str
    learnt: SpeedCounts = field(default_factory=SpeedCounts)
    last_free: Floats = field(default_factory=lambda: np.zeros(0))
    last_level: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def take(
        self, step: Step, speed: Floats, quality: Bytes, limit: Floats, off_peak: bool, published: Floats
    ) -> Known:
        """Congestion of all of the kind at a step, written; `speed` and `published` free flow NaN where not known."""
        count = len(speed)
        self._resize(count)
        self.learnt.resize(count)
        unpublished = np.flatnonzero(np.isnan(published))
        learnt = np.full(count, np.nan)
        if len(unpublished):
            if off_peak:
                heard = unpublished[speed[unpublished] > 0]
                self.learnt.add(heard, speed[heard])
            known = unpublished[self.learnt.total[unpublished] > 0]
            learnt[known] = self.learnt.percentiles(known)
        free = free_flow(published, learnt, self.learnt.total[:count], limit)
        ratio = congestion(speed, free)
        self._write(step, Known(speed, free, ratio, quality))
        return Known(speed, free, ratio, quality)

    def _write(self, step: Step, known: Known) -> None:
        count = len(known.speed)
        step.put(self.kind, "derived.congestion", np.arange(count), known.ratio, known.quality)
        before = self.last_free[:count]
        with np.errstate(invalid="ignore"):
            same = (np.abs(before - known.free) < LEAST_CHANGE_KMH) | (np.isnan(before) & np.isnan(known.free))
        news = np.flatnonzero(~same)
        if len(news):
            step.put(self.kind, "derived.freeFlowSpeed", news, known.free[news])
            self.last_free[news] = known.free[news]
        level = level_numbers(known.ratio)
        for position in np.flatnonzero(level != self.last_level[:count]).tolist():
            number = int(level[position])
            step.put_text(self.kind, "derived.level", position, LEVELS[number] if number >= 0 else None)
        self.last_level[:count] = level

    def _resize(self, count: int) -> None:
        more = count - len(self.last_free)
        if more > 0:
            self.last_free = np.concatenate([self.last_free, np.full(more, np.nan)])
            self.last_level = np.concatenate([self.last_level, np.full(more, -1)])

    def save(self) -> dict[str, Array]:
        """See `Figure.save`."""
        memory: dict[str, Array] = {f"learnt.{name}": array for name, array in self.learnt.save().items()}
        return {**memory, "free": self.last_free.copy(), "level": self.last_level.copy()}

    def load(self, memory: Memory) -> None:
        """See `Figure.load`."""
        self.learnt.load({name: memory[f"learnt.{name}"] for name in ("heard", "counts", "size")})
        self.last_free, self.last_level = memory["free"].copy(), memory["level"].copy()


def fresh(numbers: Numbers, since: int) -> Floats:
    """The values that are usable and measured after `since` (Unix ms), else NaN, shape (n,)."""
    return np.where(numbers.usable(since), numbers.value, np.nan)


def is_off_peak(step: Step) -> bool:
    """Whether a step lies in hours in which free-flow speeds are learnt."""
    hour = int(step.week.hours(np.array([step.at - 1]))[0])
    return hour >= 0 and bool(OFF_PEAK[hour])


def detector_speed(speed: Floats, flow: Floats, occupancy: Floats) -> Floats:
    """Speeds without those of empty roads: nobody counted, no speed shown, and not occupied."""
    with np.errstate(invalid="ignore"):
        empty = (speed <= 0) & (flow <= 0) & ~(occupancy >= STANDING)
    return np.where(empty | (speed < 0), np.nan, speed)


def on_segments(values: Floats, segment: Ints, count: int) -> Floats:
    """The mean of what detectors on each segment say, NaN where none does. `segment`: of each detector, -1: none."""
    said = np.isfinite(values) & (segment >= 0) & (segment < count)
    number = np.bincount(segment[said], minlength=count)
    total = np.bincount(segment[said], values[said], minlength=count)
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def flow_on_segments(flow: Floats, segment: Ints, lane: Floats, count: int) -> Floats:
    """Flow of each segment, veh/h, NaN where none is counted: that of its lanes together where its detectors name them
    (`laneId`), each lane's being the mean of the detectors on it."""
    said = np.flatnonzero(np.isfinite(flow) & (segment >= 0) & (segment < count))
    if not len(said):
        return np.full(count, np.nan)
    lanes = np.clip(np.nan_to_num(lane[said]), 0, MOST_LANES - 1).astype(np.int64)
    keys, which = np.unique(segment[said] * MOST_LANES + lanes, return_inverse=True)
    of_lane = np.bincount(which, flow[said]) / np.bincount(which)
    segments = keys // MOST_LANES
    total = np.bincount(segments, of_lane, minlength=count)
    return np.where(np.bincount(segments, minlength=count) > 0, total, np.nan)
