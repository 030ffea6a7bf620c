"""The offsets of a time zone over a span, and round local times in it. No Qt.

Seconds everywhere. Local time is Unix time plus the offset; where the clocks change it jumps: an hour is missing, or
comes twice.
"""

import math
from datetime import UTC, datetime, tzinfo

from opscenter.domain.clock_offsets import LOOK_MS, changes_of, offset_ms

MOST_STEPS = 4_000


def offset_at(at: float, zone: tzinfo) -> float:
    """Local time minus UTC."""
    return offset_ms(math.floor(at * 1000), zone) / 1000 if math.isfinite(at) else 0.0


def stretches(since: float, until: float, zone: tzinfo) -> list[tuple[float, float, float]]:
    """(since, until, offset) of each part of a span in which the offset is the same; whole seconds where it changes.

    Over a span too long to look through it is one part, with the offset it begins with.
    """
    if (until - since) * 1000 / LOOK_MS > MOST_STEPS:
        return [(since, until, offset_at(since, zone))]
    changes = changes_of(zone, math.floor(since * 1000), math.ceil(until * 1000))
    begins = [since, *(at / 1000 for at, _ in changes[1:])]
    ends = [*begins[1:], until]
    return [(begin, end, offset / 1000) for begin, end, (_, offset) in zip(begins, ends, changes, strict=True)]


def round_times(since: float, until: float, step: float, zone: tzinfo) -> list[float]:
    """All times of a span whose local time of day is a whole multiple of `step` (a divisor of a day).

    Those an hour of which comes twice are there twice; none is in an hour that is left out. Where the clocks change,
    two that would be less than three fifths of a step apart are one: the later.
    """
    found: list[float] = []
    for start, end, offset in stretches(since, until, zone):
        first = -(-(start + offset) // step) * step - offset
        for number in range(max(0, int((end - first) // step) + 1)):
            at = first + number * step
            if at >= end and end < until:
                break
            if found and at - found[-1] < 0.6 * step:
                found.pop()
            found.append(at)
    return found


def comes_twice(at: float, zone: tzinfo) -> bool:
    """Whether the local time of a moment comes a second time, or came before: the offset must be said with it."""
    try:
        local = datetime.fromtimestamp(at, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return False
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
