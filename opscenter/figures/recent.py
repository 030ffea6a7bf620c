"""The last points of each entity, apart by a given time at least: what a slope is taken through."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.robust import theil_sen

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

HOUR_MS = 3_600_000


class Recent:
    """`width` points an entity, in columns (n, width); the oldest makes room."""

    def __init__(self, width: int, spacing_ms: int) -> None:
        self.width = width
        self.spacing_ms = spacing_ms
        self.time: Ints = np.zeros((0, width), np.int64)  # 0: no point
        self.value: Floats = np.zeros((0, width))
        self._newest: Ints = np.zeros(0, np.int64)  # column of the newest
        self._last: Ints = np.zeros(0, np.int64)

    def __len__(self) -> int:
        return len(self._last)

    def resize(self, count: int) -> None:
        """Room for so many entities."""
        more = count - len(self)
        if more > 0:
            room = max(more, len(self) // 4)
            self.time = np.pad(self.time, ((0, room), (0, 0)))
            self.value = np.pad(self.value, ((0, room), (0, 0)))
            self._newest = np.pad(self._newest, (0, room))
            self._last = np.pad(self._last, (0, room))

    def push(self, positions: Ints, times: Ints, values: Floats) -> Ints:
        """Points of some entities, each at most once; those that were far enough from the one before, and are kept."""
        far = (times - self._last[positions] >= self.spacing_ms) & ~np.isnan(values)
        kept = positions[far]
        column = (self._newest[kept] + 1) % self.width
        self.time[kept, column], self.value[kept, column] = times[far], values[far]
        self._newest[kept], self._last[kept] = column, times[far]
        return kept

    def push_all(self, positions: Ints, times: Ints, values: Floats) -> Ints:
        """Points in any order, several of one entity among them, as by `push` one after another; the entities of which
        one is kept."""
        kept = [self.push(positions[turn], times[turn], values[turn]) for turn in turns(positions, times)]
        return np.unique(np.concatenate(kept)) if kept else np.empty(0, np.int64)

    def forget(self, positions: Ints) -> None:
        """Begin anew with some entities: what was before says nothing of what comes."""
        self.time[positions] = 0
        self._last[positions] = 0

    def points(self, positions: Ints, since: int) -> tuple[Ints, Floats]:
        """Times (Unix ms) and values of the points after `since`, shape (n, width); values are NaN where there is none.
        In no order."""
        times, values = self.time[positions], self.value[positions]
        return times, np.where(times > since, values, np.nan)

    def slopes(self, positions: Ints, at: int, span_ms: int, least: int = 4) -> Floats:
        """How fast each rises, by `theil_sen` over the points of the last `span_ms`, per hour; NaN where too few are
        known, or they reach over less than a third of the span."""
        times, values = self.points(positions, at - span_ms)
        hours = np.where(np.isnan(values), np.nan, (times - at) / HOUR_MS)
        known = ~np.isnan(values)
        first = np.where(known, times, np.iinfo(np.int64).max).min(1, initial=np.iinfo(np.int64).max)
        last = np.where(known, times, 0).max(1, initial=0)
        wide = known.any(1) & (last - first >= span_ms // 3)
        slopes = np.full(len(positions), np.nan)
        slopes[wide] = theil_sen(hours[wide], values[wide], least)
        return slopes

    def save(self, name: str) -> dict[str, NDArray[np.float64] | Ints]:
        """As arrays, under names that begin with `name`."""
        return {
            f"{name}.time": self.time.copy(), f"{name}.value": self.value.copy(), f"{name}.newest": self._newest.copy(),
            f"{name}.last": self._last.copy(),
        }  # fmt: skip

    def load(self, name: str, memory: Mapping[str, NDArray[np.float64] | Ints]) -> None:
        """What `save` gave. Raises KeyError, and ValueError when it was of another width."""
        time = memory[f"{name}.time"]
        if time.ndim != 2 or time.shape[1] != self.width:
            raise ValueError(f"{name}: {time.shape} points, not {self.width} wide")
        self.time, self.value = time.astype(np.int64), memory[f"{name}.value"].astype(np.float64)
        self._newest = memory[f"{name}.newest"].astype(np.int64)
        self._last = memory[f"{name}.last"].astype(np.int64)


def turns(positions: Ints, times: Ints) -> Iterator[Ints]:
    """Indices of samples so that each turn holds every entity once at most, its oldest first."""
    order = np.lexsort((times, positions))
    ordered = positions[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.empty(0, np.int64)
    turn = np.arange(len(ordered)) - np.repeat(first, np.diff(np.r_[first, len(ordered)]))
    for number in range(int(turn.max(initial=-1)) + 1):
        yield order[turn == number]
