"""What is usual for very many series: out of the roll-ups of their hours, some hundred series at a time.

Of each group the hours of the weeks are held (about 60 MB), of what is learnt the tables: 1.7 kB a series. In a station
this runs in a process of its own (`wide_process`); histories that are rebuilt and rules that are simulated have it in
theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import DAY_MS, LocalWeek
from opscenter.domain.usual import Usual, nothing_usual
from opscenter.domain.usual_estimate import estimate
from opscenter.domain.usual_hours import local_hours
from opscenter.domain.usual_learning import CELLS_AT_ONCE
from opscenter.history.queries import Queries

GROUP = 768
"""Series read at a time."""
MOST_SERIES = 100_000
"""Their tables take 168 MB."""

Ints = NDArray[np.int64]
Progress = Callable[[float], None]


@dataclass(slots=True, frozen=True)
class WideLearnt:
    """What is usual for those series of which something is known, and how many samples it was learnt from."""

    usual: Usual
    samples: int


def learn_wide(
    queries: Queries,
    cells: Ints,
    week: LocalWeek,
    since: int,
    until: int,
    *,
    progress: Progress = lambda share: None,
    pause: Callable[[], None] = lambda: None,
    closing: Callable[[], bool] = lambda: False,
) -> WideLearnt:
    """Learn about `cells` (ascending) from `since <= time < until` (Unix ms, whole hours).

    `pause` is called now and then, to rest in; when `closing` it leaves off with what it has. Raises sqlite3.Error.
    """
    first = max(since, queries.first_number(since) // DAY_MS * DAY_MS)
    if first >= until or not len(cells):
        return WideLearnt(nothing_usual(week), 0)
    span = local_hours(week, first, until)
    weekdays = week.weekdays(span.first_day + np.arange(span.days))
    parts: list[Usual] = []
    samples = 0
    for start in range(0, len(cells), GROUP):
        some = cells[start : start + GROUP]
        hours = queries.hours(some, first, until, span)
        samples += hours.samples
        sketches = hours.sketches()
        del hours
        pause()
        for at in range(0, len(some), CELLS_AT_ONCE):
            mine = slice(at, at + CELLS_AT_ONCE)
            usual = Usual(week, some[mine], *estimate(sketches[mine], weekdays), since, until)
            parts.append(usual.only(np.asarray(np.isfinite(usual.median).any(axis=1))))
        progress(min(1.0, (start + len(some)) / len(cells)))
        pause()
        if closing():
            break
    usual = Usual(
        week,
        np.concatenate([part.cells for part in parts]),
        np.concatenate([part.median for part in parts]),
        np.concatenate([part.spread for part in parts]),
        np.concatenate([part.days for part in parts]),
        np.concatenate([part.basis for part in parts]),
        since,
        until,
    )
    return WideLearnt(usual, samples)
