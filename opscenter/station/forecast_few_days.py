"""A short forecast of a series with days of history, but not yet the weeks that the usual of an hour of the week takes.

It goes on as it went at the same time a day before, shifted by how far the series is from that now; the shift dies
away by half in so many hours (a seasonal naive forecast with a correction of the error: Hyndman and Athanasopoulos,
"Forecasting: Principles and Practice", 3rd edition, sections 5.2 and 8.1). How quickly is chosen by what would have
erred least over the days there are. The test, the interval and when there is no forecast are those of `forecast_model`:
each hour from what was known then, intervals as wide as SHARE of the errors, and none where the last value errs as
little. That a Saturday is not a Friday it cannot know: only what the test has seen is in its error.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import DAY_MS, HOUR_MS

LEAST_DAYS = 2
"""One to go by, and one to try it on."""
HALF_LIVES_H = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 24.0)
LEAST_TRIED = 20
"""Forecasts that must have been tried; hourly ones of the second day are a little fewer than 24."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class FewDays:
    """`values` ahead by lead; errors of the chosen way by origin and lead, beside those of the last value and of the
    value a day before; `origins` are the steps they were made after, `days` on how many days it was tried."""

    values: Floats
    errors: Floats
    last: Floats
    day: Floats
    origins: Ints
    days: int


def from_few_days(values: Floats, width: int, leads: int, most_days: int) -> FewDays | None:
    """Go on from the last of `values`, means of steps of `width` ms, NaN where nothing was measured, the first and the
    last measured. Tried on `most_days` at most. None where too little is known."""
    per_day, per_hour = DAY_MS // width, max(1, HOUR_MS // width)
    if len(values) < LEAST_DAYS * per_day:
        return None
    first = max(per_day, len(values) - most_days * per_day)
    origins = np.arange(first, len(values) - 1, per_hour)
    ahead = 1 + np.arange(leads)
    actual = _at(values, origins[:, None] + ahead)
    before = _at(values, origins[:, None] + ahead - per_day)
    apart = (values[origins] - values[origins - per_day])[:, None]
    last = values[origins][:, None] - actual
    day = before - actual
    best: tuple[float, float, Floats] | None = None
    for half_life in HALF_LIVES_H:
        errors = day + _dying(half_life, ahead, width) * apart
        mean = _mean_error(errors)
        if best is None or mean < best[0]:
            best = mean, half_life, errors
    assert best is not None
    _, half_life, errors = best
    if np.count_nonzero(np.isfinite(errors[:, 0])) < LEAST_TRIED:
        return None
    end = len(values) - 1
    found = _at(values, end + ahead - per_day)
    found = _filled(found) + _dying(half_life, ahead, width) * (values[end] - values[end - per_day])
    days = max(1, round(len(origins) * per_hour / per_day))
    return FewDays(found, errors, last, day, origins, days) if np.isfinite(found).all() else None


def _at(values: Floats, steps: Ints) -> Floats:
    """Values at steps, NaN beyond the last."""
    return np.where(steps < len(values), values[np.minimum(steps, len(values) - 1)], np.nan)


def _dying(half_life_h: float, ahead: Ints, width: int) -> Floats:
    """What is left, by lead, of a distance that halves in so many hours; nothing for 0."""
    if half_life_h <= 0.0:
        return np.zeros(len(ahead))
    return np.asarray(0.5 ** (ahead * (width / HOUR_MS) / half_life_h), np.float64)


def _mean_error(errors: Floats) -> float:
    known = np.isfinite(errors)
    return float(np.abs(errors[known]).mean()) if known.any() else float("inf")


def _filled(values: Floats) -> Floats:
    """Single steps that are missing between known ones, in proportion; what is missing at an end stays so."""
    known = np.flatnonzero(np.isfinite(values))
    if len(known) < 2:
        return values
    steps = np.arange(len(values))
    inside = (steps > known[0]) & (steps < known[-1])
    return np.where(np.isfinite(values) | ~inside, values, np.interp(steps, known, values[known]))
