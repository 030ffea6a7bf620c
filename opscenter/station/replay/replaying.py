"""The busiest thread of a replay: goes through the recording as its player says, beats, and answers for what is shown.

Work is cut into slices, so that whoever asks is answered at once however fast it plays. A jump shows its picture first
where the recording has one; then the engine catches up, slice by slice, and any further jump puts an end to that.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import zmq

from opscenter.recording.records import Started
from opscenter.station.answers import answer_entities
from opscenter.station.descriptions import Descriptions
from opscenter.station.engine import Engine
from opscenter.station.health import engine_health
from opscenter.station.mailbox import Mailbox
from opscenter.station.note_commands import NoteCommands
from opscenter.station.replay.controls import TIMELINE, Controls
from opscenter.station.replay.course import Course
from opscenter.station.replay.differing import difference, numbers_alike, shown_of
from opscenter.station.replay.gathering import Gathering, nothing
from opscenter.station.replay.picture import Picture
from opscenter.station.replay.player import Player, PlayState
from opscenter.station.replay.setting_out import SettingOut
from opscenter.station.replay.stage import Stage
from opscenter.station.requests import NUDGE, Request
from opscenter.station.service import Frames
from opscenter.wire.desk import Header, pack

log = logging.getLogger("opscenter.station.replay")

PRESENT = frozenset(("status", "entities", "alarms", "situations", "notes", TIMELINE))
"""Queries answered in this thread."""
SLICE_S = 0.02
"""So long is worked before it is looked whether somebody asks something."""
SETTLE_BEATS = 3
"""So many beats after the picture of a jump the engine sets out for it (one, where it is to play on): whoever jumps on
has the next picture drawn before, with the processor to itself."""
HEALTH_S = 1.0
READ_ONLY = (
    "This is a recording: what happened then cannot be changed. Acknowledge, shelve and write notes on the live "
    "station, or make an exercise of the recording."
)

Draw = Callable[[int, Descriptions], Picture | None]
"""What desks see at a moment, with what is known of names; None: there are no key frames, or none that can be read."""
Job = Callable[[], None]


class People(Protocol):
    """Who may act within what is played: in an exercise."""

    def take(self, request: Request) -> bool:
        """Carry a command out; False: it is none of theirs. ValueError, a sentence: not understood."""


class Replaying:
    """`start` begins it at the beginning of the recording, paused unless the player was told to play.

    `warm` is done a little at a time while it stands. `do` has something packed in another thread; `unfolded` tells up
    to when the past can be asked about. `tidy` is done when an engine is of no use any more. `clock` is monotonic,
    seconds.
    """

    def __init__(
        self,
        course: Course,
        player: Player,
        stage: Stage,
        *,
        controls: Callable[[Callable[[], Header]], Controls],
        draw: Draw,
        do: Callable[[Job], bool],
        publish: Callable[[Frames], None],
        desks: Callable[[], list[dict[str, Any]]],
        stop: Callable[[], None],
        unfolded: Callable[[], int],
        notice: Callable[[], str] = lambda: "",
        warm: Iterator[None] | None = None,
        beat_ms: int = 200,
        token: str = "",
        introduction: Header | None = None,
        people: People | None = None,
        tidy: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._course = course
        self._player = player
        self._stage = stage
        self._controls = controls(self.fact)
        self._draw = draw
        self._do = do
        self._publish = publish
        self._desks = desks
        self._stop = stop
        self._unfolded = unfolded
        self._notice = notice
        self._warm = warm
        self._beat_s = beat_ms / 1000
        self._token = token
        self._introduction = introduction or {}
        self._people = people
        self._clock = clock
        self._gathering = Gathering()
        self._requests: Mailbox[Request] = Mailbox(1_000)
        self._ending = threading.Event()
        self._seq = 0
        self._hole = False
        self._elsewhere = False
        self._caught_up_from = 0
        self._seeking_at: int | None = None
        self._on_the_way = False
        self._setting_out = SettingOut(course, tidy, lambda: self._requests.put(NUDGE))
        self._sets_out_at = self._due = 0.0
        self._health: Header = {}
        self._health_at = 0.0
        self._started = clock()
        self.failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="replay", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def take(self, request: Request) -> bool:
        """Take a request over from the desk service; False when too many wait."""
        return self._requests.put(request)

    def end(self) -> None:
        """Let it end, without waiting for that."""
        self._ending.set()
        if self._thread.ident is not None:
            self._requests.put(NUDGE)

    def close(self, within_s: float = 30.0) -> bool:
        """`end`, and wait for it; False: it is still deep in something."""
        self.end()
        if self._thread.ident is not None:
            self._thread.join(within_s)
        return not self._thread.is_alive()

    # -- the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        poller = zmq.Poller()
        poller.register(self._requests.waker, zmq.POLLIN)
        self._due = time.monotonic()
        try:
            while not self._ending.is_set():
                wait = min(self._due - time.monotonic(), self._wait_s())
                if poller.poll(max(0, int(wait * 1000 + 0.999))):
                    for request in self._requests.take():
                        self._serve(request)
                self._work(SLICE_S)
                self._beat_if_due()
        except BaseException as error:
            log.exception("the replay failed; it stops")
            self.failure = error
            self._stop()
        finally:
            self._setting_out.close()
            self._requests.close()

    def _beat_if_due(self) -> None:
        now = time.monotonic()
        if now >= self._due:
            self._beat()
            self._due = max(self._due + self._beat_s, now + self._beat_s / 4)

    def _wait_s(self) -> float:
        if self._player.state in (PlayState.SEEKING, PlayState.PREPARING):
            if self._setting_out.busy:
                return self._beat_s  # it wakes us when it is there
            return 0.0 if self._on_the_way else self._sets_out_at - time.monotonic()
        if self._warm is not None and self._player.state is not PlayState.PLAYING:
            return 0.0
        return self._player.wait_s(self._course.next_at)

    def _work(self, budget_s: float) -> None:
        player, until = self._player, time.monotonic() + budget_s
        if player.state is PlayState.SEEKING and self._seeking_at != player.jumps:
            self._begin_jump()
            return  # whoever asked something meanwhile comes first
        if player.state in (PlayState.SEEKING, PlayState.PREPARING):
            if self._on_the_way:
                if self._live(player.at, until):
                    self._end_jump()
            elif self._setting_out.take():
                self._begin_to_catch_up()
            elif time.monotonic() >= self._sets_out_at and not self._setting_out.busy:
                self._setting_out.begin(player.at)
        elif player.state is PlayState.PLAYING:
            target = player.target
            if self._live(target, until):
                player.reached(target)
            else:
                # Of several things at one moment the last may be still to come: then it is not reached yet.
                player.reached(min(self._course.at, self._course.next_at - 1))
        elif self._warm is not None:  # nothing else to do
            while time.monotonic() < until and not self._requests.waiting:
                if next(self._warm, self) is self:
                    self._warm = None
                    break

    def _live(self, target: int, until: float) -> bool:
        """Live through what happens by `target`, for some time; whether that is all."""
        course, gathering = self._course, self._gathering
        while True:
            lived = course.live(target)
            if lived is None:
                return True
            if not self._elsewhere:
                gathering.take(lived.beats)
                self._hole |= isinstance(lived.happening, Started)  # a new engine: desks ask for everything
                self._stage.engine = course.lane.engine
            if time.monotonic() >= until or self._requests.waiting:
                return course.next_at > target

    # -- jumps -----------------------------------------------------------------------------------------------

    def _begin_jump(self) -> None:
        player, stage = self._player, self._stage
        self._seeking_at = player.jumps
        self._on_the_way = False
        self._setting_out.give_up()
        self._sets_out_at = 0.0
        self._beat()  # what was lived through; and desks hear that a picture is being drawn
        was, stage.picture = stage.picture, self._draw(player.at, stage.engine.described)
        if stage.picture is not None:
            self._elsewhere = True
            player.shown()
            self._tell_difference(was or stage.engine, stage.picture, jump=True)
            self._sets_out_at = time.monotonic() + self._beat_s * (1 if player.goes_on else SETTLE_BEATS)

    def _begin_to_catch_up(self) -> None:
        """The engine is where it can begin."""
        self._on_the_way = True
        self._caught_up_from = max(self._course.at, 0)
        if self._stage.picture is None:
            self._elsewhere = self._stage.engine is not self._course.lane.engine

    def _end_jump(self) -> None:
        """The engine is there."""
        player, stage, picture = self._player, self._stage, self._stage.picture
        elsewhere, self._elsewhere = self._elsewhere, False
        stage.engine, stage.picture = self._course.lane.engine, None
        player.shown()
        player.ready()
        if picture is not None:
            self._tell_difference(picture, stage.engine)
        elif elsewhere:
            self._tell_all()

    def _tell_difference(self, was: Picture | Engine, now: Picture | Engine, *, jump: bool = False) -> None:
        """What desks are shown becomes something else: they are told what differs, unless they ask for everything."""
        messages = self._stage.engine.counters.messages
        before, after = shown_of(was, messages), shown_of(now, messages)
        if self._hole:
            self._tell_all()
            return
        jump = jump or not numbers_alike(before, after)
        self._gathering.clear()
        self._seq += 1
        header, columns = difference(before, after, self._told())
        self._publish(pack("beat", header | {"jump": True} if jump else header, columns))

    def _tell_all(self) -> None:
        self._hole = True
        self._beat()
        self._beat()  # the one after a hole, for which desks wait before they ask for a snapshot

    # -- for the desks ---------------------------------------------------------------------------------------

    def _beat(self) -> None:
        self._seq += 2 if self._hole else 1
        if self._hole:
            self._gathering.clear()
        self._hole = False
        stage = self._stage
        if self._elsewhere:
            rows, cells = stage.size
            header, columns = nothing(rows, cells, self._told())
        else:
            header, columns = self._gathering.give(stage.engine, self._told())
        self._publish(pack("beat", header, columns))

    def _told(self) -> Header:
        health = None
        if time.monotonic() - self._health_at >= HEALTH_S:
            self._health_at = time.monotonic()
            health = self.health()
        return {
            "epoch": self._stage.epoch, "seq": self._seq, "now": self._player.at, "health": health,
            "replay": self.fact(),
        }  # fmt: skip

    def fact(self) -> Header:
        """`replay` of PROTOCOL.md."""
        player = self._player
        return {
            "state": player.state.value, "at": player.at, "since": player.since, "until": player.until,
            "speed": player.speed, "achieved": round(player.achieved, 2), "ready": self._ready(),
            "unfolded": min(self._unfolded(), player.until), "loop": list(player.loop) if player.loop else None,
            "goes_on": player.goes_on, "jumps": player.jumps, "notice": self._notice(),
        }  # fmt: skip

    def _ready(self) -> float:
        if self._player.state not in (PlayState.SEEKING, PlayState.PREPARING):
            return 1.0
        whole = self._player.at - self._caught_up_from
        done = self._course.at - self._caught_up_from
        return round(min(max(done / whole, 0.0), 0.99), 2) if whole > 0 else 0.0

    def health(self) -> Header:
        """The figures of PROTOCOL.md's `health` that a replay has."""
        engine = self._stage.engine
        alarms = self._stage.picture.alarms if self._stage.picture is not None else engine.alarms.alarms
        self._health = {
            **engine_health(engine, alarms.values()),
            "missing": 0, "lag_ms": 0, "log_bytes": 0, "database_bytes": 0, "backlog": 0, "recording": True,
            "notice": self._notice(),
            "publishers": engine.counters.publishers(self._course.lane.decoder.publishers, self._player.at),
            "endpoints": [], "desks": self._desks(), "uptime_s": int(self._clock() - self._started),
            "now": self._player.at,
        }  # fmt: skip
        return self._health

    # -- requests --------------------------------------------------------------------------------------------

    def _serve(self, request: Request) -> None:
        if request is NUDGE:
            return
        known: dict[str, Callable[[Request], None]] = {
            "snapshot": self._snapshot,
            "status": self._status,
            "entities": self._entities,
            "alarms": lambda one: one.answer("result", {"alarms": self._stage.alarm_facts()}),
            "situations": self._situations,
            "notes": self._notes,
            TIMELINE: lambda one: one.answer("result", self._controls.timeline(one)),
            "stop": self._stop_if_allowed,
        }
        try:
            if request.topic in known:
                known[request.topic](request)
            elif self._people is not None and self._people.take(request):
                pass
            elif self._controls.knows(request.topic):
                self._controls.carry_out(request)
            elif request.topic in _OF_A_STATION:
                request.refuse(READ_ONLY)
            else:
                request.refuse(f"This station has no command {request.topic[:40]!r}.")
        except ValueError as error:
            request.refuse(str(error))

    def _snapshot(self, request: Request) -> None:
        self._beat()  # a snapshot is as of a beat
        told = {"seq": self._seq, "now": self._player.at, "health": self._health, "replay": self.fact()}
        request.answer("snapshot", *self._stage.snapshot(told))  # at once: questions about the past may take long

    def _status(self, request: Request) -> None:
        request.answer("result", {**self.health(), **self._introduction, "replay": self.fact()})

    def _entities(self, request: Request) -> None:
        told = {"seq": self._seq, "now": self._player.at, "health": {}}
        answer_entities(request, lambda: self._stage.snapshot(told), self._do)

    def _situations(self, request: Request) -> None:
        flood = {} if self._stage.picture is not None else self._stage.engine.situations.flood_fact()
        request.answer("result", {"situations": self._stage.situation_facts(), "flood": flood})

    def _notes(self, request: Request) -> None:
        engine = self._stage.engine
        NoteCommands(engine, post=lambda record: None, wall=lambda: self._player.at).answer(request)

    def _stop_if_allowed(self, request: Request) -> None:
        if not self._token or request.text("token") != self._token:
            raise ValueError("Only the console that started this station may stop it.")
        request.answer("done", {})
        self._stop()


_OF_A_STATION = frozenset(
    (
        "ack", "reset", "shelve", "unshelve", "suppress", "unsuppress", "out-of-service", "return", "situation-own",
        "situation-note", "situation-check", "note", "note-correct",
    )
)  # fmt: skip
