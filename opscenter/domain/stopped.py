"""Long jobs that end early."""

from collections.abc import Callable

Meanwhile = Callable[[], None]
"""Called now and then by what takes long: whoever asked for it does something else for a moment, or raises
StoppedError."""


def nothing_meanwhile() -> None:
    """For those who wait for it."""


class StoppedError(Exception):
    """Whoever asked for it does not want it any more; what was not finished has been put away."""
