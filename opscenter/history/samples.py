"""Samples of one series, of one part or of several. How they become as many as a plot has pixels: `history.trends`."""

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
