"""What a quantity was over the last 24 hours, hour by hour: its mean and its peak, in columns."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.held import Samples

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

HOUR_MS = 3_600_000
HOURS = 24
LATE_MS = 120_000


class LastHours:
    """One bin an hour and entity (n, 24). Hours are those of Unix time."""

    def __init__(self) -> None:
        self._sum: Floats = np.zeros((0, HOURS))
        self._count: Floats = np.zeros((0, HOURS))
        self._peak: Floats = np.full((0, HOURS), np.nan)
        self._hour = 0

    def add(self, at: int, values: Floats) -> None:
        """The value of each entity in the step that ends `at` (Unix ms), NaN: none."""
        more = len(values) - len(self._sum)
        if more > 0:
            self._sum = np.pad(self._sum, ((0, more), (0, 0)))
            self._count = np.pad(self._count, ((0, more), (0, 0)))
            self._peak = np.pad(self._peak, ((0, more), (0, 0)), constant_values=np.nan)
        hour = (at - 1) // HOUR_MS
        for gone in range(max(self._hour + 1, hour - HOURS + 1), hour + 1):
            column = gone % HOURS
            self._sum[:, column], self._count[:, column], self._peak[:, column] = 0.0, 0.0, np.nan
        self._hour = max(self._hour, hour)
        column, known = hour % HOURS, ~np.isnan(values)
        self._sum[known, column] += values[known]
        self._count[known, column] += 1
        self._peak[:, column] = np.fmax(self._peak[:, column], values)

    def add_late(self, at: int, samples: Samples) -> None:
        """What came later than `LATE_MS` before the step that ends `at`: each reading into the hour it was measured in;
        what is over a day old changes nothing."""
        late = samples.taken(samples.time <= at - LATE_MS).usable()
        hour = (late.time - 1) // HOUR_MS
        late, hour = late.taken(inside := (hour > self._hour - HOURS) & (hour <= self._hour)), hour[inside]
        where = late.position, hour % HOURS
        np.add.at(self._sum, where, late.value)
        np.add.at(self._count, where, 1.0)
        np.fmax.at(self._peak, where, late.value)

    def hourly(self) -> Floats:
        """The mean of each of the last 24 hours in no order, shape (n, 24), NaN where nothing is known."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self._count > 0, self._sum / self._count, np.nan)

    def mean(self) -> Floats:
        """The mean of the hourly means, shape (n,), NaN where nothing is known."""
        with np.errstate(invalid="ignore", divide="ignore"):
            hourly = np.where(self._count > 0, self._sum / self._count, 0.0)
            means: Floats = hourly.sum(1) / (self._count > 0).sum(1)
        return means

    def peak(self) -> Floats:
        """The highest value, shape (n,), NaN where nothing is known."""
        peaks: Floats = np.fmax.reduce(self._peak, axis=1, initial=np.nan)
        return peaks

    def hours(self) -> Ints:
        """Of how many of the hours something is known, shape (n,)."""
        return np.asarray(np.count_nonzero(self._count > 0, axis=1), np.int64)

    def save(self, name: str) -> dict[str, NDArray[np.float64] | Ints]:
        """As arrays."""
        return {
            f"{name}.sum": self._sum.copy(), f"{name}.count": self._count.copy(), f"{name}.peak": self._peak.copy(),
            f"{name}.hour": np.array([self._hour], np.int64),
        }  # fmt: skip

    def load(self, name: str, memory: Mapping[str, NDArray[np.float64] | Ints]) -> None:
        """What `save` gave. KeyError, ValueError where it is none of this."""
        columns = [memory[f"{name}.{part}"].astype(np.float64) for part in ("sum", "count", "peak")]
        if any(column.shape != (len(columns[0]), HOURS) for column in columns):
            raise ValueError(f"{name}: not {HOURS} hours")
        self._sum, self._count, self._peak = columns
        self._hour = int(memory[f"{name}.hour"][0])
