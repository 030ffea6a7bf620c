"""How weather feels, and how strong the wind is: formulas of weather services over arrays."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BEAUFORT_FROM = np.array([0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7])
"""Where forces 1 to 12 begin, mean wind in m/s at 10 m: WMO No. 306, Manual on Codes, I.1, code table 1100."""


def heat_index(celsius: Floats, humidity: Floats) -> Floats:
    """Heat index in °C of air temperature (°C) and relative humidity (0..1), in the shade with a light wind.

    US National Weather Service (wpc.ncep.noaa.gov/html/heatindex_equation.shtml): Steadman's simple formula, averaged
    with the temperature; from 80 °F on Rothfusz's regression (Technical Attachment SR 90-23, 1990) with its
    adjustments for dry and for very humid air. NaN below 20 °C, where it says nothing, and for a humidity outside 0..1.
    """
    t, r = np.asarray(celsius) * 1.8 + 32.0, np.asarray(humidity) * 100.0
    simple = (0.5 * (t + 61.0 + (t - 68.0) * 1.2 + r * 0.094) + t) / 2.0
    full = (
        -42.379 + 2.04901523 * t + 10.14333127 * r - 0.22475541 * t * r - 0.00683783 * t * t - 0.05481717 * r * r
        + 0.00122874 * t * t * r + 0.00085282 * t * r * r - 0.00000199 * t * t * r * r
    )  # fmt: skip
    dry = (r < 13.0) & (t >= 80.0) & (t <= 112.0)
    full = full - np.where(dry, (13.0 - r) / 4.0 * np.sqrt(np.maximum(17.0 - np.abs(t - 95.0), 0.0) / 17.0), 0.0)
    damp = (r > 85.0) & (t >= 80.0) & (t <= 87.0)
    full = full + np.where(damp, (r - 85.0) / 10.0 * (87.0 - t) / 5.0, 0.0)
    found = (np.where(simple >= 80.0, full, simple) - 32.0) / 1.8
    with np.errstate(invalid="ignore"):
        valid = (np.asarray(celsius) >= 20.0) & (r >= 0.0) & (r <= 100.0)
    return np.where(valid, found, np.nan)


def wind_chill(celsius: Floats, wind: Floats) -> Floats:
    """Wind chill in °C of air temperature (°C) and mean wind (m/s).

    13.12 + 0.6215 T - 11.37 V^0.16 + 0.3965 T V^0.16 with V in km/h: the index of the US and Canadian weather services
    since 2001. NaN where it is not defined: above 10 °C, or with a wind under 4.8 km/h.
    """
    celsius, speed = np.asarray(celsius), np.asarray(wind) * 3.6
    with np.errstate(invalid="ignore"):
        valid = (celsius <= 10.0) & (speed >= 4.8)
        power = np.power(np.maximum(speed, 0.0), 0.16)
    return np.where(valid, 13.12 + 0.6215 * celsius + (0.3965 * celsius - 11.37) * power, np.nan)


def apparent_temperature(celsius: Floats, humidity: Floats, wind: Floats) -> Floats:
    """Apparent temperature in °C of temperature (°C), relative humidity (0..1) and mean wind (m/s).

    T + 0.33 e - 0.70 V - 4.00 with vapour pressure e = rh 6.105 exp(17.27 T / (237.7 + T)) in hPa: Steadman (1994), as
    used by the Australian Bureau of Meteorology. NaN for a humidity outside 0..1.
    """
    celsius, humidity = np.asarray(celsius), np.asarray(humidity)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        vapour = humidity * 6.105 * np.exp(17.27 * celsius / (237.7 + celsius))
        valid = (humidity >= 0.0) & (humidity <= 1.0) & (celsius > -100.0)
    return np.where(valid, celsius + 0.33 * vapour - 0.70 * np.asarray(wind) - 4.0, np.nan)


def beaufort(wind: Floats) -> Floats:
    """Beaufort force 0 to 12 of mean wind in m/s (`BEAUFORT_FROM`); NaN for none and for a negative one."""
    wind = np.asarray(wind, np.float64)
    force = np.searchsorted(BEAUFORT_FROM, wind, side="right").astype(np.float64)
    with np.errstate(invalid="ignore"):
        return np.where(wind >= 0.0, force, np.nan)
