"""Formulas of water supply."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LITRES_A_MINUTE = 0.06
"""m3/h of one l/min."""
PEOPLE_A_CUSTOMER = 2.5
"""Where a zone does not say how many people live in it."""
AWAKE_SHARE, LITRES_A_CISTERN = 0.06, 10.0
"""In the hour of least use 6 % of the people flush a cistern of 10 l (McKenzie, SANFLOW, Water Research Commission
report TT 109/99, 1999, after the UK's Managing Leakage, report E)."""
NIGHT_BINS = 12
"""Ten minutes each from 02:00 to 04:00."""


def loss_share(inflow: Floats, consumption: Floats) -> Floats:
    """The share of the water that flows in which no meter counts, no unit; NaN where nothing flows in.

    Non-revenue water as a share of the system input volume: IWA water balance (Lambert and Hirner, Losses from Water
    Supply Systems, IWA Blue Pages, 2000). Both in m3/h.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(inflow > 0, (inflow - consumption) / inflow, np.nan)


def minimum_night_flow(sums: Floats, counts: Floats) -> Floats:
    """The lowest hourly mean between 02:00 and 04:00 in the unit of the flow, shape (n, 12) -> (n,).

    `sums` and `counts` of the readings in each ten minutes. An hour is six bins one after the other, its mean the mean
    of those in which there is a reading; of hours with less than half the bins of the fullest one nothing is taken, for
    a few readings are no hourly mean. NaN where there is no reading.
    """
    known = counts > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        means = np.where(known, sums / counts, 0.0)
    hours = np.lib.stride_tricks.sliding_window_view(means, 6, axis=1).sum(2)
    filled = np.lib.stride_tricks.sliding_window_view(known, 6, axis=1).sum(2)
    with np.errstate(divide="ignore", invalid="ignore"):
        hourly = np.where((filled > 0) & (2 * filled >= filled.max(1, keepdims=True)), hours / filled, np.nan)
    lowest: Floats = np.fmin.reduce(hourly, axis=1, initial=np.nan)
    return lowest


def night_use(people: Floats) -> Floats:
    """What people use in the hour of least use, m3/h: 6 % of them, 10 l each (see `AWAKE_SHARE`)."""
    return people * AWAKE_SHARE * LITRES_A_CISTERN / 1000.0


def leakage(night_flow: Floats, people: Floats) -> Floats:
    """What is lost through leaks by night, m3/h: the minimum night flow less what people use then, not below 0.

    UK Water Industry, Managing Leakage (1994), report E: net night flow.
    """
    return np.maximum(night_flow - night_use(people), 0.0)


def burst_score(flow: Floats, pressure: Floats) -> Floats:
    """How sure it is that a main has burst, in robust standard deviations, shape (n,): of the rise of the flow and the
    fall of the pressure the smaller; 0 where not both are there. NaN where one is not known.

    `flow` and `pressure`: how far each is off its usual, in robust standard deviations. In a main with a hole flow
    rises and pressure falls at once (Misiunas et al., Pipeline Break Detection, J. Water Resour. Plann. Manage. 131,
    2005).
    """
    return np.maximum(np.minimum(flow, -pressure), 0.0)
