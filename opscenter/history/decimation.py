"""Many samples -> as many as a plot has pixels, keeping every extreme."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True)
class Samples:
    """Samples of one series: times (Unix ms), values (NaN: cleared), qualities; equal lengths."""

    time: NDArray[np.int64]
    value: NDArray[np.float64]
    quality: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.time)


@dataclass(slots=True)
class Bins:
    """Samples by equal time bins, empty bins left out. `time` is each bin's last sample's time, quality its worst."""

    time: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    last: NDArray[np.float64]
    quality: NDArray[np.uint8]


def join_samples(parts: list[Samples]) -> Samples:
    """One series in order of time; of equal times the order of the parts."""
    if not parts:
        return Samples(np.empty(0, np.int64), np.empty(0, np.float64), np.empty(0, np.uint8))
    time = np.concatenate([part.time for part in parts])
    value = np.concatenate([part.value for part in parts])
    quality = np.concatenate([part.quality for part in parts])
    if len(time) > 1 and bool(np.any(time[1:] < time[:-1])):
        order = np.argsort(time, kind="stable")
        time, value, quality = time[order], value[order], quality[order]
    return Samples(time, value, quality)


def decimate(samples: Samples, since: int, until: int, points: int) -> Bins:
    """Minimum, maximum, last value and worst quality in `points` equal bins of `[since, until]`.

    `samples` is in order of time and not empty. NaN (cleared) is passed over by the extremes unless a bin holds
    nothing else.
    """
    width = max(1.0, (until - since + 1) / max(1, points))
    number = ((samples.time - since) / width).astype(np.int64)
    starts = np.flatnonzero(np.diff(number, prepend=number[0] - 1))
    ends = np.append(starts[1:], len(number)) - 1
    with np.errstate(invalid="ignore"):
        low = np.fmin.reduceat(samples.value, starts)
        high = np.fmax.reduceat(samples.value, starts)
    return Bins(
        time=samples.time[ends],
        low=low,
        high=high,
        last=samples.value[ends],
        quality=np.maximum.reduceat(samples.quality, starts),
    )
