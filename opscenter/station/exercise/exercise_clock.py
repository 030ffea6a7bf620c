"""The clock of an exercise: it goes, at a speed, or stands still."""

from collections.abc import Callable

SLOWEST, FASTEST = 0.1, 100.0


class ExerciseClock:
    """Unix ms of the exercise, from `at` on; `clock` is monotonic, seconds."""

    def __init__(self, at: int, speed: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = at
        self._since = clock()
        self._speed = speed
        self.goes = False

    def __call__(self) -> int:
        """Its time now."""
        if not self.goes:
            return self._at
        return self._at + int((self._clock() - self._since) * 1_000 * self._speed)

    def go(self) -> None:
        """Go on from where it stands."""
        self.count_from(self())
        self.goes = True

    def stand(self) -> None:
        """Stand still."""
        self.count_from(self())
        self.goes = False

    def set_speed(self, speed: float) -> None:
        """Exercise seconds in a second. ValueError, a sentence, for one that cannot be."""
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"An exercise runs at {SLOWEST:g} to {FASTEST:g} times real time.")
        self.count_from(self())
        self._speed = speed

    def count_from(self, at: int) -> None:
        """It is `at` now: whoever could not keep up makes no debt of time."""
        self._at, self._since = at, self._clock()
