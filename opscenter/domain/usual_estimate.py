"""From sketches of the hours of many days to the median and the spread of each hour of the week.

The spread is the median absolute deviation, scaled to compare with a standard deviation (Hampel, "The Influence Curve
and Its Role in Robust Estimation", JASA 69 (1974)): 1.4826 * c(n) * median(|x - median(x)|), where c(n) makes up for
few days (Croux and Rousseeuw, "Time-Efficient Algorithms for Two Highly Robust Estimators of Scale", COMPSTAT 1992).
Readings of one day hang together, so n counts days, not readings. Up to half of the days may be wild and change little.

Where more than half of the readings are equal that is 0 and says nothing; there it is 1.2533 times the mean absolute
deviation (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", ASQC 1993). And it is never less than a floor:
a tenth of what is typical of the series over its hours, and a hundredth of the median itself, so that a series that
stands still does not alarm on its sensor's noise. A series that has only ever been 0 has no measure: not known.
"""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import HOURS
from opscenter.domain.usual import Basis, Table

MIN_DAYS = 3
"""On fewer days nothing rests."""
SCALE = 1.4826
MEAN_SCALE = 1.2533
FLOOR_OF_SERIES = 0.1
FLOOR_OF_MEDIAN = 0.01
_FEW_DAYS = np.array([np.nan, np.nan, 1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107], np.float32)

Numbers = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


def estimate(sketches: Numbers, weekdays: NDArray[np.int64]) -> tuple[Table, Table, Bytes, Bytes]:
    """Median, spread, days and basis, shape (cells, 168) each, of sketches of shape (cells, days, 24, quantiles).

    The days follow one another; `weekdays` says what each counts as (0 to 6, -1: set aside). NaN: nothing measured.
    """
    cells, days, hours_a_day, width = sketches.shape
    hours = sketches.reshape(cells, days * hours_a_day, width).copy()
    hours.reshape(sketches.shape)[:, weekdays < 0] = np.nan
    there = ~np.isnan(hours[:, :, 0])
    median, spread, rests_on = _of_the_hours_themselves(hours.reshape(sketches.shape), there, weekdays)
    basis = np.where(rests_on > 0, np.uint8(Basis.HOUR), np.uint8(Basis.UNKNOWN))
    some = there.any(axis=1)
    for hour in np.flatnonzero((basis[some] == Basis.UNKNOWN).any(axis=0)).tolist():
        wanted: Flags = some & (basis[:, hour] == Basis.UNKNOWN)
        for choice in (Basis.NEAR, Basis.LIKE_DAYS):
            chosen = _hours(weekdays, hour, choice)
            count = there[:, chosen].any(axis=2).sum(axis=1)
            enough = np.flatnonzero(wanted & (count >= MIN_DAYS))
            if len(enough):
                readings = hours[enough][:, chosen.reshape(-1)].reshape(len(enough), -1)
                median[enough, hour], spread[enough, hour] = centre_and_spread(readings, count[enough])
                rests_on[enough, hour] = np.minimum(count[enough], 255)
                basis[enough, hour] = choice
                wanted[enough] = False
            if not wanted.any():
                break
    _raise_to_floor(median, spread)
    basis[np.isnan(spread)] = Basis.UNKNOWN
    return median, spread, rests_on, basis


