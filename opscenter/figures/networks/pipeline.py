"""Formulas of gas and oil pipelines."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ATMOSPHERE_BAR = 1.01325
"""Reference pressure of a cubic metre of gas (ISO 13443)."""
OIL_COMPRESSIBILITY = 7e-5
"""Share a bar by which oil is packed: one over a bulk modulus of about 1.4 GPa."""
METER_SHARE = 0.01
"""Standard uncertainty of a flow meter, as a share of what it counts: the error limit of class 1 (OIML R 137-1)."""
GAUGE_BAR = 0.02
"""Standard uncertainty of a pressure gauge."""


def mean_pressure(inlet: Floats, outlet: Floats) -> Floats:
    """The mean absolute pressure (bar) of gas along a pipe, out of the absolute pressures at its ends.

    2/3 (p1 + p2 - p1 p2 / (p1 + p2)): Uhl et al., Steady Flow in Gas Pipelines, Institute of Gas Technology, report 10
    (1965); GPSA Engineering Data Book, section 17.
    """
    both = inlet + outlet
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(both > 0, 2.0 / 3.0 * (both - inlet * outlet / both), np.nan)


def line_pack(volume: Floats, inlet: Floats, outlet: Floats, liquid: Bools) -> Floats:
    """What a section holds (m3; of gas at 1.01325 bar), out of its inner volume (m3) and the pressures at its ends (bar
    above the atmosphere), shape (n,).

    Gas: V p / 1.01325 at a constant temperature as an ideal gas, whose error falls out of differences. Liquid:
    V (1 + c p) with the compressibility of oil and the mean of both pressures.
    """
    gas = volume * mean_pressure(inlet + ATMOSPHERE_BAR, outlet + ATMOSPHERE_BAR) / ATMOSPHERE_BAR
    return np.where(liquid, volume * (1.0 + OIL_COMPRESSIBILITY * (inlet + outlet) / 2.0), gas)


def leak_score(imbalance: Floats, given: Floats, taken: Floats, volume: Floats, liquid: Bools) -> Floats:
    """What is missing over what meters and gauges may be wrong by, no unit: from 1 on it is a leak sign, below -1
    meters disagree. NaN where nothing was given in.

    `imbalance`, `given`, `taken`: m3 over the same time. The bound is the expanded uncertainty (k = 2, about 95 %; GUM,
    JCGM 100) of both meters (1 % each) and of the two pressures that the line pack changed between: volume balance with
    line pack as in API RP 1130, with tolerances as in API TR 1149.
    """
    a_bar = np.where(liquid, OIL_COMPRESSIBILITY, 1.0 / ATMOSPHERE_BAR)
    pack = np.nan_to_num(volume) * a_bar * GAUGE_BAR  # mean of two gauges, twice: sqrt(2) / sqrt(2)
    bound = 2.0 * np.sqrt((METER_SHARE * given) ** 2 + (METER_SHARE * taken) ** 2 + pack**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((given > 0) & (bound > 0), imbalance / bound, np.nan)
