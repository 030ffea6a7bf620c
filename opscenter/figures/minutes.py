"""What came together minute by minute in the last hour, in columns."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MINUTE_MS = 60_000
MINUTES = 60


class LastMinutes:
    """One amount a minute and entity (n, 60); NaN: not known."""

    def __init__(self) -> None:
        self._amount: Floats = np.full((0, MINUTES), np.nan)
        self._minute = 0

    def add(self, at: int, amounts: Floats) -> None:
        """What came in the step that ends `at` (Unix ms), to what came before in the same minute; NaN: not known."""
        more = len(amounts) - len(self._amount)
        if more > 0:
            self._amount = np.pad(self._amount, ((0, more), (0, 0)), constant_values=np.nan)
        minute = (at - 1) // MINUTE_MS
        for gone in range(max(self._minute + 1, minute - MINUTES + 1), minute + 1):
            self._amount[:, gone % MINUTES] = np.nan
        self._minute = max(self._minute, minute)
        column = self._amount[:, minute % MINUTES]
        column[:] = np.where(np.isnan(amounts), column, np.nan_to_num(column) + amounts)

    def sums(self) -> Floats:
        """Of the last hour, shape (n,); 0 where nothing is known."""
        total: Floats = np.nansum(self._amount, axis=1)
        return total

    def known(self) -> Ints:
        """Of how many minutes something is known, shape (n,)."""
        return np.asarray(np.count_nonzero(~np.isnan(self._amount), axis=1), np.int64)

    def save(self, name: str) -> dict[str, NDArray[np.float64] | Ints]:
        """As arrays."""
        return {f"{name}.amount": self._amount.copy(), f"{name}.minute": np.array([self._minute], np.int64)}

    def load(self, name: str, memory: Mapping[str, NDArray[np.float64] | Ints]) -> None:
        """What `save` gave. KeyError, ValueError where it is none of this."""
        amount = memory[f"{name}.amount"].astype(np.float64)
        if amount.ndim != 2 or amount.shape[1] != MINUTES:
            raise ValueError(f"{name}: not {MINUTES} minutes")
        self._amount, self._minute = amount, int(memory[f"{name}.minute"][0])
