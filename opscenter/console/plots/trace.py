"""From a stretch of a series to what its curve draws: a line over an envelope, points, breaks. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from opscenter.console.plots.decimate import line_of
from opscenter.console.plots.stretch import Floats, Stretch, in_bins
from opscenter.domain.quality import Quality

CROWDED = 1.5
"""More rows a pixel column than this are put together in bins of a column."""
WIDE_PX = 2.0
"""Bins wider than this show that they are."""
ROOMY_PX = 7.0
"""Samples further apart than this on average are drawn as points as well."""
MOST_RUNS = 4_000
SUSPECT = np.uint8(Quality.SUSPECT)

Line = tuple[Floats, Floats]
NO_LINE: Line = (np.empty(0), np.empty(0))


@dataclass(slots=True, frozen=True)
class Envelope:
    """Rows that hang together and span more than their line: from `low` to `high` at each `x` (ms)."""

    x: Floats
    low: Floats
    high: Floats
    quality: int


@dataclass(slots=True)
class Trace:
    """What to draw of one curve. Lines by trust (x in ms, y; NaN breaks them), points by trust, `bad` ones apart.

    `low` and `high` are the extremes in view (NaN without any), `breaks` spans (ms) without samples.
    """

    lines: dict[int, Line] = field(default_factory=dict)
    points: dict[int, Line] = field(default_factory=dict)
    envelopes: list[Envelope] = field(default_factory=list)
    bad: Line = NO_LINE
    last: tuple[float, float] | None = None
    low: float = np.nan
    high: float = np.nan
    breaks: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing at all is drawn."""
        return not self.lines and not self.points and not len(self.bad[0])


def trace(
    stretch: Stretch,
    since: float,
    until: float,
    columns: int,
    break_after_ms: float,
    gaps: Sequence[tuple[int, int]] = (),
    stepped: bool = False,
) -> Trace:
    """What to draw of a stretch between `since` and `until` (ms) on `columns` pixel columns.

    Rows further apart than `break_after_ms`, or with a known gap (ms, ms) between them, are not joined. `stepped`: a
    value holds until the next one. Pixel columns are counted from the beginning of time, so that a picture that moves
    by whole pixels keeps its shape.
    """
    found = Trace()
    if stretch.quality.any():
        # The worst of a bin is not all of it: a bad sample in a day does not take the day away, it casts doubt on it.
        doubtful = (stretch.width > 0) & (stretch.quality >= Quality.BAD)
        stretch = replace(stretch, quality=np.where(doubtful, SUSPECT, stretch.quality))
        bad = (stretch.quality >= Quality.BAD) & np.isfinite(stretch.mean)
        if bad.any():
            found.bad = (_middle(stretch)[bad], stretch.mean[bad])
    fine = np.isfinite(stretch.mean)
    if not stretch.single:
        fine &= np.isfinite(stretch.low) & np.isfinite(stretch.high)
    fine &= stretch.quality < Quality.BAD
    rows = stretch if fine.all() else stretch.rows(fine)
    if not len(rows):
        return found
    first = int(np.searchsorted(rows.time, since))
    if first > 0 and rows.end[first - 1] >= since:
        first -= 1  # a bin that reaches into the view
    last = int(np.searchsorted(rows.time, until, "right"))
    seen = max(0, last - first)
    found.rows = seen
    within = rows.rows(slice(first, last)) if seen else rows
    found.low, found.high = float(within.low.min()), float(within.high.max())
    far = rows.time[1:] - rows.end[:-1] > break_after_ms
    _reach_edges(found, rows, far, since, until)
    breaks = np.flatnonzero(far)[-MOST_RUNS:]
    found.breaks = list(zip(rows.end[breaks].tolist(), rows.time[breaks + 1].tolist(), strict=True))
    pixel = max(1e-3, (until - since) / max(1, columns))
    if seen > CROWDED * columns or _is_mixed(rows, pixel):
        cut = _cut(rows, break_after_ms, gaps)
        rows = in_bins(rows, pixel)
        far = _cut_again(rows, cut)
    else:
        for start, end in gaps:
            at = int(np.searchsorted(rows.time, (start + end) / 2)) - 1
            if 0 <= at < len(far) and rows.time[at + 1] - rows.end[at] >= (end - start) / 2:
                far[at] = True
    run = np.concatenate([[0], np.cumsum(far)]).astype(np.int64)
    x, rows, run = _to_edges(rows, run, WIDE_PX * pixel)
    y = rows.mean
    if rows.single and seen * ROOMY_PX < columns:
        for quality in (Quality.GOOD, Quality.SUSPECT, Quality.STALE):
            mine = rows.quality == quality
            if mine.any():
                found.points[int(quality)] = (x[mine], y[mine])
    _add_alone(found, rows, run, x)
    _add_envelopes(found, rows, run, x)
    trust = rows.quality
    if stepped:
        x, y, trust, run = _steps(x, y, trust, run)
    for one in (Quality.GOOD, Quality.SUSPECT, Quality.STALE):
        line = line_of(x, y, trust, run, int(one))
        if len(line[0]) > 1:
            found.lines[int(one)] = line
    return found


