"""Following the bus: one SUB socket for each endpoint, drained without blocking."""

import time
from types import TracebackType
from typing import Any

import zmq

from opscenter.bus.endpoint import check_endpoint
from opscenter.bus.errors import EndpointError, endpoint_error
from opscenter.bus.framing import Message, drain
from opscenter.bus.lifeline import Lifeline
from opscenter.bus.security import ClientKeys

_MAX_MESSAGE_BYTES = 8 * 1024 * 1024  # ZeroMQ itself drops the connection beyond; the decoder's limit is 4 MiB
_SHARE = 256


class Subscriber:
    """Subscribed to everything at one or more endpoints. Belongs to the thread that made it.

    EndpointError with a sentence when an address is wrong. An endpoint nobody is bound to yet is no error:
    ZeroMQ connects when it appears, and again when it comes back.
    """

    def __init__(
        self,
        endpoints: list[str],
        *,
        context: "zmq.Context[Any] | None" = None,
        hwm: int = 200_000,
        curve: ClientKeys | None = None,
        topics: tuple[str, ...] = ("",),
    ) -> None:
        if not endpoints:
            raise EndpointError("There is no bus to follow: give at least one endpoint, as in tcp://127.0.0.1:7400.")
        self._poller = zmq.Poller()
        self._sockets: list[zmq.Socket[bytes]] = []
        self._endpoints = list(dict.fromkeys(endpoints))
        self._lifelines: list[Lifeline] = []
        self._counts: list[int] = []
        self._last: list[int] = []
        self._next = 0
        try:
            for endpoint in self._endpoints:
                self._open(context or zmq.Context.instance(), check_endpoint(endpoint, bind=False), hwm, curve, topics)
        except EndpointError:
            self.close()
            raise

    def _open(
        self, context: "zmq.Context[Any]", endpoint: str, hwm: int, curve: ClientKeys | None, topics: tuple[str, ...]
    ) -> None:
        socket: zmq.Socket[bytes] = context.socket(zmq.SUB)
        self._sockets.append(socket)
        self._counts.append(0)
        self._last.append(0)
        try:
            socket.rcvhwm = hwm
            socket.linger = 0
            socket.maxmsgsize = _MAX_MESSAGE_BYTES
            socket.reconnect_ivl = 100
            socket.reconnect_ivl_max = 2_000
            # A peer that vanished without a word (cable, power) is noticed within seconds, not hours.
            socket.heartbeat_ivl = 2_000
            socket.heartbeat_timeout = 6_000
            if curve is not None:
                curve.apply(socket)
            for topic in topics:
                socket.subscribe(topic)
            self._lifelines.append(Lifeline(context, socket, endpoint))
            socket.connect(endpoint)
        except zmq.ZMQError as error:
            raise endpoint_error(endpoint, error, bind=False) from None
        self._poller.register(socket, zmq.POLLIN)

    @property
    def sockets(self) -> "list[zmq.Socket[bytes]]":
        """The sockets, to put into a caller's poller."""
        return list(self._sockets)

    def poll(self, timeout_ms: int) -> bool:
        """Wait until something arrived, at most `timeout_ms`."""
        return bool(self._poller.poll(timeout_ms))

    def receive(self, limit: int) -> list[Message]:
        """What has arrived, at most `limit` messages, without waiting; endpoints take turns.

        A message that has not two or three frames comes with `OddFrames` for a header: the decoder sets it aside.
        """
        messages: list[Message] = []
        sockets = self._sockets
        idle = 0
        turn = self._next
        while idle < len(sockets) and len(messages) < limit:
            turn = (turn + 1) % len(sockets)
            taken = self._drain(turn, messages, min(limit - len(messages), _SHARE if len(sockets) > 1 else limit))
            idle = 0 if taken else idle + 1
        self._next = turn
        return messages

    def _drain(self, which: int, messages: list[Message], most: int) -> int:
        taken = drain(self._sockets[which], messages, most)
        if taken:
            self._counts[which] += taken
            self._last[which] = time.time_ns() // 1_000_000
        return taken

    def endpoints_health(self) -> list[dict[str, Any]]:
        """`endpoint, messages, last` (Unix ms of the last message, 0 if none) for each endpoint."""
        return [
            {"endpoint": endpoint, "messages": count, "last": last}
            for endpoint, count, last in zip(self._endpoints, self._counts, self._last, strict=True)
        ]

    def mend(self) -> list[str]:
        """Connect anew where a publisher broke ZeroMQ's rules (a frame beyond the limit); call it about once a second.

        The endpoints that were connected anew.
        """
        return [endpoint for endpoint, line in zip(self._endpoints, self._lifelines, strict=True) if line.mend()]

    def close(self) -> None:
        """Close every socket; what was queued is gone."""
        for line in self._lifelines:
            line.close()
        self._lifelines.clear()
        for socket in self._sockets:
            socket.close(0)

    def __enter__(self) -> "Subscriber":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
