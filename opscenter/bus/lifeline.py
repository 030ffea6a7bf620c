"""Connecting anew where ZeroMQ gives up.

ZeroMQ comes back by itself after a lost connection, but not after one on which its rules were broken, as by a frame
beyond `maxmsgsize`. Such an endpoint would never be heard again.
"""

import itertools
import time
from collections.abc import Callable
from typing import Any

import zmq
from zmq.utils.monitor import recv_monitor_message

GIVEN_UP_AFTER_S = 1.0
_GONE = zmq.EVENT_DISCONNECTED | zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL | zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL
_BACK = zmq.EVENT_CONNECT_RETRIED | zmq.EVENT_HANDSHAKE_SUCCEEDED
_numbers = itertools.count()


class Lifeline:
    """Watches one connecting socket; made before it connects, used and closed by the socket's thread."""

    def __init__(
        self,
        context: "zmq.Context[Any]",
        socket: "zmq.Socket[bytes]",
        endpoint: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._socket = socket
        self._endpoint = endpoint
        self._clock = clock
        self._gone_at: float | None = None
        address = f"inproc://lifeline-{next(_numbers)}"
        socket.monitor(address, _GONE | _BACK)
        self._events: zmq.Socket[bytes] = context.socket(zmq.PAIR)
        self._events.rcvhwm = 0  # ZeroMQ's own thread would wait for us otherwise
        self._events.linger = 0
        self._events.connect(address)

    def mend(self) -> bool:
        """Connect anew when ZeroMQ has not tried to for a second; whether that was necessary."""
        while self._events.poll(0):
            event = recv_monitor_message(self._events)["event"]
            if event & _BACK:
                self._gone_at = None
            elif self._gone_at is None:
                self._gone_at = self._clock()
        if self._gone_at is None or self._clock() - self._gone_at < GIVEN_UP_AFTER_S:
            return False
        self._gone_at = None
        try:
            self._socket.disconnect(self._endpoint)
        except zmq.ZMQError:
            pass  # ZeroMQ has forgotten it already
        self._socket.connect(self._endpoint)
        return True

    def close(self) -> None:
        """Stop watching; before the socket is closed."""
        self._socket.disable_monitor()
        self._events.close(0)
