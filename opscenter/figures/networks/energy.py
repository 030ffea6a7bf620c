"""Energy out of power, since local midnight."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import LocalWeek

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HOUR_MS = 3_600_000
LONGEST_GAP_MS = 900_000
"""Over a longer time without a reading nothing is known to have flowed, and nothing is counted."""


class SinceMidnight:
    """What has come together of a rate per hour since the local day began, by position."""

    def __init__(self) -> None:
        self.total: Floats = np.zeros(0)
        self._rate: Floats = np.zeros(0)
        self._at: Ints = np.zeros(0, np.int64)
        self._day = 0

    def add(self, week: LocalWeek, at: int, rates: Floats) -> Floats:
        """The sum as of `at` (Unix ms) with the rates now (per hour, NaN: not known), shape (n,); by trapezoids.

        What flowed over midnight belongs to the new day.
        """
        more = len(rates) - len(self.total)
        if more > 0:
            self.total, self._rate = np.pad(self.total, (0, more)), np.pad(self._rate, (0, more))
            self._at = np.pad(self._at, (0, more))
        day = week.day_of(at - 1)
        if day != self._day:
            self.total[:] = 0.0
            self._day = day
        known = ~np.isnan(rates)
        gap = at - self._at
        counted = known & (self._at > 0) & (gap <= LONGEST_GAP_MS)
        self.total[counted] += trapezoid(self._rate[counted], rates[counted], gap[counted])
        self._rate[known], self._at[known] = rates[known], at
        return self.total

    def save(self, name: str) -> dict[str, NDArray[np.float64] | Ints]:
        """As arrays."""
        return {
            f"{name}.total": self.total.copy(), f"{name}.rate": self._rate.copy(), f"{name}.at": self._at.copy(),
            f"{name}.day": np.array([self._day], np.int64),
        }  # fmt: skip

    def load(self, name: str, memory: Mapping[str, NDArray[np.float64] | Ints]) -> None:
        """What `save` gave. Raises KeyError."""
        self.total = memory[f"{name}.total"].astype(np.float64)
        self._rate, self._at = memory[f"{name}.rate"].astype(np.float64), memory[f"{name}.at"].astype(np.int64)
        self._day = int(memory[f"{name}.day"][0])


def trapezoid(before: Floats, now: Floats, gap_ms: Ints) -> Floats:
    """What comes together of a rate per hour that goes straight from `before` to `now` over `gap_ms`."""
    return (before + now) / 2.0 * gap_ms / HOUR_MS
