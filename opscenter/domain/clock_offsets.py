"""How far the clocks of a time zone are ahead of UTC, and when they are changed. Unix ms everywhere."""

from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

DAY_MS = 86_400_000
QUARTER_MS = 900_000
"""Clocks change on whole quarters of an hour (IANA time zone database, everywhere since 1972)."""
LOOK_MS = DAY_MS // 2
"""Changes are looked for in steps of half a day: no zone changes twice within one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = -62_135_596_800_000 + DAY_MS, 253_402_300_799_999 - DAY_MS  # a day within the years 1 to 9999


def offset_ms(time: int, zone: tzinfo) -> int:
    """How far the clocks of a zone are ahead of UTC at a time, ms; beyond the calendar's end as at its end."""
    moment = _EPOCH + timedelta(milliseconds=min(max(time, _FIRST), _LAST))
    offset = moment.astimezone(zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() * 1000)


def offsets_ms(times: Ints, zone: tzinfo) -> Ints:
    """The same of many times, in any order."""
    if not len(times):
        return np.empty(0, np.int64)
    days, place = np.unique(times // DAY_MS, return_inverse=True)
    begins = np.array([offset_ms(day * DAY_MS, zone) for day in days.tolist()], np.int64)
    ends = np.array([offset_ms((day + 1) * DAY_MS, zone) for day in days.tolist()], np.int64)
    found = begins[place.reshape(-1)]
    for day in np.flatnonzero(begins != ends).tolist():  # the clocks change on it
        mine = np.flatnonzero(place.reshape(-1) == day)
        quarters, which = np.unique(times[mine] // QUARTER_MS, return_inverse=True)
        of_quarters = np.array([offset_ms(quarter * QUARTER_MS, zone) for quarter in quarters.tolist()], np.int64)
        found[mine] = of_quarters[which.reshape(-1)]
    return found


def changes_of(zone: tzinfo, since: int, until: int) -> list[tuple[int, int]]:
    """When the clocks of a zone were set within a span, and to which offset, both in ms; the first is `since`."""
    found = [(since, offset_ms(since, zone))]
    at = since
    while at < until:
        then = min(at + LOOK_MS, until)
        if offset_ms(then, zone) != found[-1][1]:
            low, high = at, then
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset_ms(middle, zone) == found[-1][1] else (low, middle)
            found.append((high, offset_ms(high, zone)))
        at = then
    return found
