"""An exercise station from start to end: a replay whose people act themselves, with a history of its own.

Threads: `exercise` (the incident, the engine, beats, people), `desk-service` (ROUTER and PUB), `answers`, `moments` and
`together` (the past, out of the session's history), `history-writer`, and `session-file` when the exercise is over.
There is no socket of any bus here and no database but that of the session's folder.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from opscenter.domain.local_week import LocalWeek
from opscenter.domain.stopped import StoppedError
from opscenter.recording.errors import IncidentError
from opscenter.station.against import Against
from opscenter.station.answers import Answers
from opscenter.station.catalogue_answer import CatalogueAnswer
from opscenter.station.exercise.closing import close_session
from opscenter.station.exercise.exercise_clock import ExerciseClock
from opscenter.station.exercise.opening import Held, Opened, open_session
from opscenter.station.exercise.serving import PRESENT, Serving, health_of
from opscenter.station.exercise.usual_in_play import UsualInPlay
from opscenter.station.exercise.working import Working
from opscenter.station.moments import TOPICS, Moments
from opscenter.station.pricing_answers import PricingAnswers
from opscenter.station.requests import Request
from opscenter.station.service import DeskService
from opscenter.station.together import TOPIC, TogetherAnswers
from opscenter.wire.desk import VERSION, Header

log = logging.getLogger("opscenter.station.exercise")

NOT_HERE = {
    "forecast": "An exercise makes no forecasts.",
    "simulate": "An exercise runs the rules of its incident; try others on the live station.",
    "simulation": "An exercise runs the rules of its incident; try others on the live station.",
    "simulate-stop": "An exercise runs the rules of its incident; try others on the live station.",
}
LOOK_ROUND_S = 0.2
FLUSH_S = 60.0
AT_ONCE = 20
"""So many happenings of before the start are lived through before it is looked whether it should end."""

Progress = Callable[[str, float], None]


@dataclass(slots=True)
class ExerciseOptions:
    """`folder` is the session's, `out` its file, `token` the trainer's, `speed` None: as the exercise says."""

    folder: Path
    out: Path
    desk: str = "tcp://127.0.0.1:0"
    token: str = ""
    speed: float | None = None
    beat_ms: int = 200
    supervisors: tuple[str, ...] = ()


class ExerciseStation:
    """Serves from `start` to `close`. `stop` is called when it cannot go on. `held` must be ready."""

    def __init__(self, held: Held, options: ExerciseOptions, week: LocalWeek, *, stop: Callable[[], None]) -> None:
        self._held = held
        self._options = options
        self.session = session = held.session
        store, engine = held.store, session.engine
        if options.speed is not None:
            session.speed = options.speed
        self._clock = clock = ExerciseClock(session.now, session.speed, time.monotonic)
        self._closing = threading.Event()
        self._cutting: threading.Thread | None = None

        def now() -> int:
            return session.now

        def health() -> Header:
            writer = store.writer
            return health_of(
                session,
                {
                    "log_bytes": writer.totals.log_bytes, "database_bytes": store.disk_bytes,
                    "backlog": writer.backlog, "recording": writer.recording, "notice": writer.notice,
                    "desks": self._service.desks,
                },
            )  # fmt: skip

        queries = store.queries()
        usual = UsualInPlay(engine, week)
        self._answers = answers = Answers(engine, queries, store.writer.flush, usual)
        self._against = Against(engine, usual, store.queries(), wall=now)
        answers.add_topics({"against": self._against.answer})
        answers.add_topics({"pricing-advice": PricingAnswers(engine, queries, week, store.writer.flush).advice})
        answers.add_topics(CatalogueAnswer(held.texts).topics())
        about = held.folder.about
        self._moments = Moments(engine, store.queries(), store.writer.flush, now, about.zone)
        self._together = TogetherAnswers(engine, store.queries(), store.writer.flush)
        introduction: Header = {
            "station": session.exercise.id, "city": about.city, "zone": about.zone, "epoch": engine.epoch,
            "beat_ms": options.beat_ms, "mode": "exercise", "version": VERSION, "longest_shelf_h": 12.0,
            "incident": {
                "title": about.title, "place": about.place, "city": about.city, "author": about.author,
                "licence": about.licence, "note": "", "file": options.out.name, "since": session.start,
                "until": session.end, "begins": about.begins, "systems": list(session.exercise.systems), "area": "",
                "foreign": False, "problems": held.problems()[:50],
            },
        }  # fmt: skip
        self._serving = serving = Serving(
            session, clock, token=options.token, do=answers.do, health=health, introduction=introduction,
            supervisors=options.supervisors,
        )  # fmt: skip
        self._service = service = DeskService(
            options.desk, introduction=introduction, on_query=self._on_query, on_present=self._on_present, wall=now
        )
        self._working = Working(
            held, serving, clock, publish=service.publish, health=health, stop=stop, over=self._make_file,
            beat_ms=options.beat_ms,
        )  # fmt: skip
        self.address = service.address

    @property
    def failure(self) -> BaseException | None:
        """What ended it, if anything did."""
        return self._working.failure

    def start(self) -> None:
        """Begin to serve; the exercise waits for its trainer."""
        for one in (self._answers, self._moments, self._together, self._against, self._service, self._working):
            one.start()

    def close(self) -> None:
        """End, in order; the session's file is made if the exercise is over."""
        self._closing.set()
        questions = (self._answers, self._moments, self._together)
        for one in questions:
            one.end()  # all at once: nobody who closes a window waits for an answer that nobody gets
        self._working.close()
        for one in questions:
            one.close()
        self._against.close()
        if self._cutting is not None:
            self._cutting.join(FLUSH_S)
        self._service.close()
        self._held.finish(FLUSH_S)

    def _on_present(self, request: Request) -> bool:
        return self._working.take(request)

    def _on_query(self, request: Request) -> bool:
        topic = request.topic
        if topic in PRESENT:
            return self._working.take(request)
        if topic in NOT_HERE:
            request.refuse(NOT_HERE[topic])
            return True
        if topic in TOPICS:
            return self._moments.take(request)
        return (self._together if topic == TOPIC else self._answers).take(request)

    # -- when it is over -------------------------------------------------------------------------------------

    def _make_file(self) -> None:
        self._held.store.writer.post(self.session.engine.checkpoint(self.session.now, keep=True))
        self._cutting = threading.Thread(target=self._cut, name="session-file", daemon=True)
        self._cutting.start()

    def _cut(self) -> None:
        told, out = self._serving.told, self._options.out
        try:
            self._held.store.writer.flush(FLUSH_S)
            close_session(self._held.folder, out)
            told.file = str(out)
            log.info("the session is %s", out)
        except StoppedError:
            pass
        except (ValueError, IncidentError, sqlite3.Error, OSError) as error:
            told.trouble = f"The session's file could not be made: {error} Its folder is {self._held.folder.path}."
            log.error("%s", told.trouble)


def run_exercise(
    opened: Opened,
    options: ExerciseOptions,
    *,
    on_ready: Callable[[str], None],
    stop: threading.Event,
    progress: Progress = lambda what, share: None,
) -> int:
    """Serve until `stop` is set; the exit status. `on_ready` is called once with the address for desks, when what was
    before the start is lived through. Raises SessionError, IncidentError, HistoryError, DeskAddressError.
    """
    with open_session(opened, options.folder) as held:
        while (share := held.session.prepare(AT_ONCE)) < 1.0:
            if stop.is_set():
                return 0
            held.keep_up()
            progress("preparing", share)
        progress("preparing", 1.0)
        station = ExerciseStation(held, options, held.folder.circumstances.week, stop=stop.set)
        try:
            station.start()
            on_ready(station.address)
            log.info("ready at %s, session in %s", station.address, options.folder)
            while not stop.wait(LOOK_ROUND_S):
                pass
        finally:
            station.close()
    return 0 if station.failure is None else 1
