"""Handing things to a thread that waits in a poller."""

import socket
import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Any thread puts, one thread takes; `waker` becomes readable in the taker's poller. Bounded by `limit`."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._items: deque[T] = deque()
        self._lock = threading.Lock()
        self._signalled = False
        self.waker, self._alarm = socket.socketpair()
        self.waker.setblocking(False)
        self._alarm.setblocking(False)

    def put(self, item: T) -> bool:
        """Hand an item over; False when there are too many already."""
        with self._lock:
            if len(self._items) >= self._limit:
                return False
            self._items.append(item)
            if not self._signalled:
                self._signalled = True
                try:
                    self._alarm.send(b"!")
                except OSError:
                    pass  # closed: nobody takes any more
        return True

    def take(self) -> list[T]:
        """Everything that was handed over."""
        with self._lock:
            items = list(self._items)
            self._items.clear()
            if self._signalled:
                self._signalled = False
                try:
                    self.waker.recv(16)
                except OSError:
                    pass
        return items

    @property
    def waiting(self) -> bool:
        """Whether there is something to take; for the one who takes, in the middle of long work."""
        return bool(self._items)

    def close(self) -> None:
        """Let go of the sockets; later puts are lost."""
        with self._lock:
            self._signalled = True
            self.waker.close()
            self._alarm.close()
