"""Python's collector of cycles in a process that holds a whole city: walking all of it stops every thread for half a
second."""

import gc


def calm_collector() -> None:
    """What lives now lives as long as the process: it is not walked again and again, and the rest rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def collect() -> None:
    """Walk what has come since, where somebody knows that much of it is of no use any more."""
    gc.collect()
