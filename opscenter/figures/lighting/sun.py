"""How high the sun stands, and what lamps should do then."""

import datetime

from astral import Observer
from astral.sun import elevation

ON_BELOW_DEG = -6.0
"""The end of civil twilight: from then on one needs artificial light outdoors (US Naval Observatory, definitions of
twilight)."""
OFF_ABOVE_DEG = 6.0
"""As far over the horizon no lamp need be on, unless the sky is dark. The margin between both is operating practice."""
SET_DEG = -0.833
"""The sun's height at sunrise and sunset: 34' of refraction and 16' of radius (US Naval Observatory)."""
DULL_W_M2 = 120.0
"""Under so much sunlight by day the sky is so dark that photocells may have lit the lamps: nothing is said then."""


def sun_height(lon: float, lat: float, at: int) -> float:
    """Degrees of the sun over the horizon at a place (WGS 84) and time (Unix ms), with refraction.

    By `astral`, which computes after Meeus, "Astronomical Algorithms", as NOAA's solar calculator does.
    """
    return float(elevation(Observer(lat, lon, 0.0), datetime.datetime.fromtimestamp(at / 1000.0, datetime.UTC)))


def lamp_duty(height: float, sunlight: float) -> float:
    """1 where lamps should be on at a height of the sun (degrees) and a global radiation (W/m², NaN: not measured), 0
    where off, NaN where either is right."""
    if height < ON_BELOW_DEG:
        return 1.0
    return 0.0 if height > OFF_ABOVE_DEG and not sunlight < DULL_W_M2 else float("nan")