def _reach_edges(found: Trace, rows: Stretch, far: NDArray[np.bool_], since: float, until: float) -> None:
    """A line that comes in from outside is in view, too, where it crosses the edge."""
    for edge in (since, until):
        at = int(np.searchsorted(rows.time, edge))
        if 0 < at < len(rows) and not far[at - 1]:
            crossing = float(np.interp(edge, rows.time[at - 1 : at + 1], rows.mean[at - 1 : at + 1]))
            inside = found.rows > 0
            found.low = min(found.low, crossing) if inside else crossing
            found.high = max(found.high, crossing) if inside else crossing
            found.rows = max(1, found.rows)


def _middle(rows: Stretch) -> Floats:
    return rows.time + rows.width / 2.0


def _is_mixed(rows: Stretch, pixel: float) -> bool:
    """Whether some rows are far finer than a pixel beside others that are not: one curve would look like two."""
    if rows.single or len(rows) < 2:
        return False
    fine = np.diff(rows.time) < 0.5 * pixel
    return bool(np.count_nonzero(fine) > 8)


def _to_edges(rows: Stretch, run: NDArray[np.int64], wide: float) -> tuple[Floats, Stretch, NDArray[np.int64]]:
    """(x, rows, run): rows in the middle of their bins; wide ones that begin or end a run reach to its edge."""
    x = _middle(rows)
    large = rows.width > wide
    if not large.any():
        return x, rows, run
    changes = run[1:] != run[:-1]
    first = np.concatenate([[True], changes]) & large
    last = np.concatenate([changes, [True]]) & large
    times = 1 + first.astype(np.int64) + last
    index = np.repeat(np.arange(len(rows)), times)
    spread = x[index]
    begins = np.concatenate([[0], np.cumsum(times)[:-1]])
    spread[begins[first]] = rows.time[first]
    spread[(begins + times - 1)[last]] = rows.end[last]
    return spread, rows.rows(index), run[index]


def _cut(rows: Stretch, break_after_ms: float, gaps: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """The moments (ms) at which the line is cut."""
    apart = rows.time[1:] - rows.end[:-1]
    far = apart > break_after_ms
    at = [(rows.end[:-1][far] + rows.time[1:][far]) / 2.0]
    for start, end in gaps:
        middle = (start + end) / 2.0
        after = int(np.searchsorted(rows.time, middle))
        if 0 < after < len(rows) and apart[after - 1] >= (end - start) / 2:
            at.append(np.array([middle]))
    return np.sort(np.concatenate(at))


def _cut_again(rows: Stretch, cuts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Between which rows such a moment lies."""
    before = np.searchsorted(cuts, _middle(rows))
    return np.asarray(before[1:] != before[:-1])


def _add_alone(found: Trace, rows: Stretch, run: NDArray[np.int64], x: Floats) -> None:
    """A sample with nothing on either side would be no line: it is a point, or a bar from its low to its high."""
    edge = np.concatenate([[True], run[1:] != run[:-1], [True]])
    alone = edge[:-1] & edge[1:]
    for quality in (Quality.GOOD, Quality.SUSPECT, Quality.STALE):
        mine = alone & (rows.quality == quality)
        if mine.any() and int(quality) not in found.points:
            found.points[int(quality)] = (x[mine], rows.mean[mine])


def _add_envelopes(found: Trace, rows: Stretch, run: NDArray[np.int64], x: Floats) -> None:
    """Runs of one trust that are more than a line."""
    if not (rows.high > rows.low).any():
        return
    changes = (run[1:] != run[:-1]) | (rows.quality[1:] != rows.quality[:-1])
    starts = np.concatenate([[0], np.flatnonzero(changes) + 1])[-MOST_RUNS:]
    ends = np.concatenate([starts[1:], [len(rows)]])
    spread = np.add.reduceat((rows.high > rows.low).astype(np.int64), starts) > 0
    for start, end in zip(starts[spread].tolist(), ends[spread].tolist(), strict=True):
        first = start - 1 if start > 0 and run[start - 1] == run[start] else start  # no slit where the trust changes
        xs, low, high = x[first:end], rows.low[first:end], rows.high[first:end]
        found.envelopes.append(Envelope(xs, low, high, int(rows.quality[start])))


def _steps(
    x: Floats, y: Floats, quality: NDArray[np.uint8], run: NDArray[np.int64]
) -> tuple[Floats, Floats, NDArray[np.uint8], NDArray[np.int64]]:
    """Each value held until the next of its run."""
    doubled = np.repeat(x, 2)
    doubled[1:-1:2] = np.where(run[1:] == run[:-1], x[1:], x[:-1])
    return doubled, np.repeat(y, 2), np.repeat(quality, 2), np.repeat(run, 2)
