"""From the link's thread into the session: one bounded queue, one signal, nothing that blocks the UI thread."""

import contextlib
import itertools
import logging
import threading
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot

from opscenter.console.session import Answer, LinkState, OnAnswer, Session
from opscenter.desk.link import Link, Standing
from opscenter.desk.many_names import ManyNames
from opscenter.desk.mirror import Mirror, OutOfStepError
from opscenter.domain.changes import Changes
from opscenter.wire.alarm_facts import alarm_from_fact
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import situation_from_fact

log = logging.getLogger("opscenter.console.feed")

MAX_QUEUED_BEATS = 150
"""Thirty seconds of beats. A console that falls further behind starts again from a snapshot."""


@dataclass(slots=True)
class _Snapshot:
    mirror: Mirror
    changes: Changes


@dataclass(slots=True)
class _Beat:
    header: Header
    columns: Columns


@dataclass(slots=True)
class _Stand:
    standing: Standing
    reason: str


@dataclass(slots=True)
class _Welcome:
    header: Header


@dataclass(slots=True)
class _Reply:
    answer: Answer
    question: int


_Item = _Snapshot | _Beat | _Stand | _Welcome | _Reply


class Feed(QObject):
    """The session's channel: listens to a `Link` in its thread, applies what it brings in the UI thread."""

    _arrived = Signal()

    def __init__(self, session: Session, address: str) -> None:
        super().__init__()
        self._session = session
        self._queue: deque[_Item] = deque()
        self._lock = threading.Lock()
        self._beats = 0
        self._out_of_step = False
        self._signalled = False
        self._closed = False
        # Who asked stays in the UI thread: the link's thread must never hold the last reference to a widget.
        self._asked: dict[int, OnAnswer] = {}
        self._questions = itertools.count(1)
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._link = Link(address, self, client="console", name=session.operator, language=session.language)

    @property
    def address(self) -> str:
        """The station's address."""
        return self._link.address

    def start(self) -> None:
        """Begin to connect."""
        self._link.start()

    # -- Channel, in the UI thread ---------------------------------------------------------------------------

    def ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        """Send a question; the answer arrives in the UI thread."""
        question = next(self._questions)
        self._asked[question] = on_answer

        def on_reply(answer: str, reply: Header, columns: Columns) -> None:
            refused = str(reply.get("reason") or "refused") if answer == "refused" else ""
            self._put(_Reply(Answer(reply, columns, refused), question))

        self._link.ask(kind, header, on_reply)

    def close(self) -> None:
        """Stop the link; nothing is delivered after this returns."""
        self._closed = True
        self._link.close()
        if self._session.channel is self:
            self._session.channel = None
        with self._lock:
            self._queue.clear()
        self._asked.clear()

    # -- Listener, in the link's thread ----------------------------------------------------------------------

    def on_standing(self, standing: Standing, reason: str) -> None:
        """See `desk.link.Listener`."""
        self._put(_Stand(standing, reason))

    def on_welcome(self, header: Header) -> None:
        """See `desk.link.Listener`."""
        self._put(_Welcome(header))

    def on_snapshot(self, header: Header, columns: Columns) -> None:
        """Build the mirror here, beside the UI thread: 50,000 entities take longer than a frame."""
        mirror = Mirror()
        try:
            changes = mirror.apply_snapshot(header, columns)
        except (KeyError, ValueError, IndexError, TypeError) as error:
            log.error("the station's snapshot cannot be read: %s", error)
            return
        self._put(_Snapshot(mirror, changes))

    def on_beat(self, header: Header, columns: Columns) -> None:
        """Alarms and situations are made of their facts here, beside the UI thread: in a flood there are thousands in
        one beat, and after a jump hundreds of thousands of cells that were not known before."""
        with contextlib.suppress(ValueError, KeyError, TypeError):  # the mirror says what is wrong with them
            header["alarms"] = [alarm_from_fact(fact) for fact in header["alarms"]]
            header["situations"] = [situation_from_fact(fact) for fact in header.get("situations") or ()]
            header["cell_names"] = ManyNames(header["cell_names"])
        self._put(_Beat(header, columns))

    def _put(self, item: _Item) -> None:
        with self._lock:
            if isinstance(item, _Snapshot):
                self._out_of_step = False
            elif isinstance(item, _Beat):
                if self._out_of_step:
                    return  # beats between what went wrong and the snapshot that mends it
                self._beats += 1
                if self._beats > MAX_QUEUED_BEATS:
                    log.warning("the console is %d beats behind; starting again from a snapshot", self._beats)
                    self._start_again()
                    return
            self._queue.append(item)
            signal, self._signalled = not self._signalled, True
        if signal and not self._closed:
            self._arrived.emit()

    def _start_again(self) -> None:
        """Drop the beats at hand and have a snapshot sent. The lock is held."""
        self._queue = deque(kept for kept in self._queue if not isinstance(kept, _Beat))
        self._beats = 0
        self._out_of_step = True
        self._link.resync()

    # -- the UI thread ---------------------------------------------------------------------------------------

    @Slot()
    def _take(self) -> None:
        with self._lock:
            self._signalled = False
            items, self._queue = self._queue, deque()
            self._beats = 0
        for item in items:
            if self._closed:
                return
            self._apply(item)

    def _apply(self, item: _Item) -> None:
        session = self._session
        match item:
            case _Beat(header, columns):
                try:
                    changes = session.live.apply_beat(header, columns)
                except (OutOfStepError, KeyError, ValueError, IndexError, TypeError) as error:
                    log.warning("a beat does not fit (%s); asking for a snapshot", error)
                    with self._lock:
                        self._start_again()
                    return
                if changes is not None:
                    session.announce(changes)
            case _Snapshot(mirror, changes):
                if session.recorded:  # one follows each jump, of the same city
                    live = session.live
                    changes.same_entities = live.epoch == mirror.epoch and len(live.ids) == len(mirror.ids)
                session.live.take_over(mirror)
                session.announce(changes)
            case _Welcome(header):
                session.introduce(header)
            case _Stand(standing, reason):
                session.set_link(LinkState(standing.value), reason)
            case _Reply(answer, question):
                self._asked.pop(question)(answer)


def start_feed(session: Session, address: str) -> Feed:
    """Attach a session to the station at `address`. Raises desk.errors.AddressError for what cannot be one."""
    feed = Feed(session, address)
    session.channel = feed
    feed.start()
    return feed
