"""A desk that asks and waits: for commands and scripts. (A console uses `Link`, which never waits.)"""

import itertools
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

import zmq

from opscenter import __version__
from opscenter.desk.errors import AddressError, RefusedError, StationBusyError, StationUnreachableError
from opscenter.desk.line import Line
from opscenter.desk.mirror import Mirror, OutOfStepError
from opscenter.wire import desk as protocol
from opscenter.wire.desk import Columns, DeskFormatError, Header
from opscenter.wire.desk_address import feed_from, problem_with

ANSWER_MS = 30_000
"""A station that has greeted is there: a busy one may take so long for an answer."""
REFUSALS = 10
"""Connections refused, a tenth of a second apart, until nobody is expected at an address any more."""


class Desk:
    """A connection to one station, used by one thread; close it or use it in a `with` statement.

    `name` is what others see of it in the list of desks; `welcome` what the station said of itself (PROTOCOL.md).

    Raises AddressError for an address that cannot be one, StationUnreachableError when nobody greets within
    `timeout_s` (sooner where nothing listens) or an answer takes longer than half a minute (than `timeout_s`, where
    that is longer), RefusedError when the station says no. Where a station is at the other end and says nothing,
    `on_busy` is called once before it is waited for longer; StationBusyError, which is a StationUnreachableError,
    says that it was there all the time. All of them are a DeskError.
    """

    def __init__(
        self,
        address: str,
        *,
        client: str = "script",
        name: str = "",
        timeout_s: float = 10.0,
        on_busy: Callable[[], object] = lambda: None,
    ) -> None:
        if problem := problem_with(address, bind=False):
            raise AddressError(address, problem)
        self.address = address
        self._timeout_ms = int(timeout_s * 1000)
        self._on_busy: Callable[[], object] | None = on_busy
        self._ids = itertools.count(1)
        self._context = zmq.Context()
        self._socket = self._context.socket(zmq.DEALER)
        self._socket.linger = 200
        self._line = Line(self._socket)
        self._feed: zmq.Socket[bytes] | None = None
        try:
            self._socket.connect(address)
        except zmq.ZMQError as error:
            self.close()
            raise AddressError(address, str(error)) from None
        try:
            self.welcome, _ = self._ask(
                "hello",
                {"versions": [protocol.VERSION], "client": client, "name": name, "program": __version__},
                self._greeted,
            )
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye and let go of the sockets."""
        if self._context.closed:
            return
        if hasattr(self, "welcome"):
            self._socket.send_multipart(protocol.pack("bye", {}), zmq.DONTWAIT)
        self._line.close()
        self._socket.close()
        if self._feed is not None:
            self._feed.close(linger=0)
        self._context.term()

    def query(self, what: str, **args: Any) -> tuple[Header, Columns]:
        """Ask one of the protocol's queries, e.g. `query("texts", entity=..., attribute=..., limit=10)`.

        The header of the answer (a map), and its columns: name -> numpy array of shape (n,), read-only.
        """
        return self._ask("query", {"what": what, "args": args})

    def command(self, verb: str, **args: Any) -> Header:
        """Have one of the protocol's commands done, e.g. `command("ack", occurrences=[...], by="name")`.

        The header of the answer; what could not be done to single alarms is in its `refused`, by occurrence.
        """
        return self._ask("command", {"verb": verb, "args": args})[0]

    def status(self) -> Header:
        """Counts and health of the station: the protocol's `health`, with `station, city, epoch, version`."""
        return self.query("status")[0]

    def present(self) -> Mirror:
        """The city's present state, once."""
        mirror = Mirror()
        mirror.apply_snapshot(*self._ask("snapshot", {}))
        return mirror

    def follow(self) -> Iterator[Mirror]:
        """The city's present state after each beat (five a second): the same Mirror each time, read it before going on.

        Ends with StationUnreachableError when the station is lost.
        """
        feed = self._context.socket(zmq.SUB)
        self._feed = feed
        feed.subscribe(b"beat")
        feed.connect(feed_from(self.address, str(self.welcome["feed"])))
        self._next_beat(feed)  # the subscription stands: nothing after the snapshot can be missed
        mirror = Mirror()
        mirror.apply_snapshot(*self._ask("snapshot", {}))
        yield mirror
        while True:
            beat = self._next_beat(feed)
            try:
                told = mirror.apply_beat(*beat) is not None
            except OutOfStepError:  # beats were lost, or a replay has jumped
                mirror.apply_snapshot(*self._ask("snapshot", {}))
                told = True
            if told:
                self._socket.send_multipart(protocol.pack("ping", {"id": 0}), zmq.DONTWAIT)
                yield mirror

    def _next_beat(self, feed: zmq.Socket[bytes]) -> tuple[Header, Columns]:
        while True:
            if not feed.poll(max(self._timeout_ms, protocol.LOST_AFTER_MS)):
                raise StationUnreachableError(self.address)
            kind, header, columns = protocol.unpack(feed.recv_multipart())
            if kind == "beat":
                return header, columns

    def _greeted(self) -> bool:
        """Whether somebody says something in time, which nobody will where connections are refused."""
        poller = zmq.Poller()
        poller.register(self._socket, zmq.POLLIN)
        poller.register(self._line.events, zmq.POLLIN)
        until = time.monotonic() + self._timeout_ms / 1000
        while (left := until - time.monotonic()) > 0 and self._line.refused < REFUSALS:
            if self._socket in dict(poller.poll(max(1, round(left * 1000)))):
                return True
        return self._waited_longer()

    def _answered(self) -> bool:
        return bool(self._socket.poll(self._timeout_ms)) or self._waited_longer()

    def _waited_longer(self) -> bool:
        """Whether a station that is there answers after all."""
        if not self._line.stands:
            return False
        if self._on_busy is not None:
            self._on_busy()
            self._on_busy = None
        return bool(self._socket.poll(max(1, ANSWER_MS - self._timeout_ms)))

    def _ask(self, kind: str, header: Header, answered: Callable[[], bool] | None = None) -> tuple[Header, Columns]:
        number = next(self._ids)
        self._socket.send_multipart(protocol.pack(kind, {**header, "id": number}))
        while (answered or self._answered)():
            try:
                answer, reply, columns = protocol.unpack(self._socket.recv_multipart())
            except DeskFormatError as error:
                raise RefusedError(f"The station at {self.address} answers in another language: {error}.") from None
            if reply.get("id") != number:
                continue  # a pong, or the late answer to a question that was given up
            if answer == "refused":
                raise RefusedError(str(reply.get("reason") or "The station refused without a reason."))
            return reply, columns
        if self._line.stands:
            raise StationBusyError(self.address, max(self._timeout_ms, ANSWER_MS) / 1_000)
        raise StationUnreachableError(self.address)
