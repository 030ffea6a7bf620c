"""Other alarms near an alarm in time and place, and those on the same entity. No Qt."""

import math
from dataclasses import dataclass

import numpy as np

from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Alarm
from opscenter.domain.sphere import metres_between

NEAR_MS = 10 * 60_000
NEAR_M = 1_000.0


@dataclass(slots=True, frozen=True)
class Neighbour:
    """`metres` is NaN for one of the same entity."""

    alarm: Alarm
    metres: float

    @property
    def is_of_same(self) -> bool:
        """It is of the same entity."""
        return math.isnan(self.metres)


def neighbours(mirror: Mirror, alarm: Alarm) -> list[Neighbour]:
    """Alarms of the same entity, whenever they began, and those that began within ten minutes of this one, before or
    after, within a kilometre (great circle); newest first."""
    found = [Neighbour(one, math.nan) for one in mirror.alarms_of(alarm.entity) if one.occurrence != alarm.occurrence]
    row = mirror.row_of.get(alarm.entity, -1)
    if row >= 0 and math.isfinite(float(mirror.lon[row])) and math.isfinite(float(mirror.lat[row])):
        near = [
            one
            for one in mirror.alarms.values()
            if abs(one.since - alarm.since) <= NEAR_MS and one.entity != alarm.entity and one.entity in mirror.row_of
        ]
        rows = np.array([mirror.row_of[one.entity] for one in near], np.int64)
        lon, lat = float(mirror.lon[row]), float(mirror.lat[row])
        metres = metres_between(lon, lat, mirror.lon[rows], mirror.lat[rows])
        found += [Neighbour(one, far) for one, far in zip(near, metres.tolist(), strict=True) if far <= NEAR_M]
    return sorted(found, key=lambda one: (-one.alarm.since, one.alarm.priority, one.alarm.occurrence))
