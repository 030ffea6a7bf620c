"""From the states of a text series to bands with holes where nothing is known. No Qt."""

import math
from collections.abc import Iterator, Sequence

from opscenter.console.plots.buffer import SeriesBuffer

Span = tuple[float, float]


def states(buffer: SeriesBuffer, until: int) -> Iterator[tuple[int, int, int, int]]:
    """(since, until, code, quality) of each state, in ms; the last one lasts to `until`. A cleared text is none."""
    times, values, qualities = buffer.time.tolist(), buffer.value.tolist(), buffer.quality.tolist()
    start = 0
    for at in range(1, len(times) + 1):
        if at == len(times) or not _same(values[at], values[start]) or qualities[at] != qualities[start]:
            end = max(until, times[start] + 1) if at == len(times) else times[at]
            if math.isfinite(values[start]) and end > times[start]:
                yield times[start], end, int(values[start]), qualities[start]
            start = at


def without(since: int, until: int, holes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a span that lie in no hole; holes in any order, they may overlap."""
    for start, end in sorted(holes):
        if end <= since:
            continue
        if start >= until:
            break
        if start > since:
            yield since, start
        since = max(since, end)
    if since < until:
        yield since, until


def _same(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))
