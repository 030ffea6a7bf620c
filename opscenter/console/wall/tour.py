"""Which view a wall shows now: it cycles by itself, and stops where an alarm waits for somebody. No Qt, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

View = TypeVar("View")

DWELL_MS = 20_000
ALARM_DWELL_MS = 15_000
HAND_MS = 60_000
"""So long a view stays after a hand has moved the map."""


@dataclass(slots=True, frozen=True)
class Stop(Generic[View]):
    """One stop of the tour: `key` stays the same while the tour is made anew; `rank` 0 for a view, else an alarm's
    priority (1 is the worst)."""

    key: str
    name: str
    view: View
    rank: int = 0


class Tour(Generic[View]):
    """Views in turn while nothing urgent waits; else the urgent alarms in turn, the worst first.

    All times are ms of one clock that does not go back. What is shown next is decided by `choose`, called often.
    """

    def __init__(self, dwell_ms: int = DWELL_MS, alarm_dwell_ms: int = ALARM_DWELL_MS) -> None:
        self.dwell_ms, self.alarm_dwell_ms = dwell_ms, alarm_dwell_ms
        self.paused = False
        self.at: Stop[View] | None = None
        self._until = 0
        self._known: set[str] = set()

    def choose(self, now: int, views: Sequence[Stop[View]], alarms: Sequence[Stop[View]]) -> Stop[View] | None:
        """What to show at `now`; None when there is nothing at all.

        A new alarm that is no less urgent than what is shown is shown at once, even while the tour is paused; it stays
        for its time, then the next that waits has its turn.
        """
        stops = sorted(alarms, key=lambda stop: stop.rank) or list(views)
        news = [stop for stop in alarms if stop.key not in self._known]
        self._known = {stop.key for stop in alarms}
        worst = min(news, key=lambda stop: stop.rank, default=None)
        if worst is not None and (self.at is None or not self.at.rank or worst.rank <= self.at.rank):
            return self._show(worst, now)
        if not stops:
            self.at = None
            return None
        here = next((stop for stop in stops if self.at is not None and stop.key == self.at.key), None)
        if here is None:
            # What was shown is over: an alarm that was dealt with, or a place that is no more.
            return self._show(stops[0], now)
        self.at = here
        if now >= self._until and not self.paused:
            return self._show(stops[(stops.index(here) + 1) % len(stops)], now)
        return here

    def step(self, now: int, by: int, views: Sequence[Stop[View]], alarms: Sequence[Stop[View]]) -> Stop[View] | None:
        """The next (`by` 1) or the one before (-1), by hand."""
        stops = sorted(alarms, key=lambda stop: stop.rank) or list(views)
        if not stops:
            return None
        keys = [stop.key for stop in stops]
        at = keys.index(self.at.key) + by if self.at is not None and self.at.key in keys else 0
        return self._show(stops[at % len(stops)], now)

    def hold(self, now: int) -> None:
        """A hand has moved the map: leave it there for a while."""
        self._until = max(self._until, now + HAND_MS)

    def _show(self, stop: Stop[View], now: int) -> Stop[View]:
        self.at = stop
        self._until = now + (self.alarm_dwell_ms if stop.rank else self.dwell_ms)
        return stop
