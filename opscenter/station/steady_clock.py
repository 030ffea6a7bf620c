"""The station's clock: that of the machine, but never backwards.

When the machine's clock is put back, what arrives afterwards would seem older than what is known and be passed over as
late, until the clock has caught up: an hour without a single alarm. So the station's time goes on instead, a little
slower than real time, until the machine's clock is level with it again.
"""

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger("opscenter.station.clock")

PACE = 0.95
"""Of real time, while the machine's clock is behind: an hour is made up for in twenty."""
WORTH_SAYING_MS = 1_000


def _machine_ms() -> int:
    return time.time_ns() // 1_000_000


def _elapsed_ms() -> float:
    return time.monotonic_ns() / 1e6


class SteadyClock:
    """Unix milliseconds that never go back; may be asked from any thread."""

    def __init__(self, wall: Callable[[], int] = _machine_ms, elapsed: Callable[[], float] = _elapsed_ms) -> None:
        self._wall = wall
        self._elapsed = elapsed
        self._lock = threading.Lock()
        self._asked = elapsed()
        self._now = float(wall())
        self._said = False

    def __call__(self) -> int:
        with self._lock:
            wall, elapsed = self._wall(), self._elapsed()
            behind = self._now - wall
            if behind <= 0:
                self._now = float(wall)
                self._said = False
            else:
                self._now = max(float(wall), self._now + (elapsed - self._asked) * PACE)
            self._asked = elapsed
            if behind > WORTH_SAYING_MS and not self._said:
                self._said = True
                log.warning(
                    "the clock of this machine was put back by %.0f s; the station's time goes on without it, somewhat "
                    "slower, until both agree again: look at the machine's clock, or restart the station",
                    behind / 1000,
                )
            return int(self._now)
