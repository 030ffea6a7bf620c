"""Gantries and what is due at them: which kind they are, and the moment on the wall clock."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.charge import DAY_MINUTES
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.pricing.tariffs import Place, Tariffs
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GANTRY = "RoadPricingGantry"


class Places:
    """Which charges speak of each gantry: numbers of distinct places by position, read anew when zones change."""

    def __init__(self, tariffs: Tariffs) -> None:
        self._tariffs = tariffs
        self._read: tuple[object, ...] = ()
        self.distinct: list[Place] = []
        self.of: Ints = np.zeros(0, np.int64)

    def follow(self, step: Step) -> None:
        """Read what has changed."""
        rows = step.rows(GANTRY)
        zones = list(step.texts(GANTRY, "chargingZone"))
        now = (rows.tobytes(), zones)
        if now == self._read:
            return
        self._read = now
        numbers: dict[Place, int] = {}
        places = [
            self._tariffs.place(step.id_of(row) if row >= 0 else "", zone)
            for row, zone in zip(rows.tolist(), zones, strict=True)
        ]
        self.of = np.array([numbers.setdefault(place, len(numbers)) for place in places], np.int64)
        self.distinct = list(numbers)


def weekday_in(week: LocalWeek) -> "dict[int, int]":
    """Weekdays by local day, looked up as needed."""
    return _Weekdays(week)


class _Weekdays(dict[int, int]):
    def __init__(self, week: LocalWeek) -> None:
        super().__init__()
        self._week = week

    def __missing__(self, day: int) -> int:
        if len(self) > 1_000:
            self.clear()
        self[day] = found = int(self._week.weekdays(np.array([day]))[0])
        return found


def due_at(tariffs: Tariffs, places: Places, vehicle: str, times: Ints, week: LocalWeek) -> Floats:
    """What is due for a class at each gantry, each at a time of its own (Unix ms), shape (n,)."""
    weekdays = weekday_in(week)
    minutes = week.local(times) // 60_000
    keys, which = np.unique(minutes * max(len(places.distinct), 1) + places.of, return_inverse=True)
    found = np.empty(len(keys))
    for number, key in enumerate(keys.tolist()):
        minute, place = divmod(key, max(len(places.distinct), 1))
        day, of_day = divmod(minute, DAY_MINUTES)
        found[number] = tariffs.due(places.distinct[place], vehicle, day, of_day, weekdays.__getitem__)
    return found[which] if len(keys) else np.empty(0)
