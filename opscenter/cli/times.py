"""Times as people write them on a command line."""

import re
import time
from datetime import UTC, datetime, timedelta

from opscenter.wire.instants import format_instant as iso

__all__ = ["iso", "now_ms", "parse_time"]

_AGO = re.compile(r"^-(\d+(?:\.\d+)?)(s|m|min|h|d|w)$")
_UNITS = {"s": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800}


def now_ms() -> int:
    """Unix milliseconds now."""
    return time.time_ns() // 1_000_000


def parse_time(text: str, now: int) -> int:
    """Unix ms of "now", "-15min", "-2h", "-3d" or an ISO 8601 time (UTC without an offset); else ValueError."""
    wanted = text.strip()
    if wanted == "now":
        return now
    ago = _AGO.match(wanted)
    if ago:
        return now - int(float(ago.group(1)) * _UNITS[ago.group(2)] * 1_000)
    try:
        moment = datetime.fromisoformat(wanted)
    except ValueError:
        raise ValueError(
            f"{text!r} is not a time. Write 2026-11-22T10:00:00Z, 2026-11-22T18:00:00+08:00, now, -15min, -2h or -3d."
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
