"""What can be said in numbers of a series over the span that is shown. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opscenter.console.plots.stretch import Stretch
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Side


@dataclass(slots=True, frozen=True)
class Figures:
    """Of one series over a span, in the unit it is shown in; NaN where there is nothing.

    `beyond_ms`: how long it was beyond any limit, of `known_ms` in which it was known; NaN without limits. `good`: the
    share of samples of good quality. `binned`: some of it comes from bins (`width` ms at most), so that `beyond_ms`
    goes by their means and `good` counts a bin as its worst sample.
    """

    count: int = 0
    low: float = math.nan
    high: float = math.nan
    mean: float = math.nan
    last: float = math.nan
    beyond_ms: float = math.nan
    known_ms: float = 0.0
    good: float = math.nan
    width: int = 0

    @property
    def binned(self) -> bool:
        """Whether any of it comes from bins."""
        return self.width > 0


def figures_of(
    rows: Stretch, since: float, until: float, limits: Sequence[tuple[float, Side]], break_after_ms: float
) -> Figures:
    """Of what is known of a series between two times (ms). A value holds until the next one, for `break_after_ms`."""
    first = int(np.searchsorted(rows.time, since, "right")) - 1
    holds = rows.rows(slice(max(0, first), None)).between(-math.inf, until)
    inside = holds.between(since, until)
    finite = np.isfinite(inside.mean)
    if not finite.any():
        return Figures()
    seen = inside.rows(finite)
    total = float(seen.count.sum())
    beyond, known = _durations(holds, since, until, limits, break_after_ms)
    return Figures(
        count=round(total),
        low=float(seen.low.min()),
        high=float(seen.high.max()),
        mean=float((seen.mean * seen.count).sum() / total),
        last=float(seen.mean[-1]),
        beyond_ms=beyond,
        known_ms=known,
        good=float(seen.count[seen.quality == int(Quality.GOOD)].sum() / total),
        width=int(seen.width.max()),
    )


def _durations(
    rows: Stretch, since: float, until: float, limits: Sequence[tuple[float, Side]], break_after_ms: float
) -> tuple[float, float]:
    """(ms beyond any limit, ms in which it is known)."""
    begins = np.maximum(rows.time.astype(np.float64), since)
    ends = np.append(rows.time[1:].astype(np.float64), until)
    ends = np.minimum(np.minimum(ends, until), np.maximum(rows.end, rows.time) + break_after_ms)
    lasts = np.maximum(0.0, ends - begins) * np.isfinite(rows.mean)
    known = float(lasts.sum())
    if not limits:
        return math.nan, known
    over = np.zeros(len(rows), np.bool_)
    with np.errstate(invalid="ignore"):
        for limit, side in limits:
            over |= rows.mean > limit if side is Side.HIGH else rows.mean < limit
    return float(lasts[over].sum()), known
