"""Round numbers and round times for the edges of a small plot. No Qt."""

import math

from opscenter.console.format import time_zone
from opscenter.console.plots.time_axis import STEPS_S
from opscenter.domain.clock_offsets import offset_ms


def round_values(low: float, high: float, most: int) -> list[float]:
    """At most `most` values 1, 2 or 5 times a power of ten apart between `low` and `high`, ends included."""
    if not (math.isfinite(low) and math.isfinite(high)) or most < 1 or not high > low:
        return []
    step = 10.0 ** math.floor(math.log10((high - low) / most))
    for factor in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0):
        first, last = math.ceil(low / (step * factor) - 1e-9), math.floor(high / (step * factor) + 1e-9)
        if last - first + 1 <= most:
            return [number * step * factor for number in range(first, last + 1)]
    return []


def round_times(since: int, until: int, zone: str, most: int) -> list[int]:
    """At most `most` Unix ms between two, on round times of the day in `zone`."""
    span = (until - since) / 1000
    if span <= 0 or most < 1:
        return []
    step = next((one for one in STEPS_S if span / one <= most), 86_400 * max(1, math.ceil(span / most / 86_400)))
    shift = offset_ms(since, time_zone(zone)) // 1000
    first = -(-(since / 1000 + shift) // step)
    times = [round((first + number) * step - shift) * 1000 for number in range(most + 1)]
    return [at for at in times if since <= at <= until][:most]
