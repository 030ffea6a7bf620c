"""What every system of the city may ask about the present step: time of day, sun, scenario time."""

import math
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from opscenter.city.projection import CENTRE_LAT, CENTRE_LON

ZONE = "Asia/Hong_Kong"
_ZONE = ZoneInfo(ZONE)


@dataclass(slots=True, frozen=True)
class Moment:
    """One step. `seconds` of city time pass in it, `hydrology` seconds of rain and run-off; `elapsed` s since start
    (negative while the past before the start is made)."""

    at: int
    seconds: float
    hydrology: float
    elapsed: float
    hour: float
    weekday: int
    day_of_year: int
    sun: float
    """Sine of the sun's elevation."""

    @property
    def workday(self) -> bool:
        """Monday to Friday."""
        return self.weekday < 5

    def bell(self, centre: float, width: float) -> float:
        """A daily bump, 1 at `centre` hours, Gaussian of `width` hours, round midnight too."""
        distance = abs(self.hour - centre)
        distance = min(distance, 24.0 - distance)
        return math.exp(-0.5 * (distance / width) ** 2)


def moment(at: int, seconds: float, hydrology: float, elapsed: float) -> Moment:
    """The moment at Unix milliseconds `at`, in the city's zone."""
    local = datetime.fromtimestamp(at / 1000.0, _ZONE)
    hour = local.hour + local.minute / 60.0 + local.second / 3600.0
    day = local.timetuple().tm_yday
    # Cooper's declination; the equation of time is left out (at most 16 minutes)
    declination = math.radians(23.45) * math.sin(2 * math.pi * (284 + day) / 365.0)
    solar = (at / 3_600_000.0 + CENTRE_LON / 15.0) % 24.0
    angle = math.radians(15.0 * (solar - 12.0))
    latitude = math.radians(CENTRE_LAT)
    sun = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(angle)
    return Moment(at, seconds, hydrology, elapsed, hour, local.weekday(), day, sun)
