"""Which acts of people are the doing of an expected response, and how long each took."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from opscenter.domain.exercise import Response, ResponseKind
from opscenter.domain.exercise_course import NOTES, Course, Raised
from opscenter.domain.exercise_events import ExerciseEvent, SessionRow
from opscenter.domain.situation_journal import SituationEvent


@dataclass(slots=True, frozen=True)
class Done:
    """Somebody did it at `at` (Unix ms of the exercise's clock), `took_ms` after it was asked for."""

    at: int
    by: str
    took_ms: int


@dataclass(slots=True)
class Doing:
    """`since`: when it was asked for, Unix ms (0: it never was); `wanted` times; `done`: at most one for each time."""

    since: int
    wanted: int = 1
    done: list[Done] = field(default_factory=list)


def doing(response: Response, course: Course, by: str = "") -> Doing:
    """What came of a response; with `by` as far as that person did it."""
    if not course.since:
        return Doing(0)
    since, until = course.since + response.from_ms, course.until
    named = bool(response.rule or response.entity)
    raised = {one.occurrence: one for one in _raised(response, course)} if named else {}
    if named:
        if not raised:
            return Doing(0)
        since = min(one.wall for one in raised.values())
    acts = [act for act in course.acts if since <= act.wall <= until and by in ("", act.by)]
    match response.kind:
        case ResponseKind.ACKNOWLEDGE if response.every:
            return _every(raised, acts, since)
        case ResponseKind.CHECK:
            return _steps(response, acts, since)
    for act in acts:
        if _does(response, act, raised, course, named):
            return Doing(since, done=[Done(act.wall, act.by, act.wall - since)])
    return Doing(since)


def _raised(response: Response, course: Course) -> Iterator[Raised]:
    first = course.since + response.from_ms
    last = course.since + response.until_ms if response.until_ms else course.until
    for one in course.raised.values():
        fits = response.rule in ("", one.rule) and response.entity in ("", one.entity)
        if fits and first <= one.wall <= last:
            yield one


def _does(response: Response, act: SessionRow, raised: dict[str, Raised], course: Course, named: bool) -> bool:
    match response.kind:
        case ResponseKind.DETECT:
            return any(one in raised for one in course.about(act))
        case ResponseKind.ACKNOWLEDGE:
            return act.event == "acknowledged" and act.occurrence in raised
        case ResponseKind.OWN:
            owns = act.event == SituationEvent.OWNED and bool(act.details.get("owner"))
            return owns and any(one in raised for one in course.about(act))
        case ResponseKind.SHELVE:
            why = str(act.details.get("reason") or act.comment)
            return act.event == "shelved" and act.occurrence in raised and _says(why, response.words)
        case ResponseKind.NOTE:
            return _notes(response, act, raised, course, named)
        case ResponseKind.ALERT:
            said = " ".join((act.comment, str(act.details.get("headline", "")), str(act.details.get("area", ""))))
            return act.event == ExerciseEvent.ALERT and _says(said, response.words)
        case ResponseKind.CHECK:
            return False  # of several acts: see _steps
    raise AssertionError(response.kind)


def _notes(response: Response, act: SessionRow, raised: dict[str, Raised], course: Course, named: bool) -> bool:
    """A note of an operator, of a situation, or the comment of an acknowledgement. One about a certain entity, or a
    certain alarm, is not about another."""
    if act.event not in NOTES and act.event != "acknowledged":
        return False
    if not _says(act.comment, response.words):
        return False
    if act.event in NOTES and not act.entity and act.event != SituationEvent.NOTED:
        return True  # about none in particular
    return not named or any(one in raised for one in course.about(act))


def _says(text: str, words: tuple[str, ...]) -> bool:
    said = text.casefold()
    return bool(said.strip()) and (not words or any(word.casefold() in said for word in words))


def _every(raised: dict[str, Raised], acts: list[SessionRow], since: int) -> Doing:
    """Each alarm counts from when it was raised."""
    done: dict[str, Done] = {}
    for act in acts:
        one = raised.get(act.occurrence)
        if act.event == "acknowledged" and one is not None and act.occurrence not in done:
            done[act.occurrence] = Done(act.wall, act.by, act.wall - one.wall)
    return Doing(since, len(raised), list(done.values()))


def _steps(response: Response, acts: list[SessionRow], since: int) -> Doing:
    """Steps count in their order: one ticked before its turn counts when it is ticked again."""
    found = Doing(since, len(response.steps))
    for act in acts:
        if len(found.done) == found.wanted:
            break
        told = act.details
        if (
            act.event == SituationEvent.CHECKED
            and told.get("rule") == response.rule
            and told.get("done") is True
            and told.get("step") == response.steps[len(found.done)]
        ):
            found.done.append(Done(act.wall, act.by, act.wall - since))
    return found
