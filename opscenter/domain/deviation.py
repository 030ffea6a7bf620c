"""How far a number is from what is usual for it at this time, in multiples of its usual spread."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.rule_instances import RuleInstances

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class UsualValues(Protocol):
    """Who knows what is usual."""

    def at(self, cells: Ints, times: Ints) -> tuple[Floats, Floats]:
        """Median and spread of numbers of cells at times (Unix ms), all of shape (n,); NaN where not known."""


class Deviation:
    """DEVIATION rules against what is usual. Without anybody who knows, or without a spread, nothing is known."""

    def __init__(self, instances: RuleInstances, usual: UsualValues | None) -> None:
        self._of = instances
        self._usual = usual

    def judge(self, instance: Ints, times: Ints, values: Floats) -> tuple[Floats, Floats]:
        """Readings, shape (n,) each -> (spreads from the median, NaN where not known; the number at which the limit
        was just then, on the side where the reading is)."""
        of = self._of
        if self._usual is None:
            unknown = np.full(len(instance), np.nan)
            return unknown, unknown
        median, spread = self._usual.at(of.cell[instance], times)
        spread = np.where(np.isfinite(spread) & (spread > 0.0), spread, np.nan)
        with np.errstate(all="ignore"):
            away = (values - median) / spread
            side = np.where(of.sign[instance] == 0.0, np.where(away < 0.0, -1.0, 1.0), of.sign[instance])
            bound = median + side * of.limit[instance] * spread
        return away, bound
