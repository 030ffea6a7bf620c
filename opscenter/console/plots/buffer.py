"""Samples of one series in the console: bounded, in order of measured-at, fed by history and by beats. No Qt."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from opscenter.domain.quality import Quality

MAX_SAMPLES = 60_000
MAX_TEXTS = 64


class SeriesBuffer:
    """Columns `time` (Unix ms), `value`, `quality` of one attribute of one entity.

    A text series keeps the number of each text in `texts` as its value. `gaps` are spans (ms, ms) in which the bus
    is known to have lost messages. Older samples go first when it is full.
    """

    def __init__(self) -> None:
        self._time = np.empty(1024, np.int64)
        self._value = np.empty(1024, np.float64)
        self._quality = np.empty(1024, np.uint8)
        self._length = 0
        self.texts: list[str] = []
        self.gaps: list[tuple[int, int]] = []
        self.dropped_before = -math.inf
        """Older samples (ms) were here once and had to go."""

    def __len__(self) -> int:
        return self._length

    @property
    def time(self) -> NDArray[np.int64]:
        """Measured-at, ascending."""
        return self._time[: self._length]

    @property
    def value(self) -> NDArray[np.float64]:
        """Numbers, or numbers of texts."""
        return self._value[: self._length]

    @property
    def quality(self) -> NDArray[np.uint8]:
        """`Quality` of each sample."""
        return self._quality[: self._length]

    def clear(self) -> None:
        """Forget all samples and gaps."""
        self._length = 0
        self.gaps = []
        self.dropped_before = -math.inf

    def code(self, text: str) -> int:
        """The number of a text. After MAX_TEXTS different ones the last number stands for the rest."""
        try:
            return self.texts.index(text)
        except ValueError:
            if len(self.texts) < MAX_TEXTS:
                self.texts.append(text)
            return len(self.texts) - 1

    def append(self, time: int, value: float, quality: int) -> bool:
        """Add one sample; the same time again replaces, a late one is sorted in. False when nothing changed."""
        if self._length and time <= int(self._time[self._length - 1]):
            at = int(np.searchsorted(self.time, time))
            if at < self._length and self._time[at] == time:
                same = self._value[at] == value and self._quality[at] == quality
                self._value[at], self._quality[at] = value, quality
                return not same
            self._replace(
                np.insert(self.time, at, time), np.insert(self.value, at, value), np.insert(self.quality, at, quality)
            )
            return True
        if self._length == len(self._time):
            self._make_room()
        end = self._length
        self._time[end], self._value[end], self._quality[end] = time, value, quality
        self._length += 1
        return True

    def merge(self, time: ArrayLike, value: ArrayLike, quality: ArrayLike) -> None:
        """Take in samples from history (ascending; two at one time are the low and high of a bin).

        What the buffer holds in that span is replaced: history is complete there, beats carry only last values. When
        it gets too much, what is farthest from them goes.
        """
        times = np.asarray(time, np.int64)
        if not len(times):
            return
        values, qualities = np.asarray(value, np.float64), np.asarray(quality, np.uint8)
        first = int(np.searchsorted(self.time, times[0], "left"))
        last = int(np.searchsorted(self.time, times[-1], "right"))
        self._replace(
            np.concatenate([self.time[:first], times, self.time[last:]]),
            np.concatenate([self.value[:first], values, self.value[last:]]),
            np.concatenate([self.quality[:first], qualities, self.quality[last:]]),
            first + len(times) // 2,
        )

    def merge_bins(self, time: ArrayLike, low: ArrayLike, high: ArrayLike, quality: ArrayLike) -> None:
        """Take in bins from history: their lows and highs as two samples each, so that no peak is lost."""
        lows, highs = np.asarray(low, np.float64), np.asarray(high, np.float64)
        values = np.column_stack([lows, highs]).ravel()
        self.merge(np.repeat(np.asarray(time, np.int64), 2), values, np.repeat(np.asarray(quality, np.uint8), 2))

    def at(self, time: float) -> tuple[float, int]:
        """(value, quality) of the newest sample not after `time`; NaN and BAD before the first."""
        index = int(np.searchsorted(self.time, time, "right")) - 1
        if index < 0:
            return float("nan"), int(Quality.BAD)
        return float(self._value[index]), int(self._quality[index])

    def _make_room(self) -> None:
        keep = self._length
        if keep >= MAX_SAMPLES:
            keep = MAX_SAMPLES * 3 // 4
            self.dropped_before = int(self._time[self._length - keep])
        size = min(MAX_SAMPLES, max(1024, 2 * keep))
        for name in ("_time", "_value", "_quality"):
            old = getattr(self, name)
            made = np.empty(size, old.dtype)
            made[:keep] = old[self._length - keep : self._length]
            setattr(self, name, made)
        self._length = keep

    def _replace(
        self, time: NDArray[np.int64], value: NDArray[np.float64], quality: NDArray[np.uint8], middle: int | None = None
    ) -> None:
        """Hold other samples: those around the one at `middle`, or the newest, when they are too many."""
        if len(time) > MAX_SAMPLES:
            start = len(time) - MAX_SAMPLES
            if middle is not None:
                start = min(start, max(0, middle - MAX_SAMPLES // 2))
            kept = slice(start, start + MAX_SAMPLES)
            time, value, quality = time[kept], value[kept], quality[kept]
            self.dropped_before = int(time[0])
        self._time, self._value, self._quality = time.copy(), value.copy(), quality.copy()
        self._length = len(time)
