"""What the journal of a session tells, sorted by what a score asks for: alarms that came, what people did, who lied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from opscenter.domain.exercise import InjectionKind
from opscenter.domain.exercise_events import INJECTION, OF_EXERCISES, OF_TRAINEES, ExerciseEvent, SessionRow
from opscenter.domain.operator_note import NoteEvent
from opscenter.domain.situation_journal import SituationEvent

LYING = frozenset((InjectionKind.LIE.value, InjectionKind.FREEZE.value, InjectionKind.ALARM.value))
NOTES = frozenset((*(event.value for event in NoteEvent), SituationEvent.NOTED.value))


@dataclass(slots=True, frozen=True)
class Raised:
    """An alarm that came within the exercise, or that stood unseen when it began (then `wall` is the beginning)."""

    occurrence: str
    rule: str
    entity: str
    wall: int


@dataclass(slots=True)
class Lie:
    """A time in which entities did not tell what they measured, by an injection of that `kind`; `until` 0: to the
    end."""

    injection: str
    kind: str
    entities: frozenset[str]
    since: int
    until: int = 0


@dataclass(slots=True)
class Course:
    """`since`, `until`: Unix ms of the exercise's clock; `over`: it was ended, not cut short. `acts` are of trainees,
    in order; `members`: occurrences of each situation."""

    since: int = 0
    until: int = 0
    over: bool = False
    raised: dict[str, Raised] = field(default_factory=dict)
    acts: list[SessionRow] = field(default_factory=list)
    lies: list[Lie] = field(default_factory=list)
    members: dict[str, set[str]] = field(default_factory=dict)
    trainers: set[str] = field(default_factory=set)

    def about(self, act: SessionRow) -> Iterator[str]:
        """The occurrences that an act is about, as far as it names any."""
        if act.event in _OF_SITUATIONS:
            yield from sorted(self.members.get(act.occurrence, ()))
        elif act.occurrence in self.raised:
            yield act.occurrence
        elif act.entity and (act.event in NOTES or (act.event == ExerciseEvent.LOOKED and not act.occurrence)):
            yield from (one.occurrence for one in self.raised.values() if one.entity == act.entity)

    def lies_behind(self, occurrence: str) -> list[Lie]:
        """What was not as measured when this alarm was raised."""
        raised = self.raised.get(occurrence)
        if raised is None:
            return []
        return [
            lie
            for lie in self.lies
            if raised.entity in lie.entities and lie.since <= raised.wall <= (lie.until or self.until)
        ]


_OF_SITUATIONS = frozenset((SituationEvent.OWNED.value, SituationEvent.NOTED.value, SituationEvent.CHECKED.value))
_JOINING = frozenset((SituationEvent.OPENED.value, SituationEvent.JOINED.value, SituationEvent.MERGED.value))


def course_of(rows: Iterable[SessionRow]) -> Course:
    """Read a whole journal, in its order. An exercise that never began has `since` 0 and nothing in it."""
    kept = list(rows)
    course = Course()
    begun = next((row for row in kept if row.event == ExerciseEvent.BEGUN), None)
    if begun is None:
        return course
    course.since = begun.wall
    course.raised = {one.occurrence: one for one in _stood(begun)}
    open_then = begun.details.get("situations")
    if isinstance(open_then, Mapping):
        course.members = {name: set(_texts(members)) for name, members in open_then.items()}
    ended = next((row for row in kept if row.event == ExerciseEvent.ENDED), None)
    course.over = ended is not None
    course.until = ended.wall if ended is not None else max(row.wall for row in kept)
    course.trainers = {row.by for row in kept if row.by and row.event in OF_EXERCISES and row.event not in OF_TRAINEES}
    for row in kept:
        if row.wall <= course.until:
            _take(course, row)
    return course


def _stood(begun: SessionRow) -> Iterator[Raised]:
    """Alarms that nobody had acknowledged when it began: asked for from then on."""
    told = begun.details.get("standing")
    for one in told if isinstance(told, list) else ():
        if isinstance(one, list) and len(one) == 3 and all(isinstance(part, str) for part in one):
            occurrence, rule, entity = one
            yield Raised(occurrence, rule, entity, begun.wall)


def _take(course: Course, row: SessionRow) -> None:
    if row.event in _JOINING:
        course.members.setdefault(row.occurrence, set()).update(_members(row.details))
    if row.wall < course.since:
        return
    if row.event == "raised":
        course.raised[row.occurrence] = Raised(row.occurrence, row.rule, row.entity, row.wall)
    if row.event in (ExerciseEvent.INJECTED, ExerciseEvent.TAKEN_BACK, ExerciseEvent.INJECTION_OVER):
        _take_injection(course, row)
    elif row.by and row.by not in course.trainers and row.wall >= course.since:
        course.acts.append(row)


def _texts(told: object) -> Iterator[str]:
    yield from (one for one in (told if isinstance(told, list) else ()) if isinstance(one, str))


def _members(details: Mapping[str, object]) -> Iterator[str]:
    told = details.get("members")
    for member in told if isinstance(told, list) else ():
        if isinstance(member, Mapping) and isinstance(member.get("occurrence"), str):
            yield member["occurrence"]


def _take_injection(course: Course, row: SessionRow) -> None:
    name = row.occurrence.removeprefix(INJECTION)
    if row.event != ExerciseEvent.INJECTED:
        for lie in course.lies:
            if lie.injection == name and not lie.until:
                lie.until = row.wall
        return
    told = row.details.get("injection")
    if not isinstance(told, Mapping) or told.get("kind") not in LYING:
        return
    entities = told.get("entities")
    names = frozenset(one for one in entities if isinstance(one, str)) if isinstance(entities, list) else frozenset()
    course.lies.append(Lie(name, str(told["kind"]), names, row.at))
