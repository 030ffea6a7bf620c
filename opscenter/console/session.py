"""The console's one view of its station: state, changes, queries and commands as Qt objects in the UI thread.

Panels take a `Session` and nothing else of the desk. They listen to `changed` (at most once a beat), read
`session.mirror` (numpy columns; see `opscenter.desk.mirror`), and push intents by its methods.

While a moment of the past is looked at, `mirror` and `now` are of that moment, for all panels alike; `live` and
`live_now` go on being of the present beside it. `mirror` is the same object always: only what it holds changes.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from opscenter.console.areas import SessionAreas
from opscenter.console.duty import Duty
from opscenter.console.replay.state import ReplayState, read_state
from opscenter.console.reviewing import MirrorMaker, ReviewClock
from opscenter.desk.mirror import Mirror
from opscenter.desk.past_mirror import held
from opscenter.domain.alert import said_of_alerts
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.changes import Changes
from opscenter.domain.role import Role
from opscenter.wire.desk import Columns, Header

LONGEST_SHELF_MS = 12 * 3_600_000
"""What is offered where a station does not say how long an alarm may be shelved."""
SHIFT_STARTS = (7 * 60, 15 * 60, 23 * 60)
"""When shifts begin where nobody said otherwise, minutes of the city's day."""
REPLAY, EXERCISE = "replay", "exercise"
"""Modes of a station that is fed by a recording; everything else is live."""
ABOUT_ANY_TIME = frozenset(("note", "note-correct"))
"""Commands that name the time they are about: the past can be written about, though nothing can be done to it."""
AHEAD_MS = 300
"""So long the time of a recording goes on by itself after a beat."""
TICK_MS = 100
STEP_MS = 1_000
MIN_STEP_MS = 1_000
"""While a review plays: a moment so much real time ahead is asked for, and at least so much of its own."""


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
    between beats), for ages and clocks; it goes on while the link is lost. `live_changed(Changes)` as `changed`, of
    the present alone, also while the past is looked at.
    """

    changed = Signal(object)
    live_changed = Signal(object)
    link_changed = Signal()
    replay_changed = Signal()  # `replay`: about once a beat while the station is a replay
    introduced = Signal()  # city, zone, station and mode are known
    catalogue_changed = Signal()
    desk_changed = Signal()  # who sits here: `operator` or `role`
    ticked = Signal(object)  # int would be cut to 32 bits
    moment_changed = Signal()  # `moment`, `speed` or `wanted`
    review_refused = Signal(str)  # a moment could not be had; why, in a sentence

    def __init__(self, catalogue: Catalogue, operator: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mirror = Mirror()
        self.live = self.mirror
        self.moment: int | None = None
        self._sought: int | None = None  # a moment somebody chose that is not shown yet
        self.catalogue = catalogue
        self.areas = SessionAreas(self.mirror, catalogue, self)
        self.changed.connect(self.areas.take)  # before any view
        self.duty = Duty(self.mirror, self.areas, self)
        self.operator = operator
        self.role = Role.OPERATOR
        self.shift_starts: tuple[int, ...] = SHIFT_STARTS
        self.longest_shelf_ms = LONGEST_SHELF_MS
        self.link = LinkState.CONNECTING
        self.reason = ""
        self.city = ""
        self.station = ""
        self.zone = "UTC"
        self.mode = "live"
        self.alerts_from: dict[str, str] = {}  # sender, web, contact of alerts that leave, by the settings
        self.incident: dict[str, Any] = {}  # of a replay or an exercise: title, place, licence, author, file
        self.replay: ReplayState | None = None
        self.language = "en"
        self.channel: Channel | None = None
        self.now = self.live_now = 0
        self._told = 0
        self._clock = ReviewClock()
        self._asked_at: int | None = None
        self._ahead: tuple[int, Mirror] | None = None
        self._maker = MirrorMaker(self)
        self._maker.made.connect(self._made, Qt.ConnectionType.QueuedConnection)
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def announce(self, changes: Changes) -> None:
        """Tell the views what a beat or snapshot changed (the feed calls it; so do tests that wrote to the mirror)."""
        self._take_replay()
        self._set_now(changes.now)
        if self.moment is None:
            self.changed.emit(changes)
        elif changes.everything:
            self._ask_moment(self.moment)  # the station has started anew: the past is numbered differently now
        self.live_changed.emit(changes)

    @property
    def recorded(self) -> bool:
        """What is shown comes from a recording (a replay, an exercise): it is not the city, and must never look so."""
        return self.mode in (REPLAY, EXERCISE)

    @property
    def refusal(self) -> str:
        """Why nothing can be done to alarms and situations now, as a sentence; "" where it can."""
        if self.mode == REPLAY:
            return self.tr("This is a replay: what is done to an alarm was done then. Nothing can be done to it now.")
        if self.moment is not None:
            return self.tr("This is the past: nothing can be done to it. Go back to live first.")
        return ""

    def _take_replay(self) -> None:
        told = read_state(self.live.replay) if self.mode == REPLAY else None
        if told is not None and told != self.replay:
            self.replay = told
            self.replay_changed.emit()

    @property
    def _pace(self) -> float:
        """How fast the station's time goes on between beats, times our own."""
        if self.mode == EXERCISE:
            told = self.live.exercise or {}
            speed = told.get("speed", 1.0)
            return float(speed) if told.get("state") == "running" and isinstance(speed, int | float) else 0.0
        return self.replay.pace if self.replay is not None else 1.0

    def _follow_recorded(self, now: int) -> None:
        """The time of a recording may stand, run and go back: it is what was told last, and a beat ahead at most."""
        forward = self._told <= now <= self.live_now <= now + AHEAD_MS * self._pace
        self._told = now
        self._since.restart()
        self.live_now = self.live_now if forward else now
        if self.moment is None:
            self.now = self.live_now

    def _set_now(self, now: int) -> None:
        if self.recorded:
            self._follow_recorded(now)
            return
        if now > self._told:
            self._told = now
            self._since.restart()
        self.live_now = max(self.live_now, now)
        if self.moment is None:
            self.now = self.live_now

    def _tick(self) -> None:
        if self._told:
            # Between beats, and while the link is lost, the station's time goes on by our own stopwatch.
            gone = self._since.elapsed()
            if self.recorded:
                gone = round(min(gone, AHEAD_MS) * self._pace)
            self.live_now = max(self.live_now, self._told + gone)
            self.now = self.live_now if self.moment is None else self._clock.time(self.live_now)
            self.ticked.emit(self.now)
            if self.moment is not None and self._clock.speed:
                self._play()

    # -- the past --------------------------------------------------------------------------------------------

    @property
    def speed(self) -> float:
        """How fast the time of a review runs, 0 while it stands."""
        return self._clock.speed if self.moment is not None else 0.0

    @property
    def wanted(self) -> int | None:
        """The moment that is to be shown: it may still be on its way. None: live."""
        return self._sought if self._sought is not None else self.moment

    def review(self, at: int | None, speed: float = 0.0) -> None:
        """Show the city as it stood at a moment (Unix ms), and go on from there at `speed`; None: back to live.

        It is shown when the station has answered; of wishes that come quicker than answers the newest counts. In a
        replay the replay itself goes there: its whole window is of another time already.
        """
        if self.replay is not None:
            if at is not None:
                self.seek_replay(at)
            return
        if at is None:
            self._back_to_live()
            return
        self._ahead = None
        self._sought = max(1, min(int(at), self.live_now))
        self._clock.set(self._clock.time(self.live_now), speed)
        if self._asked_at is None:
            self._ask_moment(self._sought)
        self.moment_changed.emit()

    def seek_replay(self, at: int, on_answer: OnAnswer | None = None) -> None:
        """Have the replay go to a moment of it (Unix ms, kept within it); where it is comes back with the feed."""
        if self.replay is None:
            return

        def answered(answer: Answer) -> None:
            if answer.refused:
                self.review_refused.emit(answer.refused)
            if on_answer is not None and _is_awaited(on_answer):
                on_answer(answer)

        at = min(max(int(at), self.replay.since), self.replay.until)
        self.command("replay-seek", {"at": at}, answered)

    def play(self, speed: float) -> None:
        """Let the time of the review run at this speed from where it is; 0 holds it."""
        if self.moment is not None:
            self._ahead = None
            self._clock.set(self.now, speed)
            self.moment_changed.emit()

    def _back_to_live(self) -> None:
        self._sought = self._ahead = None
        self._clock.speed = 0.0
        if self.moment is None:
            self.moment_changed.emit()
            return
        epoch = self.mirror.epoch
        self.moment = None
        self.mirror.take_over(self.live)
        self.live = self.mirror
        self.now = self.live_now
        self.moment_changed.emit()
        same = epoch == self.mirror.epoch
        self.changed.emit(Changes(everything=True, same_entities=same, health=True, now=self.now))

    def _ask_moment(self, at: int) -> None:
        self._asked_at = at
        self.query("moment", {"at": at, "registry": False}, self._answered)

    def _answered(self, answer: Answer) -> None:
        at = self._asked_at
        if at is None:
            return
        if answer.refused:
            self._give_up(answer.refused)
            return
        self._maker.make(at, held(self.live), answer.header, answer.columns)

    @Slot(object, object)
    def _made(self, at: int, mirror: Mirror | None) -> None:
        self._asked_at = None
        if self.wanted is None:
            return  # back to live meanwhile
        if mirror is None or mirror.epoch != self.live.epoch:
            self._give_up(self.tr("The past could not be read just now. Try again in a moment."))
        elif self._sought is not None:
            sought = self._sought
            self._sought = None if at == sought else sought
            self._clock.set(at)
            self._show_past(at, mirror)
            if self._sought is not None and self._asked_at is None:
                self._ask_moment(self._sought)
        elif at > self._clock.time(self.live_now):
            self._ahead = (at, mirror)  # shown when the clock is there
        else:
            self._show_past(at, mirror)

    def _give_up(self, reason: str) -> None:
        """A moment could not be had: stay where we are."""
        wanted, self._asked_at, self._sought = self.wanted, None, None
        self._clock.set(self.now, 0.0)
        if wanted is not None:
            self.review_refused.emit(reason)
            self.moment_changed.emit()

    def _show_past(self, at: int, mirror: Mirror) -> None:
        entered = self.moment is None
        same = self.mirror.epoch == mirror.epoch
        if entered:
            self.live = Mirror()
            self.live.take_over(self.mirror)
        self.moment = at
        self.mirror.take_over(mirror)
        self.now = self._clock.time(self.live_now)
        self.moment_changed.emit()
        self.changed.emit(Changes(everything=True, same_entities=same, now=self.now))

    def _play(self) -> None:
        """Show what was asked for ahead once the clock is there, and ask for the next."""
        if self._ahead is not None and self._ahead[0] <= self.now:
            ahead, self._ahead = self._ahead, None
            self._show_past(*ahead)
        if self.now >= self.live_now:
            self._back_to_live()  # the past has caught up with the present
        elif self._asked_at is None and self._ahead is None and self._sought is None:
            step = max(MIN_STEP_MS, round(STEP_MS * self._clock.speed))
            self._ask_moment(min(self.live_now, self.now + step))

    def introduce(self, welcome: Header) -> None:
        """Take over what the station says of itself: city, zone, name, mode."""
        self.station = str(welcome.get("station") or "")
        self.city = str(welcome.get("city") or "") or self.city
        self.zone = str(welcome.get("zone") or "UTC")
        self.mode = str(welcome.get("mode") or "live")
        self.alerts_from = said_of_alerts(welcome)
        incident = welcome.get("incident")
        self.incident = incident if isinstance(incident, dict) else {}
        if not self.city and isinstance(self.incident.get("place"), str):
            self.city = self.incident["place"][:200]  # a recording of a city that never said its name
        if self.mode != REPLAY:
            self.replay = None
        hours = welcome.get("longest_shelf_h")
        if isinstance(hours, int | float) and 0 < hours < 10_000:
            self.longest_shelf_ms = round(hours * 3_600_000)
        self._set_now(int(welcome.get("now") or 0))
        self.introduced.emit()

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Names, limits and kinds are another catalogue's from now on. Views that have read the one before are to be
        made anew."""
        self.catalogue = catalogue
        self.areas.use_catalogue(catalogue)
        self.catalogue_changed.emit()

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
        in_replay = self.mode == REPLAY
        if self.refusal and not (verb.startswith("replay-") if in_replay else verb in ABOUT_ANY_TIME):
            on_answer(Answer({}, {}, self.refusal))
            return
        self._ask("command", {"verb": verb, "args": args}, on_answer)

    def act(self, verb: str, occurrences: list[str], comment: str, on_answer: OnAnswer, **more: Any) -> None:
        """Have something done to alarms, in the operator's name and role."""
        args = {"occurrences": occurrences, "by": self.operator, "role": self.role.value, "comment": comment, **more}
        self.command(verb, args, on_answer)

    def seat(self, operator: str, role: Role) -> None:
        """Somebody else sits at this desk, or in another role."""
        if (operator, role) != (self.operator, self.role):
            self.operator, self.role = operator, role
            self.desk_changed.emit()

    def _ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        if self.channel is None:
            on_answer(Answer({}, {}, self.tr("There is no station to ask. Wait until the console is connected.")))
            return
        self.channel.ask(kind, header, lambda answer: on_answer(answer) if _is_awaited(on_answer) else None)


def _is_awaited(on_answer: OnAnswer) -> bool:
    """Whether whoever asked is still there: a view may be gone (another language makes the window anew)."""
    return all(isValid(one) for one in _held_by(on_answer, 3))


def _held_by(call: object, depth: int) -> list[QObject]:
    """Qt objects that a call would use: its own, and those of the functions that it has in hand."""
    call = call.func if isinstance(call, partial) else call
    held = [getattr(call, "__self__", None)]
    for cell in getattr(call, "__closure__", None) or ():
        with contextlib.suppress(ValueError):  # a name that has not been given a value
            held.append(cell.cell_contents)
    found = [one for one in held if isinstance(one, QObject)]
    for one in held:
        if depth and not isinstance(one, QObject | type) and callable(one):
            found += _held_by(one, depth - 1)
    return found
