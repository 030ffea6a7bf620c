"""How quickly a cut goes on beside a station: as quickly as it can while nobody else needs the machine."""

import os
import threading
import time

import psutil

LOOK_S, WORK_S = 1.0, 0.03
BUSY_SHARE = 0.4
"""Others that take more of all cores than this are left more of them."""
RESTS = 2.0
"""Then it rests so many times as long as it has worked: caches and memory are shared however low its priority is."""


class Pace:
    """`rest` is called all the while; `stop` ends a rest at once."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._cores = os.cpu_count() or 1
        psutil.cpu_percent(None)
        self._looked, self._mine = time.monotonic(), time.process_time()
        self._worked = self._looked
        self._busy = False

    def rest(self) -> None:
        """Go on at once, or after a while."""
        now = time.monotonic()
        if now - self._worked < WORK_S:
            return
        if now - self._looked >= LOOK_S:
            self._look(now)
        if self._busy:
            self._stop.wait(RESTS * (now - self._worked))
        self._worked = time.monotonic()

    def _look(self, now: float) -> None:
        mine = time.process_time()
        own = (mine - self._mine) / (now - self._looked) / self._cores
        self._busy = psutil.cpu_percent(None) / 100 - own > BUSY_SHARE
        self._looked, self._mine = now, mine
