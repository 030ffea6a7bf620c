"""The station's busiest thread: owns the bus sockets, decodes, beats, and answers for the present state."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import zmq

from opscenter.bus.subscriber import Subscriber
from opscenter.domain.batch import Batch, Clock
from opscenter.domain.usual import Usual
from opscenter.history.store import Store
from opscenter.station.alarm_commands import AlarmCommands
from opscenter.station.answers import Answers, answer_entities
from opscenter.station.engine import Engine
from opscenter.station.health import engine_health
from opscenter.station.learning_state import LearningState
from opscenter.station.mailbox import Mailbox
from opscenter.station.note_commands import NoteCommands
from opscenter.station.recovering import Recovering
from opscenter.station.requests import NUDGE, Request
from opscenter.station.service import Frames
from opscenter.station.situation_commands import SituationCommands
from opscenter.wire.decoder import Decoder
from opscenter.wire.desk import pack

log = logging.getLogger("opscenter.station.bus")

PRESENT = frozenset(("status", "entities", "alarms", "situations", "notes"))
"""Queries about the present state, answered in this thread."""
RECEIVE = 1_000
HEALTH_S = 1.0


class Following:
    """Everything that touches the present state happens here, in one thread, in order.

    `publish` sends a beat, `desks` tells who listens, `stop` is called when a desk that knows `token` asks for it.
    `supervisors`: see `alarm_commands`.
    """

    def __init__(
        self,
        engine: Engine,
        store: Store,
        answers: Answers,
        *,
        open_bus: Callable[[], Subscriber],
        open_recovery: Callable[[], Recovering],
        publish: Callable[[Frames], None],
        desks: Callable[[], list[dict[str, Any]]],
        stop: Callable[[], None],
        wall: Clock,
        beat_ms: int,
        token: str,
        introduction: dict[str, Any],
        publishers: list[dict[str, Any]],
        supervisors: list[str],
    ) -> None:
        self._engine = engine
        self._store = store
        self._answers = answers
        self._open_bus = open_bus
        self._open_recovery = open_recovery
        self._recovering: Recovering | None = None
        self._publish = publish
        self._desks = desks
        self._stop = stop
        self._wall = wall
        self._beat_s = beat_ms / 1000
        self._token = token
        self._introduction = introduction
        self._alarm_commands = AlarmCommands(engine, post=store.writer.post, wall=wall, supervisors=supervisors)
        self._situation_commands = SituationCommands(engine, post=store.writer.post, wall=wall)
        self._note_commands = NoteCommands(engine, post=store.writer.post, wall=wall)
        self._decoder = Decoder(engine.registry)
        self._decoder.resume(publishers)
        self._batch = Batch()
        self._requests: Mailbox[Request] = Mailbox(1_000)
        self._learnt: deque[tuple[Usual, LearningState]] = deque(maxlen=1)
        self._ending = threading.Event()
        self._endpoints: list[dict[str, Any]] = []
        self._health_at = 0.0
        self._health: dict[str, Any] = {}
        self.failure: BaseException | None = None
        self.was_running = False
        self.opened = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bus", daemon=True)

    def take_usual(self, usual: Usual, learnt: LearningState) -> None:
        """Take what is usual over from the thread that learnt it; in force from the next beat on."""
        self._learnt.append((usual, learnt))

    def start(self) -> None:
        """Begin; wait for `opened`, then look at `failure`."""
        self._thread.start()

    def take(self, request: Request) -> bool:
        """Take a request over from the desk service; False when too many wait."""
        return self._requests.put(request)

    def close(self) -> None:
        """One last beat, then end; the last checkpoint is posted to the history."""
        self._ending.set()
        if self._thread.ident is not None:
            self._requests.put(NUDGE)
            self._thread.join(10)

    # -- the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            bus = self._open_bus()
            try:
                self._recovering = self._open_recovery()
            except BaseException:
                bus.close()
                raise
        except BaseException as error:  # noqa: BLE001 - handed to the thread that started this one
            self.failure = error
            self.opened.set()
            return
        try:
            self._beat(bus)
            self.was_running = True
            self.opened.set()
            self._follow(bus)
            self._receive(bus)
            self._beat(bus)
            self._store.writer.post(self._engine.checkpoint(self._wall(), keep=True))
        except BaseException as error:
            # The state may be half changed: better to start again from what is recorded than to go on wrong.
            log.exception("the station's engine failed; it stops and can be started again")
            self.failure = error
            self._stop()
        finally:
            self.opened.set()
            bus.close()
            self._recovering.close()
            self._requests.close()

    def _follow(self, bus: Subscriber) -> None:
        poller = zmq.Poller()
        for socket in bus.sockets:
            poller.register(socket, zmq.POLLIN)
        for socket in self._recovering.sockets if self._recovering is not None else ():
            poller.register(socket, zmq.POLLIN)
        poller.register(self._requests.waker, zmq.POLLIN)
        waker = self._requests.waker.fileno()
        due = time.monotonic() + self._beat_s
        while not self._ending.is_set():
            wait = due - time.monotonic()
            ready = poller.poll(max(0, int(wait * 1000 + 0.999)))
            if ready:
                if any(which == waker or which is self._requests.waker for which, _ in ready):
                    for request in self._requests.take():
                        self._serve(request)
                self._receive(bus)
            now = time.monotonic()
            if now >= due:
                self._beat(bus)
                due = max(due + self._beat_s, now + self._beat_s / 4)

    def _receive(self, bus: Subscriber) -> None:
        messages = bus.receive(RECEIVE)
        if messages:
            decode, batch, arrived = self._decoder.decode, self._batch, self._wall()
            for topic, payload, header in messages:
                decode(topic, payload, header, arrived, batch)

        if self._recovering is not None:
            again = self._recovering.receive()
            if again:
                self._decoder.decode_again(again, self._wall(), self._batch)

    def _beat(self, bus: Subscriber) -> None:
        batch, self._batch = self._batch, Batch()
        now = self._wall()
        if self._recovering is not None:
            self._recovering.ask(batch.gaps)
            self._recovering.tick()
        health = None
        if time.monotonic() - self._health_at >= HEALTH_S:
            self._health_at = time.monotonic()
            for endpoint in bus.mend():
                log.warning("%s sent what no bus carries and was cut off; connected to it anew", endpoint)
            self._endpoints = bus.endpoints_health()
            health = self.health(now)
        if self._learnt:
            self._engine.take_usual(*self._learnt.popleft(), now)
        writer = self._store.writer
        beat = self._engine.take(batch, now, health)
        if beat.record is not None:
            if batch.messages:
                beat.record.publishers = self._followed()
            writer.post(beat.record)
        if beat.checkpoint is not None:
            writer.post(beat.checkpoint)
        if writer.wants_everything.is_set():
            writer.wants_everything.clear()
            for task in self._engine.everything(now, str(writer.left_behind or "")):
                writer.post(task)
        self._publish(pack("beat", beat.header, beat.columns))

    def _followed(self) -> list[dict[str, Any]]:
        """How far each publisher was followed, so that what is lost while the station is away becomes a gap."""
        names = ("publisher", "epoch", "seq", "last")
        return [{name: fact[name] for name in names} for fact in self._decoder.publishers]

    def health(self, now: int) -> dict[str, Any]:
        """The figures of PROTOCOL.md's `health`."""
        engine, writer, counters = self._engine, self._store.writer, self._engine.counters
        publishers = counters.publishers(self._decoder.publishers, now)
        lags = sorted(int(one["lag_ms"]) for one in publishers if not one["silent"])
        self._health = {
            **engine_health(engine),
            "missing": sum(int(one["missing"]) for one in publishers),
            "lag_ms": lags[len(lags) // 2] if lags else 0,
            "log_bytes": writer.totals.log_bytes,
            "database_bytes": self._store.disk_bytes,
            "backlog": writer.backlog,
            "recording": writer.recording,
            "notice": writer.notice or self._store.concern,
            "publishers": publishers,
            "endpoints": self._endpoints,
            "desks": self._desks(),
            "uptime_s": (now - counters.started) // 1000,
            "now": now,
        }
        return self._health

    # -- requests --------------------------------------------------------------------------------------------

    def _serve(self, request: Request) -> None:
        known: dict[str, Callable[[Request], None]] = {
            "snapshot": self._snapshot,
            "status": self._status,
            "entities": self._entities,
            "alarms": self._alarms,
            "situations": self._situations,
            "notes": self._note_commands.answer,
            "stop": self._stop_if_allowed,
        }
        if request is NUDGE:
            return
        serve = known.get(request.topic)
        if serve is None and self._alarm_commands.knows(request.topic):
            serve = self._alarm_commands.carry_out
        if serve is None and self._situation_commands.knows(request.topic):
            serve = self._situation_commands.carry_out
        if serve is None and self._note_commands.knows(request.topic):
            serve = self._note_commands.carry_out
        if serve is None:
            request.refuse(f"This station has no command {request.topic[:40]!r}.")
            return
        try:
            serve(request)
        except ValueError as error:
            request.refuse(str(error))

    def _snapshot(self, request: Request) -> None:
        header, columns = self._engine.snapshot({**self._health, "now": self._wall()})
        if not self._answers.do(lambda: request.answer("snapshot", header, columns)):
            request.refuse("The station is busy with other questions. Ask again in a moment.")

    def _status(self, request: Request) -> None:
        request.answer("result", {**self.health(self._wall()), **self._introduction})

    def _entities(self, request: Request) -> None:
        answer_entities(request, lambda: self._engine.snapshot({"now": self._wall()}), self._answers.do)

    def _alarms(self, request: Request) -> None:
        request.answer("result", {"alarms": self._engine.snapshot_alarms()})

    def _situations(self, request: Request) -> None:
        situations = self._engine.situations
        request.answer("result", {"situations": situations.facts(), "flood": situations.flood_fact()})

    def _stop_if_allowed(self, request: Request) -> None:
        if not self._token or request.text("token") != self._token:
            raise ValueError("Only the console that started this station may stop it.")
        log.info("stopped by %s", request.text("by") or "a desk")
        request.answer("done", {})
        self._stop()
