"""A stretch of one series as columns: single samples and bins of any width after one another. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Times = NDArray[np.int64]


@dataclass(slots=True, frozen=True)
class Stretch:
    """Rows in order of `time` (Unix ms; where a bin begins). A single sample has `width` 0 and one value.

    `width` in ms; `low`, `high`, `mean` as shown; `count` of samples (at least 1); `quality` the worst of them.
    """

    time: Times
    width: Times
    low: Floats
    high: Floats
    mean: Floats
    count: Floats
    quality: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.time)

    @property
    def single(self) -> bool:
        """Whether all rows are single samples (made by `samples` or `joined`): their values are one and the same."""
        return self.low is self.mean and self.high is self.mean

    @property
    def end(self) -> Times:
        """Where each row ends, ms."""
        return self.time + self.width

    def rows(self, which: slice | NDArray[np.bool_] | NDArray[np.int64]) -> "Stretch":
        """Some of the rows."""
        if self.single:
            value = self.mean[which]
            return Stretch(
                self.time[which], self.width[which], value, value, value, self.count[which], self.quality[which]
            )
        return Stretch(
            self.time[which],
            self.width[which],
            self.low[which],
            self.high[which],
            self.mean[which],
            self.count[which],
            self.quality[which],
        )

    def between(self, since: float, until: float) -> "Stretch":
        """The rows that begin in [since, until), ms."""
        first, last = np.searchsorted(self.time, [since, until]).tolist()
        return self.rows(slice(first, last))


def samples(time: Times, value: Floats, quality: NDArray[np.uint8]) -> Stretch:
    """Single samples in order of time."""
    return Stretch(time, np.zeros(len(time), np.int64), value, value, value, np.ones(len(time)), quality)


NOTHING = samples(np.empty(0, np.int64), np.empty(0), np.empty(0, np.uint8))


def joined(parts: Sequence[Stretch]) -> Stretch:
    """Several stretches, in order of time, as one."""
    filled = [part for part in parts if len(part)]
    if len(filled) <= 1:
        return filled[0] if filled else NOTHING
    if all(part.single for part in filled):
        return samples(
            np.concatenate([part.time for part in filled]),
            np.concatenate([part.mean for part in filled]),
            np.concatenate([part.quality for part in filled]),
        )
    return Stretch(
        np.concatenate([part.time for part in filled]),
        np.concatenate([part.width for part in filled]),
        np.concatenate([part.low for part in filled]),
        np.concatenate([part.high for part in filled]),
        np.concatenate([part.mean for part in filled]),
        np.concatenate([part.count for part in filled]),
        np.concatenate([part.quality for part in filled]),
    )


def in_bins(stretch: Stretch, width: float, origin: float = 0.0) -> Stretch:
    """The rows put together in bins of `width` ms that begin at `origin` + a multiple of it; no extreme is lost.

    A row belongs to the bin in which it begins. Rows of a lesser quality are kept apart from good ones: a bin of
    doubt beside a good one is two rows. Means are weighted with the samples they stand for.
    """
    if not len(stretch):
        return stretch
    number = np.floor((stretch.time - origin) / width).astype(np.int64)
    changes = np.concatenate([[True], number[1:] != number[:-1]])
    if stretch.quality.any():
        changes[1:] |= stretch.quality[1:] != stretch.quality[:-1]
    starts = np.flatnonzero(changes)
    begun = (origin + number[starts] * width).astype(np.int64)
    finish = (origin + (number[starts] + 1) * width).astype(np.int64)
    # Two rows of one bin (the quality changed within it) begin where their samples do.
    begins = np.where(np.diff(begun, prepend=begun[0] - 1) == 0, stretch.time[starts], begun)
    if stretch.single:
        count = np.diff(starts, append=len(stretch)).astype(np.float64)
        mean = np.add.reduceat(stretch.mean, starts) / count
        ends = finish
    else:
        count = np.add.reduceat(stretch.count, starts)
        mean = np.add.reduceat(stretch.mean * stretch.count, starts) / count
        ends = np.maximum(finish, np.maximum.reduceat(stretch.end, starts))
    return Stretch(
        begins,
        ends - begins,
        np.minimum.reduceat(stretch.low, starts),
        np.maximum.reduceat(stretch.high, starts),
        mean,
        count,
        stretch.quality[starts],
    )
