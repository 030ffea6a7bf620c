"""Middle, spread and slope of rows of numbers that single wrong ones do not move; NaN counts as not there."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MAD_TO_SIGMA = 1.4826
"""Of a normal distribution the standard deviation is so many median absolute deviations (1 / 0.6745)."""

OUTLYING = 3.5
"""Beyond so much a modified z-score counts as outlying (Iglewicz and Hoaglin, How to Detect and Handle Outliers, ASQC
Quality Press 1993)."""


def row_median(values: Floats) -> Floats:
    """The median of each row, shape (n, k) -> (n,); NaN where a row has no numbers."""
    rows, width = values.shape
    if not rows or not width:
        return np.full(rows, np.nan)
    ordered = np.sort(values, axis=1)  # NaN comes last
    count = width - np.isnan(ordered).sum(1)
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, width - 1)
    at = np.arange(rows)
    return np.where(count > 0, (ordered[at, low] + ordered[at, high]) / 2.0, np.nan)


def row_spread(values: Floats, middle: Floats) -> Floats:
    """The median absolute deviation of each row (n, k) from its `middle` (n,), times 1.4826."""
    return MAD_TO_SIGMA * row_median(np.abs(values - middle[:, None]))


def group_medians(values: Floats, groups: Ints, count: int) -> Floats:
    """The median of the values of each group 0..count-1, shape (n,) -> (count,); NaN where a group has no numbers.

    Groups below 0 and values that are NaN are left out.
    """
    there = (groups >= 0) & ~np.isnan(values)
    values, groups = values[there], groups[there]
    order = np.lexsort((values, groups))
    values, sizes = values[order], np.bincount(groups, minlength=count)
    first = np.cumsum(sizes) - sizes
    medians = np.full(count, np.nan)
    full = np.flatnonzero(sizes)
    low, high = first[full] + (sizes[full] - 1) // 2, first[full] + sizes[full] // 2
    medians[full] = (values[low] + values[high]) / 2.0
    return medians


def peer_scores(values: Floats, groups: Ints, least: int = 5) -> Floats:
    """How far each value is from the median of its group, in robust standard deviations, shape (n,) (no unit).

    (x - median) / (1.4826 MAD), the modified z-score of Iglewicz and Hoaglin (1993). NaN in groups of fewer than
    `least` numbers or without any spread.
    """
    count = int(groups.max(initial=-1)) + 1
    middle = group_medians(values, groups, count)
    safe = np.maximum(groups, 0)
    if not count:
        return np.full(len(values), np.nan)
    away = values - middle[safe]
    spread = MAD_TO_SIGMA * group_medians(np.abs(away), groups, count)
    sizes = np.bincount(groups[(groups >= 0) & ~np.isnan(values)], minlength=count)
    spread[(sizes < least) | ~(spread > 0)] = np.nan
    return np.where(groups >= 0, away / spread[safe], np.nan)


def theil_sen(times: Floats, values: Floats, least: int = 4) -> Floats:
    """The slope of each row: the median of the slopes between all its pairs, in units of value per unit of time.

    Theil (1950) and Sen (1968), "Estimates of the regression coefficient based on Kendall's tau", JASA 63: up to 29 %
    of the points may be wrong. `times`, `values` of shape (n, k), NaN: no point. NaN with fewer than `least` points.
    """
    width = times.shape[1]
    first, second = np.triu_indices(width, 1)
    run = times[:, second] - times[:, first]
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = np.where(run != 0, (values[:, second] - values[:, first]) / run, np.nan)
    enough = (~np.isnan(values) & ~np.isnan(times)).sum(1) >= least
    return np.where(enough, row_median(slopes), np.nan)
