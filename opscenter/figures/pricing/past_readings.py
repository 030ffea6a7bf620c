"""Recorded readings of a gantry or a station, minute by minute, put into slots of local days."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.charge import DAY_MINUTES, ChargeReview
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.pricing.speed_reviews import WEEKDAYS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KINDS = ("weekdays", "saturday", "sunday")


@dataclass(slots=True, frozen=True)
class Readings:
    """Times (Unix ms, in order) and values, shape (n,)."""

    time: Ints
    value: Floats

    def __len__(self) -> int:
        return len(self.time)

    def known(self) -> "Readings":
        """Without what is no number."""
        good = np.isfinite(self.value)
        return Readings(self.time[good], self.value[good])

    def between(self, since: int, until: int) -> "Readings":
        """Of `since <= time < until`."""
        cut = slice(*np.searchsorted(self.time, (since, until)).tolist())
        return Readings(self.time[cut], self.value[cut])

    def at(self, times: Ints) -> Floats:
        """What was last read by each time, NaN before the first."""
        if not len(self):
            return np.full(len(times), np.nan)
        place = np.searchsorted(self.time, times, side="right") - 1
        return np.where(place >= 0, self.value[np.maximum(place, 0)], np.nan)


NONE = Readings(np.empty(0, np.int64), np.empty(0))


@dataclass(slots=True, frozen=True)
class Placed:
    """Readings by local day (since 1970-01-01), kind of day (of KINDS) and slot of the day, shape (n,)."""

    day: Ints
    kind: Ints
    slot: Ints
    time: Ints
    value: Floats


def placed(readings: Readings, review: ChargeReview, week: LocalWeek) -> Placed:
    """Readings in their slots; those of days set aside are left out."""
    readings = readings.known()
    minutes = week.local(readings.time) // 60_000
    day, minute = minutes // DAY_MINUTES, minutes % DAY_MINUTES
    weekday = week.weekdays(day)
    kind = np.where(weekday < 5, WEEKDAYS, weekday - 4)
    good = weekday >= 0
    return Placed(
        day[good], kind[good], (minute // review.slot_minutes)[good], readings.time[good], readings.value[good]
    )  # fmt: skip
