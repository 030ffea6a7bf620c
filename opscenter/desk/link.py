"""A desk's link to its station: one thread that owns the sockets, keeps step with the feed and never waits for anyone.

What it delivers is always consistent: a snapshot, then every beat after it without a hole. When a beat is missing,
the station starts anew or goes away and comes back, the link asks for a new snapshot by itself.
"""

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

import zmq

from opscenter import __version__
from opscenter.desk.errors import AddressError
from opscenter.wire import desk as protocol
from opscenter.wire.desk import Columns, DeskFormatError, Header
from opscenter.wire.desk_address import feed_from, problem_with

log = logging.getLogger("opscenter.desk.link")

OnReply = Callable[[str, Header, Columns], None]
"""Called in the link's thread with `result`, `done` or `refused`, its header and columns."""

ANSWER_WITHIN_S = 10.0
MAX_WAITING = 1_000
MAX_KEPT_BEATS = 100


class Standing(StrEnum):
    """How the link stands."""

    CONNECTING = "connecting"
    LIVE = "live"
    LOST = "lost"
    REFUSED = "refused"


class Listener(Protocol):
    """Who is told; every method is called in the link's thread and must return at once."""

    def on_standing(self, standing: Standing, reason: str) -> None:
        """The link's state changed; `reason` is a sentence or ""."""

    def on_welcome(self, header: Header) -> None:
        """The station introduced itself."""

    def on_snapshot(self, header: Header, columns: Columns) -> None:
        """Everything, anew."""

    def on_beat(self, header: Header, columns: Columns) -> None:
        """The next beat."""


