"""The desk service (wire/PROTOCOL.md): one thread that owns the ROUTER and the PUB socket."""

import errno
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import zmq

from opscenter.station.errors import DeskAddressError
from opscenter.station.mailbox import Mailbox
from opscenter.station.requests import Request
from opscenter.wire.desk import LOST_AFTER_MS, VERSION, DeskFormatError, Header, pack, unpack
from opscenter.wire.desk_address import problem_with

log = logging.getLogger("opscenter.station.desks")

MAX_REQUEST_BYTES = 1 << 20
MAX_DESKS = 1_000
SWEEP_S = 0.25
REQUESTS_AT_ONCE = 1_000
MAX_OPEN = 100
"""Questions of one desk that may wait for their answers, so that others get theirs."""
MAX_UNREAD = MAX_OPEN + 28
"""Answers kept for a desk that does not read them; those beyond are dropped."""
FEED_HWM = 64
"""Beats kept for a desk that does not take them (about 13 s); one that missed some asks for a snapshot."""

Frames = list[bytes | memoryview]
OnRequest = Callable[[Request], bool]
"""Takes a request over, in the service's thread, at once; False when too many wait already."""


@dataclass(slots=True)
class DeskPeer:
    """One desk we hear of. Times in Unix ms; `heard` on the monotonic clock, seconds."""

    name: str
    client: str
    since: int
    heard: float


