"""Long jobs that end early."""


class StoppedError(Exception):
    """Whoever asked for it does not want it any more; what was not finished has been put away."""
