"""Spans that people make reports of: the shift that ended last, this one so far, yesterday, today. No Qt."""

from datetime import datetime, timedelta

from opscenter.console.format import time_zone


def shift_begin(now: int, zone: str, starts: tuple[int, ...]) -> int:
    """Unix ms at which the shift that goes on at `now` began, by the clock of the city (also across a change of it)."""
    return max(one for one in _begins(now, zone, starts) if one <= now)


def last_shift(now: int, zone: str, starts: tuple[int, ...]) -> tuple[int, int]:
    """(since, until) of the shift before the one that goes on."""
    until = shift_begin(now, zone, starts)
    return max(one for one in _begins(until, zone, starts) if one < until), until


def day_begin(now: int, zone: str, ago: int = 0) -> int:
    """Unix ms of midnight of today, or of the day so many days before."""
    local = datetime.fromtimestamp(now / 1000, time_zone(zone)) - timedelta(days=ago)
    return round(local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0).timestamp() * 1000)


def _begins(now: int, zone: str, starts: tuple[int, ...]) -> list[int]:
    local = datetime.fromtimestamp(now / 1000, time_zone(zone))
    found = []
    for day in (-2, -1, 0):
        for minutes in starts:
            at = (local + timedelta(days=day)).replace(
                hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0, fold=0
            )
            found.append(round(at.timestamp() * 1000))
    return found
