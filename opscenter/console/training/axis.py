"""The axis of an exercise's course: which span is shown, where a time stands, which times are named. No Qt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from opscenter.console.format import time_zone
from opscenter.console.training.wording import clock_span

NARROWEST_MS = 20_000
SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
_STEPS = (
    *(SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND),
    *(MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE),
    *(HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR),
)


@dataclass(slots=True, frozen=True)
class Shown:
    """A span of time that is shown, Unix ms or ms since a beginning; `since` < `until`."""

    since: int
    until: int

    @property
    def span(self) -> int:
        """Its length, ms."""
        return max(1, self.until - self.since)

    def x(self, at: float, width: float) -> float:
        """Where a time stands on an axis of `width` px."""
        return (at - self.since) / self.span * width

    def time(self, x: float, width: float) -> int:
        """The time at a place of an axis of `width` px."""
        return round(self.since + x / max(1.0, width) * self.span)

    def zoomed(self, factor: float, about: float, whole: "Shown") -> "Shown":
        """`factor` times as long, `about` keeping its place; within the whole."""
        span = min(whole.span, max(min(NARROWEST_MS, whole.span), round(self.span * factor)))
        share = (about - self.since) / self.span
        since = round(about - span * share)
        return Shown(since, since + span).within(whole)

    def moved(self, by: float, whole: "Shown") -> "Shown":
        """Moved by so many ms; within the whole."""
        return Shown(round(self.since + by), round(self.until + by)).within(whole)

    def within(self, whole: "Shown") -> "Shown":
        """Moved, and if need be shortened, so that it lies within another."""
        span = min(self.span, whole.span)
        since = min(max(self.since, whole.since), whole.until - span)
        return Shown(since, since + span)

    def holding(self, at: int, whole: "Shown") -> "Shown":
        """Moved so that it holds a time."""
        if self.since <= at <= self.until:
            return self
        return Shown(at - self.span // 2, at - self.span // 2 + self.span).within(whole)


def clock_ticks(shown: Shown, zone: str, most: int) -> list[tuple[int, str]]:
    """(Unix ms, name) of at most about `most` full times of the city's clock."""
    step = _step(shown, most)
    where = time_zone(zone)
    begin = datetime.fromtimestamp(shown.since / 1000, where)
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    first = round((begin.replace(tzinfo=None) - midnight).total_seconds() * 1000) // step
    found: list[tuple[int, str]] = []
    for number in range(first, first + shown.span // step + 3):
        local = (midnight + timedelta(milliseconds=number * step)).replace(tzinfo=where)
        at = round(local.timestamp() * 1000)
        if shown.since <= at <= shown.until and (not found or at > found[-1][0]):
            found.append((at, f"{local:%H:%M:%S}" if step < MINUTE else f"{local:%H:%M}"))
    return found


def span_ticks(shown: Shown, most: int) -> list[tuple[int, str]]:
    """(ms since the beginning, name) of at most about `most` full minutes since then."""
    step = _step(shown, most)
    first = -(-shown.since // step)
    return [(number * step, clock_span(number * step)) for number in range(first, shown.until // step + 1)]


def _step(shown: Shown, most: int) -> int:
    return next((step for step in _STEPS if shown.span / step <= max(1, most)), _STEPS[-1])


def tracks(spans: list[tuple[float, float]], most: int, gap: float = 2.0) -> list[int]:
    """On which of `most` lines each of some spans (px, in order of their begin) is drawn so that they do not overlap;
    what has no room is on the line that is free first."""
    ends: list[float] = []
    placed: list[int] = []
    for begin, end in spans:
        line = -1
        for number, taken in enumerate(ends):
            if taken + gap <= begin:
                line = number
                break
        if line < 0 and len(ends) < most:
            ends.append(end)
            line = len(ends) - 1
        elif line < 0:
            line = min(range(len(ends)), key=lambda number: ends[number])
        ends[line] = max(end, ends[line])
        placed.append(line)
    return placed
