"""An exercise worked without anybody looking: by a script, as fast as it goes or at a speed."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from opscenter.domain.exercise_events import ExerciseEvent
from opscenter.domain.exercise_result import Score
from opscenter.domain.stopped import StoppedError
from opscenter.station.exercise.closing import close_session
from opscenter.station.exercise.exercise_clock import ExerciseClock
from opscenter.station.exercise.opening import Opened, open_session
from opscenter.station.exercise.people import ScriptedPeople
from opscenter.station.exercise.script import Action
from opscenter.station.exercise.serving import Serving
from opscenter.station.exercise.session import Session, SessionState

STEP_MS = 500
"""Between two beats, of the exercise's time."""
TOKEN = "script"
FLUSH_S = 600.0

Progress = Callable[[str, float], None]


@dataclass(slots=True)
class Worked:
    """What came of it. `refused`: what scripted people could not do, `problems`: what of the incident could not be
    read, a sentence each."""

    score: Score
    file: Path | None
    events: int
    refused: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def work_alone(
    opened: Opened,
    folder: Path,
    actions: Sequence[Action] = (),
    *,
    out: Path | None = None,
    wait: Callable[[int], None] = lambda at: None,
    progress: Progress = lambda what, share: None,
    stop: threading.Event | None = None,
) -> Worked:
    """Work an exercise from start to end in `folder`. `wait` is told the exercise's time before each beat, and may
    take its time. Raises StoppedError, SessionError, IncidentError, HistoryError, sqlite3.Error."""
    stop = stop or threading.Event()

    def tell(what: str, share: float) -> None:
        if stop.is_set():
            raise StoppedError
        progress(what, share)

    with open_session(opened, folder) as held:
        session = held.session
        while (share := session.prepare()) < 1.0:
            tell("preparing", share)
            held.keep_up()
        serving = Serving(session, ExerciseClock(session.now, session.speed, lambda: 0.0), token=TOKEN, do=_at_once)
        people = ScriptedPeople(
            serving.serve, lambda: session.engine.active, lambda one: _situation_of(session, one), TOKEN
        )
        session.act(ExerciseEvent.BEGUN, lambda committed: None, by="Trainer")
        waiting = deque(actions)
        while session.runs:
            upto = min(session.now + STEP_MS, session.end)
            _act(session, people, waiting, upto)
            wait(upto)
            session.advance(upto)
            held.keep_up()
            tell("running", (session.now - session.start) / max(1, session.end - session.start))
        score = session.score()
        events = len(session.rows)
        problems = held.problems()
        held.finish(FLUSH_S)
    file = None
    if out is not None:
        progress("cutting", 1.0)
        file = close_session(held.folder, out).file
    return Worked(score, file, events, people.refused, problems)


def _act(session: Session, people: ScriptedPeople, waiting: deque[Action], upto: int) -> None:
    """What people do before `upto`, each at its moment; what comes while nothing moves comes at once."""
    while waiting and session.state is not SessionState.OVER:
        at = session.start + waiting[0].at_ms
        if session.runs and at >= upto:
            return
        if session.runs and at > session.now:
            session.advance(at)
        people.do(waiting.popleft(), session.now)
    if session.state is SessionState.FROZEN:  # and nobody is left to let it go on
        session.act(ExerciseEvent.ENDED, lambda committed: None, by="Trainer")
        session.look()


def _at_once(job: Callable[[], None]) -> bool:
    job()
    return True


def _situation_of(session: Session, occurrence: str) -> str:
    found = session.engine.situations.book.situation_of(occurrence)
    return found.id if found is not None else ""
