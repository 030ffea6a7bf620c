"""When the shift ends: the shifts of a room begin at fixed times of the city's day."""

from datetime import datetime, timedelta

from opscenter.console.format import time_zone


def end_of_shift(now: int, zone: str, starts: tuple[int, ...]) -> int:
    """Unix ms of the next beginning of a shift after `now`, by the clock of the city (also across a change of it)."""
    local = datetime.fromtimestamp(now / 1000, time_zone(zone))
    for day in (0, 1):
        for minutes in sorted(starts):
            at = (local + timedelta(days=day)).replace(
                hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0, fold=0
            )
            ends = round(at.timestamp() * 1000)
            if ends > now:
                return ends
    return now + 8 * 3_600_000


def parse_starts(text: str) -> tuple[int, ...]:
    """(420, 900) of "07:00 15:00". ValueError with a sentence for anything else."""
    starts = []
    for word in text.replace(",", " ").split():
        hours, _, minutes = word.partition(":")
        if not (hours.isdecimal() and (minutes or "0").isdecimal() and int(hours) < 24 and int(minutes or 0) < 60):
            raise ValueError(f"{word} is not a time of the day such as 07:00")
        starts.append(int(hours) * 60 + int(minutes or 0))
    if not 0 < len(starts) <= 12:
        raise ValueError("name between one and twelve times of the day, such as 07:00 15:00 23:00")
    return tuple(sorted(set(starts)))


def starts_text(starts: tuple[int, ...]) -> str:
    """As `parse_starts` reads it."""
    return " ".join(f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in starts)
