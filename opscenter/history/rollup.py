"""Samples -> bins of a fixed width (roll-ups), and bins of several sources -> bins.

All columns of bins have equal lengths, one place a bin, in order of cell and time:

| column | type | what |
|---|---|---|
| `cell` | int64 | the series |
| `time` | int64 | where the bin begins, Unix ms: a multiple of the width since the epoch, UTC |
| `count` | int64 | how many samples were numbers; 0: nothing but cleared ones (NaN) |
| `low`, `high`, `sum` | float64 | of the numbers; NaN where there is none; the mean is `sum / count` |
| `first`, `last` | float64 | of all samples by time, NaN where that one was cleared |
| `first_time`, `last_time` | int64 | when these were measured, Unix ms |
| `quality` | uint8 | the worst |

Two bins of the same cell and time are *parts*: `combine` makes one of them, as if all their samples had been rolled up
at once. What arrives late or is imported therefore costs no reading of what is there. Of samples of the same time the
one that comes first in order is `first`, the one that comes last is `last`; in all else the order does not matter
(sums are equal as far as floating-point numbers are).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import Columns

MINUTES_5, HOUR, DAY = 300_000, 3_600_000, 86_400_000
WIDTHS = (MINUTES_5, HOUR, DAY)
"""The widths that are kept, in ms, each a multiple of the one before."""

INTS = ("cell", "time", "count", "first_time", "last_time")
FLOATS = ("first", "low", "high", "last", "sum")
COLUMNS = (*INTS, *FLOATS, "quality")

Ints = NDArray[np.int64]


def no_bins() -> Columns:
    """Columns without a bin."""
    return {
        **{name: np.empty(0, np.int64) for name in INTS},
        **{name: np.empty(0, np.float64) for name in FLOATS},
        "quality": np.empty(0, np.uint8),
    }


def roll_up(
    cells: NDArray[np.generic],
    times: NDArray[np.generic],
    values: NDArray[np.generic],
    qualities: NDArray[np.generic],
    width_ms: int,
) -> Columns:
    """Bins of samples given in equally long columns, in any order (by cell and time costs least).

    `times` are Unix ms, `values` numbers or NaN, `qualities` 0..255, `width_ms` is positive.
    """
    if not len(cells):
        return no_bins()
    cell, time = np.asarray(cells, np.int64), np.asarray(times, np.int64)
    value, quality = np.asarray(values, np.float64), np.asarray(qualities, np.uint8)
    if not _ordered(cell, time):
        order = np.lexsort((time, cell))
        cell, time, value, quality = cell[order], time[order], value[order], quality[order]
    begin = time // width_ms * width_ms
    starts = _starts(cell, begin)
    ends = np.append(starts[1:], len(cell)) - 1
    cleared = np.isnan(value)
    count = (ends - starts + 1) - np.add.reduceat(cleared, starts, dtype=np.int64)
    return {
        "cell": cell[starts],
        "time": begin[starts],
        "count": count,
        "first_time": time[starts],
        "last_time": time[ends],
        "first": value[starts],
        "low": np.fmin.reduceat(value, starts),
        "high": np.fmax.reduceat(value, starts),
        "last": value[ends],
        "sum": _sums(np.where(cleared, 0.0, value), starts, count),
        "quality": np.maximum.reduceat(quality, starts),
    }


def combine(parts: Sequence[Columns]) -> Columns:
    """Bins out of parts of the same width, each in any order; of `first` and `last` see above."""
    parts = [part for part in parts if len(part["cell"])]
    if not parts:
        return no_bins()
    bins: Columns = parts[0] if len(parts) == 1 else _joined(parts)
    cell, time = _ints(bins, "cell"), _ints(bins, "time")
    order = None if _ordered(cell, time) else np.lexsort((time, cell))
    if order is not None:
        cell, time = cell[order], time[order]
    starts = _starts(cell, time)
    if len(starts) == len(cell):  # nothing in two parts
        return bins if order is None else {name: bins[name][order] for name in COLUMNS}
    stops = np.append(starts[1:], len(cell)) - 1
    if order is None and _follow_each_other(bins, starts):
        firsts, lasts, ordered = starts, stops, bins
    else:
        order = np.lexsort((_ints(bins, "first_time"), _ints(bins, "time"), _ints(bins, "cell")))
        by_last = np.lexsort((_ints(bins, "last_time"), _ints(bins, "time"), _ints(bins, "cell")))
        firsts, lasts = order[starts], by_last[stops]
        ordered = {name: bins[name][order] for name in ("count", "low", "high", "sum", "quality")}
    count = np.add.reduceat(_ints(ordered, "count"), starts)
    return {
        "cell": cell[starts],
        "time": time[starts],
        "count": count,
        "first_time": bins["first_time"][firsts],
        "last_time": bins["last_time"][lasts],
        "first": bins["first"][firsts],
        "low": np.fmin.reduceat(_floats(ordered, "low"), starts),
        "high": np.fmax.reduceat(_floats(ordered, "high"), starts),
        "last": bins["last"][lasts],
        "sum": _sums(np.where(_ints(ordered, "count") == 0, 0.0, _floats(ordered, "sum")), starts, count),
        "quality": np.maximum.reduceat(np.asarray(ordered["quality"], np.uint8), starts),
    }


def widen(bins: Columns, width_ms: int) -> Columns:
    """Wider bins out of narrower ones; `width_ms` is a multiple of their width."""
    return combine([{**bins, "time": _ints(bins, "time") // width_ms * width_ms}])


def mean_of(bins: Columns) -> NDArray[np.float64]:
    """The mean of each bin, NaN where no sample was a number."""
    return np.where(_ints(bins, "count") > 0, _floats(bins, "sum") / np.maximum(_ints(bins, "count"), 1), np.nan)


def _sums(numbers: NDArray[np.float64], starts: NDArray[np.intp], count: Ints) -> NDArray[np.float64]:
    with np.errstate(over="ignore", invalid="ignore"):  # of numbers near the largest there are
        sums = np.add.reduceat(numbers, starts)
    return np.where(count > 0, sums, np.nan)


def _ordered(cell: Ints, time: Ints) -> bool:
    step = cell[1:] - cell[:-1]
    return bool(np.all((step > 0) | ((step == 0) & (time[1:] >= time[:-1]))))


def _follow_each_other(bins: Columns, starts: NDArray[np.intp]) -> bool:
    """Within each bin the parts are in order of time already, as those of one series mostly are."""
    fine = np.zeros(len(bins["cell"]), np.bool_)
    fine[starts] = True
    for name in ("first_time", "last_time"):
        time = _ints(bins, name)
        if not np.all(fine[1:] | (time[1:] >= time[:-1])):
            return False
    return True


def _starts(cell: Ints, time: Ints) -> NDArray[np.intp]:
    """Where another cell or time begins, in ordered columns that are not empty."""
    return np.append(0, np.flatnonzero((cell[1:] != cell[:-1]) | (time[1:] != time[:-1])) + 1)


def _joined(parts: Sequence[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}


def _ints(bins: Columns, name: str) -> Ints:
    return bins[name].astype(np.int64, copy=False)


def _floats(bins: Columns, name: str) -> NDArray[np.float64]:
    return bins[name].astype(np.float64, copy=False)
