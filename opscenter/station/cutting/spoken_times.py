"""Moments in sentences, by the clocks of the city."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def speaker(zone: str) -> Callable[[int], str]:
    """Writes Unix ms as `2026-11-22 18:00:05 +0800`. Zones nobody knows are UTC."""
    try:
        city = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        city = ZoneInfo("UTC")

    def say(at: int) -> str:
        try:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)).astimezone(city).strftime(
                "%Y-%m-%d %H:%M:%S %z"
            )  # fmt: skip
        except OverflowError:
            return f"{at} ms"

    return say
