"""What people did in an exercise, in points and seconds: a pure function of the exercise and its session's journal.

All times are of the exercise's clock, which stands still while it is frozen. The same journal gives the same score, to
the last digit, on any machine: sums are of exact fractions, and everything is rounded once.
"""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from opscenter.domain.exercise import Exercise, InjectionKind, Response, ResponseKind, Wrong, WrongKind
from opscenter.domain.exercise_course import Course, course_of
from opscenter.domain.exercise_doing import Doing, Done, doing
from opscenter.domain.exercise_events import ExerciseEvent, SessionRow
from opscenter.domain.exercise_result import AlarmTimes, PersonScore, ResponseScore, Score, WrongScore, WrongTime
from opscenter.domain.exercise_sentences import reason

DIGITS = 6

_LIES = (InjectionKind.LIE.value, InjectionKind.FREEZE.value)
"""An alarm that is made up is to be worked like a true one, unless an exercise says otherwise of it."""


@dataclass(slots=True)
class _Part:
    """What one person has got so far."""

    points: Fraction = Fraction(0)
    lost: Fraction = Fraction(0)
    responses: list[str] = field(default_factory=list)
    wrong: int = 0


def score_of(exercise: Exercise, rows: Iterable[SessionRow]) -> Score:
    """Judge a session by its journal, in the journal's order."""
    course = course_of(rows)
    parts = {act.by: _Part() for act in course.acts}
    points, of = Fraction(0), Fraction(0)
    responses: list[ResponseScore] = []
    for response in exercise.responses:
        found = doing(response, course)
        one, earned = _judged(response, found, course, exercise.length_ms)
        responses.append(one)
        points += sum(earned.values())
        if one.outcome != "not-raised":
            of += Fraction(response.weight)
        for name, share in earned.items():
            parts[name].points += share
            parts[name].responses.append(response.id)
    wrong = [_wrong(one, course, parts) for one in exercise.wrong]
    lost = sum((part.lost for part in parts.values()), Fraction(0))
    alarms = _alarms(exercise.responses, course)
    share = max(Fraction(0), points - lost) / of if of else Fraction(0)
    return Score(
        exercise=exercise.id,
        since=course.since,
        until=course.until,
        over=course.over,
        points=_number(points),
        of=_number(of),
        lost=_number(lost),
        percent=_number(share * 100),
        detect_ms=_median(one.detect_ms for one in alarms),
        acknowledge_ms=_median(one.acknowledge_ms for one in alarms),
        first_action_ms=_median(one.first_action_ms for one in alarms),
        responses=responses,
        wrong=wrong,
        alarms=alarms,
        people=[_person(name, part, exercise.responses, course) for name, part in sorted(parts.items())],
    )


# -- expected ------------------------------------------------------------------------------------------------


def _judged(
    response: Response, found: Doing, course: Course, length_ms: int
) -> tuple[ResponseScore, dict[str, Fraction]]:
    """The score of a response, and who gets how much of it."""
    in_time = [done for done in found.done if done.took_ms <= response.within_ms]
    late = [done for done in found.done if done.took_ms > response.within_ms]
    first = _soonest(found)
    weight = Fraction(response.weight)
    earned: dict[str, Fraction] = {}
    for some, worth in ((in_time, Fraction(1)), (late, Fraction(response.late))):
        for done in some:
            earned[done.by] = earned.get(done.by, Fraction(0)) + weight * worth / max(1, found.wanted)
    outcome, told = _outcome(response, found, in_time, late, course, length_ms)
    took = max((done.took_ms for done in found.done), default=None)
    holes = {
        "limit": response.within_ms, "took": took or 0, "done": len(in_time), "all": found.wanted, "late": len(late),
    }  # fmt: skip
    one = ResponseScore(
        id=response.id,
        kind=response.kind.value,
        text=response.text,
        weight=response.weight,
        points=_number(sum(earned.values(), Fraction(0))),
        outcome=outcome,
        by=sorted({done.by for done in found.done}),
        raised=found.since,
        done=first.at if first is not None else 0,
        took_ms=took,
        within_ms=response.within_ms,
        reason=reason(told, **holes),
    )
    return one, earned


def _outcome(
    response: Response, found: Doing, in_time: Sequence[Done], late: Sequence[Done], course: Course, length_ms: int
) -> tuple[str, str]:
    """The outcome, and the name of the sentence that says why."""
    if found.since is None or not found.since:
        waits = not course.over and course.since and course.until < course.since + (response.until_ms or length_ms)
        return ("open", "open") if waits else ("not-raised", "not-raised")
    if len(in_time) >= found.wanted:
        return "in-time", "partly" if found.wanted > 1 else "in-time"
    if not found.done:
        waits = not course.over and course.until <= found.since + response.within_ms
        return ("open", "open") if waits else ("missed", "missed")
    if found.wanted == 1:
        return "late", "late"
    return ("late" if len(late) >= found.wanted else "partly"), "partly"


