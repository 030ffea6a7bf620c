"""A short forecast of one series with its uncertainty, and how wrong such forecasts of it were in the last days.

What is usual at the hour of the week (between hours in proportion) carries the forecast; how far the series is from it
just now, and how such distances die away, is an ARMA process (Box and Jenkins, "Time Series Analysis: Forecasting and
Control"), fitted and filtered by statsmodels: its Kalman filter passes over gaps (Durbin and Koopman, "Time Series
Analysis by State Space Methods").

Every forecast is put to the test over the last days as it would have been made then (rolling origin: Tashman,
"Out-of-sample tests of forecasting accuracy", International Journal of Forecasting 16 (2000)): each hour, from what
was measured before, with a usual learnt from the days before and an ARMA process fitted before the first of them. Its
interval is as wide as SHARE of those errors were, by lead (split conformal prediction: Lei et al., "Distribution-Free
Predictive Inference for Regression", JASA 113 (2018)); how many of the later ones an interval made of the earlier ones
held is told as the coverage. Beside it stand three who know nothing: the last value, the value of a day before, that
of a week before. Where the best of them errs as little, there is no forecast.

Where there are days and not yet weeks, it goes by the day before (`forecast_few_days`), and is put to the same test.
"""

import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import DAY_MS, HOUR_MS, SUNDAY, LocalWeek
from opscenter.domain.usual import Usual
from opscenter.domain.usual_learning import UsualLearning
from opscenter.station.forecast_few_days import LEAST_DAYS as FEWEST_DAYS
from opscenter.station.forecast_few_days import FewDays, from_few_days

