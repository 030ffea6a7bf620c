"""The station's figures of health."""

import os
from collections import Counter, deque
from typing import Any, ClassVar

import psutil

RATE_WINDOW_MS = 5_000
SILENT_AFTER_MS = 5_000


class Counters:
    """Totals of the database's whole life and rates of the last seconds. Times are Unix ms."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "messages": int,
        "samples": int,
        "rejected": int,
        "gaps": int,
        "recovered": int,
        "rejected_by": dict[str, int],
        "started": int,
        "_window": list[tuple[int, int]],
    }

    def __init__(self, started: int, *, messages: int = 0, samples: int = 0, rejected: int = 0, gaps: int = 0) -> None:
        self.started = started
        self.messages = messages
        self.samples = samples
        self.rejected = rejected
        self.gaps = gaps
        self.recovered = 0
        self.rejected_by: Counter[str] = Counter()
        self._process = psutil.Process(os.getpid())
        self._window: deque[tuple[int, int]] = deque()
        self._publishers: dict[tuple[str, int], deque[tuple[int, int]]] = {}

    def recalled(self) -> None:
        """See `domain.remembered`."""
        self.rejected_by, self._window = Counter(self.rejected_by), deque(self._window)

    def beat(self, now: int) -> None:
        """Remember the total for the rate."""
        _remember(self._window, now, self.messages)

    @property
    def message_rate(self) -> float:
        """Messages a second over the last seconds."""
        return _rate(self._window)

    @property
    def rss_bytes(self) -> int:
        """Resident memory of this process."""
        return int(self._process.memory_info().rss)

    def publishers(self, facts: list[dict[str, Any]], now: int) -> list[dict[str, Any]]:
        """Facts of the decoder with `rate` and `silent`, called once a second."""
        known, self._publishers = self._publishers, {}
        told = []
        for fact in facts:
            key = (str(fact["publisher"]), int(fact["epoch"]))
            window = self._publishers[key] = known.get(key) or deque()
            _remember(window, now, int(fact["messages"]))
            told.append({**fact, "rate": _rate(window), "silent": now - int(fact["last"]) > SILENT_AFTER_MS})
        return told


def _remember(window: deque[tuple[int, int]], now: int, total: int) -> None:
    window.append((now, total))
    while len(window) > 2 and now - window[0][0] > RATE_WINDOW_MS:
        window.popleft()


def _rate(window: deque[tuple[int, int]]) -> float:
    if len(window) < 2 or window[-1][0] <= window[0][0]:
        return 0.0
    return (window[-1][1] - window[0][1]) * 1000.0 / (window[-1][0] - window[0][0])
