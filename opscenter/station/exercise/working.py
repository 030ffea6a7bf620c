"""The busiest thread of an exercise: goes along the incident by the exercise's clock, beats, and serves its people."""

import logging
import threading
import time
from collections.abc import Callable

import zmq

from opscenter.station.engine import Beat
from opscenter.station.exercise.exercise_clock import ExerciseClock
from opscenter.station.exercise.opening import Held
from opscenter.station.exercise.serving import Serving
from opscenter.station.exercise.session import Session, SessionState
from opscenter.station.mailbox import Mailbox
from opscenter.station.requests import NUDGE, Request
from opscenter.station.service import Frames
from opscenter.wire.desk import Header, pack

log = logging.getLogger("opscenter.station.exercise")

STEP_MS = 1_000
"""Of the exercise's time between two beats at most: what came when is told by them."""
SLICE_S = 0.15
"""So long is worked before it is looked whether somebody asks something."""
TELL_S = 1.0


class Working:
    """`publish` sends a beat; `stop` is called when the engine fails; `over` once, when the exercise is over."""

    def __init__(
        self,
        held: Held,
        serving: Serving,
        clock: ExerciseClock,
        *,
        publish: Callable[[Frames], None],
        health: Callable[[], Header],
        stop: Callable[[], None],
        over: Callable[[], None],
        beat_ms: int = 200,
    ) -> None:
        self._held = held
        self._session: Session = held.session
        self._serving = serving
        self._clock = clock
        self._publish = publish
        self._health = health
        self._stop = stop
        self._over = over
        self._beat_s = beat_ms / 1_000
        self._requests: Mailbox[Request] = Mailbox(1_000)
        self._ending = threading.Event()
        self._told: Header = {}
        self._told_at = 0.0
        self._said_over = False
        self.failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="exercise", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def take(self, request: Request) -> bool:
        """Take a request over; False when too many wait."""
        return self._requests.put(request)

    def close(self) -> None:
        """End; what happened is with the history."""
        self._ending.set()
        if self._thread.ident is not None:
            self._requests.put(NUDGE)
            self._thread.join(10)

    # -- the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:
            # Better to close the session from what is recorded than to go on wrong.
            log.exception("the exercise's engine failed; the session can be closed from its folder")
            self.failure = error
            self._stop()
        finally:
            self._requests.close()

    def _work(self) -> None:
        poller = zmq.Poller()
        poller.register(self._requests.waker, zmq.POLLIN)
        due = time.monotonic()
        while not self._ending.is_set():
            poller.poll(max(0, int((due - time.monotonic()) * 1_000 + 0.999)))
            asked = [request for request in self._requests.take() if request is not NUDGE]
            if asked:
                self._go_on()
                for request in asked:
                    self._serving.serve(request)
                self._tell(self._session.look())
            if time.monotonic() >= due:
                if not self._go_on():
                    self._tell(self._session.look())  # a beat all the same: it is the station's heartbeat
                self._held.keep_up()
                due = max(due + self._beat_s, time.monotonic() + self._beat_s / 4)

    def _go_on(self) -> bool:
        """As far as the clock has come, or as it goes in a slice; the clock waits for what could not be done. Whether
        there was a beat."""
        told = False
        session, clock = self._session, self._clock
        until = time.monotonic() + SLICE_S
        target = clock()
        while session.runs and session.now < target:
            for beat in session.advance(min(session.now + STEP_MS, target)):
                self._tell(beat)
                told = True
            if time.monotonic() > until:
                break
        if session.runs and session.now < target:
            clock.count_from(session.now)
        if session.state is SessionState.OVER and not self._said_over:
            self._said_over = True
            clock.stand()
            clock.count_from(session.now)
            self._over()
        return told

    def _tell(self, beat: Beat) -> None:
        header = beat.header
        header["now"] = self._session.now
        now = time.monotonic()
        told = self._serving.told.field()
        plain = {key: value for key, value in told.items() if key != "at"}
        if now - self._told_at >= TELL_S or plain != self._told:
            self._told_at, self._told = now, plain
            header["exercise"] = told
            header["health"] = self._health()
        self._publish(pack("beat", header, beat.columns))
