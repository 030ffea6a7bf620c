"""A moment of before that the present is held against: which, and what a curve was then. No widgets."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from opscenter.console.pages.curves import Curve
from opscenter.domain.quality import Quality

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
STEP_MS = 600_000
"""The index is told so often."""
WITHIN_MS = 25 * 60_000
"""A value that is older than this, at the moment asked about, says nothing of it: one step may be missing."""


class Then(Enum):
    """What the present can be held against; the value is how long ago (ms)."""

    HOUR = HOUR_MS
    DAY = DAY_MS
    WEEK = 7 * DAY_MS


@dataclass(slots=True, frozen=True)
class Reading:
    """A value and how good it is; NaN: not known."""

    value: float = float("nan")
    quality: Quality = Quality.GOOD

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return bool(np.isfinite(self.value))


def reading_at(curve: Curve, at: int) -> Reading:
    """What a curve was at a time (Unix ms): its newest value by then that is not too old for it."""
    rows = curve.stretch(at - WITHIN_MS, at + 1, STEP_MS)
    fits = np.flatnonzero((rows.time <= at) & (rows.end >= at - WITHIN_MS) & np.isfinite(rows.mean))
    if not len(fits):
        return Reading()
    last = int(fits[-1])
    quality = Quality(int(rows.quality[last]))
    return Reading() if quality is Quality.BAD else Reading(float(rows.mean[last]), quality)