def _of_the_hours_themselves(
    sketches: Numbers, there: Flags, weekdays: NDArray[np.int64]
) -> tuple[Table, Table, Bytes]:
    """Median, spread and days of all hours of the week that rest on themselves, at once: shape (cells, 168) each."""
    cells, days, hours_a_day, width = sketches.shape
    of_weekday = [np.flatnonzero(weekdays == weekday) for weekday in range(7)]
    weeks = max(1, *(len(found) for found in of_weekday))
    taken = np.full((7, weeks), days, np.int64)  # the day after the last: nothing
    for weekday, found in enumerate(of_weekday):
        taken[weekday, : len(found)] = found
    known = np.concatenate(
        [there.reshape(cells, days, hours_a_day), np.zeros((cells, 1, hours_a_day), np.bool_)], axis=1
    )
    count = known[:, taken].sum(axis=2).reshape(cells, HOURS)
    median, spread = np.full((cells, HOURS), np.nan, np.float32), np.full((cells, HOURS), np.nan, np.float32)
    rests_on = np.zeros((cells, HOURS), np.uint8)
    enough = count >= MIN_DAYS
    if enough.any():
        nothing = np.full((cells, 1, hours_a_day, width), np.nan, np.float32)
        readings = np.concatenate([sketches, nothing], axis=1)[:, taken]  # cells, weekdays, weeks, hours, quantiles
        readings = readings.transpose(0, 1, 3, 2, 4).reshape(cells, HOURS, weeks * width)[enough]
        median[enough], spread[enough] = centre_and_spread(readings, count[enough])
        rests_on[enough] = np.minimum(count[enough], 255)
    return median, spread, rests_on


def _hours(weekdays: NDArray[np.int64], hour: int, choice: Basis) -> NDArray[np.int64]:
    """Which hours (numbered on from the first day's first) speak for an hour of the week: shape (days, hours)."""
    weekday, of_day = divmod(hour, 24)
    if choice is Basis.LIKE_DAYS:
        days = np.flatnonzero((weekdays >= 5) if weekday >= 5 else ((weekdays >= 0) & (weekdays < 5)))
    else:
        days = np.flatnonzero(weekdays == weekday)
    beside = np.zeros(1, np.int64) if choice is Basis.HOUR else np.array([-1, 0, 1])
    last = len(weekdays) * 24 - 1
    return np.clip((days * 24 + of_day)[:, None] + beside, 0, max(0, last))


def centre_and_spread(readings: Numbers, days: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Median and spread (above, without the floor) of rows of readings, shape (rows, n); NaN is no reading."""
    centre = median_of_rows(readings)
    apart = np.abs(readings - centre[:, None])
    spread = np.float32(SCALE) * small_sample(days) * median_of_rows(apart)
    flat = np.flatnonzero(spread == 0)
    if len(flat):
        spread[flat] = np.float32(MEAN_SCALE) * np.nanmean(apart[flat], axis=1)
    return centre, spread


def small_sample(days: NDArray[np.integer]) -> Numbers:
    """c(n) of Croux and Rousseeuw (1992): 1.495 for 3, 1.363 for 4, ... n / (n - 0.8) from 10 on, shape (n,)."""
    few = np.clip(days, 0, len(_FEW_DAYS) - 1)
    many = days / (np.maximum(days, 1) - 0.8)
    return np.asarray(np.where(days < len(_FEW_DAYS), _FEW_DAYS[few], many), np.float32)


def median_of_rows(readings: Numbers) -> Numbers:
    """The median of each row, shape (rows,), passing over NaN; NaN where there is nothing else."""
    if not readings.shape[1]:
        return np.full(len(readings), np.nan, np.float32)
    ordered = np.sort(readings, axis=1)  # NaN goes to the end
    count = np.count_nonzero(~np.isnan(ordered), axis=1)
    rows, last = np.arange(len(ordered)), np.maximum(count - 1, 0)
    low, high = ordered[rows, last // 2], ordered[rows, np.minimum(count // 2, last)]
    return np.asarray(low / 2 + high / 2, np.float32)


def _raise_to_floor(median: Table, spread: Table) -> None:
    """Raise spreads to the floor, in place; those that stay 0 become NaN."""
    typical = median_of_rows(np.where(spread > 0, spread, np.float32(np.nan)))
    floor = np.maximum(np.nan_to_num(FLOOR_OF_SERIES * typical)[:, None], FLOOR_OF_MEDIAN * np.abs(median))
    np.maximum(spread, floor, out=spread)  # NaN stays
    spread[~(spread > 0)] = np.nan
