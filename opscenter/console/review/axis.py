"""The axis of the time bar: which span it shows, where a time stands on it, and which times are named. No Qt."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from opscenter.console.format import time_zone

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NARROWEST_MS = 10 * MINUTE
WIDEST_MS = 120 * DAY
FIRST_MS = DAY
AHEAD = 0.02
"""So much of the span is kept free beyond the present."""

_STEPS = (
    1_000, 2_000, 5_000, 10_000, 15_000, 30_000,
    MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
    HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY,
)  # fmt: skip


@dataclass(slots=True, frozen=True)
class TimeRange:
    """A span of time, Unix ms, `since` < `until`."""

    since: int
    until: int

    @property
    def span(self) -> int:
        """Its length, ms."""
        return self.until - self.since

    def x(self, at: float, width: float) -> float:
        """Where a time stands on an axis of `width` px."""
        return (at - self.since) / self.span * width

    def time(self, x: float, width: float) -> int:
        """The time at a place of an axis of `width` px."""
        return round(self.since + x / max(1.0, width) * self.span)

    def zoomed(self, factor: float, at: float, first: int, now: int) -> "TimeRange":
        """`factor` times as long, `at` keeping its place; kept within what is known."""
        span = min(WIDEST_MS, max(NARROWEST_MS, self.span * factor))
        share = (at - self.since) / self.span
        since = at - span * share
        return TimeRange(round(since), round(since + span)).within(first, now)

    def moved(self, by: float, first: int, now: int) -> "TimeRange":
        """Moved by so many ms; kept within what is known."""
        return TimeRange(round(self.since + by), round(self.until + by)).within(first, now)

    def within(self, first: int, now: int) -> "TimeRange":
        """Moved, and if need be shortened, so that it does not leave what is known by more than a little."""
        latest = round(now + self.span * AHEAD)
        earliest = (first or now) - round(self.span * AHEAD)
        until = min(self.until, latest)
        if until - self.span < earliest:
            until = min(latest, earliest + self.span)
        return TimeRange(until - self.span, until)

    def holding(self, at: int) -> "TimeRange":
        """Moved so that it holds a time."""
        if at < self.since:
            return TimeRange(at - self.span // 10, at - self.span // 10 + self.span)
        if at > self.until:
            return TimeRange(at + self.span // 10 - self.span, at + self.span // 10)
        return self


def first_range(first: int, now: int) -> TimeRange:
    """What is shown at first: the last day, or all there is when that is less."""
    span = min(FIRST_MS, max(NARROWEST_MS, now - first if first else 0))
    return TimeRange(now - span, now).within(first, now)


@dataclass(slots=True, frozen=True)
class Tick:
    """A named time: `label` of the clock or the day; `day`: a midnight."""

    at: int
    label: str
    day: bool


def ticks(shown: TimeRange, zone: str, most: int) -> list[Tick]:
    """At most so many times within a span, at full units of the zone's own clock: on a day with a change of the clock
    they stand where that clock shows them."""
    step = next((step for step in _STEPS if shown.span / step <= max(1, most)), _STEPS[-1])
    where = time_zone(zone)
    start = datetime.fromtimestamp(shown.since / 1000, where)
    day = start.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    found: dict[int, Tick] = {}
    days = max(1, step // DAY)
    if days > 1:
        day -= timedelta(days=day.toordinal() % days)
    clock = "%H:%M" if step >= MINUTE else "%H:%M:%S"
    while (midnight_at := _unix(day, where)) <= shown.until:
        # Only the part of the day that is shown, with room for a change of the clock: of seconds there are many.
        reach = shown.since - 3 * HOUR - midnight_at, shown.until + 3 * HOUR - midnight_at
        each = min(step, days * DAY)
        for offset in range(max(0, reach[0] // each * each), min(days * DAY, reach[1] + 1), each):
            local = day + timedelta(milliseconds=offset)
            at = _unix(local, where)
            if shown.since <= at <= shown.until:
                midnight = local.hour == local.minute == local.second == 0
                found[at] = Tick(at, local.strftime("%d.%m." if midnight else clock), midnight)
        day += timedelta(days=days)
    return [found[at] for at in sorted(found)]


def _unix(local: datetime, zone: tzinfo) -> int:
    return round(local.replace(tzinfo=zone).timestamp() * 1000)
