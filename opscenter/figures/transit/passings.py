"""Vehicles passing stops -> headways: how long after the one before, at each stop of each line."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Array, Memory

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BREAK_MS = 3 * 3_600_000
"""What is longer is a break in service (the night), and no headway."""
SAME_MS = 300_000
"""A vehicle that is at the same stop again so soon has not come round: its position wavered."""
STOP_BITS = 31
MOST_KEYS = 500_000
"""Stops of lines that are remembered; beyond, those passed longest ago are forgotten."""


@dataclass(slots=True, frozen=True)
class Headways:
    """Passings that followed another at the same stop of the same line: by line, stop and vehicle, at a time (Unix ms),
    so many seconds after it. `scheduled`: what it should have been, NaN where not known. Shape (n,)."""

    line: Ints
    stop: Ints
    vehicle: Ints
    time: Ints
    headway: Floats
    scheduled: Floats

    def taken(self, which: Array) -> "Headways":
        """Some of them."""
        return Headways(*(getattr(self, name)[which] for name in self.__slots__))


class StopNumbers:
    """The stop each vehicle passed last: out of what vehicles say again and again, the moments at which it changed."""

    def __init__(self) -> None:
        self.stop: Floats = np.empty(0)
        self.time: Ints = np.empty(0, np.int64)

    def resize(self, count: int) -> None:
        """Room for so many vehicles."""
        more = count - len(self.stop)
        if more > 0:
            self.stop = np.pad(self.stop, (0, more), constant_values=np.nan)
            self.time = np.pad(self.time, (0, more))

    def take(self, vehicle: Ints, time: Ints, stop: Floats) -> Bools:
        """Which samples are passings, shape (n,): the first with another stop than before. Late ones are none; neither
        is the first ever heard of a vehicle, for nobody knows when it passed that stop."""
        order = np.lexsort((time, vehicle))
        v, t, s = vehicle[order], time[order], stop[order]
        good = ~np.isnan(s) & (s >= 0) & (s < 2.0**STOP_BITS) & (t > self.time[v])
        order, v, t, s = order[good], v[good], t[good], s[good]
        passed = np.zeros(len(vehicle), np.bool_)
        if not len(v):
            return passed
        first = np.ones(len(v), np.bool_)
        first[1:] = v[1:] != v[:-1]
        before = np.concatenate(([np.nan], s[:-1]))
        before[first] = self.stop[v[first]]
        passed[order] = ~np.isnan(before) & (before != s)
        last = np.append(first[1:], True)
        self.stop[v[last]], self.time[v[last]] = s[last], t[last]
        return passed


class LastPassings:
    """When, and by which vehicle, each stop of each line was passed last: sorted by key (line and stop)."""

    def __init__(self) -> None:
        self.key: Ints = np.empty(0, np.int64)
        self.time: Ints = np.empty(0, np.int64)
        self.vehicle: Ints = np.empty(0, np.int64)
        self.scheduled: Floats = np.empty(0)
        self.count: Ints = np.empty(0, np.int64)
        """Headways measured there without a break in service between."""

    def take(self, line: Ints, stop: Ints, vehicle: Ints, time: Ints, scheduled: Floats) -> Headways:
        """Passings, shape (n,); those that come out of order, or of a vehicle that wavers, count for nothing."""
        key = (line << STOP_BITS) | stop
        order = np.lexsort((time, key))
        key, vehicle, time, scheduled = key[order], vehicle[order], time[order], scheduled[order]
        self._make_room(np.unique(key))
        found: list[Headways] = []
        # passings of one stop within a step one after another: nearly always one round
        while len(key):
            first = np.ones(len(key), np.bool_)
            first[1:] = key[1:] != key[:-1]
            rest = ~first
            found.append(self._take_one(key[first], vehicle[first], time[first], scheduled[first]))
            key, vehicle, time, scheduled = key[rest], vehicle[rest], time[rest], scheduled[rest]
        if not found:
            none = np.empty(0, np.int64)
            return Headways(none, none, none, none, np.empty(0), np.empty(0))
        return Headways(*(np.concatenate([getattr(one, name) for one in found]) for name in Headways.__slots__))

    def _take_one(self, key: Ints, vehicle: Ints, time: Ints, scheduled: Floats) -> Headways:
        at = np.searchsorted(self.key, key)
        gap = time - self.time[at]
        known = self.time[at] > 0
        late = known & (gap <= 0)
        wavers = known & (self.vehicle[at] == vehicle) & (gap < SAME_MS)
        counts = known & ~late & ~wavers & (gap <= BREAK_MS)
        moved = ~late & ~wavers
        where = at[moved]
        self.count[where] = np.where(counts[moved], self.count[where] + 1, 0)
        self.time[where], self.vehicle[where], self.scheduled[where] = time[moved], vehicle[moved], scheduled[moved]
        key = key[counts]
        return Headways(
            key >> STOP_BITS, key & ((1 << STOP_BITS) - 1), vehicle[counts], time[counts], gap[counts] / 1000.0,
            scheduled[counts],
        )  # fmt: skip

    def _make_room(self, keys: Ints) -> None:
        if not len(keys):
            return
        at = np.searchsorted(self.key, keys)
        there = at < len(self.key)
        there[there] = self.key[at[there]] == keys[there]
        fresh = keys[~there]
        if not len(fresh):
            return
        where = at[~there]
        self.key = np.insert(self.key, where, fresh)
        self.time, self.vehicle = np.insert(self.time, where, 0), np.insert(self.vehicle, where, -1)
        self.scheduled, self.count = np.insert(self.scheduled, where, np.nan), np.insert(self.count, where, 0)
        if len(self.key) > MOST_KEYS:
            kept = np.sort(np.argsort(-self.time, kind="stable")[: MOST_KEYS // 2])
            kept = np.union1d(kept, np.searchsorted(self.key, keys))
            for name in ("key", "time", "vehicle", "scheduled", "count"):
                setattr(self, name, getattr(self, name)[kept])

    def open_gaps(self, at: int, line_headway: Floats, longest_s: float, least: int = 2) -> tuple[Ints, Floats]:
        """Of stops that are being served (at least so many headways without a break, scheduled at most so far apart):
        line, and how many times the scheduled headway nobody has come by now. `line_headway` (seconds, by line) stands
        in where a passing told none."""
        line = self.key >> STOP_BITS
        inside = line < len(line_headway)
        open_s = (at - self.time) / 1000.0
        scheduled = np.full(len(line), np.nan)
        scheduled[inside] = np.where(
            np.isnan(self.scheduled[inside]), line_headway[line[inside]], self.scheduled[inside]
        )
        with np.errstate(invalid="ignore"):
            served = (self.count >= least) & (open_s * 1000.0 <= BREAK_MS)
            served &= (scheduled > 0) & (scheduled <= longest_s)
        return line[served], open_s[served] / scheduled[served]

    def save(self) -> Memory:
        """See `Figure.save`."""
        return {f"last.{name}": getattr(self, name).copy() for name in ("key", "time", "vehicle", "scheduled", "count")}

    def load(self, memory: Memory) -> None:
        """See `Figure.load`."""
        for name in ("key", "time", "vehicle", "scheduled", "count"):
            setattr(self, name, memory[f"last.{name}"].copy())
