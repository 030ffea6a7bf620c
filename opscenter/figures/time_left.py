"""How long something still lasts that goes on as it does."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def time_left(left: Floats, rate: Floats, least_rate: float, furthest: float) -> Floats:
    """`left` over `rate`, in the time unit of the rate, shape (n,); 0 where nothing is left.

    NaN where either is not known, the rate is below `least_rate` (it stands still, or goes the other way), or it would
    take longer than `furthest`: a straight line says nothing of then.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        time = np.where(rate >= least_rate, np.maximum(left, 0.0) / rate, np.nan)
        return np.where(time <= furthest, time, np.nan)
