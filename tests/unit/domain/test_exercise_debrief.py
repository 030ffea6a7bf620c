"""A session that is over, told again out of its journal alone, in the shapes of the desk protocol."""

from dataclasses import replace
from typing import Any

from opscenter.domain.exercise import Exercise, Injection, InjectionKind, Response, ResponseKind, Source
from opscenter.domain.exercise_debrief import debrief_of, kind_of
from opscenter.domain.exercise_events import SessionRow
from opscenter.domain.exercise_score import score_of

T = 1_795_428_000_000
EXERCISE = Exercise(
    "storm", {"en": "Storm"}, {"en": "Rain comes"}, Source(), 0, 600_000, solution={"en": "The gauge lies"},
    injections=(
        Injection("lie", InjectionKind.LIE, 60_000, 120_000, entities=("urn:g",), attribute="rain", scale=10.0),
        Injection("say", InjectionKind.PUBLIC, 90_000, text={"en": "Water in the street"}),
        Injection("spare", InjectionKind.DROP, 0, by_hand=True, entities=("urn:g",)),
        Injection("later", InjectionKind.DROP, 500_000, entities=("urn:g",)),
    ),
    responses=(Response("see", ResponseKind.DETECT, {"en": "See it"}, 2.0, 60_000, rule="rain"),),
)  # fmt: skip


def _rows(*events: tuple[float, str, str, dict[str, Any]]) -> list[SessionRow]:
    made = []
    for number, (second, event, occurrence, fields) in enumerate(events, 1):
        at = T + round(second * 1_000)
        row = SessionRow(number, at, at, occurrence, "", "", event)
        made.append(replace(row, **fields))
    return made


def _injected(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"details": {"injection": {"id": name, "kind": kind, **more}, "until": 0}}


ROWS = _rows(
    (-30, "raised", "before", {"rule": "rain", "entity": "urn:g", "state": "UNACK"}),
    (0, "exercise-begun", "storm", {"by": "Ng"}),
    (60, "exercise-injected", "injection:lie", _injected("lie", "lie")),
    (70, "raised", "a", {"rule": "rain", "entity": "urn:g", "state": "UNACK", "text": {"en": "Heavy rain"}}),
    (80, "exercise-looked", "a", {"by": "Mei", "entity": "urn:g"}),
    (85, "acknowledged", "a", {"by": "Mei", "state": "ACKED", "comment": "seen"}),
    (90, "exercise-injected", "injection:say", _injected("say", "public", text={"en": "Water in the street"})),
    (95, "exercise-said", "storm", {"by": "Ng", "details": {"text": {"en": "Police ask"}}}),
    (100, "exercise-injected", "injection:by-hand-1", {"by": "Ng", **_injected("x", "drop", entities=["urn:h"])}),
    (110, "exercise-taken-back", "injection:by-hand-1", {"by": "Ng"}),
    (120, "exercise-alert", "storm", {"by": "Mei", "comment": "Stay", "details": {"headline": "Flood"}}),
    (130, "situation-joined", "s", {}),
    (180, "exercise-injection-over", "injection:lie", {}),
    (200, "exercise-ended", "storm", {"by": "Ng"}),
    (260, "cleared", "a", {"state": "NORM"}),
)  # fmt: skip


def _told() -> dict[str, Any]:
    return debrief_of(EXERCISE, score_of(EXERCISE, ROWS), ROWS, "Asia/Hong_Kong")


def test_the_log_has_what_people_the_trainer_and_injections_did_within_it() -> None:
    assert [(one["kind"], one["event"]) for one in _told()["events"]] == [
        ("trainer", "exercise-begun"), ("injection", "exercise-injected"), ("alarm", "raised"),
        ("look", "exercise-looked"), ("act", "acknowledged"), ("injection", "exercise-injected"),
        ("trainer", "exercise-said"), ("trainer", "exercise-injected"), ("trainer", "exercise-taken-back"),
        ("act", "exercise-alert"), ("injection", "exercise-injection-over"), ("trainer", "exercise-ended"),
    ]  # fmt: skip
    assert kind_of(ROWS[11]) == "", "what the machine notes by itself is not in it"


def test_each_injection_says_when_it_was_and_what_became_of_it() -> None:
    told = {one["id"]: (one["state"], one["at"], one["until"]) for one in _told()["exercise"]["injections"]}
    assert told == {
        "lie": ("over", T + 60_000, T + 180_000),
        "say": ("over", T + 90_000, 0),
        "by-hand-1": ("taken-back", T + 100_000, T + 110_000),
        "later": ("waiting", T + 500_000, 0),
        "spare": ("by-hand", 0, 0),
    }


def test_people_messages_and_alerts_are_told() -> None:
    exercise = _told()["exercise"]
    assert exercise["people"] == [{"name": "Mei", "acts": 2, "looks": 1, "last": T + 120_000}]
    assert [(one["by"], one["text"]["en"]) for one in exercise["messages"]] == [
        ("", "Water in the street"), ("Ng", "Police ask"),
    ]  # fmt: skip
    assert exercise["alerts"][0] | {"at": 0} == {
        "at": 0, "by": "Mei", "headline": "Flood", "text": "Stay", "severity": "", "area": "",
        "status": "Exercise",
    }  # fmt: skip
    assert (exercise["since"], exercise["until"], exercise["solution"]) == (T, T + 600_000, {"en": "The gauge lies"})


def test_an_exercise_that_never_began_has_no_course() -> None:
    rows = ROWS[:1]
    told = debrief_of(EXERCISE, score_of(EXERCISE, rows), rows)
    assert told["events"] == [] and told["exercise"]["since"] == 0 and told["exercise"]["until"] == 0


def test_the_same_journal_is_told_the_same() -> None:
    assert _told() == _told()
