"""Numbers, ages, clock times, distances and places as the console writes them, everywhere the same."""

import math
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication

from opscenter.domain.catalogue import Attribute
from opscenter.domain.texts import in_language
from opscenter.domain.units import unit_symbol

NOTHING = "–"
"""What stands where a number would be when there is none."""

_THIN = "\u202f"
_MINUS = "\u2212"


@lru_cache(maxsize=64)
def time_zone(zone: str) -> tzinfo:
    """The time zone of an IANA name; UTC for a name nobody knows."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def format_number(value: float, decimals: int) -> str:
    """A number with fixed decimals, a true minus, and thin spaces from five digits on; "–" for NaN and infinity."""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= 1e15:
        return f"{value:.4g}".replace("-", _MINUS)
    text = f"{abs(value):,.{max(0, decimals)}f}"
    text = text.replace(",", _THIN) if abs(value) >= 10_000 else text.replace(",", "")
    negative = value < 0 and any(digit in text for digit in "123456789")
    return _MINUS + text if negative else text


def unit_text(attribute: Attribute) -> str:
    """The unit as it is written beside a number; counts and ratios (C62, "one") have none."""
    return attribute.unit_label or unit_symbol(attribute.unit)


def format_value(value: float, attribute: Attribute | None) -> tuple[str, str]:
    """(number, unit) of a value; the unit is apart so that it can be smaller and muted.

    A described value is shown times its `shown_factor`. Without a catalogue entry the number keeps at most three
    decimals and no trailing zeros, and has no unit.
    """
    if attribute is not None:
        return format_number(value * attribute.shown_factor, attribute.decimals), unit_text(attribute)
    text = format_number(value, 3)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text, ""


def state_text(text: str, attribute: Attribute | None, language: str) -> str:
    """A value that is a text as people read it: the name the catalogue gives that state, else the text itself."""
    named = attribute.states.get(text.strip().lower(), {}) if attribute is not None else {}
    return in_language(named, language) or text


def format_age(ms: int) -> str:
    """A span as a person says it: "3 s", "2 min", "1 h 05", "4 d". Negative spans (clocks differ) count as 0 s."""
    seconds = max(0, int(ms)) // 1000
    if seconds < 60:
        return QCoreApplication.translate("Format", "{count} s").format(count=seconds)
    minutes = seconds // 60
    if minutes < 60:
        return QCoreApplication.translate("Format", "{count} min").format(count=minutes)
    hours = minutes // 60
    if hours < 48:
        return QCoreApplication.translate("Format", "{hours} h {minutes}").format(
            hours=hours, minutes=f"{minutes % 60:02d}"
        )
    return QCoreApplication.translate("Format", "{count} d").format(count=hours // 24)


def _at(ms: int, zone: str) -> datetime | None:
    if ms <= 0:
        return None
    try:
        return datetime.fromtimestamp(ms / 1000, time_zone(zone))
    except (OverflowError, ValueError, OSError):
        return None


def format_time(ms: int, zone: str, seconds: bool = True) -> str:
    """Clock time of Unix `ms` in `zone`, 24 hours: "18:24:07" or "18:24"; "–" for 0 (never)."""
    at = _at(ms, zone)
    if at is None:
        return NOTHING
    return at.strftime("%H:%M:%S" if seconds else "%H:%M")


def format_date_time(ms: int, zone: str, seconds: bool = True) -> str:
    """Date and clock time: "2026-11-22 18:24:07"; "–" for 0 (never)."""
    at = _at(ms, zone)
    if at is None:
        return NOTHING
    return at.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def format_offset(ms: int, zone: str) -> str:
    """Offset of `zone` from UTC at Unix `ms`: "+08:00", "−03:30"."""
    at = _at(ms, zone)
    offset = at.utcoffset() if at is not None else None
    if offset is None:
        return "+00:00"
    minutes = round(offset.total_seconds() / 60)
    return f"{'+' if minutes >= 0 else _MINUS}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def format_weekday(ms: int, zone: str) -> str:
    """Short weekday of Unix `ms` in `zone`, in the console's language."""
    at = _at(ms, zone)
    names = (
        QCoreApplication.translate("Format", "Mon"),
        QCoreApplication.translate("Format", "Tue"),
        QCoreApplication.translate("Format", "Wed"),
        QCoreApplication.translate("Format", "Thu"),
        QCoreApplication.translate("Format", "Fri"),
        QCoreApplication.translate("Format", "Sat"),
        QCoreApplication.translate("Format", "Sun"),
    )
    return names[at.weekday()] if at is not None else ""


def format_bytes(count: float) -> tuple[str, str]:
    """(number, unit) of a size in bytes, decimal prefixes: ("1.4", "GB")."""
    size = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if abs(size) < 1000:
            return format_number(size, 0 if unit == "B" or abs(size) >= 100 else 1), unit
        size /= 1000
    return format_number(size, 1), "TB"


def format_rate(per_second: float) -> str:
    """A rate without its unit: "0.4", "37", "4.9k"."""
    if not math.isfinite(per_second):
        return NOTHING
    if per_second >= 10_000:
        return f"{per_second / 1000:.0f}k"
    if per_second >= 1000:
        return f"{per_second / 1000:.1f}k"
    return f"{per_second:.0f}" if per_second >= 10 or per_second == 0 else f"{per_second:.1f}"


def format_length(metres: float) -> str:
    """ "7.4 m", "842 m", "3.27 km", "48.1 km"."""
    if metres < 999.5:
        count = format_number(metres, 1 if metres < 99.95 else 0)
        return QCoreApplication.translate("Format", "{count} m").format(count=count)
    kilometres = metres / 1000.0
    count = format_number(kilometres, 2 if kilometres < 9.995 else 1 if kilometres < 999.95 else 0)
    return QCoreApplication.translate("Format", "{count} km").format(count=count)


def format_area(square_metres: float) -> str:
    """ "640 m²", "3.42 ha", "12.8 km²"; hectares from one to a hundred."""
    if square_metres < 9_999.5:
        count = format_number(square_metres, 0 if square_metres >= 99.95 else 1)
        return QCoreApplication.translate("Format", "{count} m²").format(count=count)
    if square_metres < 999_950.0:
        hectares = square_metres / 1e4
        count = format_number(hectares, 2 if hectares < 9.995 else 1)
        return QCoreApplication.translate("Format", "{count} ha").format(count=count)
    kilometres = square_metres / 1e6
    count = format_number(kilometres, 2 if kilometres < 99.995 else 1 if kilometres < 9999.5 else 0)
    return QCoreApplication.translate("Format", "{count} km²").format(count=count)


def format_direction(bearing: float) -> str:
    """One of eight directions for people, of degrees clockwise from north: "NE"."""
    names = (
        QCoreApplication.translate("Format", "N"),
        QCoreApplication.translate("Format", "NE"),
        QCoreApplication.translate("Format", "E"),
        QCoreApplication.translate("Format", "SE"),
        QCoreApplication.translate("Format", "S"),
        QCoreApplication.translate("Format", "SW"),
        QCoreApplication.translate("Format", "W"),
        QCoreApplication.translate("Format", "NW"),
    )
    return names[round(bearing / 45.0) % 8]


def format_place(lon: float, lat: float, decimals: int = 5) -> str:
    """ "22.27934, 114.16281", degrees: latitude first, as everywhere here; five decimals are about a metre."""
    return f"{lat:.{decimals}f}, {lon:.{decimals}f}"
