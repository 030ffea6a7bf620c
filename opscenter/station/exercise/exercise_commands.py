"""Commands about an exercise, of its trainer and of its trainees (PROTOCOL.md), answered once they are on disk."""

import hmac
from typing import Any

from opscenter.domain.alarm_orders import LONGEST_NAME
from opscenter.domain.alert_status import alert_status
from opscenter.domain.exercise import Injection
from opscenter.domain.exercise_events import ExerciseEvent
from opscenter.domain.exercise_facts import injection_of
from opscenter.domain.texts import LANGUAGES, Texts
from opscenter.domain.toml_texts import LONGEST_TEXT
from opscenter.station.exercise.exercise_clock import ExerciseClock
from opscenter.station.exercise.session import Done, Session, SessionState
from opscenter.station.requests import Request

SEVERITIES = ("Minor", "Moderate", "Severe", "Extreme")
LOOK_AGAIN_MS = 1_000

_E = ExerciseEvent
_ACTS = {
    "exercise-begin": _E.BEGUN,
    "exercise-freeze": _E.FROZEN,
    "exercise-go-on": _E.WENT_ON,
    "exercise-speed": _E.SPEED,
    "exercise-end": _E.ENDED,
}
_MORE = ("exercise-inject", "exercise-take-back", "exercise-say")
_OF_TRAINEES = ("exercise-look", "exercise-alert")


class ExerciseCommands:
    """Carries out what desks ask of an exercise. Who knows `token` is a trainer; with "" nobody is."""

    def __init__(self, session: Session, clock: ExerciseClock, token: str) -> None:
        self._session = session
        self._clock = clock
        self._token = token
        self._looks: dict[tuple[str, str, str], int] = {}

    def knows(self, verb: str) -> bool:
        """Whether a command is one about an exercise."""
        return verb in _ACTS or verb in _MORE or verb in _OF_TRAINEES

    def is_trainer(self, request: Request) -> bool:
        """Whether a desk knows the token; False where it names none. ValueError, a sentence, for a wrong one."""
        given = request.text("token")
        if not given:
            return False
        if not self._token or not hmac.compare_digest(given.encode(), self._token.encode()):
            raise ValueError("This is not the trainer's token of this exercise.")
        return True

    def carry_out(self, request: Request) -> None:
        """Do it. ValueError, a sentence: not understood, or not now."""
        by = " ".join(request.text("by", most=LONGEST_NAME).split())
        if not by:
            raise ValueError("Say who acts: 'by' must be a name.")
        if request.topic == "exercise-look":
            self._look(request, by)
        elif request.topic == "exercise-alert":
            self._alert(request, by)
        elif not self.is_trainer(request):
            raise ValueError("Only the trainer may do this: name the exercise's 'token'.")
        elif request.topic in _ACTS:
            self._act(request, by)
        else:
            self._more(request, by)

    def _act(self, request: Request, by: str) -> None:
        event, details = _ACTS[request.topic], {}
        if event is _E.SPEED:
            details["speed"] = speed = _number(request, "speed")
            self._clock.set_speed(speed)
        self._session.act(event, self._answer(request), by=by, desk=request.desk_name, **details)
        if self._session.state is SessionState.RUNNING:
            if not self._clock.goes:
                self._clock.go()
        else:
            self._clock.stand()
            self._clock.count_from(self._session.now)

    def _more(self, request: Request, by: str) -> None:
        session, desk = self._session, request.desk_name
        if request.topic == "exercise-inject":
            injection = self._injection(request.args.get("injection"))
            session.inject(injection, self._answer(request, injection=injection.id), by=by, desk=desk)
        elif request.topic == "exercise-take-back":
            name = request.text("injection", most=LONGEST_NAME)
            session.take_back(name, self._answer(request, injection=name), by=by, desk=desk)
        else:
            session.say(_texts(request), self._answer(request), by=by, desk=desk)

    def _injection(self, told: Any) -> Injection:
        if isinstance(told, dict):
            return injection_of({key: value for key, value in told.items() if key not in ("at_s", "by_hand")})
        found = self._session.exercise.injection(told) if isinstance(told, str) else None
        if found is None:
            known = ", ".join(one.id for one in self._session.exercise.injections[:12]) or "none"
            raise ValueError(f"This exercise has no injection {str(told)[:120]!r}. It has: {known}.")
        return found

    def _look(self, request: Request, by: str) -> None:
        occurrence, entity = request.text("occurrence", most=LONGEST_NAME), request.text("entity")
        key, now = (by, occurrence, entity), self._session.now
        if key in self._looks and now - self._looks[key] < LOOK_AGAIN_MS:
            self._session.check_running()
            request.answer("done", {"at": now, "recorded": True})
            return
        self._session.looked(
            self._answer(request), by=by, desk=request.desk_name, occurrence=occurrence, entity=entity
        )  # fmt: skip
        self._looks[key] = now
        if len(self._looks) > 10_000:
            self._looks.clear()

    def _alert(self, request: Request, by: str) -> None:
        severity = request.text("severity") or "Moderate"
        if severity not in SEVERITIES:
            raise ValueError(f"'severity' must be one of {', '.join(SEVERITIES)}.")
        alert = {
            "headline": request.text("headline", most=160).strip(), "text": request.text("text").strip(),
            "severity": severity, "area": request.text("area").strip(), "status": alert_status("exercise"),
        }  # fmt: skip
        if not alert["headline"] or not alert["text"]:
            raise ValueError("An alert needs a 'headline' and a 'text'.")
        self._session.draft(alert, self._answer(request), by=by, desk=request.desk_name)

    def _answer(self, request: Request, **more: object) -> Done:
        session = self._session

        def done(committed: bool) -> None:
            request.answer("done", {"state": session.state.value, "at": session.now, "recorded": committed, **more})

        return done


def _number(request: Request, name: str) -> float:
    value = request.args.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise ValueError(f"{name!r} must be a number.")
    return float(value)


def _texts(request: Request) -> Texts:
    value = request.args.get("text")
    if isinstance(value, str):
        value = {"en": value}
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise ValueError(f"'text' is a map of texts by language: {', '.join(LANGUAGES)}.")
    texts = {language: value[language].strip()[:LONGEST_TEXT] for language in LANGUAGES if value.get(language)}
    if not any(texts.values()):
        raise ValueError("The text is empty.")
    return {language: text for language, text in texts.items() if text}
