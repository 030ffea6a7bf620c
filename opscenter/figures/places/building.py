"""Formulas of buildings."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HOURS_A_YEAR = 8_760.0
CO2_A_PERSON = 0.0052
"""l/s that a person breathes out at 1.2 met (ASHRAE Standard 62.1-2016, appendix D: 0.31 l/min)."""
OUTDOOR_PPM = 420.0
"""Of the air outside (NOAA Global Monitoring Laboratory: about 420 ppm in 2023)."""
LEAST_RISE_PPM = 50.0
"""Below that a sensor's error is as large as what is measured."""


def power_per_area(kilowatts: Floats, area: Floats) -> Floats:
    """W/m2 out of kW and m2; NaN where no floor area is known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(area > 0, 1000.0 * kilowatts / area, np.nan)


def energy_intensity(watts_per_area: Floats) -> Floats:
    """kWh a year and m2 at a mean power of so many W/m2: site energy use intensity (ENERGY STAR Portfolio Manager,
    Technical Reference: U.S. Energy Use Intensity by Property Type)."""
    return watts_per_area * HOURS_A_YEAR / 1000.0


def water_per_area(litres_a_minute: Floats, area: Floats) -> Floats:
    """l a day and m2 out of l/min and m2; NaN where no floor area is known."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(area > 0, 1440.0 * litres_a_minute / area, np.nan)


def ventilation(ppm: Floats) -> Floats:
    """Fresh air for each person, l/s, out of the CO2 (ppm) of a building whose air is in balance.

    Q = G / (C - C_outdoor): Persily, Evaluating building IAQ and ventilation with indoor carbon dioxide, ASHRAE
    Transactions 103 (1997). NaN where the air is less than 50 ppm above that outside.
    """
    rise = ppm - OUTDOOR_PPM
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(rise >= LEAST_RISE_PPM, 1e6 * CO2_A_PERSON / rise, np.nan)
