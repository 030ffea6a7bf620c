"""A time as somebody types it beside the time bar. No Qt."""

import re
from datetime import datetime, timedelta

from opscenter.console.format import time_zone

_AGO = re.compile(r"^-\s*(\d+(?:[.,]\d+)?)\s*(s|min|m|h|d|w)$")
_UNITS = {"s": 1_000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?$")


def read_time(text: str, now: int, zone: str) -> int | None:
    """Unix ms of "18:24", "18:24:07" (the last time the clock showed it), "2026-11-22 18:24" (of the zone's clock),
    an ISO 8601 time with an offset, or "-15min", "-2h", "-3d"; None for anything else, and for a time that a change
    of the clock leaves out."""
    wanted = text.strip()
    ago = _AGO.match(wanted)
    if ago:
        return now - round(float(ago.group(1).replace(",", ".")) * _UNITS[ago.group(2)])
    where = time_zone(zone)
    try:
        clock = _CLOCK.match(wanted)
        if clock:
            today = datetime.fromtimestamp(now / 1000, where)
            hour, minute, second = int(clock.group(1)), int(clock.group(2)), int(clock.group(3) or 0)
            moment = today.replace(hour=hour, minute=minute, second=second, microsecond=0)
            if moment.timestamp() * 1000 > now:
                moment -= timedelta(days=1)
        else:
            moment = datetime.fromisoformat(wanted)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=where)
        found = round(moment.timestamp() * 1000)
        back = datetime.fromtimestamp(found / 1000, moment.tzinfo)
    except (ValueError, OverflowError, OSError):
        return None
    return found if back.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0) else None
