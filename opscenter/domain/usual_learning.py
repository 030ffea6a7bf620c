"""From samples to what is usual.

Of each hour of each local day a sketch is kept: four quantiles (1/8, 3/8, 5/8, 7/8) of its good readings. So an hour
counts the same however often its sensor reports, the spread within an hour counts as well as that from week to week,
and what is kept is bounded. From the sketches `usual_estimate` makes the tables of a `Usual`.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import DAY_MS, HOUR_MS, HOURS, LocalWeek
from opscenter.domain.quality import Quality
from opscenter.domain.usual import Ints, Usual
from opscenter.domain.usual_estimate import MIN_DAYS, estimate

QUANTILES = 4
WEEKS = 8
"""So many weeks are remembered, where there is room for them."""
BUDGET_BYTES = 64 << 20
WEEK_BYTES = HOURS * QUANTILES * 4
CELLS_AT_ONCE = 64


class UsualLearning:
    """Gathers samples of the cells it watches and tells what is usual for them. One thread at a time.

    It remembers up to `WEEKS` weeks in at most about `budget` bytes: fewer weeks where many cells are watched, but
    never fewer than three; cells for which there is no room even so are left out (`left_out`).
    """

    def __init__(self, week: LocalWeek, budget: int = BUDGET_BYTES) -> None:
        self.week = week
        self.cells: Ints = np.empty(0, np.int64)
        self.left_out = 0
        self._budget = budget
        self._newest = -1
        """The newest local day of which anything is known; the sketches hold it and the days before it in a ring."""
        self._sketches = np.empty((0, WEEKS * 7, 24, QUANTILES), np.float32)

    @property
    def weeks(self) -> int:
        """How many weeks are remembered at present."""
        return self._sketches.shape[1] // 7

    def watch(self, cells: Ints) -> None:
        """Learn about these cells from now on; what is known of those watched before is kept."""
        wanted = np.unique(np.asarray(cells, np.int64))
        most = max(1, self._budget // (MIN_DAYS * WEEK_BYTES))
        self.left_out = max(0, len(wanted) - most)
        wanted = wanted[:most]
        weeks = int(min(WEEKS, max(MIN_DAYS, self._budget // (max(1, len(wanted)) * WEEK_BYTES))))
        if np.array_equal(wanted, self.cells) and weeks == self.weeks:
            return
        sketches = np.full((len(wanted), weeks * 7, 24, QUANTILES), np.nan, np.float32)
        both, new, old = np.intersect1d(wanted, self.cells, return_indices=True)
        if len(both) and self._newest >= 0:
            days = self._newest - np.arange(min(weeks, self.weeks) * 7)
            for there, before in zip(days % (weeks * 7), days % (self.weeks * 7), strict=True):
                sketches[new, there] = self._sketches[old, before]
        self.cells, self._sketches = wanted, sketches

    def take(self, cells: Ints, times: Ints, values: NDArray[np.float64], qualities: NDArray[np.integer]) -> None:
        """Samples in any order, shape (n,) each; only good readings of cells that are watched count.

        Give all samples of an hour at once where possible: what comes in parts is joined by its quantiles.
        """
        if not len(self.cells) or not len(cells):
            return
        place = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
        with np.errstate(over="ignore"):
            readings = np.asarray(values).astype(np.float32)
        good = (self.cells[place] == cells) & (qualities == Quality.GOOD) & np.isfinite(readings)
        if not good.any():
            return
        local = self.week.local(np.asarray(times, np.int64)[good])
        place, readings = place[good], readings[good]
        days = local // DAY_MS
        self._turn(int(days.max()))
        kept = days > self._newest - self._sketches.shape[1]
        place, days, readings = place[kept], days[kept], readings[kept]
        if len(place):
            slots = days % self._sketches.shape[1]
            hours = local[kept] % DAY_MS // HOUR_MS
            self._join((place * self._sketches.shape[1] + slots) * 24 + hours, readings)

    def usual(self, since: int, until: int, pause: Callable[[], None] | None = None) -> Usual:
        """What is usual now, learnt from what was measured in `since <= time < until`; calls `pause` in between."""
        ring = self._sketches.shape[1]
        days = self._newest - np.arange(ring)[::-1]
        slots = days % ring
        weekdays = self.week.weekdays(days)
        parts = []
        for start in range(0, len(self.cells), CELLS_AT_ONCE):
            parts.append(estimate(self._sketches[start : start + CELLS_AT_ONCE][:, slots], weekdays))
            if pause is not None:
                pause()
        if not parts:
            parts = [estimate(self._sketches, weekdays)]
        median, spread, rests_on, basis = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Usual(self.week, self.cells, median, spread, rests_on, basis, since, until)

    def _turn(self, day: int) -> None:
        """Let the ring go on to a local day, forgetting the oldest."""
        ring = self._sketches.shape[1]
        if self._newest >= 0 and day > self._newest:
            passed = np.arange(max(self._newest + 1, day - ring + 1), day + 1)
            self._sketches[:, passed % ring] = np.nan
        self._newest = max(self._newest, day)

    def _join(self, keys: Ints, readings: NDArray[np.float32]) -> None:
        order = np.lexsort((readings, keys))
        keys, readings = keys[order], readings[order]
        starts = np.flatnonzero(np.diff(keys, prepend=keys[0] - 1))
        sketches = quantiles(readings, starts, np.diff(starts, append=len(keys)))
        flat = self._sketches.reshape(-1, QUANTILES)
        at = keys[starts]
        before = flat[at]
        again = np.flatnonzero(~np.isnan(before[:, 0]))
        if len(again):
            both = np.sort(np.concatenate([before[again], sketches[again]], axis=1), axis=1)
            count = both.shape[1]
            sketches[again] = quantiles(both.reshape(-1), np.arange(len(again)) * count, np.full(len(again), count))
        flat[at] = sketches


def quantiles(ordered: NDArray[np.float32], starts: Ints, counts: Ints) -> NDArray[np.float32]:
    """The QUANTILES middle quantiles of groups of sorted readings, shape (groups, QUANTILES).

    Quantile (i + 1/2) / QUANTILES of n readings is at position (i + 1/2) / QUANTILES * n - 1/2 from the first,
    between two of them in proportion (Hazen's rule; definition 5 of Hyndman and Fan, "Sample Quantiles in Statistical
    Packages", The American Statistician 50 (1996)), but not before the first or after the last.
    """
    shares = (np.arange(QUANTILES) + 0.5) / QUANTILES
    position = np.clip(shares * counts[:, None] - 0.5, 0, counts[:, None] - 1)
    below = position.astype(np.int64)
    part = (position - below).astype(np.float32)
    first = starts[:, None] + below
    second = np.minimum(first + 1, (starts + counts)[:, None] - 1)
    found = ordered[first] * (1 - part) + ordered[second] * part
    return np.asarray(found, np.float32)
