"""Columns of Unix ms as texts people and programs read: ISO 8601 in UTC, and in a zone with its offset."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

QUARTER_MS = 900_000
"""Clocks are changed at full quarters of an hour (UTC), everywhere since 1972."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = -62_135_596_800_000, 253_402_300_799_999  # 0001-01-01 and 9999-12-31

Ints = NDArray[np.int64]


def utc_texts(times: Ints) -> list[str]:
    """2026-11-22T10:00:00.000Z of each time."""
    return [f"{text}Z" for text in _texts(times)]


def local_texts(times: Ints, zone: ZoneInfo) -> list[str]:
    """2026-11-22T18:00:00.000+08:00 of each time: what the clocks of the zone showed, with their offset."""
    offsets = offsets_ms(times, zone)
    texts = _texts(times + offsets)
    if not len(offsets):
        return texts
    if bool((offsets == offsets[0]).all()):
        tail = offset_text(int(offsets[0]))
        return [text + tail for text in texts]
    tails = {offset: offset_text(offset) for offset in np.unique(offsets).tolist()}
    return [text + tails[offset] for text, offset in zip(texts, offsets.tolist(), strict=True)]


def offsets_ms(times: Ints, zone: ZoneInfo) -> Ints:
    """How far the clocks of a zone are ahead of UTC at each time, ms."""
    if not len(times):
        return np.empty(0, np.int64)
    quarters, place = np.unique(times // QUARTER_MS, return_inverse=True)
    first, last = offset_ms(int(times.min()), zone), offset_ms(int(times.max()), zone)
    if len(quarters) == 1 and first == last:
        return np.full(len(times), first, np.int64)
    offsets = np.fromiter((offset_ms(quarter * QUARTER_MS, zone) for quarter in quarters.tolist()), np.int64)
    return offsets[place.reshape(-1)]


def offset_ms(time: int, zone: ZoneInfo) -> int:
    """How far the clocks of a zone are ahead of UTC at a time (Unix ms), ms; of times beyond the calendar's end as at
    its end."""
    moment = _EPOCH + timedelta(milliseconds=min(max(time, _FIRST + 86_400_000), _LAST - 86_400_000))
    offset = moment.astimezone(zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() * 1000)


def offset_text(offset: int) -> str:
    """+08:00 of an offset in ms."""
    sign, minutes = "-" if offset < 0 else "+", abs(offset) // 60_000
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def changes_of(zone: ZoneInfo, since: int, until: int) -> list[tuple[int, int]]:
    """When the clocks of a zone were set within a span, and to which offset, both in ms; the first is `since`."""
    found = [(since, offset_ms(since, zone))]
    day = 86_400_000
    at = since
    while at < until:
        then = min(at + day, until)
        if offset_ms(then, zone) != found[-1][1]:
            low, high = at, then
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset_ms(middle, zone) == found[-1][1] else (low, middle)
            found.append((high, offset_ms(high, zone)))
        at = then
    return found


def _texts(times: Ints) -> list[str]:
    texts: list[str] = np.datetime_as_string(times.astype("datetime64[ms]"), unit="ms").tolist()
    return texts