SHARE = 0.8
"""So much of what comes lies within the interval, if it goes on as in the last days."""
TEST_DAYS = 7
LEAST_DAYS = 21
MOST_DAYS = 56
LEAST_KNOWN = 0.6
"""Of the steps of these days so many must have been measured."""
OLDEST_MS = 3 * HOUR_MS
MOST_HOURS = 6
BETTER = 0.97
"""Its mean error must be below so much of that of the best of those who know nothing."""
FITTED_STEPS = 1_344
ORDERS = ((1, 0, 0), (2, 0, 1))
WILD = 8.0
"""Distances from the usual beyond so many spreads are taken for no reading."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Forecast:
    """`state`: `ready`, or why there is none: `short`, `old`, `steady`, `no-skill`; `reason` in a sentence.

    `time` (Unix ms, ends of steps), `value`, `low`, `high` by step; `made_from`: until when was measured. Errors are
    means of the absolute ones over the test: `mae` of the forecast, `mae_last`, `mae_day`, `mae_week` of naive ones;
    `coverage` the measured share within the interval, `half` its half width, mean over the steps; NaN: not known.
    `method`: what it goes by, `usual` (of the hour of the week) or `day` (the day before); `days` it was tried on.
    """

    state: str
    reason: str = ""
    made_from: int = 0
    time: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    value: Floats = field(default_factory=lambda: np.empty(0))
    low: Floats = field(default_factory=lambda: np.empty(0))
    high: Floats = field(default_factory=lambda: np.empty(0))
    mae: float = float("nan")
    mae_last: float = float("nan")
    mae_day: float = float("nan")
    mae_week: float = float("nan")
    coverage: float = float("nan")
    half: float = float("nan")
    tested: int = 0
    method: str = "usual"
    days: int = TEST_DAYS


def forecast(values: Floats, begin: int, width: int, week: LocalWeek, now: int, hours: int = MOST_HOURS) -> Forecast:
    """A forecast over `hours` after the last of `values`, means of steps of `width` ms from `begin` (Unix ms) on, NaN
    where nothing was measured. `now` tells how old they are."""
    known = np.flatnonzero(np.isfinite(values))
    per_day = DAY_MS // width
    if len(known) < 2 or known[-1] + 1 - known[0] < FEWEST_DAYS * per_day:
        return Forecast("short", f"There are less than {FEWEST_DAYS} days of history.")
    last = int(known[-1])
    made_from = begin + (last + 1) * width
    if now - made_from > OLDEST_MS:
        return Forecast("old", "Nothing was measured in the last hours.", made_from)
    short = last + 1 - known[0] < LEAST_DAYS * per_day
    values = values[max(0, int(known[0]) if short else 0, last + 1 - MOST_DAYS * per_day) : last + 1]
    begin = made_from - len(values) * width
    if np.isfinite(values).mean() < LEAST_KNOWN or np.isfinite(values[-TEST_DAYS * per_day :]).mean() < LEAST_KNOWN:
        return Forecast("short", "Too much of the history is missing.", made_from)
    if np.nanmax(values) == np.nanmin(values):
        return Forecast("steady", "It has never changed.", made_from)
    leads = max(1, hours * HOUR_MS // width)
    if short:
        few = from_few_days(values, width, leads, TEST_DAYS)
        return _told_of_few(few, values, begin, width, made_from)
    return _Trial(values, begin, width, week, hours).run(made_from)


def _told_of_few(few: FewDays | None, values: Floats, begin: int, width: int, made_from: int) -> Forecast:
    """A forecast by the day before, if it would have been nearer than those who know nothing."""
    if few is None:
        return Forecast("short", "Too much of the history is missing.", made_from)
    both = np.isfinite(few.errors)
    found = Forecast("ready", "", made_from, method="day", days=few.days)
    found.tested = int(both.any(axis=1).sum())
    for name, theirs in (("mae", few.errors), ("mae_last", few.last), ("mae_day", few.day)):
        there = both & np.isfinite(theirs)
        setattr(found, name, float(np.abs(theirs[there]).mean()) if there.any() else float("nan"))
    half = np.array([_width_of(few.errors[:, lead]) for lead in range(few.errors.shape[1])])
    if not found.mae < BETTER * found.mae_last or not np.isfinite(half).all():
        found.state, found.reason = "no-skill", "It would not have been nearer than the last value."
        return found
    half = np.maximum.accumulate(half)
    middle = len(few.origins) // 2
    earlier = np.array([_width_of(few.errors[:middle, lead]) for lead in range(few.errors.shape[1])])
    later = few.errors[middle:]
    there = np.isfinite(later) & np.isfinite(earlier)
    if there.any():
        found.coverage = float((np.abs(later) <= earlier)[there].mean())
    found.time = begin + (len(values) + np.arange(len(half)) + 1) * width
    found.value, found.low, found.high = few.values, few.values - half, few.values + half
    if np.nanmin(values) >= 0.0:
        for name in ("value", "low", "high"):
            setattr(found, name, np.maximum(getattr(found, name), 0.0))
    found.half = float(half.mean())
    return found


class _Trial:
    """The test over the last days, and the forecast after it."""

    def __init__(self, values: Floats, begin: int, width: int, week: LocalWeek, hours: int) -> None:
        self.values, self.begin, self.width, self.week = values, begin, width, week
        self.leads = max(1, hours * HOUR_MS // width)
        self.per_day = DAY_MS // width
        self.first = len(values) - TEST_DAYS * self.per_day
        beyond = begin + np.arange(len(values) + self.leads) * width
        self.usuals = self._usuals(beyond + width // 2)  # by day of the test, and the last after it

    def run(self, made_from: int) -> Forecast:
        usual = np.empty(len(self.values))
        usual[: self.first] = self.usuals[0][: self.first]
        for day in range(TEST_DAYS):
            mine = self._day(day)
            usual[mine] = self.usuals[day][mine]
        apart = self.values - usual
        if not np.isfinite(apart[: self.first]).mean() >= LEAST_KNOWN:
            return Forecast("short", "What is usual is not known yet.", made_from)
        fitted = _fit(_tamed(apart, self.first)[max(0, self.first - FITTED_STEPS) : self.first])
        ahead = _ahead(fitted, _tamed(apart, self.first), self.leads)
        origins = np.arange(self.first, len(self.values) - 1, max(1, HOUR_MS // self.width))
        errors, naive = self._errors(origins, ahead)
        found = Forecast("ready", "", made_from, tested=int(np.isfinite(errors).any(axis=1).sum()))
        both = np.isfinite(errors)
        for name, theirs in naive.items():
            there = both & np.isfinite(theirs)
            setattr(found, name, float(np.abs(theirs[there]).mean()) if there.any() else float("nan"))
        found.mae = float(np.abs(errors[both]).mean()) if both.any() else float("nan")
        found.coverage = self._coverage(origins, errors)
        half = np.array([_width_of(errors[:, lead]) for lead in range(self.leads)])
        best = min((error for error in (found.mae_last, found.mae_day, found.mae_week) if error == error), default=0.0)
        if not found.mae < BETTER * best or not np.isfinite(half).all():
            found.state = "no-skill"
            found.reason = "It would not have been nearer than the last value, or that of a day or a week before."
            return found
        half = np.maximum.accumulate(half)
        steps = len(self.values) + np.arange(self.leads)
        found.time = self.begin + (steps + 1) * self.width
        found.value = self.usuals[-1][steps] + ahead[:, -1]
        found.low, found.high = found.value - half, found.value + half
        if np.nanmin(self.values) >= 0.0:
            for name in ("value", "low", "high"):
                setattr(found, name, np.maximum(getattr(found, name), 0.0))
        found.half = float(half.mean())
        if not np.isfinite(found.value).all():
            return Forecast("short", "What is usual is not known yet.", made_from)
        return found

    def _day(self, day: int) -> slice:
        start = self.first + day * self.per_day
        return slice(start, start + self.per_day)

    def _usuals(self, middles: Ints) -> list[Floats]:
        """What is usual at all steps, as it was known at the beginning of each day of the test, and at the end."""
        learning = UsualLearning(self.week, budget=1 << 20)
        learning.watch(np.zeros(1, np.int64))
        found: list[Floats] = []
        taken = 0
        for stop in [self._day(day).start for day in range(TEST_DAYS)] + [len(self.values)]:
            some = slice(taken, stop)
            count = stop - taken
            learning.take(np.zeros(count, np.int64), middles[some], self.values[some], np.zeros(count, np.uint8))
            found.append(_between_hours(learning.usual(0, 0), middles))
            taken = stop
        return found

    def _errors(self, origins: Ints, ahead: Floats) -> tuple[Floats, dict[str, Floats]]:
        """Errors by origin (the last step known) and lead, of the forecast and of those who know nothing."""
        targets = origins[:, None] + 1 + np.arange(self.leads)
        inside = targets < len(self.values)
        at = np.minimum(targets, len(self.values) - 1)
        actual = np.where(inside, self.values[at], np.nan)
        # The usual is the one known when it was made, not that of the day of the target.
        day = np.minimum((origins - self.first) // self.per_day, TEST_DAYS - 1)
        usual = np.stack(self.usuals)[day[:, None], targets]
        errors = usual + ahead.T[origins] - actual
        errors[~np.isfinite(self.values[origins])] = np.nan
        return errors, {
            "mae_last": self.values[origins][:, None] - actual,
            "mae_day": self.values[np.maximum(at - self.per_day, 0)] - actual,
            "mae_week": self.values[np.maximum(at - 7 * self.per_day, 0)] - actual,
        }

    def _coverage(self, origins: Ints, errors: Floats) -> float:
        """Of the errors from the third day of the test on, the share within the interval made of those before."""
        inside = total = 0
        day = (origins - self.first) // self.per_day
        for one in range(2, TEST_DAYS):
            before, now = errors[day < one], errors[day == one]
            half = np.array([_width_of(before[:, lead]) for lead in range(self.leads)])
            there = np.isfinite(now) & np.isfinite(half)
            inside += int(np.count_nonzero(there & (np.abs(now) <= half)))
            total += int(np.count_nonzero(there))
        return inside / total if total else float("nan")


def _between_hours(usual: Usual, middles: Ints) -> Floats:
    """The median at moments: that of the hour in its middle, between two hours in proportion. A day set aside is taken
    for a Sunday, as there is nothing nearer."""
    medians = usual.median[0].astype(np.float64)
    week = usual.week
    half = HOUR_MS // 2
    local = week.local(middles - half)
    share = (local % HOUR_MS) / HOUR_MS
    before, after = (medians[_hours(week, middles + shift)] for shift in (-half, half))
    both = np.where(np.isnan(before), after, before * (1 - share) + after * share)
    return np.asarray(np.where(np.isnan(after), before, both), np.float64)


def _hours(week: LocalWeek, times: Ints) -> Ints:
    hours = week.hours(times)
    aside = hours < 0
    if aside.any():
        hours = np.where(aside, SUNDAY * 24 + week.local(times) % DAY_MS // HOUR_MS, hours)
    return hours


def _tamed(apart: Floats, first: int) -> Floats:
    """Without wild readings, measured by the spread before the test."""
    before = apart[:first]
    middle = float(np.nanmedian(before))
    spread = 1.4826 * float(np.nanmedian(np.abs(before - middle)))
    if spread <= 0.0:
        return apart
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(apart - middle) > WILD * spread, np.nan, apart)


def _fit(apart: Floats) -> tuple[tuple[int, int, int], Floats, float]:
    """Order, parameters and scale of the ARMA process that fits best by Akaike's criterion."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    scale = float(np.nanstd(apart)) or 1.0
    best: tuple[float, tuple[int, int, int], Floats] | None = None
    for order in ORDERS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a start that is not stationary, or steps that were too few
            try:
                fitted = SARIMAX(apart / scale, order=order).fit(disp=0, maxiter=30, cov_type="none")
            except (np.linalg.LinAlgError, ValueError):
                continue
        if np.isfinite(fitted.aic) and (best is None or fitted.aic < best[0]):
            best = (float(fitted.aic), order, np.asarray(fitted.params))
    if best is None:
        return (1, 0, 0), np.array([0.0, 1.0]), scale
    return best[1], best[2], scale


def _ahead(fitted: tuple[tuple[int, int, int], Floats, float], apart: Floats, leads: int) -> Floats:
    """How far from the usual it will be so many steps after each step, from what is known by then: (leads, steps)."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    order, params, scale = fitted
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model: Any = SARIMAX(apart / scale, order=order)
        filtered = model.filter(params).filter_results
    state = np.asarray(filtered.filtered_state)
    design, transition = np.asarray(filtered.design)[:, :, 0], np.asarray(filtered.transition)[:, :, 0]
    ahead = np.empty((leads, len(apart)))
    for lead in range(leads):
        state = transition @ state
        ahead[lead] = (design @ state)[0] * scale
    return ahead


def _width_of(errors: Floats) -> float:
    """Half the width of an interval that holds SHARE of such errors; NaN for less than ten."""
    known = np.sort(np.abs(errors[np.isfinite(errors)]))
    if len(known) < 10:
        return float("nan")
    return float(known[min(len(known) - 1, int(np.ceil(SHARE * (len(known) + 1))) - 1)])
