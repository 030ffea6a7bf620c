"""Sockets in tests: a context of their own that must be empty at the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import zmq

TIMEOUT_MS = 10_000


@contextmanager
def own_context() -> Iterator["zmq.Context[Any]"]:
    """A ZeroMQ context; a socket left open in it fails the test instead of hanging it."""
    context: zmq.Context[Any] = zmq.Context()
    try:
        yield context
        left = [socket for socket in context._sockets if not socket.closed]
        assert left == [], f"sockets left open: {left}"
    finally:
        context.destroy(linger=0)


def until(poll: Callable[[int], object], done: Callable[[], bool]) -> None:
    """Call `poll(timeout_ms)` until `done()`, at most ten seconds' worth of silence."""
    for _ in range(TIMEOUT_MS // 50):
        if done():
            return
        poll(50)
    assert done(), "nothing came within ten seconds"
