"""From samples to what one curve draws: at most four points a pixel column, no peak lost, breaks kept. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.quality import Quality

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Curves:
    """Lines by trust (`good`, `suspect`, `stale`: x in ms, y; NaN breaks the line) and single `bad` points."""

    good: tuple[Floats, Floats]
    suspect: tuple[Floats, Floats]
    stale: tuple[Floats, Floats]
    bad: tuple[Floats, Floats]
    low: float
    high: float
    breaks: list[tuple[int, int]]  # spans without samples, ms


def curves(
    time: NDArray[np.int64],
    value: Floats,
    quality: NDArray[np.uint8],
    since: float,
    until: float,
    columns: int,
    break_after_ms: int,
    gaps: Sequence[tuple[int, int]] = (),
) -> Curves:
    """What to draw of samples between `since` and `until` (ms) on `columns` pixel columns.

    Two samples further apart than `break_after_ms`, or with a known gap (ms, ms) between them, are not joined.
    A point of lesser quality starts a run that is drawn differently; runs share their joint point, so that the line
    stays whole.
    """
    first = max(0, int(np.searchsorted(time, since, "left")) - 1)
    last = min(len(time), int(np.searchsorted(time, until, "right")) + 1)
    x, y, q = time[first:last], value[first:last], quality[first:last]
    bad_points = q >= Quality.BAD
    bad = (x[bad_points].astype(np.float64), y[bad_points])
    fine = np.isfinite(y) & ~bad_points
    x, y, q = x[fine], y[fine], q[fine]
    nothing = (np.empty(0), np.empty(0))
    if not len(x):
        return Curves(nothing, nothing, nothing, bad, np.nan, np.nan, [])
    far = np.diff(x) > break_after_ms
    breaks = [(int(x[at]), int(x[at + 1])) for at in np.flatnonzero(far).tolist()]
    for start, end in gaps:
        at = int(np.searchsorted(x, (start + end) / 2)) - 1
        if 0 <= at < len(far) and x[at + 1] - x[at] >= (end - start) / 2:
            far[at] = True
    run = np.concatenate([[0], np.cumsum(far)])
    inside = (x >= since) & (x <= until)
    seen = y[inside] if inside.any() else y
    low, high = float(seen.min()), float(seen.max())
    if len(x) > 4 * max(1, columns):
        x2, y2, q2, run = _thinned(x, y, q, run, since, until, columns)
    else:
        x2, y2, q2 = x.astype(np.float64), y, q
    return Curves(
        line_of(x2, y2, q2, run, int(Quality.GOOD)),
        line_of(x2, y2, q2, run, int(Quality.SUSPECT)),
        line_of(x2, y2, q2, run, int(Quality.STALE)),
        bad,
        low,
        high,
        breaks,
    )


def _thinned(
    x: NDArray[np.int64],
    y: Floats,
    q: NDArray[np.uint8],
    run: NDArray[np.int64],
    since: float,
    until: float,
    columns: int,
) -> tuple[Floats, Floats, NDArray[np.uint8], NDArray[np.int64]]:
    """First, lowest, highest and last sample of each pixel column (M4, Jugel et al. 2014), per run and quality."""
    column = np.clip(((x - since) / max(1.0, until - since) * columns).astype(np.int64), -1, columns)
    changes = (np.diff(column) != 0) | (np.diff(run) != 0) | (np.diff(q) != 0)
    starts = np.concatenate([[0], np.flatnonzero(changes) + 1])
    ends = np.concatenate([starts[1:], [len(x)]]) - 1
    middle = (x[starts] + x[ends]) / 2.0
    points_x = np.column_stack([x[starts], middle, middle, x[ends]]).ravel().astype(np.float64)
    points_y = np.column_stack(
        [y[starts], np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts), y[ends]]
    ).ravel()
    return points_x, points_y, np.repeat(q[starts], 4), np.repeat(run[starts], 4)


def line_of(x: Floats, y: Floats, q: NDArray[np.uint8], run: NDArray[np.int64], wanted: int) -> tuple[Floats, Floats]:
    """The line through the points of one quality, with NaN where it must not be joined."""
    mine = q == wanted
    if not mine.any():
        return np.empty(0), np.empty(0)
    if wanted != Quality.GOOD:
        # The way to the first lesser point and from the last one back is doubtful, too: as the worse of the two.
        near = mine.copy()
        near[1:] |= mine[:-1] & (run[1:] == run[:-1]) & (q[1:] < wanted)
        near[:-1] |= mine[1:] & (run[1:] == run[:-1]) & (q[:-1] < wanted)
        mine = near
    index = np.flatnonzero(mine)
    xs, ys = x[index], y[index]
    cuts = np.flatnonzero((np.diff(index) > 1) | (np.diff(run[index]) != 0)) + 1
    return np.insert(xs, cuts, xs[cuts]) if len(cuts) else xs, np.insert(ys, cuts, np.nan) if len(cuts) else ys
