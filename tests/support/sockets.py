"""Sockets in tests: a context of their own that must be empty at the end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import zmq

TIMEOUT_MS = 60_000


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
    """Call `poll(timeout_ms)` until `done()`, however many calls that takes, for at most a minute."""
    deadline = time.monotonic() + TIMEOUT_MS / 1_000
    while not done():
        assert time.monotonic() < deadline, "it did not come within a minute"
        poll(50)
