"""The scales of values in one plot: one for each unit, each with what it spans. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from opscenter.console.plots.series import Series
from opscenter.console.session import Session

MOST_UNITS = 4
"""Axes of values that a plot has room for."""


@dataclass(slots=True, eq=False)
class Scale:
    """From `low` at the bottom to `high` at the top, in `unit`, for the series at `numbers` of the plot."""

    unit: str
    numbers: list[int] = field(default_factory=list)
    low: float = 0.0
    high: float = 1.0

    @property
    def span(self) -> float:
        """What lies between bottom and top; never 0."""
        return max(1e-12, self.high - self.low)

    def fit(self, low: float, high: float, bounds: "Bounds", limits: Sequence[float], rooms: "Rooms") -> bool:
        """Span these extremes, and the limits that are near; False where the scale stays as it is.

        A scale that breathes hides what changes: it is kept while the data stay well inside it.
        """
        if not math.isfinite(low):
            low, high = (self.low, self.high) if limits == () else (min(limits, default=0.0), max(limits, default=1.0))
        floor = bounds.floor if low >= bounds.floor else -math.inf  # no room for what cannot be
        least = max(bounds.least, abs(high) * 1e-3, 1e-9)
        if high - low < least:
            middle = (low + high) / 2
            nearest = min(limits, key=lambda at: abs(at - middle), default=middle)
            nearest = nearest if abs(nearest - middle) < 3 * least else middle
            low, high = min(middle - least / 2, nearest), max(middle + least / 2, nearest)
        span = high - low
        for at in limits:
            if low - span < at < high + span:
                low, high = min(low, at), max(high, at)
        low = max(low, floor)
        pad = (high - low) * 0.08
        above = max(pad, (high - low) * rooms.above) if high in limits else pad
        wanted_low, wanted_high = low - pad, high + above
        wanted_low = (wanted_low - rooms.below * wanted_high) / (1 - rooms.below)
        least_low = (low - rooms.below * wanted_high) / (1 - rooms.below)
        least_high = high + 0.8 * above if high in limits else high
        roomy = self.high - self.low < 1.6 * (wanted_high - wanted_low)
        if roomy and self.low <= least_low and least_high <= self.high:
            return False
        self.low, self.high = wanted_low, wanted_high
        return True


@dataclass(slots=True, frozen=True)
class Bounds:
    """`least`: what spans less is no movement; `floor`: nothing can be below."""

    least: float = 0.0
    floor: float = -math.inf


@dataclass(slots=True, frozen=True)
class Rooms:
    """Shares of the height to be kept free: above a limit at the top for its label, at the bottom for states."""

    above: float = 0.0
    below: float = 0.0


def scales_for(series: Sequence[Series], session: Session, before: Sequence[Scale] = ()) -> list[Scale]:
    """A scale for each unit, in the order in which the units come; one that was there keeps what it spans."""
    known = {scale.unit: scale for scale in before}
    made: dict[str, Scale] = {}
    for number, each in enumerate(series):
        if each.is_text:
            continue
        unit = each.unit(session)
        if unit not in made:
            old = known.get(unit)
            made[unit] = Scale(unit, [], old.low, old.high) if old is not None else Scale(unit)
        made[unit].numbers.append(number)
    return list(made.values())


def bounds_of(series: Sequence[Series], session: Session) -> Bounds:
    """What the catalogue says of the values on one scale."""
    least, floor = 0.0, math.inf
    for each in series:
        described = each.described(session)
        if described is None:
            floor = -math.inf
            continue
        least = max(least, 4.0 * 10.0**-described.decimals)  # what the numbers do not even write is no movement
        if described.low is not None and described.high is not None:
            least = max(least, (described.high - described.low) * described.shown_factor * 0.05)
        floor = min(floor, -math.inf if described.low is None else described.low * described.shown_factor)
    return Bounds(least, floor if floor < math.inf else -math.inf)
