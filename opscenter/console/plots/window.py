"""Which span of time the plots show, and which spans can be chosen. No Qt."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SPANS_S = (600, 3_600, 86_400, 604_800, 2_592_000)
SHORTEST_S = 5
LONGEST_S = 40 * 366 * 86_400
AHEAD = 0.02
"""Share of the span that may lie after the present, so that the newest value is not at the very edge."""
MOST_AHEAD = 0.35
"""Share of the span that may lie after the present where a forecast is drawn."""
ENOUGH = 12
"""So many moments make a picture; the shortest span that holds them is chosen around a newest value."""


def bounded(seconds: float) -> float:
    """A span that can be shown; the shortest for what is not a number."""
    return float(min(LONGEST_S, max(SHORTEST_S, seconds))) if seconds == seconds else float(SHORTEST_S)


def telling_span_s(times: NDArray[np.int64]) -> float:
    """The shortest span (s) to choose, back from the newest of `times` (ms, ascending), that holds ENOUGH of them.

    The longest one when none does; without times the shortest.
    """
    if not len(times):
        return SPANS_S[0]
    moments = np.unique(times)
    for span in SPANS_S:
        if len(moments) - int(np.searchsorted(moments, moments[-1] - span * 1000)) >= ENOUGH:
            return span
    return SPANS_S[-1]


@dataclass(slots=True)
class TimeWindow:
    """`span_s` seconds that end now (`live`), at the moment of a pause, or at `until_ms` (Unix ms)."""

    span_s: float = SPANS_S[0]
    live: bool = True
    paused_at: int | None = None
    until_ms: float = 0.0
    ahead_ms: float = 0.0

    @property
    def following(self) -> bool:
        """Whether the picture moves with the present."""
        return self.live and self.paused_at is None

    def present(self, now: int) -> int:
        """The moment that counts as now: that of the pause, if any."""
        return self.paused_at if self.paused_at is not None else now

    def told(self, pointed: float, now: int, past: bool) -> float:
        """The moment (ms) whose values are written beside the names: the one pointed at, else NaN for the latest.

        A picture that is held, or is of the past, says nothing of what came later, though it is known already.
        """
        if math.isfinite(pointed):
            return pointed
        return float(self.present(now)) if past or self.paused_at is not None else math.nan

    def edges(self, now: int) -> tuple[float, float]:
        """(since, until) in ms. The future is never in it, but for a margin of AHEAD beyond the newest values, and, of
        `ahead_ms` that are wanted, as much as leaves most of the picture to the past."""
        present = self.present(now)
        room = min(self.ahead_ms, self.span_s * 1000 * MOST_AHEAD)
        most = present + max(room, self.span_s * 1000 * AHEAD)
        until = present + room if self.live else min(self.until_ms, most)
        return until - self.span_s * 1000, until

    def choose(self, seconds: float, now: int) -> None:
        """Show so much time: to the present if that is in the picture, else to where the picture ends."""
        _, until = self.edges(now)
        self.span_s = bounded(seconds)
        if until >= self.present(now):
            self.live = True

    def follow(self) -> None:
        """Follow the present."""
        self.live, self.paused_at = True, None

    def move(self, since_s: float, until_s: float, now: int) -> None:
        """Take what a hand has panned or zoomed to; what reaches the present goes on with it."""
        present = self.present(now) / 1000
        if until_s >= present and since_s < present:
            self.live = True
            past = present - since_s
            self.span_s = bounded(past + min(self.ahead_ms / 1000, past * MOST_AHEAD / (1 - MOST_AHEAD)))
            return
        self.span_s = bounded(until_s - since_s)
        if since_s >= present:  # all future: there is nothing to see
            self.live = True
            return
        self.live = False
        self.until_ms = until_s * 1000

    def show(self, since_ms: float, until_ms: float, now: int) -> None:
        """Show a span of the past with a margin at its end; one that ends now is followed."""
        self.paused_at = None
        self.span_s = bounded((until_ms - since_ms) / 1000 * (1 + AHEAD))
        self.live = until_ms + self.span_s * 1000 * AHEAD >= now
        self.until_ms = until_ms + (until_ms - since_ms) * AHEAD
