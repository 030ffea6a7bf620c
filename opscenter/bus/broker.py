"""The bus in the middle: forwards what publishers send, and keeps the recent past for those who missed it."""

import contextlib
import logging
import time
from dataclasses import dataclass
from typing import Any

import zmq

from opscenter.bus.endpoint import check_endpoint
from opscenter.bus.errors import EndpointError, endpoint_error
from opscenter.bus.memory import LastValues, RecentMessages, header_of
from opscenter.bus.recovery_messages import PAGE_BYTES, PAGE_STEPS, Ask, Reply, encode_reply, read_ask
from opscenter.bus.security import ServerKeys, check_bind
from opscenter.domain.batch import Clock

_log = logging.getLogger("opscenter.bus.broker")
_SHARE = 1_000
_HWM = 200_000
_MAX_MESSAGE_BYTES = 8 * 1024 * 1024


def _wall_clock() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class BrokerLimits:
    """How much of the past a broker keeps. `last_bytes` bounds the last values, `recent_*` the recent messages."""

    recent_ms: int = 300_000
    recent_bytes: int = 128 * 1024 * 1024
    last_bytes: int = 128 * 1024 * 1024


class Broker:
    """XSUB at `front` (publishers connect), XPUB at `back` (subscribers connect), ROUTER at `recovery`.

    Binds at once (EndpointError says what is wrong); `run` forwards until `stop`, which any thread may call.
    `front`, `back` and `recovery` are then the bound addresses.
    """

    def __init__(
        self,
        front: str,
        back: str,
        recovery: str,
        *,
        context: "zmq.Context[Any] | None" = None,
        curve: ServerKeys | None = None,
        allow_open: bool = False,
        limits: BrokerLimits | None = None,
        clock: Clock = _wall_clock,
    ) -> None:
        limits = limits or BrokerLimits()
        self._context = context or zmq.Context.instance()
        self._clock = clock
        self._recent = RecentMessages(limits.recent_ms, limits.recent_bytes)
        self._last = LastValues(limits.last_bytes)
        self._sockets: list[zmq.Socket[bytes]] = []
        self.messages = 0
        try:
            self._front, self.front = self._bind(zmq.XSUB, front, curve, allow_open)
            self._back, self.back = self._bind(zmq.XPUB, back, curve, allow_open)
            self._router, self.recovery = self._bind(zmq.ROUTER, recovery, curve, allow_open)
            self._wake: zmq.Socket[bytes] = self._context.socket(zmq.PULL)
            self._sockets.append(self._wake)
            self._wake_address = f"inproc://opscenter-broker-{id(self)}"
            self._wake.bind(self._wake_address)
        except EndpointError:
            self._close()
            raise
        self._front.send(b"\x01")  # everything: the broker remembers also what nobody follows at the moment

    def run(self) -> None:
        """Forward, remember and answer until `stop`. Closes the sockets at the end."""
        poller = zmq.Poller()
        for socket in self._sockets:
            poller.register(socket, zmq.POLLIN)
        try:
            while True:
                ready = dict(poller.poll(1_000))
                if self._wake in ready:
                    return
                if self._front in ready:
                    self._forward()
                if self._back in ready:
                    self._pass_over_subscriptions()
                if self._router in ready:
                    self._answer()
                if not ready:
                    self._recent.forget(self._clock())
        finally:
            self._close()

    def stop(self) -> None:
        """Make `run` return. May be called from any thread, also before `run` and more than once."""
        waker: zmq.Socket[bytes] = self._context.socket(zmq.PUSH)
        with contextlib.suppress(zmq.ZMQError):
            waker.linger = 1_000
            waker.connect(self._wake_address)
            waker.send(b"", zmq.NOBLOCK)
        waker.close()

    def _bind(
        self, kind: int, endpoint: str, curve: ServerKeys | None, allow_open: bool
    ) -> "tuple[zmq.Socket[bytes], str]":
        check_endpoint(endpoint, bind=True)
        check_bind(endpoint, curve, allow_open=allow_open)
        socket: zmq.Socket[bytes] = self._context.socket(kind)
        self._sockets.append(socket)
        try:
            socket.linger = 0
            socket.rcvhwm = socket.sndhwm = _HWM
            socket.maxmsgsize = _MAX_MESSAGE_BYTES
            if kind == zmq.ROUTER:
                socket.router_mandatory = True
                socket.sndhwm = 16  # pages of 2 MiB: who asks without reading gets no more of them
                socket.rcvhwm = 1_000
            if curve is not None:
                curve.apply(socket)
            socket.bind(endpoint)
        except zmq.ZMQError as error:
            raise endpoint_error(endpoint, error, bind=True) from None
        return socket, socket.getsockopt_string(zmq.LAST_ENDPOINT)

    def _forward(self) -> None:
        now = self._clock()
        for _ in range(_SHARE):
            try:
                frames = self._front.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            self.messages += 1
            self._back.send_multipart(frames, zmq.NOBLOCK)
            if len(frames) in (2, 3) and not frames[0].startswith(b"_"):
                message = frames[0], frames[1], frames[2] if len(frames) == 3 else b""
                header = header_of(message[2])
                if header is not None:
                    self._recent.add(header, message, now)
                self._last.add(message, header)

    def _pass_over_subscriptions(self) -> None:
        """XPUB tells who subscribes to what; we follow everything anyway."""
        with contextlib.suppress(zmq.Again):
            while True:
                self._back.recv(zmq.NOBLOCK)

    def _answer(self) -> None:
        for _ in range(10):  # forwarding comes first
            try:
                frames = self._router.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            if len(frames) != 2:
                continue
            try:
                ask = read_ask(frames[1])
            except ValueError as error:
                self._reply(frames[0], Reply(refused=str(error)[:300]), [])
                continue
            self._serve(frames[0], ask)

    def _serve(self, peer: bytes, ask: Ask) -> None:
        if ask.what == "snapshot":
            until = ask.until or self._last.stamp
            topics = tuple(topic.encode() for topic in ask.topics) or (b"",)
            messages, following = self._last.page(ask.after, until, topics, PAGE_BYTES)
            self._reply(peer, Reply(id=ask.id, next=following, until=until), messages)
        else:
            messages, following = self._recent.between(ask.pub, ask.epoch, ask.first, ask.last, PAGE_BYTES, PAGE_STEPS)
            self._reply(peer, Reply(id=ask.id, next=following), messages)

    def _reply(self, peer: bytes, reply: Reply, messages: list[tuple[bytes, bytes, bytes]]) -> None:
        frames = [peer, encode_reply(reply)]
        for message in messages:
            frames.extend(message)
        try:
            self._router.send_multipart(frames, zmq.NOBLOCK)
        except (zmq.Again, zmq.ZMQError) as error:
            _log.info("a recovery reply found nobody to take it: %s", error)

    def _close(self) -> None:
        for socket in self._sockets:
            socket.close(0)
