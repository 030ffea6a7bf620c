"""How much one answer may hold at a time, so that no question takes the memory of everybody else."""

MOST_SAMPLES = 16_000_000
BIN_SAMPLES = 4
"""A bin takes about as much memory as so many samples."""


class TooMuchError(ValueError):
    """More is asked for than may be held at a time; a sentence."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The span holds more than {most:,} samples. Ask for a shorter one, for fewer series, or name 'points'."
        )


class Room:
    """Counts what is held; `begin` for each answer, `take` before more is."""

    def __init__(self, most: int = MOST_SAMPLES) -> None:
        self._most = most
        self._left = most

    def begin(self) -> None:
        """Nothing is held any more."""
        self._left = self._most

    def take(self, samples: int, *, bins: bool = False) -> None:
        """So many more are held. Raises TooMuchError."""
        self._left -= samples * (BIN_SAMPLES if bins else 1)
        if self._left < 0:
            raise TooMuchError(self._most)
