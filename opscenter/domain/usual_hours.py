"""What is usual for very many series, out of the bins of their hours: sketches of hours without their samples.

Of an hour a bin says how many samples there were, their sum, least and greatest, the first and the last. From these a
sketch like that of `usual_learning` is made: around the mean without the least and the greatest (one wild reading in
an hour moves it little), as wide as the smaller of two estimates of the standard deviation within the hour: the range
over d2(n), the expected range of n normal numbers (Shewhart's control charts; Montgomery, "Introduction to Statistical
Quality Control", appendix of factors; beyond n = 10 by Blom, "Statistical Estimates and Transformed Beta-Variables",
1958), and twice the distance of the last from the first over d2(2), which a wild reading between them does not touch.
The smaller of two is too small on average; SMALLER makes up for that: of normal noise the spread comes out right to a
tenth for readings each minute to each half hour, and a fifth too small for readings each ten seconds.

An hour with a reading that is not good counts for nothing: which one it was is not in the bin.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.domain.quality import Quality

Ints = NDArray[np.int64]
Sketches = NDArray[np.float32]

PLACES = np.array([NormalDist().inv_cdf(share) for share in (1 / 8, 3 / 8, 5 / 8, 7 / 8)], np.float32)
"""Where the four quantiles of a sketch lie, in standard deviations from the middle."""
SMALLER = 1.15
_D2 = (np.nan, np.nan, 1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.970, 3.078)
_MOST = 8_192
_RANGES = np.array(
    [*_D2, *(2 * NormalDist().inv_cdf((n - 0.375) / (n + 0.25)) for n in range(len(_D2), _MOST))], np.float32
)


@dataclass(slots=True)
class LocalHours:
    """Which local hour each hour (UTC) of a span falls in, whole local days: the first is `first_day` (days since
    1970), `days` of them. Hour number h (since 1970) is at `slot[h - first_hour]` = day * 24 + hour, -1: outside;
    `again`: the same local hour as an earlier one (a clock went back)."""

    first_day: int
    days: int
    first_hour: int
    slot: Ints
    again: NDArray[np.bool_]


def local_hours(week: LocalWeek, since: int, until: int) -> LocalHours:
    """The local hours of `since <= time < until` (Unix ms, whole hours); an hour of a zone that is half an hour off
    counts as the one in which its middle lies."""
    numbers = np.arange(since // HOUR_MS, -(-until // HOUR_MS), dtype=np.int64)
    local = week.local(numbers * HOUR_MS + HOUR_MS // 2)
    day, hour = local // DAY_MS, local % DAY_MS // HOUR_MS
    first, last = int(day[0]), int(day[-1])
    slot = (day - first) * 24 + hour
    again = np.zeros(len(slot), np.bool_)
    again[1:] = slot[1:] <= np.maximum.accumulate(slot)[:-1]
    return LocalHours(first, last - first + 1, int(numbers[0]), slot, again)


class Hours:
    """The bins of the hours of some series, dense: by series and local hour, put together out of parts in any order."""

    def __init__(self, series: int, span: LocalHours) -> None:
        shape = series * span.days * 24
        self.span = span
        self._series = series
        self._count = np.zeros(shape, np.int64)
        self._sum = np.zeros(shape, np.float64)
        self._low, self._high = np.full(shape, np.nan, np.float32), np.full(shape, np.nan, np.float32)
        self._first, self._last = np.full(shape, np.nan, np.float32), np.full(shape, np.nan, np.float32)
        self._first_time, self._last_time = np.full(shape, 1 << 62, np.int64), np.zeros(shape, np.int64)
        self._quality = np.zeros(shape, np.uint8)

    def add(self, place: Ints, bins: dict[str, NDArray[np.generic]]) -> None:
        """Bins of an hour (columns of `history.rollup`), no series and hour twice; `place` of each in the series."""
        number = bins["time"].astype(np.int64, copy=False) // HOUR_MS - self.span.first_hour
        inside = (number >= 0) & (number < len(self.span.slot))
        number = np.clip(number, 0, len(self.span.slot) - 1)
        for again in (False, True):
            mine = np.flatnonzero(inside & (self.span.again[number] == again))
            if len(mine):
                at = place[mine] * (self.span.days * 24) + self.span.slot[number[mine]]
                self._add(at, {name: column[mine] for name, column in bins.items()})

    def _add(self, at: Ints, bins: dict[str, NDArray[np.generic]]) -> None:
        count = bins["count"].astype(np.int64, copy=False)
        self._count[at] += count
        self._sum[at] += np.where(count > 0, bins["sum"].astype(np.float64, copy=False), 0.0)
        with np.errstate(over="ignore"):
            low, high, first, last = (bins[name].astype(np.float32) for name in ("low", "high", "first", "last"))
        self._low[at] = np.fmin(self._low[at], low)
        self._high[at] = np.fmax(self._high[at], high)
        self._quality[at] = np.maximum(self._quality[at], bins["quality"].astype(np.uint8, copy=False))
        first_time, last_time = (bins[name].astype(np.int64, copy=False) for name in ("first_time", "last_time"))
        earlier, later = first_time < self._first_time[at], last_time >= self._last_time[at]
        self._first[at[earlier]], self._first_time[at[earlier]] = first[earlier], first_time[earlier]
        self._last[at[later]], self._last_time[at[later]] = last[later], last_time[later]

    @property
    def samples(self) -> int:
        """How many numbers are in them."""
        return int(self._count.sum())

    def sketches(self) -> Sketches:
        """Four quantiles of each hour, shape (series, days, 24, 4), NaN where there is nothing to go by."""
        count = self._count
        some = (count > 0) & (self._quality == Quality.GOOD)
        low, high = self._low, self._high
        with np.errstate(all="ignore"):
            spared = np.where(count > 2, (self._sum - low - high) / (count - 2), self._sum / count)
            middle = np.clip(spared.astype(np.float32), low, high)  # sums of large numbers round
            wide = (high - low) / _RANGES[np.minimum(count, _MOST - 1)]
            apart = 2 * np.abs(self._last - self._first) / np.float32(_D2[2])
            deviation = SMALLER * np.fmin(wide, apart)
            some &= np.isfinite(middle)
        deviation[~np.isfinite(deviation)] = 0.0
        middle[~some] = np.nan
        found = middle[:, None] + deviation.astype(np.float32)[:, None] * PLACES
        found = np.asarray(np.clip(found, low[:, None], high[:, None]), np.float32)
        return found.reshape(self._series, self.span.days, 24, len(PLACES))
