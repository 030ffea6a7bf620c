"""A session that is over, as its debrief and its report tell it: a pure function of what its file holds.

The maps are those of the desk protocol (PROTOCOL.md, Exercises): the whole, as a trainer is told, of an exercise that
is over. Whoever reads an exercise's station reads a session's file the same way.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from opscenter.domain.alert_status import alert_status
from opscenter.domain.exercise import Exercise, InjectionKind
from opscenter.domain.exercise_events import INJECTION, OF_EXERCISES, OF_INJECTIONS, ExerciseEvent, SessionRow
from opscenter.domain.exercise_facts import injection_fact
from opscenter.domain.exercise_result import Score, as_map

_STATES = {
    ExerciseEvent.INJECTED.value: "standing",
    ExerciseEvent.TAKEN_BACK.value: "taken-back",
    ExerciseEvent.INJECTION_OVER.value: "over",
}


def debrief_of(exercise: Exercise, score: Score, rows: Sequence[SessionRow], zone: str = "UTC") -> dict[str, Any]:
    """`exercise` (as the answer of that name), `events` (as those of `exercise-log`), `score` (as `exercise-score`) and
    the `zone` of its times."""
    kept = [row for row in rows if score.since and score.since <= row.wall <= score.until]
    return {
        "zone": zone,
        "exercise": _exercise(exercise, score, kept),
        "events": list(_events(kept)),
        "score": as_map(score),
    }


def kind_of(row: SessionRow) -> str:
    """What a row of a session's journal is in its log: `alarm`, `act`, `look`, `trainer`, `injection`; "" for what is
    not in it."""
    if row.event in OF_INJECTIONS:
        return "injection" if not row.by else "trainer"
    if row.event == ExerciseEvent.LOOKED:
        return "look"
    if row.event in OF_EXERCISES and row.event != ExerciseEvent.ALERT:
        return "trainer"
    if row.by:
        return "act"
    return "alarm" if row.event in ("raised", "cleared") else ""


def _events(rows: Sequence[SessionRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if kind := kind_of(row):
            yield {
                "id": row.id, "at": row.wall, "kind": kind, "event": row.event, "by": row.by, "desk": row.desk,
                "occurrence": row.occurrence, "entity": row.entity, "rule": row.rule, "comment": row.comment,
                "text": dict(row.text), "details": dict(row.details),
            }  # fmt: skip


def _exercise(exercise: Exercise, score: Score, rows: Sequence[SessionRow]) -> dict[str, Any]:
    return {
        "exercise": exercise.id, "title": exercise.title, "brief": exercise.brief, "solution": exercise.solution,
        "state": "over", "at": score.until, "since": score.since,
        "until": max(score.until, score.since + exercise.length_ms) if score.since else 0,
        "speed": exercise.speed, "role": "trainer", "shows_score": exercise.shows_score,
        "messages": list(_messages(rows)), "alerts": list(_alerts(rows)), "people": _people(rows),
        "injections": _injections(exercise, score, rows),
        "responses": [
            {
                "id": one.id, "kind": one.kind.value, "text": one.text, "weight": one.weight,
                "within_ms": one.within_ms, "rule": one.rule, "entity": one.entity, "from": one.from_ms,
                "until": one.until_ms, "steps": list(one.steps),
            }
            for one in exercise.responses
        ],
        "wrong": [
            {"id": one.id, "kind": one.kind.value, "text": one.text, "weight": one.weight, "rule": one.rule,
             "entity": one.entity}
            for one in exercise.wrong
        ],
        "file": "", "trouble": "",
    }  # fmt: skip


def _messages(rows: Sequence[SessionRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row.event == ExerciseEvent.SAID:
            yield {"at": row.wall, "by": row.by, "text": dict(row.details.get("text") or row.text)}
        elif row.event == ExerciseEvent.INJECTED:
            told = row.details.get("injection")
            if isinstance(told, dict) and told.get("kind") == InjectionKind.PUBLIC.value and not told.get("place"):
                yield {"at": row.wall, "by": "", "text": dict(told.get("text") or {})}


def _alerts(rows: Sequence[SessionRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row.event == ExerciseEvent.ALERT:
            told = {name: str(row.details.get(name) or "") for name in ("headline", "severity", "area")}
            yield {"at": row.wall, "by": row.by, "text": row.comment, **told, "status": alert_status("exercise")}


def _people(rows: Sequence[SessionRow]) -> list[dict[str, Any]]:
    acts: Counter[str] = Counter()
    looks: Counter[str] = Counter()
    last: dict[str, int] = {}
    trainers = {row.by for row in rows if row.by and kind_of(row) == "trainer"}
    for row in rows:
        if row.by and row.by not in trainers:
            (looks if row.event == ExerciseEvent.LOOKED else acts)[row.by] += 1
            last[row.by] = row.wall
    return [{"name": name, "acts": acts[name], "looks": looks[name], "last": last[name]} for name in sorted(last)]


def _injections(exercise: Exercise, score: Score, rows: Sequence[SessionRow]) -> list[dict[str, Any]]:
    """Those of the exercise and those made up on the spot: when each was done, until when, and what became of it."""
    begun: dict[str, int] = {}
    ended: dict[str, int] = {}
    state: dict[str, str] = {}
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.event in _STATES:
            name = row.occurrence.removeprefix(INJECTION)
            state[name] = _STATES[row.event]
            if row.event == ExerciseEvent.INJECTED:
                begun[name] = row.wall
                ended.pop(name, None)
                told = row.details.get("injection")
                made[name] = dict(told) if isinstance(told, dict) else {}
            else:
                ended[name] = row.wall
    facts = {one.id: injection_fact(one) for one in exercise.injections}
    planned = {one.id: 0 if one.by_hand else score.since + one.at_ms for one in exercise.injections}
    told_all = []
    for name, fact in {**{name: {**one, "id": name} for name, one in made.items()}, **facts}.items():
        waits = "by-hand" if fact.get("by_hand") else "waiting"
        once = fact.get("kind") == InjectionKind.PUBLIC.value and state.get(name) == "standing"
        told_all.append(
            {
                **fact, "at": begun.get(name, planned.get(name, 0)), "until": ended.get(name, 0),
                "state": "over" if once else state.get(name, waits),
            }
        )  # fmt: skip
    return sorted(told_all, key=lambda one: (one["at"] or 1 << 60, one["id"]))
