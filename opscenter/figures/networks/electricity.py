"""Formulas of electricity networks."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def loss_share(fed: Floats, given: Floats) -> Floats:
    """The share of what is fed in (MW) that does not come out (MW), no unit; NaN where nothing is fed in.

    (in - out) / in: losses as a share of the energy injected, as CEER counts them (Report on Power Losses, 2017).
    Of a substation it holds its transformers, and what its meters disagree by.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(fed > 0, (fed - given) / fed, np.nan)


def load_factor(mean: Floats, peak: Floats) -> Floats:
    """Mean load over peak load of the same time, no unit; NaN where the peak is not above 0.

    IEC 60050-691, 691-10-02: the ratio of the consumption within a period to the one at continuous peak load.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(peak > 0, mean / peak, np.nan)


def load_share(power: Floats, rating: Floats) -> Floats:
    """Load as a share of the rating (both MW), no unit; NaN where no rating above 0 is known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(rating > 0, np.abs(power) / rating, np.nan)
