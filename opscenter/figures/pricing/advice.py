"""Whether a charge should be raised, held or lowered, by the speed that most drivers keep.

The rule is Singapore's (Land Transport Authority): charges are reviewed each quarter, half-hour by half-hour, so that
traffic keeps 45 to 65 km/h on expressways and 20 to 30 km/h on arterial roads; since July 2008 by the "85th percentile
speed", chosen so that at least 85 % of the time (of road users) traffic is smooth, and in steps of 1 dollar. That speed
is the one that 85 % of the readings reach or exceed, so the 15th percentile counted from the slowest.
(LTA news release "Changes to the ERP system", 30 January 2008; The Straits Times, 28 April 2008 and 2015.)
"""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.charge import ChargeReview

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EXPRESSWAY, ARTERIAL = (45.0, 65.0), (20.0, 30.0)
"""Target bands, km/h."""

EXPRESSWAYS = ("motorway", "expressway", "freeway", "motorway_link")
"""Road classes (of OpenStreetMap and others) that have the band of expressways; every other has that of arterials."""

HOLD, RAISE, LOWER = 0, 1, 2
ADVICE = ("hold", "raise", "lower")

REASONS = (
    *("inBand", "belowBand", "belowBandAtHighest", "aboveBand", "aboveBandFree"),
    *("fewReadings", "noBand", "noCharge"),
)
"""Why; the texts are states of `derived.adviceReason` in the catalogue."""
_IN, _BELOW, _HIGHEST, _ABOVE, _FREE, _FEW, _NO_BAND, _NO_CHARGE = range(8)
OUTSIDE = (_BELOW, _HIGHEST, _ABOVE)
"""Reasons that say a speed is off its band while there is a charge: where a road is free and fast all is well."""


def speed_kept(speeds: Floats, share: float) -> float:
    """The speed that `share` of the readings reach or exceed, km/h, linear between readings; NaN of none."""
    speeds = speeds[np.isfinite(speeds)]
    return float(np.quantile(speeds, 1.0 - share)) if len(speeds) else float("nan")


def speed_kept_of_counts(counts: Ints, share: float, width: float) -> Floats:
    """The same of counted readings, shape (n, bins) of `width` km/h from 0 on: right within one bin."""
    sums = np.cumsum(counts, axis=1, dtype=np.int64)
    wanted = (1.0 - share) * sums[:, -1]
    bins = np.minimum((sums < wanted[:, None]).sum(axis=1), counts.shape[1] - 1)
    each = np.arange(len(counts))
    inside = counts[each, bins].astype(np.float64)
    part = (wanted - (sums[each, bins] - inside)) / np.maximum(inside, 1.0)
    return np.where(sums[:, -1] > 0, (bins + part) * width, np.nan)


def advise(
    speed: Floats, low: Floats, high: Floats, charge: Floats, readings: Ints, review: ChargeReview
) -> tuple[Ints, Floats, Ints]:
    """Advice (of ADVICE), by how much (dollars, negative: lower), and why (of REASONS), each of shape (n,).

    Below the band the charge is raised a step, up to the highest; above it lowered a step, down to nothing.
    """
    with np.errstate(invalid="ignore"):
        few = (readings < review.readings) | np.isnan(speed)
        no_band = ~(low < high)
        no_charge = ~(charge >= 0)
        below, above = speed < low, speed > high
        reason = np.select(
            [few, no_band, no_charge, below & (charge >= review.highest), below, above & (charge <= 0), above],
            [_FEW, _NO_BAND, _NO_CHARGE, _HIGHEST, _BELOW, _FREE, _ABOVE],
            _IN,
        ).astype(np.int64)
        amount = np.select(
            [reason == _BELOW, reason == _ABOVE],
            [np.minimum(review.step, review.highest - charge), -np.minimum(review.step, charge)],
            0.0,
        )
    advice = np.select([reason == _BELOW, reason == _ABOVE], [RAISE, LOWER], HOLD).astype(np.int64)
    return advice, np.round(amount, 4), reason


def bands(low: Floats, high: Floats, classes: "list[str | None]") -> tuple[Floats, Floats]:
    """Target bands: as published, else by the class of the road; NaN where neither is known."""
    usual = [
        (EXPRESSWAY if (one or "").lower() in EXPRESSWAYS else ARTERIAL) if one else (np.nan, np.nan) for one in classes
    ]
    table = np.array(usual, np.float64).reshape(-1, 2)
    return np.where(np.isnan(low), table[:, 0], low), np.where(np.isnan(high), table[:, 1], high)
