"""What an exercise tells of itself: in the feed, and to who asks (`exercise`, `exercise-log`, `exercise-score`)."""

from collections import Counter
from typing import Any

from opscenter.domain.alert_status import alert_status
from opscenter.domain.exercise_debrief import kind_of
from opscenter.domain.exercise_events import INJECTION, ExerciseEvent
from opscenter.domain.exercise_facts import injection_fact
from opscenter.domain.exercise_result import as_map
from opscenter.station.exercise.exercise_commands import ExerciseCommands
from opscenter.station.exercise.session import Session, SessionState
from opscenter.station.requests import Request
from opscenter.wire.desk import Header

EXERCISE, LOG, SCORE = "exercise", "exercise-log", "exercise-score"
MOST_LOGGED = 10_000


class ExerciseTold:
    """`file`, `trouble`: what came of the session's file, once it is over."""

    def __init__(self, session: Session, commands: ExerciseCommands) -> None:
        self._session = session
        self._commands = commands
        self.file = ""
        self.trouble = ""

    def knows(self, what: str) -> bool:
        """Whether a query is one about the exercise."""
        return what in (EXERCISE, LOG, SCORE)

    def field(self) -> Header:
        """`exercise` of the feed's header."""
        session = self._session
        return {
            "id": session.exercise.id, "title": session.exercise.title, "state": session.state.value, "progress": 1.0,
            "at": session.now, "since": session.start, "until": session.end, "speed": session.speed,
            "alert_status": alert_status("exercise"), "message": session.messages[-1] if session.messages else None,
            "file": self.file, "trouble": self.trouble,
        }  # fmt: skip

    def answer(self, request: Request) -> None:
        """Answer one of the queries. ValueError, a sentence, where it may not be told."""
        trainer = self._commands.is_trainer(request)
        if request.topic == EXERCISE:
            told = self._exercise(trainer)
        elif request.topic == LOG:
            told = self._log(request, trainer)
        else:
            self._check_over(trainer, "The score")
            if not trainer and not self._session.exercise.shows_score:
                raise ValueError("The score of this exercise is for the trainer.")
            told = as_map(self._session.score())
        request.answer("result", told)

    def _check_over(self, trainer: bool, what: str) -> None:
        if not trainer and self._session.state is not SessionState.OVER:
            raise ValueError(f"{what} is for the trainer until the exercise is over.")

    # -- the exercise ----------------------------------------------------------------------------------------

    def _exercise(self, trainer: bool) -> Header:
        session = self._session
        made = session.exercise
        told = self.field() | {
            "exercise": made.id, "brief": made.brief, "role": "trainer" if trainer else "trainee",
            "messages": session.messages[-500:], "alerts": session.alerts[-500:],
            "shows_score": made.shows_score, "people": self._people(),
        }  # fmt: skip
        if trainer:
            told |= {
                "solution": made.solution, "injections": self._injections(),
                "responses": [
                    {
                        "id": one.id, "kind": one.kind.value, "text": one.text, "weight": one.weight,
                        "within_ms": one.within_ms, "rule": one.rule, "entity": one.entity, "from": one.from_ms,
                        "until": one.until_ms, "steps": list(one.steps),
                    }
                    for one in made.responses
                ],
                "wrong": [
                    {
                        "id": one.id, "kind": one.kind.value, "text": one.text, "weight": one.weight,
                        "rule": one.rule, "entity": one.entity,
                    }
                    for one in made.wrong
                ],
            }  # fmt: skip
        return told

    def _people(self) -> list[dict[str, Any]]:
        acts: Counter[str] = Counter()
        looks: Counter[str] = Counter()
        last: dict[str, int] = {}
        trainers = {row.by for row in self._session.rows if kind_of(row) == "trainer"}
        for row in self._session.rows:
            if row.by and row.by not in trainers and row.wall >= self._session.start:
                (looks if row.event == ExerciseEvent.LOOKED else acts)[row.by] += 1
                last[row.by] = row.wall
        return [{"name": name, "acts": acts[name], "looks": looks[name], "last": last[name]} for name in sorted(last)]

    def _injections(self) -> list[dict[str, Any]]:
        """Of what was injected when it really was; of what is to come when it is planned."""
        session = self._session
        told = []
        begun, ended = self._injected_at()
        for one in session.exercise.injections:
            at = begun.get(one.id, session.start + one.at_ms)
            state = session.injected.get(one.id, "by-hand" if one.by_hand else "waiting")
            until = ended.get(one.id, at + one.lasts_ms if one.lasts_ms else 0)
            told.append({**injection_fact(one), "at": at, "until": until, "state": state})
        known = {one.id for one in session.exercise.injections}
        for row in session.rows:
            name = row.occurrence.removeprefix(INJECTION)
            if row.event == ExerciseEvent.INJECTED and name not in known:
                known.add(name)
                fact = dict(row.details.get("injection") or {})
                told.append(
                    {**fact, "at": row.at, "until": row.details.get("until", 0), "state": session.injected[name]}
                )
        return told

    def _injected_at(self) -> tuple[dict[str, int], dict[str, int]]:
        """When each injection began and, where it is over, ended; of the last time it was injected."""
        begun: dict[str, int] = {}
        ended: dict[str, int] = {}
        for row in self._session.rows:
            name = row.occurrence.removeprefix(INJECTION)
            if row.event == ExerciseEvent.INJECTED:
                begun[name] = row.at
                ended.pop(name, None)
            elif row.event in (ExerciseEvent.TAKEN_BACK, ExerciseEvent.INJECTION_OVER):
                ended[name] = row.at
        return begun, ended

    # -- the log ---------------------------------------------------------------------------------------------

    def _log(self, request: Request, trainer: bool) -> Header:
        self._check_over(trainer, "The log")
        after = request.whole("after", 0)
        limit = max(1, min(request.whole("limit", 1_000), MOST_LOGGED))
        events: list[dict[str, Any]] = []
        seen = max(0, after)
        for row in self._session.rows[max(0, after) :]:
            if len(events) >= limit:
                break
            seen = row.id
            kind = kind_of(row)
            if kind and row.wall >= self._session.start:
                events.append(
                    {
                        "id": row.id, "at": row.wall, "kind": kind, "event": row.event, "by": row.by, "desk": row.desk,
                        "occurrence": row.occurrence, "entity": row.entity, "rule": row.rule, "comment": row.comment,
                        "text": row.text, "details": dict(row.details),
                    }
                )  # fmt: skip
        return {"events": events, "next": seen}
