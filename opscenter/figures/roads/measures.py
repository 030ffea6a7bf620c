"""Formulas of road traffic, over columns of segments or detectors.

Speeds in km/h, lengths in km, flows in vehicles per hour, times in hours unless a name says otherwise. NaN is what is
not known, and makes what is computed from it not known.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LEVELS = ("free", "fair", "busy", "slow", "heavy", "jammed")
"""Words for levels of service A to F of a street."""

LEVEL_LIMITS = (0.85, 0.67, 0.50, 0.40, 0.30)
"""Shares of the free-flow speed that a level must exceed: A over 85 %, B over 67 %, C over 50 %, D over 40 %, E over
30 %, else F (Highway Capacity Manual 2010, exhibit 17-2: level of service of urban streets by travel speed as a
percentage of base free-flow speed, for a volume below capacity). Used for all roads, so that one word means one thing
on the whole map."""

SLOWEST_KMH = 2.0
"""Standing traffic is reckoned to crawl so fast, lest the time through a single stopped detector be without end."""


def congestion(speed: Floats, free: Floats) -> Floats:
    """Speed over free-flow speed, a share (C62): 1 is free, 0 stands. NaN where there is no free-flow speed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = speed / free
    return np.where((free > 0) & (speed >= 0), ratio, np.nan)


def level_numbers(ratio: Floats) -> Ints:
    """Which of LEVELS a congestion is (0 to 5), -1 where it is not known."""
    found = np.searchsorted(-np.asarray(LEVEL_LIMITS), -ratio, side="right")
    return np.where(np.isnan(ratio), -1, found)


def travel_hours(length: Floats, speed: Floats) -> Floats:
    """Time through segments, h: length over speed, not below SLOWEST_KMH."""
    return np.asarray(length / np.maximum(speed, SLOWEST_KMH))


def delay_hours(length: Floats, speed: Floats, free: Floats) -> Floats:
    """What one vehicle loses against free flow, h; never less than nothing.

    Delay as the difference of actual and free-flow travel time: FHWA, Urban Congestion Report.
    """
    return np.maximum(travel_hours(length, speed) - travel_hours(length, free), 0.0)
