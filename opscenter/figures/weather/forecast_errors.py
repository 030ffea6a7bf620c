"""How good forecasts were, by how long ahead they were made: bias and mean absolute error of a fading past."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.figure import Memory

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

HOUR_MS = 3_600_000
QUANTITIES = ("temperature", "precipitation", "windSpeed")
LEADS_H = (0, 3, 6, 12, 24, 48)
"""Where classes of lead time begin, hours from the issue of a forecast to the beginning of what it speaks of."""
HALF_LIFE_MS = 14 * 24 * HOUR_MS
"""After a fortnight a pair counts half: a forecast is to be trusted for how good it is in this season."""
FEWEST = 3.0
"""Of fewer pairs nothing is said."""


def lead_classes(issued: Ints, start: Ints) -> Ints:
    """The class (index of LEADS_H) of forecasts issued at `issued` for what begins at `start` (Unix ms), shape (n,)."""
    hours = np.maximum(start - issued, 0) / HOUR_MS
    return np.asarray(np.searchsorted(np.array(LEADS_H), hours, side="right") - 1, np.int64)


@dataclass(slots=True)
class ForecastErrors:
    """Sums over pairs of forecast and observation by class and quantity, each weighted by how recent it is."""

    weight: Floats = field(default_factory=lambda: np.zeros((len(LEADS_H), len(QUANTITIES))))
    error: Floats = field(default_factory=lambda: np.zeros((len(LEADS_H), len(QUANTITIES))))
    size: Floats = field(default_factory=lambda: np.zeros((len(LEADS_H), len(QUANTITIES))))
    at: int = 0

    def add(self, at: int, leads: Ints, errors: Floats) -> None:
        """Pairs that came to an end by `at`: classes (n,), forecast minus observed (n, 3), NaN where one is missing."""
        if self.at:
            fading = 0.5 ** ((at - self.at) / HALF_LIFE_MS)
            self.weight *= fading
            self.error *= fading
            self.size *= fading
        self.at = at
        known = ~np.isnan(errors)
        np.add.at(self.weight, leads, known.astype(np.float64))
        np.add.at(self.error, leads, np.where(known, errors, 0.0))
        np.add.at(self.size, leads, np.where(known, np.abs(errors), 0.0))

    def bias(self) -> Floats:
        """Mean of forecast minus observed, (classes, quantities); NaN where there are too few."""
        return self._over(self.error)

    def mae(self) -> Floats:
        """Mean absolute error, (classes, quantities); NaN where there are too few.

        Mean error and mean absolute error as in WMO-No. 485, Manual on the Global Data-processing and Forecasting
        System (standardised verification of deterministic products).
        """
        return self._over(self.size)

    def _over(self, sums: Floats) -> Floats:
        enough = self.weight >= FEWEST * 0.5  # of pairs that have faded since
        return np.where(enough, sums / np.maximum(self.weight, 1e-9), np.nan)

    def save(self) -> dict[str, NDArray[np.float64] | Ints]:
        """For a figure's memory."""
        return {
            "errors.weight": self.weight.copy(), "errors.error": self.error.copy(), "errors.size": self.size.copy(),
            "errors.at": np.array([self.at], np.int64),
        }  # fmt: skip

    def load(self, memory: Memory) -> None:
        """Raises KeyError, ValueError where it does not fit."""
        sums = [memory[f"errors.{name}"].copy() for name in ("weight", "error", "size")]
        if any(one.shape != self.weight.shape for one in sums):
            raise ValueError("the errors of forecasts have other classes")
        self.weight, self.error, self.size = sums
        self.at = int(memory["errors.at"][0])
