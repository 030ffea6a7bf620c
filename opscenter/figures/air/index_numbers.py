"""Air-quality indices out of means: formulas of the published schemes, over arrays."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.air_index import IndexBand, IndexPollutant

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOWCAST_HOURS = 12
NOWCAST_LEAST_WEIGHT = 0.5


def nowcast(hourly: Floats) -> Floats:
    """The US EPA's NowCast of particles, in the unit of the hourly means (12, n), the newest first.

    sum(w^k c_k) / sum(w^k) over the hours that are known, k hours ago, with w = 1 - (max - min) / max, at least 1/2.
    NaN unless two of the newest three hours are known. Source: US EPA, "Technical Assistance Document for the Reporting
    of Daily Air Quality" (EPA-454/B-24-002, 2024) and airnow.gov.
    """
    known = ~np.isnan(hourly)
    high = np.max(np.where(known, hourly, -np.inf), axis=0)
    low = np.min(np.where(known, hourly, np.inf), axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = np.where(high > 0, np.maximum(low / high, NOWCAST_LEAST_WEIGHT), 1.0)
    powers = weight[None, :] ** np.arange(len(hourly))[:, None] * known
    total = powers.sum(axis=0)
    value = (powers * np.where(known, hourly, 0.0)).sum(axis=0) / np.maximum(total, 1e-12)
    return np.where(known[:3].sum(axis=0) >= 2, value, np.nan)


def piecewise_index(mean: Floats, pollutant: IndexPollutant, top: float = np.inf) -> Floats:
    """Index of means in µg/m³ (n,), rounded to whole numbers.

    I = (I_high - I_low) / (C_high - C_low) (C - C_low) + I_low, with C in the scheme's unit cut down to its step:
    40 CFR part 58, appendix G, equation 1. Above the last breakpoint the last range goes on where its index is the
    scheme's `top`, else the pollutant has no more than its last index (ozone over eight hours). Below the first one it
    has an index only if the first is 0 (ozone over one hour has none below 101).
    """
    low, high = np.array(pollutant.low), np.array(pollutant.high)
    index_low, index_high = np.array(pollutant.index_low), np.array(pollutant.index_high)
    value = np.asarray(mean) / pollutant.per_unit
    if pollutant.step:
        # a mean that is a multiple of the step but for rounding is one
        value = np.floor(value / pollutant.step + 1e-6) * pollutant.step
    which = np.clip(np.searchsorted(low - 1e-9, value, side="right") - 1, 0, len(low) - 1)
    slope = (index_high[which] - index_low[which]) / (high[which] - low[which])
    index = index_low[which] + slope * np.maximum(value - low[which], 0.0)
    if index_high[-1] < top:
        index = np.minimum(index, index_high[-1])
    with np.errstate(invalid="ignore"):
        without = np.isnan(value) | ((value < low[0]) & (index_low[0] > 0))
    return np.where(without, np.nan, np.floor(index + 0.5))


def added_risk(mean: Floats, beta: float) -> Floats:
    """Added risk in % of means in µg/m³ (n,): (exp(beta C) - 1) 100 %.

    Hong Kong Environmental Protection Department, aqhi.gov.hk, "The AQHI System - FAQs".
    """
    return np.asarray(np.expm1(beta * np.maximum(mean, 0.0)) * 100.0)


def band_of(values: Floats, bands: tuple[IndexBand, ...], *, below: bool) -> Ints:
    """Which band values (n,) are in, -1 for NaN. A band holds its `up_to`, or with `below` only what is below it."""
    ends = np.array([band.up_to for band in bands])
    found = np.clip(np.searchsorted(ends, values, side="right" if below else "left"), 0, len(bands) - 1)
    return np.where(np.isnan(values), -1, found)
