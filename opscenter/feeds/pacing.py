"""When to send the next record: at a fixed rate, or as far apart as the records were measured."""

from dataclasses import dataclass


@dataclass(slots=True)
class FixedRate:
    """`rate` messages a second."""

    rate: float
    _sent: int = 0

    def due(self, at: int | None, elapsed_s: float) -> float:
        """Seconds to wait before the next message, given the seconds since the first."""
        wait = self._sent / self.rate - elapsed_s
        self._sent += 1
        return max(0.0, wait)


@dataclass(slots=True)
class RecordedPace:
    """`speed` times as fast as recorded; 1 is the recorded pace. Times that go backwards do not wait."""

    speed: float
    _first: int | None = None

    def due(self, at: int | None, elapsed_s: float) -> float:
        """Seconds to wait before a message measured at `at` (Unix ms), given the seconds since the first."""
        if at is None:
            return 0.0
        if self._first is None:
            self._first = at
        return max(0.0, (at - self._first) / 1_000 / self.speed - elapsed_s)
