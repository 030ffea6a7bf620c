"""How a value stands to what is usual at that hour of the week: how far off, and since when. No Qt."""

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Times = NDArray[np.int64]

OFF, FAR = 2.0, 3.0
"""Beyond so many usual spreads a value is off, and off by far."""


class Standing(IntEnum):
    """As usual, off, or off by far."""

    UNKNOWN = 0
    FAR_BELOW = 1
    BELOW = 2
    USUAL = 3
    ABOVE = 4
    FAR_ABOVE = 5

    @property
    def is_off(self) -> bool:
        """Whether it is known not to be as usual."""
        return self not in (Standing.UNKNOWN, Standing.USUAL)

    @property
    def is_far(self) -> bool:
        """Whether it is off by far."""
        return self in (Standing.FAR_BELOW, Standing.FAR_ABOVE)

    @property
    def is_above(self) -> bool:
        """Whether it is above the usual."""
        return self in (Standing.ABOVE, Standing.FAR_ABOVE)


@dataclass(slots=True, frozen=True)
class Usual:
    """What is usual at one moment, as shown: its median and its spread, NaN where nothing is known."""

    median: float = math.nan
    spread: float = math.nan

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return math.isfinite(self.median) and math.isfinite(self.spread) and self.spread > 0.0

    @property
    def low(self) -> float:
        """Below it a value is off."""
        return self.median - OFF * self.spread

    @property
    def high(self) -> float:
        """Above it a value is off."""
        return self.median + OFF * self.spread


def standing(value: float, usual: Usual) -> Standing:
    """How a value stands to the usual."""
    if not (usual.known and math.isfinite(value)):
        return Standing.UNKNOWN
    off = (value - usual.median) / usual.spread
    if abs(off) <= OFF:
        return Standing.USUAL
    if off > 0.0:
        return Standing.FAR_ABOVE if off > FAR else Standing.ABOVE
    return Standing.FAR_BELOW if off < -FAR else Standing.BELOW


def off_since(time: Times, value: Floats, low: Floats, high: Floats) -> int:
    """Since when (ms) a series has been beyond one side of its band without a break; 0 where its last value is not.

    `time` ascends; low and high are the band at each of them. Values and bands that are not known break nothing.
    """
    known = np.isfinite(value) & np.isfinite(low) & np.isfinite(high)
    time, value, low, high = time[known], value[known], low[known], high[known]
    if not len(time):
        return 0
    side = np.where(value > high, 1, np.where(value < low, -1, 0))
    if side[-1] == 0:
        return 0
    other = np.flatnonzero(side != side[-1])
    return int(time[other[-1] + 1] if len(other) else time[0])
