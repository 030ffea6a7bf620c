"""Times of a feed -> Unix milliseconds. Local times without an offset are of the feed's zone.

When the clock goes back an hour is there twice: of its two readings the later one that is not after the time of arrival
counts (a live feed sends what was just measured). When the clock goes forward an hour is missing: a time in it is read
with the offset before the change, so 02:30 is what the changed clock calls 03:30.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 80
AHEAD_MS = 5 * 60_000
"""A sender's clock may be ahead of ours by so much."""


def unix_ms(moment: datetime, zone: ZoneInfo, arrived: int) -> int:
    """Unix ms of a moment, read as the module says when it has no offset. OverflowError beyond the calendar's ends."""
    if moment.tzinfo is None:
        earlier, later = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
        twice = earlier.utcoffset() != later.utcoffset() and _exists(earlier)
        moment = later if twice and _since_epoch(later) <= arrived + AHEAD_MS else earlier
    return _since_epoch(moment)


def read_time(text: str, zone: ZoneInfo, arrived: int, form: str = "") -> int:
    """Unix ms of a text: ISO 8601, or by `form` (strptime; "unix", "unix_ms" are numbers). ValueError, a sentence."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise ValueError("a time is not so long a text")
    try:
        if form in ("unix", "unix_ms"):
            return int(float(text) * (1_000 if form == "unix" else 1))
        return unix_ms(datetime.strptime(text, form) if form else datetime.fromisoformat(text), zone, arrived)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is not a time" + (f" of the form {form}" if form else " (ISO 8601)")) from None


def _exists(moment: datetime) -> bool:
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def _since_epoch(moment: datetime) -> int:
    return (moment.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1)
