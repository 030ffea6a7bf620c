"""How regular and how punctual lines are: formulas over headways and delays, many lines at once.

`line` numbers the line of each headway or delay, shape (n,); results are by line, shape (count,), NaN where nothing (or
too little) is known.
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

BUNCHED = 0.25
"""A headway below this share of the scheduled one: two vehicles come as one."""
GAP = 2.0
"""One above this: a vehicle is missing between two (Chicago Transit Authority, "big gap": double the schedule)."""
EARLY_S, LATE_S = -60.0, 300.0
"""On time is up to 1 min early and 5 min late: Statutory Document No. 14 of the Traffic Commissioners for Great
Britain, whose target is 95 %."""


def sums(line: Ints, values: Floats, count: int) -> Floats:
    """By line, the sum of values."""
    return np.bincount(line, values, minlength=count).astype(np.float64)


def counts(line: Ints, count: int) -> Floats:
    """By line, how many."""
    return np.bincount(line, minlength=count).astype(np.float64)


def ratio(above: Floats, below: Floats) -> Floats:
    """above / below, NaN where below is 0."""
    found = np.full(len(above), np.nan)
    np.divide(above, below, out=found, where=below > 0)
    return found


def mean(line: Ints, values: Floats, count: int) -> Floats:
    """By line, the mean."""
    return ratio(sums(line, values, count), counts(line, count))


def waiting(line: Ints, headway: Floats, count: int) -> Floats:
    """How long somebody waits who comes at any time, seconds: sum of h^2 / (2 x sum of h).

    Source: Transport for London, "Quality of service indicators" of London Buses (actual and scheduled waiting time);
    Osuna and Newell, "Control strategies for an idealized public transportation system", 1972: E(W) = E(h^2) / 2E(h).
    """
    return ratio(sums(line, headway**2, count), 2.0 * sums(line, headway, count))


def excess_waiting(line: Ints, headway: Floats, scheduled: Floats, count: int) -> Floats:
    """Waiting time over that by the timetable, seconds: what irregular running costs those who wait.

    `scheduled` is the headway by the timetable of the same passing, shape (n,); passings without one are left out.
    Source: Transport for London, excess waiting time = actual less scheduled waiting time.
    """
    known = ~np.isnan(scheduled)
    line, headway, scheduled = line[known], headway[known], scheduled[known]
    return waiting(line, headway, count) - waiting(line, scheduled, count)


def variation(line: Ints, headway: Floats, scheduled: Floats, count: int) -> Floats:
    """The coefficient of variation of headways: the standard deviation of (headway - scheduled) over the mean scheduled
    headway; where nothing is scheduled, that of headways over their own mean.

    0: as by the timetable; over 0.75 most vehicles run bunched. Source: TCRP Report 165 (Transit
    Capacity and Quality of Service Manual, 3rd edition), chapter 5, headway adherence.
    """
    known = ~np.isnan(scheduled)
    off = np.where(known, headway - scheduled, headway)
    base = np.where(known, scheduled, headway)
    number = counts(line, count)
    middle = ratio(sums(line, off, count), number)
    spread = np.sqrt(np.maximum(ratio(sums(line, off**2, count), number) - middle**2, 0.0))
    return ratio(spread, ratio(sums(line, base, count), number))


def share(line: Ints, holds: NDArray[np.bool_], count: int) -> Floats:
    """By line, the share of which something holds, 0..1."""
    return ratio(sums(line, holds.astype(np.float64), count), counts(line, count))


def on_time(delay: Floats) -> NDArray[np.bool_]:
    """Which delays (seconds) count as on time."""
    return (delay >= EARLY_S) & (delay <= LATE_S)


def percentile(line: Ints, values: Floats, count: int, part: float) -> Floats:
    """By line, the value that a part (0..1) of values does not exceed: the nearest rank, without interpolation."""
    order = np.lexsort((values, line))
    number = np.bincount(line, minlength=count)
    first = np.cumsum(number) - number
    found = np.full(count, np.nan)
    some = number > 0
    rank = np.ceil(part * number[some]).astype(np.int64) - 1
    found[some] = values[order[first[some] + np.maximum(rank, 0)]]
    return found


def extreme(line: Ints, values: Floats, count: int, largest: bool) -> Floats:
    """By line, the largest or least."""
    found = np.full(count, -np.inf if largest else np.inf)
    (np.maximum if largest else np.minimum).at(found, line, values)
    found[np.isinf(found)] = np.nan
    return found
