"""The console's one view of its station: state, changes, queries and commands as Qt objects in the UI thread.

Panels take a `Session` and nothing else of the desk. They listen to `changed` (at most once a beat), read
`session.mirror` (numpy columns; see `opscenter.desk.mirror`), and push intents by its methods.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from shiboken6 import isValid

from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.changes import Changes
from opscenter.wire.desk import Columns, Header

TICK_MS = 100


class LinkState(StrEnum):
    """How the console stands to its station."""

    CONNECTING = "connecting"
    LIVE = "live"
    LOST = "lost"  # nothing heard for 3 s; the mirror is kept and shown as stale
    REFUSED = "refused"  # another protocol version; `Session.reason` says which


@dataclass(slots=True, frozen=True)
class Answer:
    """Result of a query or command: `refused` is a sentence, or "" when it was done."""

    header: Header
    columns: Columns
    refused: str = ""


OnAnswer = Callable[[Answer], None]


class Channel(Protocol):
    """What a session needs of a link; tests give a fake one."""

    def ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        """Send a `query` or `command`; `on_answer` is called once, in the UI thread."""

    def close(self) -> None:
        """Let go of sockets and threads."""


class Session(QObject):
    """State of the station, in the UI thread.

    Signals: `changed(Changes)` after each beat or snapshot was applied to `mirror`; `link_changed()` when
    `link` or `reason` changed; `ticked(int)` about ten times a second with the station's time now (Unix ms, moves
    between beats), for ages and clocks; it goes on while the link is lost.
    """

    changed = Signal(object)
    link_changed = Signal()
    introduced = Signal()  # city, zone, station and mode are known
    ticked = Signal(object)  # int would be cut to 32 bits

    def __init__(self, catalogue: Catalogue, operator: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mirror = Mirror()
        self.catalogue = catalogue
        self.operator = operator
        self.link = LinkState.CONNECTING
        self.reason = ""
        self.city = ""
        self.station = ""
        self.zone = "UTC"
        self.mode = "live"
        self.language = "en"
        self.channel: Channel | None = None
        self.now = 0
        self._told = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def announce(self, changes: Changes) -> None:
        """Tell the views what a beat or snapshot changed (the feed calls it; so do tests that wrote to the mirror)."""
        self._set_now(changes.now)
        self.changed.emit(changes)

    def _set_now(self, now: int) -> None:
        if now > self._told:
            self._told = now
            self._since.restart()
        self.now = max(self.now, now)

    def _tick(self) -> None:
        if self._told:
            # Between beats, and while the link is lost, the station's time goes on by our own stopwatch.
            self.now = max(self.now, self._told + self._since.elapsed())
            self.ticked.emit(self.now)

    def introduce(self, welcome: Header) -> None:
        """Take over what the station says of itself: city, zone, name, mode."""
        self.station = str(welcome.get("station") or "")
        self.city = str(welcome.get("city") or "") or self.city
        self.zone = str(welcome.get("zone") or "UTC")
        self.mode = str(welcome.get("mode") or "live")
        self._set_now(int(welcome.get("now") or 0))
        self.introduced.emit()

    def set_link(self, link: LinkState, reason: str = "") -> None:
        """Take over a new state of the link."""
        if (link, reason) != (self.link, self.reason):
            self.link, self.reason = link, reason
            self.link_changed.emit()

    def name(self, row: int) -> str:
        """The name of an entity in the operator's language, else as published, else the last part of its id."""
        return self.mirror.name(row, self.language)

    def query(self, what: str, args: dict[str, Any], on_answer: OnAnswer) -> None:
        """Ask the station (see PROTOCOL.md, Queries). The answer comes later in the UI thread."""
        self._ask("query", {"what": what, "args": args}, on_answer)

    def command(self, verb: str, args: dict[str, Any], on_answer: OnAnswer) -> None:
        """Have the station do something (see PROTOCOL.md, Commands)."""
        self._ask("command", {"verb": verb, "args": args}, on_answer)

    def acknowledge(self, occurrences: list[str], comment: str, on_answer: OnAnswer) -> None:
        """Acknowledge occurrences in the operator's name."""
        args = {"occurrences": occurrences, "by": self.operator, "comment": comment}
        self.command("ack", args, on_answer)

    def _ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        if self.channel is None:
            on_answer(Answer({}, {}, self.tr("There is no station to ask. Wait until the console is connected.")))
            return
        self.channel.ask(kind, header, lambda answer: on_answer(answer) if _is_awaited(on_answer) else None)


def _is_awaited(on_answer: OnAnswer) -> bool:
    """Whether whoever asked is still there: a view may be gone (another language makes the window anew)."""
    call = on_answer.func if isinstance(on_answer, partial) else on_answer
    held = [getattr(call, "__self__", None)]
    for cell in getattr(call, "__closure__", None) or ():
        with contextlib.suppress(ValueError):  # a name that has not been given a value
            held.append(cell.cell_contents)
    return all(isValid(one) for one in held if isinstance(one, QObject))
