"""Several stretches of history on common times, and what can be reckoned of them. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.plots.stretch import NOTHING, Floats, Stretch, Times, in_bins, samples
from opscenter.domain.quality import Quality


@dataclass(slots=True, frozen=True)
class Mixed:
    """Common times (Unix ms) with what every stretch knew then: `values` (NaN: nothing) one array a stretch.

    `width` of the bins in ms, 0 for single samples; `quality`: the worst of all.
    """

    time: Times
    width: int
    values: tuple[Floats, ...]
    quality: NDArray[np.uint8]

    def stretch(self, value: Floats) -> Stretch:
        """A result as a stretch; where it is no number there is no row."""
        known = np.isfinite(value)
        time, found = self.time[known], value[known]
        return level(time, np.full(len(time), self.width, np.int64), found, self.quality[known])


def level(time: Times, width: Times, value: Floats, quality: NDArray[np.uint8]) -> Stretch:
    """Rows of which only one value is known: samples, or bins of `width` ms without extremes of their own."""
    if not width.any():
        return samples(time, value, quality)
    return Stretch(time, width, value, value.copy(), value.copy(), np.ones(len(time)), quality)


def mixed(stretches: Sequence[Stretch], hold_ms: Sequence[float], width: int) -> Mixed:
    """Several stretches on the times of all of them; where any is in bins, all are put in bins of `width` ms.

    A value holds until the next one of its stretch, at most for its `hold_ms`. Bad samples are none.
    """
    fine = [each.rows((each.quality < int(Quality.BAD)) | (each.width > 0)) for each in stretches]
    if any(each.width.any() for each in fine):
        step = max(1, width)
        fine = [_whole(in_bins(each, step)) for each in fine]
    else:
        step = 0
    filled = [each.time if not step else each.time // step * step for each in fine]
    time = np.unique(np.concatenate(filled)) if filled else np.empty(0, np.int64)
    values, quality = [], np.zeros(len(time), np.uint8)
    for each, begins, hold in zip(fine, filled, hold_ms, strict=True):
        at = np.searchsorted(begins, time, "right") - 1
        there = at >= 0
        place = np.maximum(at, 0)
        if not len(each):
            values.append(np.full(len(time), np.nan))
            continue
        there &= time - begins[place] <= max(hold, step)
        values.append(np.where(there, each.mean[place], np.nan))
        quality = np.where(there, np.maximum(quality, np.minimum(each.quality[place], int(Quality.STALE))), quality)
    return Mixed(time, step, tuple(values), quality.astype(np.uint8))


def _whole(rows: Stretch) -> Stretch:
    """Of rows of one bin (good and doubtful samples are kept apart) the last one stands for it."""
    if len(rows) < 2:
        return rows
    last = np.append(np.diff(rows.time) > 0, True)
    return rows.rows(last)


def rate(rows: Stretch, per_s: float, hold_ms: float) -> Stretch:
    """How much rows change in `per_s` seconds, from each to the next; none over a break longer than `hold_ms`."""
    fine = rows.rows(np.isfinite(rows.mean) & ((rows.quality < int(Quality.BAD)) | (rows.width > 0)))
    if len(fine) < 2:
        return NOTHING
    middle = fine.time + fine.width / 2.0
    apart = np.diff(middle)
    near = (apart > 0) & (fine.time[1:] - fine.end[:-1] <= hold_ms)
    change = np.divide(np.diff(fine.mean), apart, out=np.zeros(len(apart)), where=apart > 0) * (1000.0 * per_s)
    after = fine.rows(np.append(False, near))
    change = change[near]
    quality = np.maximum(fine.quality[1:], fine.quality[:-1])[near]
    doubt = np.minimum(quality, int(Quality.STALE)).astype(np.uint8)
    return level(after.time, after.width, change, doubt)