class DeskService:
    """Binds at once (DeskAddressError when it cannot), serves from `start` to `close`.

    `introduction` is what every welcome says besides the protocol's own fields. `on_query` gets questions,
    `on_present` what the present state must answer (snapshots, commands).
    """

    def __init__(
        self,
        address: str,
        *,
        introduction: Header,
        on_query: OnRequest,
        on_present: OnRequest,
        wall: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if problem := problem_with(address, bind=True):
            raise DeskAddressError(address, problem)
        self._introduction = introduction
        self._on_query = on_query
        self._on_present = on_present
        self._wall = wall
        self._clock = clock
        self._desks: dict[bytes, DeskPeer] = {}
        self._open: Counter[bytes] = Counter()
        self._told_desks: list[dict[str, Any]] = []
        self._outgoing: Mailbox[tuple[bytes | None, Frames]] = Mailbox(20_000)
        self._swept = clock()
        self._closing = threading.Event()
        self._context = zmq.Context()
        self._router = self._context.socket(zmq.ROUTER)
        self._feed = self._context.socket(zmq.PUB)
        try:
            self.address = self._bind_router(address)
            self.feed_address = self._bind_feed(address)
        except DeskAddressError:
            self._let_go()
            raise
        self._thread = threading.Thread(target=self._run, name="desk-service", daemon=True)

    def _bind_router(self, address: str) -> str:
        self._router.router_mandatory = 1
        self._router.router_handover = 1
        self._router.sndhwm, self._router.rcvhwm = MAX_UNREAD, REQUESTS_AT_ONCE
        self._router.maxmsgsize = MAX_REQUEST_BYTES
        self._router.linger = 500
        return _bind(self._router, address, address)

    def _bind_feed(self, address: str) -> str:
        self._feed.sndhwm = FEED_HWM
        self._feed.linger = 0
        if address.startswith("ipc://"):
            return _bind(self._feed, f"{address}.feed", address)
        return _bind(self._feed, f"{address.rpartition(':')[0]}:0", address)

    @property
    def desks(self) -> list[dict[str, Any]]:
        """`name, client, since` of every desk heard of within the last seconds; any thread."""
        return self._told_desks

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def publish(self, frames: Frames) -> None:
        """Send a beat to every desk; any thread."""
        self._outgoing.put((None, frames))

    def reply(self, desk: bytes, frames: Frames) -> None:
        """Send an answer; any thread."""
        self._outgoing.put((desk, frames))

    def close(self, within_s: float = 10.0) -> bool:
        """Send what waits, end the thread, close the sockets; False: it still sends."""
        self._closing.set()
        if self._thread.ident is None:
            self._let_go()
        else:
            self._outgoing.put((None, []))
            self._thread.join(within_s)
        return not self._thread.is_alive()

    # -- the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        poller = zmq.Poller()
        poller.register(self._router, zmq.POLLIN)
        poller.register(self._outgoing.waker, zmq.POLLIN)
        try:
            while True:
                poller.poll(500)
                self._send_waiting()
                if self._closing.is_set():
                    break
                self._forget_lost()
                self._receive()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._outgoing.close()
        self._router.close()
        self._feed.close()
        self._context.term()

    def _send_waiting(self) -> None:
        for desk, frames in self._outgoing.take():
            if not frames:
                continue
            if desk is None:
                self._feed.send_multipart(frames, copy=False)
            else:
                self._settle(desk)
                self._send(desk, frames)

    def _send(self, desk: bytes, frames: Frames) -> None:
        try:
            self._router.send_multipart([desk, *frames], zmq.DONTWAIT)
        except zmq.ZMQError as error:
            if error.errno == zmq.EAGAIN:
                log.warning("a desk does not take its answers; one was dropped")
            elif error.errno == zmq.EHOSTUNREACH:
                self._drop(desk, "is gone")
            else:
                log.warning("an answer could not be sent: %s", error)

    def _receive(self) -> None:
        for _ in range(REQUESTS_AT_ONCE):
            try:
                desk, *frames = self._router.recv_multipart(zmq.DONTWAIT)
            except zmq.Again:
                return
            self._forget_lost()
            try:
                kind, header, _ = unpack(frames)
                self._handle(desk, kind, header)
            except DeskFormatError as error:
                self._send(desk, pack("refused", {"id": None, "reason": f"{str(error).capitalize()}."}))
            except (TypeError, ValueError) as error:
                self._send(desk, pack("refused", {"id": None, "reason": f"The message is not understood: {error}"}))

    def _handle(self, desk: bytes, kind: str, header: Header) -> None:
        peer = self._desks.get(desk)
        if peer is not None:
            peer.heard = self._clock()
        number = header.get("id")
        if kind == "ping":
            self._send(desk, pack("pong", {"id": number, "now": self._wall(), "known": peer is not None}))
        elif kind == "hello":
            self._welcome(desk, header)
        elif kind == "bye":
            self._drop(desk, "said goodbye")
        elif kind in ("snapshot", "query", "command"):
            self._ask(desk, kind, header, peer)
        else:
            self._refuse(desk, number, f"This station does not know {kind[:40]!r} messages.")

    def _welcome(self, desk: bytes, header: Header) -> None:
        versions = header.get("versions")
        if not isinstance(versions, list) or VERSION not in versions:
            self._refuse(
                desk,
                header.get("id"),
                f"This station speaks version {VERSION} of the desk protocol, the desk only {versions!s:.60}. "
                "Update the older of the two.",
            )
            return
        if desk not in self._desks and len(self._desks) >= MAX_DESKS:
            self._refuse(desk, header.get("id"), f"The station already serves {MAX_DESKS} desks.")
            return
        name, client = str(header.get("name") or "")[:100], str(header.get("client") or "")[:100]
        self._desks[desk] = DeskPeer(name, client, self._wall(), self._clock())
        self._tell_desks()
        log.info("desk %r (%s) is here", name, client)
        welcome = {"id": header.get("id"), "version": VERSION, "feed": self.feed_address, "now": self._wall()}
        self._send(desk, pack("welcome", {**self._introduction, **welcome}))

    def _ask(self, desk: bytes, kind: str, header: Header, peer: DeskPeer | None) -> None:
        args = header.get("args") or {}
        topic = "snapshot" if kind == "snapshot" else header.get("what" if kind == "query" else "verb")
        if not isinstance(args, dict) or not isinstance(topic, str):
            self._refuse(desk, header.get("id"), f"A {kind} names what it wants and carries a map of arguments.")
            return
        name = (peer.name or peer.client) if peer is not None else ""
        request = Request(desk, header.get("id"), topic, args, name, self.reply)
        if kind == "query" and topic == "desks":
            self._send(desk, pack("result", {"id": request.number, "desks": self._told_desks}))
        elif self._open[desk] >= MAX_OPEN:
            sentence = f"{MAX_OPEN} questions of this desk wait for their answers. Ask again in a moment."
            self._refuse(desk, request.number, sentence)
        elif (self._on_query if kind == "query" else self._on_present)(request):
            self._open[desk] += 1
        else:
            self._refuse(desk, request.number, "The station is busy with other questions. Ask again in a moment.")

    def _settle(self, desk: bytes) -> None:
        """One question of a desk is answered."""
        self._open[desk] -= 1
        if self._open[desk] <= 0:
            del self._open[desk]

    def _refuse(self, desk: bytes, number: Any, reason: str) -> None:
        self._send(desk, pack("refused", {"id": number, "reason": reason}))

    def _forget_lost(self) -> None:
        now = self._clock()
        if now - self._swept < SWEEP_S:
            return
        self._swept = now
        limit = now - LOST_AFTER_MS / 1000
        for desk in [desk for desk, peer in self._desks.items() if peer.heard < limit]:
            self._drop(desk, "has not been heard for 3 s")

    def _drop(self, desk: bytes, why: str) -> None:
        peer = self._desks.pop(desk, None)
        self._open.pop(desk, None)
        if peer is not None:
            log.info("desk %r (%s) %s", peer.name, peer.client, why)
            self._tell_desks()

    def _tell_desks(self) -> None:
        self._told_desks = [{"name": p.name, "client": p.client, "since": p.since} for p in self._desks.values()]


_WHY = {
    zmq.EADDRINUSE: "the port is in use",
    zmq.EADDRNOTAVAIL: "this machine has no such address",
    errno.EACCES: "this user may not open it",
    errno.ENOENT: "its folder does not exist",
    errno.ENODEV: "this machine has no such address",
}


def _bind(socket: "zmq.Socket[bytes]", address: str, named: str) -> str:
    try:
        socket.bind(address)
    except zmq.ZMQError as error:
        code = error.errno or 0
        why = _WHY.get(code, zmq.strerror(code))
        raise DeskAddressError(named, why) from None
    bound = socket.getsockopt(zmq.LAST_ENDPOINT)
    assert isinstance(bound, bytes)
    return bound.rstrip(b"\0").decode()
