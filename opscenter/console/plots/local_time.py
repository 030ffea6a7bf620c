"""The offsets of a time zone over a span, and round local times in it. No Qt.

Seconds everywhere. Local time is Unix time plus the offset; where the clocks change it jumps: an hour is missing, or
comes twice.
"""

from datetime import UTC, datetime, tzinfo

LOOK_S = 43_200
"""Changes of the offset are looked for in steps of half a day: no zone changes twice within one."""
MOST_STEPS = 4_000


def offset_at(at: float, zone: tzinfo) -> float:
    """Local time minus UTC; 0 for a time no calendar knows."""
    try:
        offset = datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset()
    except (OverflowError, ValueError, OSError):
        return 0.0
    return offset.total_seconds() if offset is not None else 0.0


def stretches(since: float, until: float, zone: tzinfo) -> list[tuple[float, float, float]]:
    """(since, until, offset) of each part of a span in which the offset is the same; whole seconds where it changes.

    Over a span too long to look through it is one part, with the offset it begins with.
    """
    if (until - since) / LOOK_S > MOST_STEPS:
        return [(since, until, offset_at(since, zone))]
    found: list[tuple[float, float, float]] = []
    begun, at, offset = since, since, offset_at(since, zone)
    while at < until:
        after = min(until, at + LOOK_S)
        there = offset_at(after, zone)
        if there != offset:
            change = _change(at, after, offset, zone)
            found.append((begun, change, offset))
            begun, offset = change, there
        at = after
    found.append((begun, until, offset))
    return found


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


def _change(before: float, after: float, offset: float, zone: tzinfo) -> float:
    """The first second with another offset."""
    low, high = int(before), int(after) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset_at(middle, zone) == offset else (low, middle)
    return float(high)
