"""Which pieces of history a view needs: of what is seen, of what is around, of years. No Qt."""

import math
from dataclasses import dataclass

from opscenter.console.plots.pieces import Pieces

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
WIDTHS = (
    *(n for step in (1, 10, 100) for n in (step, 2 * step, 5 * step)),
    *(n * SECOND for n in (1, 2, 5, 10, 15, 30)),
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 4, 6, 12)),
    *(n * DAY for n in (1, 2, 5, 10, 20, 50)),
)
"""Widths of bins (ms) that are asked for: round, so that roll-ups fit and neighbouring pieces agree on their bins."""
AROUND = 0.5
"""Share of the span that is asked for beyond each edge, as finely as what is seen."""
FAR = 8
"""A second, coarser piece spans so many times the view: zooming out finds it."""
YEARS_MS = 2 * 366 * DAY
MOST_POINTS = 5_000


@dataclass(slots=True, frozen=True)
class Ask:
    """History between `since` and `until` (ms, whole multiples of `width`) in bins of `width` ms.

    `rank`: 0 it is in view, 1 around it, 2 further away.
    """

    since: int
    until: int
    width: int
    rank: int = 0

    @property
    def points(self) -> int:
        """In how many bins at most: one more than fit, as both edges may lie within one."""
        return max(1, round((self.until - self.since) / self.width)) + 1


def width_for(span_ms: float, columns: int) -> int:
    """The narrowest bins (ms) that are worth asking for where a span is drawn on so many pixel columns."""
    wanted = span_ms / max(1, columns)
    return next((width for width in WIDTHS if width >= wanted), WIDTHS[-1])


def next_ask(
    pieces: Pieces, since: float, until: float, columns: int, present: int, changes: bool = False
) -> Ask | None:
    """What to ask for next so that a view (ms) is drawn well and can be left in any direction; None: all is here.

    What is seen comes first, then what is around it, then everything of the last years. Of `changes` (of a text) only
    what is seen and its neighbourhood: they have no coarser form.
    """
    if present <= 0 or not since < until:
        return None
    span = until - since
    width = width_for(span, columns)
    wanted: list[tuple[float, float, int, float, float]] = [
        (since, until, width, AROUND * span, AROUND * span),
        (since - span, until + span, width_for(span * FAR, columns), (FAR - 3) * span * 0.7, (FAR - 3) * span * 0.3),
        (present - YEARS_MS, present, width_for(YEARS_MS, 700), 0.0, 0.0),
    ]
    for rank, (start, end, wide, before, after) in enumerate(wanted[:1] if changes else wanted):
        holes = pieces.missing(max(0.0, start), min(end, present), wide)
        holes = [hole for hole in holes if hole[1] - hole[0] >= 0.01 * (end - start)]
        if holes:
            first = max(0.0, holes[0][0] - before)
            last = min(holes[-1][1] + after, float(present))
            return aligned(first, last, wide, rank)
    return None


def aligned(since: float, until: float, width: int, rank: int = 0) -> Ask:
    """The ask for whole bins that holds a span, at most MOST_POINTS of them."""
    while (until - since) / width > MOST_POINTS:
        width = next((wider for wider in WIDTHS if wider > width), width * 2)
    first = math.floor(since / width) * width
    return Ask(first, max(first + width, math.ceil(until / width) * width), width, rank)
