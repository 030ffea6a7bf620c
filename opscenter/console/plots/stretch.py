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
    def end(self) -> Times:
        """Where each row ends, ms."""
        return self.time + self.width

    def rows(self, which: slice | NDArray[np.bool_]) -> "Stretch":
        """Some of the rows."""
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
    starts = np.flatnonzero((np.diff(number, prepend=number[0] - 1) != 0) | _changes(stretch.quality))
    count = np.add.reduceat(stretch.count, starts)
    begun = (origin + number[starts] * width).astype(np.int64)
    ends = np.maximum.reduceat(stretch.end, starts)
    first = stretch.time[starts]
    # Two rows of one bin (the quality changed within it) begin where their samples do.
    begins = np.where(np.diff(begun, prepend=begun[0] - 1) == 0, first, begun)
    return Stretch(
        begins,
        np.maximum(ends, (begun + width).astype(np.int64)) - begins,
        np.minimum.reduceat(stretch.low, starts),
        np.maximum.reduceat(stretch.high, starts),
        np.add.reduceat(stretch.mean * stretch.count, starts) / count,
        count,
        stretch.quality[starts],
    )


def _changes(column: NDArray[np.uint8]) -> NDArray[np.bool_]:
    changed = np.ones(len(column), np.bool_)
    changed[1:] = column[1:] != column[:-1]
    return changed
