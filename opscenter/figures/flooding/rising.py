"""How fast levels rise and when they reach a mark: formulas over arrays."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_SHARE = 0.6
"""A slope is of at least so many of its buckets, or not known."""
LONGEST_MIN = 360.0
"""A mark that is more than six hours away at the present rate is told as not coming near: no rate lasts so long."""


def slope(means: Floats, width_h: float) -> Floats:
    """Rise per hour (n,) of means of equal buckets (k, n), the oldest first, each `width_h` hours wide.

    Least squares over the buckets that are known: sum((t - t0)(x - x0)) / sum((t - t0)^2) (ISO/TS 28037; the mean is
    taken at the middle of its bucket). NaN where fewer than 60 % of them are.
    """
    known = ~np.isnan(means)
    count = known.sum(axis=0)
    hours = np.arange(len(means))[:, None] * width_h
    filled = np.where(known, means, 0.0)
    middle = (hours * known).sum(axis=0) / np.maximum(count, 1)
    level = filled.sum(axis=0) / np.maximum(count, 1)
    away = (hours - middle) * known
    square = (away**2).sum(axis=0)
    rise = (away * (filled - level)).sum(axis=0) / np.where(square > 0, square, 1.0)
    return np.where((count >= LEAST_SHARE * len(means)) & (square > 0), rise, np.nan)


def minutes_to(level: Floats, mark: Floats, per_hour: Floats) -> Floats:
    """Minutes until a level (n,) is at its mark at its present rise per hour; 0 when it is there.

    (mark - level) / rate. NaN where it falls, stands, or would take more than `LONGEST_MIN`.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        minutes = np.where(level >= mark, 0.0, (mark - level) / per_hour * 60.0)
        return np.where((minutes >= 0.0) & (minutes <= LONGEST_MIN), minutes, np.nan)
