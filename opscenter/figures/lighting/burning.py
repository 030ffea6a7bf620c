"""Burning time and energy of lamps against plan: formulas over arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.lighting_plan import DAY_MIN, Dimming

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
STATES = ("ok", "out", "dayBurning", "noSupply")


def planned_share(minute: int, dimming: Sequence[Dimming]) -> float:
    """The share of its rated power that a lamp is to draw at a minute of the local day."""
    for one in dimming:
        length = (one.end - one.start) % DAY_MIN or DAY_MIN
        if (minute - one.start) % DAY_MIN < length:
            return one.power
    return 1.0


def kilowatt_hours(watts: Floats | float, ms: float) -> Floats:
    """Energy of a power over a time: W ms / 3.6e9."""
    return np.asarray(watts) * (ms / (HOUR_MS * 1000.0))


def lamp_states(duty: float, lit: Bools, told: Bools, supplied: Bools) -> Ints:
    """Index into STATES of lamps by what they should do (1 on, 0 off, NaN either), whether they are lit and have mains,
    each (n,); -1 of lamps that have not told whether they are lit."""
    states = np.zeros(len(lit), np.int64)
    if duty == 1.0:
        states[~lit & supplied] = STATES.index("out")
    elif duty == 0.0:
        states[lit] = STATES.index("dayBurning")
    states[~supplied] = STATES.index("noSupply")
    states[~told] = -1
    return states


def share_of(mask: Bools, cabinet: Ints, cabinets: int, among: Bools) -> Floats:
    """Of each cabinet's lamps that are `among`, the share of those in `mask`, (cabinets,); NaN where it has none."""
    inside = among & (cabinet >= 0)
    total = np.bincount(cabinet[inside], minlength=cabinets)
    some = np.bincount(cabinet[inside & mask], minlength=cabinets)
    return np.where(total > 0, some / np.maximum(total, 1), np.nan)


def sum_of(values: Floats, cabinet: Ints, cabinets: int) -> Floats:
    """What belongs to each cabinet, summed, (cabinets,); lamps without one (-1) are left out."""
    inside = cabinet >= 0
    return np.bincount(cabinet[inside], values[inside], minlength=cabinets).astype(np.float64)
