"""What is known of one input: the newest value of each entity, by position, as of the step that is gone through."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.quality import Quality
from opscenter.domain.remembered import Sort

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]

_BAD = int(Quality.BAD)
"""As a bare number: members of an enum are found and compared far more slowly, and this is asked at every turn."""


@dataclass(slots=True, frozen=True)
class Numbers:
    """The newest value of each entity of a type, by position, shape (n,).

    `value` is NaN where nothing is known or it was cleared; `time` is when it was measured (Unix ms, 0: never),
    `quality` as published.
    """

    value: Floats
    time: Ints
    quality: Bytes

    def usable(self, since: int) -> Bools:
        """Which hold a number that is not bad and was measured after `since` (Unix ms)."""
        usable: Bools = self.value == self.value  # NaN is not equal to itself
        usable &= self.quality < _BAD
        usable &= self.time > since
        return usable


@dataclass(slots=True, frozen=True)
class Samples:
    """Samples by position of their entity, in order of time, late ones where they came, shape (n,)."""

    position: Ints
    time: Ints
    value: Floats
    quality: Bytes

    def usable(self) -> "Samples":
        """Those that hold a number that is not bad."""
        return self.taken((self.value == self.value) & (self.quality < _BAD))

    def taken(self, which: Any) -> "Samples":
        """Those of an index or a mask."""
        return Samples(self.position[which], self.time[which], self.value[which], self.quality[which])


NO_SAMPLES = Samples(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0, np.uint8))


@dataclass(slots=True)
class HeldNumbers:
    """Columns by position that samples are folded into. `changes` goes on whenever something in them may be another."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "value": Sort.FREE,
        "time": Sort.FREE,
        "quality": Sort.FREE,
    }

    value: Column[np.float64] = field(default_factory=lambda: Column(np.float64, np.nan))
    time: Column[np.int64] = field(default_factory=lambda: Column(np.int64, 0))
    quality: Column[np.uint8] = field(default_factory=lambda: Column(np.uint8, 0))
    changes: int = 0
    _numbers: Numbers | None = None

    def resize(self, count: int) -> None:
        """Room for so many positions."""
        self.changes += 1
        for column in (self.value, self.time, self.quality):
            if len(column) < count:
                column.resize(count)

    def fold(self, samples: Samples) -> Ints:
        """Take samples over; positions whose value is news. Older ones than what is held change nothing."""
        self.changes += 1
        fresh = samples.time >= self.time.view[samples.position]
        positions = samples.position[fresh]
        # The last of each wins: numpy assigns in order.
        self.value.view[positions] = samples.value[fresh]
        self.time.view[positions] = samples.time[fresh]
        self.quality.view[positions] = samples.quality[fresh]
        return positions

    def fold_one(self, position: int, time: int, value: float, quality: int) -> None:
        """As `fold`, of one sample."""
        times = self.time.view
        if time >= times[position]:
            self.changes += 1
            self.value.view[position], times[position], self.quality.view[position] = value, time, quality

    def forget(self, position: int) -> None:
        """The entity is none of this type any more."""
        self.changes += 1
        self.value.view[position], self.time.view[position], self.quality.view[position] = np.nan, 0, 0

    def numbers(self) -> Numbers:
        """Views, valid during the step."""
        known = self._numbers
        if known is None or known.value is not self.value.view:
            known = self._numbers = Numbers(self.value.view, self.time.view, self.quality.view)
        return known


@dataclass(slots=True)
class HeldTexts:
    """Texts by position; None: none."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "text": list[str | None],
        "time": list[int],
    }

    text: list[str | None] = field(default_factory=list)
    time: list[int] = field(default_factory=list)

    def resize(self, count: int) -> None:
        """Room for so many positions."""
        more = count - len(self.text)
        if more > 0:
            self.text.extend([None] * more)
            self.time.extend([0] * more)

    def fold(self, position: int, time: int, text: Any) -> bool:
        """Take a text over; whether it differs from the one before."""
        if time < self.time[position]:
            return False
        self.time[position] = time
        if self.text[position] == text:
            return False
        self.text[position] = text
        return True

    def forget(self, position: int) -> None:
        """The entity is none of this type any more."""
        self.text[position], self.time[position] = None, 0
