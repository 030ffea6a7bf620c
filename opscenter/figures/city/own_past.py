"""How far a number is from its own past: z-scores, with what past there is, for many numbers in columns.

Means of ten minutes are held against those of eight weeks (kept by the hour), if possible of the same hour of the day:
the morning peak is no news. Sources: the z-score of any textbook; the choice of the past is this program's own.
"""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.city_index import ENOUGH_DAYS, ENOUGH_STEPS
from opscenter.domain.local_week import HOUR_MS, LocalWeek
from opscenter.figures.figure import Memory

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

STEP_MS = 600_000
STEPS_AN_HOUR = HOUR_MS // STEP_MS
HOURS_KEPT = 56 * 24
"""Eight weeks of hours."""
STEPS_KEPT = 144
"""A day of ten minutes: the past of a city that is watched since today."""
ENOUGH_HOURS = 24
MOST = 3.0
"""A score is not further from nought than this: one broken sensor must not decide an axis."""
LEAST_SPREAD = 0.01
"""Of the mean: less than one percent up and down is no difference that anybody sees."""


def z_score(value: float, mean: float, spread: float) -> float:
    """(value - mean) / standard deviation of the past, within +-MOST; NaN where one of them is not known.

    The deviation is taken as at least LEAST_SPREAD of the mean, so that what hardly ever moves does not jump.
    """
    if np.isnan(value) or np.isnan(mean) or np.isnan(spread):
        return float("nan")
    spread = max(spread, LEAST_SPREAD * abs(mean))
    if spread == 0.0:
        return 0.0 if value == mean else float(np.copysign(MOST, value - mean))
    return float(np.clip((value - mean) / spread, -MOST, MOST))


def mean_and_spread(means: Floats, squares: Floats, each: int = 1) -> tuple[float, float]:
    """Mean and standard deviation (of a sample) of all values behind groups of `each`, out of the means of the groups
    and of their squares."""
    count = len(means) * each
    mean = float(means.mean())
    variance = max(0.0, float(squares.mean()) - mean * mean)
    return mean, float(np.sqrt(variance * count / (count - 1))) if count > 1 else 0.0


class OwnPast:
    """Means of many series: of the last eight weeks by hour, and of the last day by ten minutes."""

    def __init__(self, count: int) -> None:
        self._hours = np.full((count, HOURS_KEPT), np.nan)
        self._squares = np.full((count, HOURS_KEPT), np.nan)  # mean of the squares of an hour's tens of minutes
        self._hour_of = np.full((count, HOURS_KEPT), -1, np.int64)
        self._steps = np.full((count, STEPS_KEPT), np.nan)
        self._step_of = np.full((count, STEPS_KEPT), -1, np.int64)
        self._sum, self._sum2, self._count = np.zeros(count), np.zeros(count), np.zeros(count, np.int64)
        self._hour = np.full(count, -1, np.int64)

    def score(self, number: int, value: float, at: int, week: LocalWeek) -> tuple[float, int]:
        """The z-score of a mean that ended at `at` (Unix ms) against what came before it, and on how many days it
        rests; 0: only on today."""
        hour = (at - STEP_MS) // HOUR_MS
        hours, of = self._hours[number], self._hour_of[number]
        known = (of >= 0) & (of < hour) & (of >= hour - HOURS_KEPT) & ~np.isnan(hours)
        count = int(np.count_nonzero(known))
        if count < min(ENOUGH_DAYS, ENOUGH_HOURS):
            return self._by_today(number, value, at)
        # The hour of the day by the wall clock, then and now.
        now = week.local_of(at - STEP_MS) // HOUR_MS % 24
        then = week.local(np.maximum(of, 0) * HOUR_MS) // HOUR_MS % 24
        same = known & (then == now)
        squares = self._squares[number]
        if np.count_nonzero(same) >= ENOUGH_DAYS:
            days = int(np.count_nonzero(same))
            return z_score(value, *mean_and_spread(hours[same], squares[same], STEPS_AN_HOUR)), days
        if count >= ENOUGH_HOURS:
            return z_score(value, *mean_and_spread(hours[known], squares[known], STEPS_AN_HOUR)), count // 24
        return self._by_today(number, value, at)

    def _by_today(self, number: int, value: float, at: int) -> tuple[float, int]:
        tens = self._recent(number, at)
        if len(tens) >= ENOUGH_STEPS:
            return z_score(value, *mean_and_spread(tens, tens * tens)), 0
        return float("nan"), 0

    def steps_known(self, number: int, at: int) -> int:
        """How many tens of minutes of the last day are known by `at` (Unix ms), at most the ENOUGH_STEPS of a score."""
        return min(ENOUGH_STEPS, len(self._recent(number, at + STEP_MS)))

    def _recent(self, number: int, at: int) -> Floats:
        ten = (at - STEP_MS) // STEP_MS
        recent = (self._step_of[number] >= ten - STEPS_KEPT) & (self._step_of[number] < ten)
        tens: Floats = self._steps[number]
        kept: Floats = tens[recent & ~np.isnan(tens)]
        return kept

    def add(self, number: int, value: float, at: int) -> None:
        """A mean of ten minutes that ended at `at` (Unix ms); NaN: nothing was measured."""
        ten, hour = (at - STEP_MS) // STEP_MS, (at - STEP_MS) // HOUR_MS
        self._steps[number, ten % STEPS_KEPT], self._step_of[number, ten % STEPS_KEPT] = value, ten
        if hour != self._hour[number]:
            self._close_hour(number)
            self._hour[number] = hour
        if not np.isnan(value):
            self._sum[number] += value
            self._sum2[number] += value * value
            self._count[number] += 1

    def _close_hour(self, number: int) -> None:
        if self._count[number]:
            place = self._hour[number] % HOURS_KEPT
            self._hours[number, place] = self._sum[number] / self._count[number]
            self._squares[number, place] = self._sum2[number] / self._count[number]
            self._hour_of[number, place] = self._hour[number]
        self._sum[number] = self._sum2[number] = self._count[number] = 0

    _NAMES = ("hours", "squares", "hour_of", "steps", "step_of", "sum", "sum2", "count", "hour")

    def save(self) -> dict[str, NDArray[np.generic]]:
        """Copies of everything."""
        return {name: getattr(self, f"_{name}").copy() for name in self._NAMES}

    def load(self, memory: Memory, places: list[tuple[int, int]]) -> None:
        """Take over: pairs of the place here and the place in what was saved."""
        for name in self._NAMES:
            mine, saved = getattr(self, f"_{name}"), memory[name]
            if mine.shape[1:] != saved.shape[1:]:
                raise ValueError(f"{name} has another shape")
            for here, there in places:
                mine[here] = saved[there]
