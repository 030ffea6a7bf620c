"""What is compared with what, and how large each difference is. No Qt.

A difference is the present value less the other one. It is known only where both are: a number of good or suspect
quality then and now. What is not comparable is NaN, never zero.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.desk.mirror import Mirror
from opscenter.domain.quality import Quality
from opscenter.wire.desk import Columns, Header

Floats = NDArray[np.float64]
Cells = NDArray[np.int64]

NOT_COMPARABLE = -1
NOTHING = -2
"""Step of a point whose headline is no number: there is nothing to compare, then or now."""
SAME = 0.2
STRONG = 0.6
"""Shares of the scale: within the first there is no difference worth a colour, beyond the second it is a large one."""


@dataclass(slots=True, frozen=True)
class Baseline:
    """The other side of the comparison, by cell of `epoch`: NaN where nothing good is known. `at` Unix ms; of the usual
    `days` are the moments it rests on, `least` of them have to be known for each cell."""

    epoch: int
    at: int
    values: Floats
    days: tuple[int, ...] = field(default=())
    least: int = 0


def from_moment(header: Header, columns: Columns) -> Baseline:
    """A baseline of an answer to `moment`. Raises KeyError, ValueError or TypeError for one that is not whole."""
    values, quality = columns["cell_value"], columns["cell_quality"]
    if len(values) != len(quality):
        raise ValueError("a moment has columns of different lengths")
    good = np.where(quality <= Quality.SUSPECT, values, np.nan)
    return Baseline(int(header["epoch"]), int(header["now"]), good)


def from_usual(header: Header, columns: Columns) -> Baseline:
    """A baseline of an answer to `usual`. Raises KeyError, ValueError or TypeError for one that is not whole."""
    days = tuple(int(day) for day in header["days"])
    values = np.asarray(columns["median"], np.float64)
    return Baseline(int(header["epoch"]), int(header["at"]), values, days, int(header["least"]))


def differences(mirror: Mirror, baseline: Baseline, cells: Cells) -> Floats:
    """Present value less the other one of these cells (-1: no cell), NaN where they cannot be compared."""
    found = np.full(len(cells), np.nan)
    if mirror.epoch != baseline.epoch:
        return found
    known = np.flatnonzero((cells >= 0) & (cells < min(len(baseline.values), len(mirror.value))))
    mine = cells[known]
    good = mirror.quality[mine] <= Quality.SUSPECT
    found[known[good]] = mirror.value[mine[good]] - baseline.values[mine[good]]
    return found


def steps(difference: Floats, scale: Floats) -> NDArray[np.int8]:
    """Step of the diverging ramp of each difference, as `map.colours.levels` counts them: 0 much less, 1 less, 2 the
    same, 4 more, 5 much more, NOT_COMPARABLE. `scale`: the difference at the ends of the ramp, > 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = difference / scale
    step = np.full(len(difference), NOT_COMPARABLE, np.int8)
    known = np.isfinite(share)
    step[known] = 2
    step[known & (share < -SAME)] = 1
    step[known & (share < -STRONG)] = 0
    step[known & (share > SAME)] = 4
    step[known & (share > STRONG)] = 5
    return step


def round_scale(value: float) -> float:
    """The next larger of 1, 2, 5, 10, 20, 50 ...; 1 for what is no positive number."""
    if not math.isfinite(value) or value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= value * 0.999), 10.0 * power)


def scale_of(difference: Floats) -> float:
    """A scale for a figure without a ramp of its own: nine of ten differences are within."""
    known = np.abs(difference[np.isfinite(difference)])
    return round_scale(float(np.quantile(known, 0.9))) if len(known) else 1.0