# -- wrong ---------------------------------------------------------------------------------------------------


def _wrong(wrong: Wrong, course: Course, parts: dict[str, _Part]) -> WrongScore:
    found = list(_times(wrong, course))
    weight = Fraction(wrong.weight)
    for number, one in enumerate(found):
        parts[one.by].wrong += 1
        if number < wrong.most:
            parts[one.by].lost += weight
    return WrongScore(
        id=wrong.id,
        kind=wrong.kind.value,
        text=wrong.text,
        weight=wrong.weight,
        lost=_number(weight * min(len(found), wrong.most)),
        times=found,
    )


def _times(wrong: Wrong, course: Course) -> Iterator[WrongTime]:
    looked: set[tuple[str, str]] = set()
    event = "shelved" if wrong.kind is WrongKind.SHELVED else "acknowledged"
    for act in course.acts:
        if act.event == ExerciseEvent.LOOKED:
            looked.update((act.by, occurrence) for occurrence in course.about(act))
        if act.event != event or not _is_about(wrong.rule, wrong.entity, act):
            continue
        if wrong.kind is WrongKind.UNSEEN and (act.by, act.occurrence) in looked:
            continue
        if wrong.kind is WrongKind.LIED_TO:
            lies = course.lies_behind(act.occurrence)
            if not any(wrong.injection == lie.injection or (not wrong.injection and lie.kind in _LIES) for lie in lies):
                continue
        why = reason(wrong.kind.value, took=act.wall - course.since)
        yield WrongTime(act.wall, act.by, act.occurrence, act.entity, act.rule, why)


def _is_about(rule: str, entity: str, act: SessionRow) -> bool:
    return rule in ("", act.rule) and entity in ("", act.entity)


# -- times ---------------------------------------------------------------------------------------------------


def _alarms(responses: Sequence[Response], course: Course, by: str = "") -> list[AlarmTimes]:
    """Of each rule and entity that anything is expected about; of one person with `by`."""
    found: list[AlarmTimes] = []
    groups = dict.fromkeys((one.rule, one.entity) for one in responses if one.rule or one.entity)
    for rule, entity in groups:
        mine = [one for one in responses if (one.rule, one.entity) == (rule, entity)]
        first = doing(_asked(mine[0], ResponseKind.DETECT), course, by)
        if first.since:
            seen, acknowledged = _soonest(first), _soonest(doing(_asked(mine[0], ResponseKind.ACKNOWLEDGE), course, by))
            right = [
                done
                for one in mine
                if one.first_action and one.kind is not ResponseKind.DETECT
                for done in doing(one, course, by).done
            ]
            acted = min(right, key=lambda done: (done.at, done.by), default=None)
            found.append(
                AlarmTimes(
                    rule=rule,
                    entity=entity,
                    raised=first.since,
                    detect_ms=seen.took_ms if seen else None,
                    acknowledge_ms=acknowledged.took_ms if acknowledged else None,
                    first_action_ms=acted.at - first.since if acted else None,
                    by=seen.by if seen else "",
                )
            )
    return found


def _asked(response: Response, kind: ResponseKind) -> Response:
    """The same alarms, asked another thing."""
    return Response(
        id=response.id, kind=kind, text={}, weight=0.0, within_ms=response.within_ms, rule=response.rule,
        entity=response.entity, from_ms=response.from_ms, until_ms=response.until_ms,
    )  # fmt: skip


def _soonest(found: Doing) -> Done | None:
    return min(found.done, key=lambda one: (one.at, one.by), default=None)


def _person(name: str, part: _Part, responses: Sequence[Response], course: Course) -> PersonScore:
    own = _alarms(responses, course, name)
    acts = [act for act in course.acts if act.by == name]
    looks = sum(act.event == ExerciseEvent.LOOKED for act in acts)
    return PersonScore(
        name=name,
        points=_number(part.points),
        lost=_number(part.lost),
        responses=part.responses,
        wrong=part.wrong,
        detect_ms=_median(one.detect_ms for one in own),
        acknowledge_ms=_median(one.acknowledge_ms for one in own),
        first_action_ms=_median(one.first_action_ms for one in own),
        acts=len(acts) - looks,
        looks=looks,
    )


def _median(some: Iterable[int | None]) -> float | None:
    known = [one for one in some if one is not None]
    return float(statistics.median(known)) if known else None


def _number(exact: Fraction) -> float:
    return float(round(exact, DIGITS))
