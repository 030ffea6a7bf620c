"""Answers for an exercise as it stands now: commands of trainees and the trainer, questions about the present."""

from collections.abc import Callable
from typing import Any

from opscenter.domain.batch import Clock
from opscenter.station.alarm_commands import AlarmCommands
from opscenter.station.answers import answer_entities
from opscenter.station.exercise.exercise_clock import ExerciseClock
from opscenter.station.exercise.exercise_commands import ExerciseCommands
from opscenter.station.exercise.exercise_told import EXERCISE, LOG, SCORE, ExerciseTold
from opscenter.station.exercise.session import Session
from opscenter.station.health import engine_health
from opscenter.station.note_commands import NoteCommands
from opscenter.station.requests import Request
from opscenter.station.situation_commands import SituationCommands
from opscenter.wire.desk import Header

PRESENT = frozenset(("status", "entities", "alarms", "situations", "notes", EXERCISE, LOG, SCORE))
"""Questions answered here; the others go to the session's history."""


Job = Callable[[], None]


class Serving:
    """Same thread as the session, which must be ready. `do` has something packed in another thread; `health` tells the
    figures of PROTOCOL.md's `health`; `supervisors`: see `alarm_commands`."""

    def __init__(
        self,
        session: Session,
        clock: ExerciseClock,
        *,
        token: str,
        do: Callable[[Job], bool],
        health: Callable[[], Header] = dict,
        introduction: Header | None = None,
        supervisors: tuple[str, ...] = (),
        on_change: Job = lambda: None,
    ) -> None:
        def now() -> int:
            return session.now

        wall: Clock = now
        self._session = session
        self._do = do
        self._health = health
        self._introduction = introduction or {}
        self._on_change = on_change
        self.commands = ExerciseCommands(session, clock, token)
        self.told = ExerciseTold(session, self.commands)
        engine = session.engine
        self._acts: list[AlarmCommands | SituationCommands | NoteCommands] = [
            AlarmCommands(engine, post=session.post, wall=wall, supervisors=supervisors),
            SituationCommands(engine, post=session.post, wall=wall),
            NoteCommands(engine, post=session.post, wall=wall),
        ]

    def serve(self, request: Request) -> None:
        """Answer it, or refuse it with a sentence."""
        try:
            self._serve(request)
        except ValueError as error:
            request.refuse(str(error))

    def _serve(self, request: Request) -> None:
        topic = request.topic
        known: dict[str, Callable[[Request], None]] = {
            "snapshot": self._snapshot,
            "status": self._status,
            "entities": self._entities,
            "alarms": self._alarms,
            "situations": self._situations,
            "notes": self._notes,
        }
        if topic in known:
            known[topic](request)
        elif self.told.knows(topic):
            self.told.answer(request)
        elif self.commands.knows(topic):
            self.commands.carry_out(request)
            self._on_change()
        else:
            for acts in self._acts:
                if acts.knows(topic):
                    self._session.check_running()
                    acts.carry_out(request)
                    self._on_change()
                    return
            request.refuse(f"This station has no command {topic[:40]!r}.")

    def _snapshot(self, request: Request) -> None:
        header, columns = self._session.engine.snapshot({**self._health(), "now": self._session.now})
        header["exercise"] = self.told.field()
        if not self._do(lambda: request.answer("snapshot", header, columns)):
            request.refuse("The station is busy with other questions. Ask again in a moment.")

    def _status(self, request: Request) -> None:
        request.answer("result", {**self._health(), **self._introduction, "exercise": self.told.field()})

    def _entities(self, request: Request) -> None:
        answer_entities(request, lambda: self._session.engine.snapshot({"now": self._session.now}), self._do)

    def _alarms(self, request: Request) -> None:
        request.answer("result", {"alarms": self._session.engine.snapshot_alarms()})

    def _situations(self, request: Request) -> None:
        situations = self._session.engine.situations
        request.answer("result", {"situations": situations.facts(), "flood": situations.flood_fact()})

    def _notes(self, request: Request) -> None:
        notes = self._acts[2]
        assert isinstance(notes, NoteCommands)
        notes.answer(request)


def health_of(session: Session, more: dict[str, Any]) -> Header:
    """The figures of `health` that an exercise has; there is no bus to be well or ill."""
    return {
        **engine_health(session.engine), "gaps": 0, "recovered": 0, "missing": 0, "lag_ms": 0,
        "publishers": [], "endpoints": [],
        "uptime_s": max(0, session.now - session.start) // 1000, "now": session.now, **more,
    }  # fmt: skip
