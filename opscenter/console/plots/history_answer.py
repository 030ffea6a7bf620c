"""What a station answers about the past of a series, read without trust. No Qt."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.plots.asks import Ask
from opscenter.console.plots.stretch import NOTHING, Floats, Stretch, samples
from opscenter.console.session import Answer


def stretch_of(answer: Answer, ask: Ask, factor: float) -> Stretch:
    """The rows of an answer to `series`, values times `factor`; empty for an answer that makes no sense.

    A bin begins at a multiple of its width; where its samples are gone it may be wider than was asked for.
    """
    columns = answer.columns
    time = np.asarray(columns.get("time", np.empty(0)), np.int64)
    names = ("value",) if "value" in columns else ("low", "high")
    found = [_numbers(columns.get(name), len(time)) for name in names]
    quality = columns.get("quality")
    if not len(time) or any(each is None for each in found) or quality is None or len(quality) != len(time):
        return NOTHING
    order = np.argsort(time, kind="stable") if (np.diff(time) < 0).any() else slice(None)
    time, quality = time[order], np.asarray(quality, np.uint8)[order]
    values = [each[order] * factor for each in found if each is not None]
    if len(values) == 1:
        return samples(time, values[0], quality)
    low, high = np.minimum(*values), np.maximum(*values)
    mean = _numbers(columns.get("mean"), len(time))
    count = _numbers(columns.get("count"), len(time))
    begins, widths = _places(answer, ask, time, _numbers(columns.get("first_time"), len(time)), order)
    counted = np.ones(len(time)) if count is None else np.maximum(1.0, count[order])
    return Stretch(
        begins,
        widths,
        low,
        high,
        (low + high) / 2 if mean is None else mean[order] * factor,
        counted,
        quality,
    )


def _places(
    answer: Answer, ask: Ask, time: NDArray[np.int64], first: Floats | None, order: Any
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(begin, width) of bins (ms) of which the time of the last sample is known, and maybe that of the first."""
    width = answer.header.get("width")
    if isinstance(width, int | float) and 1 <= width < 1e14:
        wide = round(width)
        earliest = time if first is None else np.minimum(time, first[order].astype(np.int64))
        begins = earliest // wide * wide
        return begins, (time // wide + 1) * wide - begins
    start = min(ask.since, int(time[0]))
    begins = np.maximum(start, np.concatenate([[start], time[:-1] + 1]))
    begins = np.maximum(begins, time - ask.width)
    return begins, time - begins


def gaps_of(answer: Answer) -> list[tuple[int, int]]:
    """Spans (ms) in which the bus lost messages, in order of time."""
    listed = answer.header.get("gaps")
    found = []
    for gap in listed if isinstance(listed, list | tuple) else ():
        if isinstance(gap, list | tuple) and len(gap) == 2 and all(isinstance(at, int) for at in gap):
            found.append((int(gap[0]), int(gap[1])))
    return sorted(found)


def changes_of(answer: Answer) -> list[tuple[int, str | None, int]]:
    """(time, text, quality) of an answer to `texts`, in order of time."""
    found = []
    for change in answer.header.get("texts") or []:
        if isinstance(change, dict) and isinstance(change.get("time"), int):
            text, quality = change.get("text"), change.get("quality")
            known = int(quality) if isinstance(quality, int) and 0 <= quality <= 255 else 0
            found.append((int(change["time"]), None if text is None else str(text), known))
    return sorted(found, key=lambda each: each[0])


def usual_distance(rows: Stretch) -> float:
    """What mostly lies between two samples (ms); 0 where there are too few to tell."""
    return float(np.median(np.diff(rows.time) / rows.count[:-1])) if len(rows) > 2 else 0.0


def _numbers(column: Any, count: int) -> Floats | None:
    if column is None or len(column) != count:
        return None
    return np.asarray(column, np.float64)