class Link:
    """Connects, says hello until somebody answers, follows the feed, asks questions.

    Raises AddressError at once for an address that cannot be one. `clock` is monotonic, in seconds.
    """

    def __init__(
        self,
        address: str,
        listener: Listener,
        *,
        client: str,
        name: str = "",
        language: str = "en",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.address = address
        self._listener = listener
        self._introduction: Header = {
            "versions": [protocol.VERSION],
            "client": client,
            "name": name,
            "language": language,
            "program": __version__,
        }
        self._clock = clock
        if problem := problem_with(address, bind=False):
            raise AddressError(address, problem)
        self._context = zmq.Context()
        self._dealer = self._context.socket(zmq.DEALER)
        self._dealer.linger = 0
        self._dealer.sndhwm = 2 * MAX_WAITING
        try:
            self._dealer.connect(address)
        except zmq.ZMQError as error:
            self._dealer.close()
            self._context.term()
            raise AddressError(address, str(error)) from None
        self._feed: zmq.Socket[bytes] | None = None
        self._feed_address = ""
        self._wake_in = self._context.socket(zmq.PAIR)
        self._wake_in.bind("inproc://wake")
        self._wake_out = self._context.socket(zmq.PAIR)
        self._wake_out.connect("inproc://wake")
        self._wake_lock = threading.Lock()
        self._orders: queue.SimpleQueue[tuple[str, Header, OnReply | None]] = queue.SimpleQueue()
        self._waiting: dict[int, tuple[OnReply, float]] = {}
        self._ids = itertools.count(1)
        self._standing = Standing.CONNECTING
        self._closing = False
        self._heard = clock()
        self._said = 0.0
        self._welcomed = False
        self._asked_snapshot = 0.0
        self._snapshot_id = 0
        self._in_step = False
        self._epoch = 0
        self._seq = -1
        self._kept: list[tuple[Header, Columns]] = []
        self._thread = threading.Thread(target=self._run, name="desk-link", daemon=True)

    def start(self) -> None:
        """Begin; everything after this comes through the listener."""
        self._thread.start()

    def ask(self, kind: str, header: Header, on_reply: OnReply) -> None:
        """Send a `query` or `command`; `on_reply` is called exactly once, refused after 10 s without an answer."""
        self._order(kind, header, on_reply)

    def resync(self) -> None:
        """Ask for a new snapshot (the listener could not keep up or lost its step)."""
        self._order("resync", {}, None)

    def close(self) -> None:
        """Stop the thread at once and let go of the sockets. May be called twice."""
        if self._closing:
            return
        self._closing = True
        if self._thread.ident is None:
            self._let_go()
        else:
            self._order("close", {}, None)
            self._thread.join()
        self._wake_out.close(linger=0)
        self._context.term()

    def _order(self, kind: str, header: Header, on_reply: OnReply | None) -> None:
        self._orders.put((kind, header, on_reply))
        with self._wake_lock:
            try:
                self._wake_out.send(b"", zmq.DONTWAIT)
            except zmq.ZMQError:
                pass  # the pipe is full of wakes, or the link has ended: either way nobody needs another

    # -- the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        poller = zmq.Poller()
        poller.register(self._dealer, zmq.POLLIN)
        poller.register(self._wake_in, zmq.POLLIN)
        watched: zmq.Socket[bytes] | None = None
        try:
            while True:
                if self._feed is not watched:
                    if self._feed is not None:
                        poller.register(self._feed, zmq.POLLIN)
                    watched = self._feed
                ready = dict(poller.poll(200))
                if self._wake_in in ready and not self._take_orders():
                    break
                if self._dealer in ready:
                    self._drain(self._dealer)
                if watched is not None and watched in ready:
                    self._drain(watched)
                if self._feed is not watched and watched is not None:
                    poller.unregister(watched)
                    watched.close(linger=0)
                self._keep_up()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        for on_reply, _ in self._waiting.values():
            on_reply("refused", {"reason": "The connection to the station was closed."}, {})
        self._waiting.clear()
        if self._welcomed:
            try:
                self._dealer.linger = 200
                self._dealer.send_multipart(protocol.pack("bye", {}), zmq.DONTWAIT)
            except zmq.ZMQError:
                pass
        self._dealer.close()
        self._wake_in.close(linger=0)
        if self._feed is not None:
            self._feed.close(linger=0)

    def _take_orders(self) -> bool:
        while self._wake_in.poll(0):
            self._wake_in.recv(zmq.DONTWAIT)
        while True:
            try:
                kind, header, on_reply = self._orders.get_nowait()
            except queue.Empty:
                return True
            if kind == "close":
                return False
            if kind == "resync":
                self._lose_step()
            elif on_reply is not None:
                self._send_question(kind, header, on_reply)

    def _send_question(self, kind: str, header: Header, on_reply: OnReply) -> None:
        if not self._welcomed:
            on_reply("refused", {"reason": "The station is not connected. Nothing was sent."}, {})
            return
        if len(self._waiting) >= MAX_WAITING:
            on_reply("refused", {"reason": "Too many questions are waiting for the station."}, {})
            return
        number = next(self._ids)
        self._waiting[number] = (on_reply, self._clock() + ANSWER_WITHIN_S)
        self._send(kind, {**header, "id": number})

    def _send(self, kind: str, header: Header) -> None:
        try:
            self._dealer.send_multipart(protocol.pack(kind, header), zmq.DONTWAIT)
        except zmq.Again:
            log.warning("the station does not take messages; %s was not sent", kind)

    def _drain(self, socket: "zmq.Socket[bytes]") -> None:
        while True:
            try:
                frames = socket.recv_multipart(zmq.DONTWAIT)
            except zmq.Again:
                return
            try:
                kind, header, columns = protocol.unpack(frames)
            except DeskFormatError as error:
                log.warning("unreadable message from %s: %s", self.address, error)
                continue
            self._heard = self._clock()
            self._handle(kind, header, columns)

    def _handle(self, kind: str, header: Header, columns: Columns) -> None:
        if kind == "beat":
            self._on_beat(header, columns)
        elif kind == "welcome":
            self._on_welcome(header)
        elif kind == "snapshot" and header.get("id") == self._snapshot_id:
            self._on_snapshot(header, columns)
        elif kind == "pong":
            if not header.get("known", True):
                self._forget()  # the station dropped us from its list of desks: introduce ourselves again
        elif kind in ("result", "done", "refused"):
            self._on_answer(kind, header, columns)

    def _on_answer(self, kind: str, header: Header, columns: Columns) -> None:
        number = int(header.get("id") or 0)
        waiting = self._waiting.pop(number, None)
        if waiting is not None:
            waiting[0](kind, header, columns)
        elif kind == "refused" and not number and not self._welcomed:  # of the hello, not of a question given up
            self._stand(Standing.REFUSED, str(header.get("reason") or "The station refused this console."))

    def _on_welcome(self, header: Header) -> None:
        if self._welcomed:
            return
        self._welcomed = True
        feed = feed_from(self.address, str(header["feed"]))
        if feed != self._feed_address or self._feed is None:
            fresh = self._context.socket(zmq.SUB)
            fresh.rcvhwm = 1_000
            fresh.subscribe(b"beat")
            fresh.connect(feed)
            self._feed, self._feed_address = fresh, feed
        self._listener.on_welcome(header)
        self._lose_step()

    def _on_snapshot(self, header: Header, columns: Columns) -> None:
        self._epoch, self._seq = int(header["epoch"]), int(header["seq"])
        self._in_step = True
        self._asked_snapshot = 0.0
        self._listener.on_snapshot(header, columns)
        kept, self._kept = self._kept, []
        for beat_header, beat_columns in kept:
            self._on_beat(beat_header, beat_columns)
        if self._in_step:
            self._stand(Standing.LIVE, "")

    def _on_beat(self, header: Header, columns: Columns) -> None:
        if not self._welcomed:
            return
        if not self._in_step:
            if len(self._kept) < MAX_KEPT_BEATS:
                self._kept.append((header, columns))
            if not self._asked_snapshot:  # the first beat proves that the subscription stands
                self._asked_snapshot = self._clock()
                self._snapshot_id = next(self._ids)
                self._send("snapshot", {"id": self._snapshot_id})
            return
        epoch, seq = int(header["epoch"]), int(header["seq"])
        if epoch != self._epoch:
            self._forget()
        elif seq > self._seq + 1:
            jumped = header.get("replay") is not None  # a recording that is shown from elsewhere leaves a number out
            level = logging.DEBUG if jumped else logging.WARNING
            log.log(level, "beats %d to %d are missing; asking for a snapshot", self._seq + 1, seq - 1)
            self._lose_step()
            self._on_beat(header, columns)  # it proves already that the subscription stands: nobody waits for the next
        elif seq == self._seq + 1:
            self._seq = seq
            self._listener.on_beat(header, columns)

    def _lose_step(self) -> None:
        self._in_step = False
        self._asked_snapshot = 0.0
        self._kept.clear()

    def _forget(self) -> None:
        """The station is another one than we knew: greet it as at first."""
        self._welcomed = False
        self._said = 0.0
        self._lose_step()

    def _keep_up(self) -> None:
        now = self._clock()
        if now - self._said >= protocol.HEARTBEAT_MS / 1000:
            self._said = now
            if self._welcomed:
                self._send("ping", {"id": 0})
            elif self._standing is not Standing.REFUSED:
                self._send("hello", {**self._introduction, "id": 0})
        silent = now - self._heard > protocol.LOST_AFTER_MS / 1000
        if silent and self._welcomed:
            self._forget()
            self._stand(Standing.LOST, f"Nothing has been heard from the station at {self.address} for 3 seconds.")
        elif silent and self._standing is Standing.CONNECTING:
            self._stand(Standing.CONNECTING, f"No station answers at {self.address} yet.")
        if self._asked_snapshot and now - self._asked_snapshot > ANSWER_WITHIN_S:
            self._lose_step()
        late = [number for number, (_, until) in self._waiting.items() if now > until]
        for number in late:
            on_reply, _ = self._waiting.pop(number)
            on_reply("refused", {"reason": "The station did not answer within 10 seconds."}, {})

    def _stand(self, standing: Standing, reason: str) -> None:
        if standing is not self._standing or reason:
            self._standing = standing
            self._listener.on_standing(standing, reason)
