"""Publishing on the bus: topic, payload and a numbered header, with a heartbeat that lets the last loss be seen."""

import contextlib
from types import TracebackType
from typing import Any

import zmq

from opscenter.bus.endpoint import check_endpoint
from opscenter.bus.errors import endpoint_error
from opscenter.bus.security import Keys, check_bind
from opscenter.domain.batch import Clock
from opscenter.wire.envelope import HEARTBEAT_TOPIC, write_header

_HEARTBEAT_MS = 1_000
_LINGER_MS = 1_000


class Publisher:
    """One publisher of the bus. Belongs to the thread that made it.

    `bind=True`: subscribers connect to it; `bind=False`: it connects to a broker. EndpointError with a sentence
    when the address is wrong or taken.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        bind: bool,
        name: str,
        clock: Clock,
        context: "zmq.Context[Any] | None" = None,
        hwm: int = 200_000,
        curve: Keys | None = None,
        allow_open: bool = False,
    ) -> None:
        check_endpoint(endpoint, bind=bind)
        if bind:
            check_bind(endpoint, curve, allow_open=allow_open)
        self.name = name
        self.epoch = clock()
        self.seq = 0
        self._clock = clock
        self._heartbeat_topic = (HEARTBEAT_TOPIC + name).encode()
        self._last_heartbeat = 0
        self._subscriptions = 0
        self._socket: zmq.Socket[bytes] = (context or zmq.Context.instance()).socket(zmq.XPUB)
        try:
            self._socket.sndhwm = hwm
            self._socket.linger = _LINGER_MS
            self._socket.setsockopt(zmq.XPUB_VERBOSER, 1)
            if curve is not None:
                curve.apply(self._socket)
            if bind:
                self._socket.bind(endpoint)
            else:
                self._socket.connect(endpoint)
        except zmq.ZMQError as error:
            self._socket.close(0)
            raise endpoint_error(endpoint, error, bind=bind) from None
        self.endpoint: str = self._socket.getsockopt_string(zmq.LAST_ENDPOINT) if bind else endpoint

    def send(self, topic: str, payload: bytes) -> None:
        """Publish one payload; it gets the next number. Never blocks: beyond the high-water mark it is lost (and
        the subscriber sees the gap)."""
        self.seq += 1
        header = write_header(self.name, self.epoch, self.seq, self._clock())
        self._send([topic.encode(), payload, header])

    def heartbeat(self) -> None:
        """Send the header alone if a second passed since the last time. Call it as often as convenient."""
        now = self._clock()
        if now - self._last_heartbeat >= _HEARTBEAT_MS or now < self._last_heartbeat:
            self._last_heartbeat = now
            self._send([self._heartbeat_topic, b"", write_header(self.name, self.epoch, self.seq, now)])
            self._take_subscriptions()

    def wait_for_subscriber(self, timeout_s: float) -> bool:
        """Wait until somebody subscribed (XPUB tells), at most `timeout_s`. False if nobody came."""
        self._take_subscriptions()
        if self._subscriptions > 0:
            return True
        if self._socket.poll(int(timeout_s * 1_000), zmq.POLLIN):
            self._take_subscriptions()
        return self._subscriptions > 0

    @property
    def subscriptions(self) -> int:
        """Subscriptions in force, as far as they were read (`heartbeat` and `wait_for_subscriber` read them). A rise
        means that somebody new listens, who has heard nothing yet."""
        return self._subscriptions

    def close(self) -> None:
        """Close the socket; what is queued has a second to leave."""
        self._socket.close()

    def __enter__(self) -> "Publisher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _send(self, frames: list[bytes]) -> None:
        with contextlib.suppress(zmq.Again):
            self._socket.send_multipart(frames, zmq.NOBLOCK)

    def _take_subscriptions(self) -> None:
        """Read what XPUB has to tell, so that its queue does not grow: 1 = subscribed, 0 = gone."""
        while True:
            try:
                frame = self._socket.recv(zmq.NOBLOCK)
            except zmq.Again:
                return
            if frame[:1] == b"\x01":
                self._subscriptions += 1
            elif frame[:1] == b"\x00":
                self._subscriptions = max(0, self._subscriptions - 1)
