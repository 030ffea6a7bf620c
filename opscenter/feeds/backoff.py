"""How long to wait after failures in a row: twice as long each time, up to a limit, a little apart from others."""

import random

LEAST_S = 1.0
MOST_S = 300.0
JITTER = 0.2


class BackOff:
    """Waits after failures. `seed` (a feed's name) spreads feeds that fail together over time, the same each time."""

    def __init__(self, seed: str, least_s: float = LEAST_S, most_s: float = MOST_S) -> None:
        self._random = random.Random(seed)
        self._least_s = least_s
        self._most_s = max(least_s, most_s)
        self.failures = 0

    def failed(self) -> float:
        """Note a failure; seconds to wait now: least * 2^(failures-1), at most `most_s`, less up to a fifth of it."""
        self.failures += 1
        wait = min(self._most_s, self._least_s * 2.0 ** min(self.failures - 1, 32))
        return wait * (1.0 - JITTER * self._random.random())

    def worked(self) -> None:
        """Note a success: the next failure waits the least again."""
        self.failures = 0
