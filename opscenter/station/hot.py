"""The newest samples in memory, so that a live plot costs no disk."""

import threading
from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True, frozen=True)
class HotBeat:
    """The numbers of one beat, in order of arrival."""

    beat: int
    cell: NDArray[Any]
    time: NDArray[np.int64]
    value: NDArray[np.float64]
    quality: NDArray[np.uint8]

    @property
    def nbytes(self) -> int:
        """Memory it holds."""
        return self.cell.nbytes + self.time.nbytes + self.value.nbytes + self.quality.nbytes + 400


class HotWindow:
    """Beats in order, at most `limit` bytes of them; written by one thread, read by any."""

    def __init__(self, limit: int, complete_after: int) -> None:
        self._limit = limit
        self._beats: deque[HotBeat] = deque()
        self._lock = threading.Lock()
        self.nbytes = 0
        self._complete_after = complete_after

    @property
    def complete_after(self) -> int:
        """No sample measured later than this (Unix ms) is missing here."""
        return self._complete_after

    def add(self, beat: HotBeat) -> None:
        """Take a beat in; the oldest go."""
        with self._lock:
            self._beats.append(beat)
            self.nbytes += beat.nbytes
            while self.nbytes > self._limit and len(self._beats) > 1:
                gone = self._beats.popleft()
                self.nbytes -= gone.nbytes
                if len(gone.time):
                    self._complete_after = max(self._complete_after, int(gone.time.max()))

    def beats(self) -> list[HotBeat]:
        """All that is here, oldest first, without a hole."""
        with self._lock:
            return list(self._beats)
