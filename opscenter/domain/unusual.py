"""Since when numbers have been unusual: more than so many spreads off for long enough, and not back for long enough."""

import numpy as np
from numpy.typing import NDArray

LEVELS = (2.0, 3.0)
"""Spreads off the median, either side."""
STAND_MS = 180_000
"""So long a number must have stood beyond a level before it counts as unusual (from the first moment beyond on)."""
HOLD_MS = 600_000
"""So long it must have been back within a level before it counts as usual again."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class UnusualSince:
    """Of each of `count` numbers, by place: since when (Unix ms) it has been beyond each of LEVELS.

    It neither begins with one wild reading nor ends with one good one, and a number that is not known for a while stays
    what it was for as long as one that is back.
    """

    def __init__(self, count: int = 0) -> None:
        self._began = np.zeros((len(LEVELS), count), np.int64)
        self._last = np.zeros((len(LEVELS), count), np.int64)

    def __len__(self) -> int:
        return self._began.shape[1]

    def moved(self, places: Ints) -> "UnusualSince":
        """The same of numbers that stand elsewhere now: at each place the one that was at `places`, -1: a new one."""
        moved = UnusualSince(len(places))
        old = places >= 0
        moved._began[:, old], moved._last[:, old] = self._began[:, places[old]], self._last[:, places[old]]
        return moved

    def put(self, places: Ints, others: "UnusualSince") -> None:
        """What `others` say, one after the other, of the numbers at `places`."""
        self._began[:, places], self._last[:, places] = others._began, others._last

    def take(self, now: int, measured: Ints, off: Floats) -> None:
        """How many spreads each is off (signed; NaN: not known) at `now`, by a reading of `measured`; shape (count,).

        Times Unix ms, `now` not earlier than before.
        """
        for level, beyond_by in enumerate(LEVELS):
            began, last = self._began[level], self._last[level]
            with np.errstate(invalid="ignore"):
                beyond = np.abs(off) > beyond_by
            begins = beyond & (began == 0)
            began[begins] = np.minimum(measured[begins], now)
            last[beyond] = now
            short = last - began < STAND_MS
            over = ~beyond & (began > 0) & ((short & ~np.isnan(off)) | (now - last >= HOLD_MS))
            began[over] = 0

    def since(self) -> Ints:
        """Since when, shape (levels, count), Unix ms; 0: it is not."""
        return np.where(self._last - self._began >= STAND_MS, self._began, 0)
