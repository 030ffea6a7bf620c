"""The score of an exercise with its reasons, as `exercise-score` answers and `opscenter exercise score --json` prints.

No Qt.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from opscenter.console.training import told
from opscenter.domain.texts import Texts


class Outcome(StrEnum):
    """What became of something that was expected."""

    OPEN = "open"
    IN_TIME = "in-time"
    LATE = "late"
    PARTLY = "partly"
    MISSED = "missed"
    NOT_RAISED = "not-raised"  # the alarm never came: it takes its points out of the total


@dataclass(slots=True, frozen=True)
class ScoredResponse:
    """`raised`, `done`: Unix ms (0: not). `took_ms` None where it was not done."""

    id: str
    kind: str
    text: Texts
    weight: float
    points: float
    outcome: Outcome
    by: str
    raised: int
    done: int
    took_ms: int | None
    within_ms: int
    reason: Texts

    @property
    def limit(self) -> int:
        """Until when it has to be done, Unix ms; 0: the alarm has not come."""
        return self.raised + self.within_ms if self.raised else 0

    @property
    def at(self) -> int:
        """When it was decided, as far as that is known: done, else its limit."""
        return self.done or self.limit


@dataclass(slots=True, frozen=True)
class Mistake:
    """One time that a wrong thing was done."""

    at: int
    by: str
    occurrence: str
    entity: str
    rule: str
    reason: Texts


@dataclass(slots=True, frozen=True)
class ScoredWrong:
    """Something that nobody should do: `lost` points for the times that somebody did."""

    id: str
    kind: str
    text: Texts
    weight: float
    lost: float
    times: tuple[Mistake, ...]


@dataclass(slots=True, frozen=True)
class ScoredPerson:
    """What of it was one person's; times are medians in ms, None: none."""

    name: str
    points: float
    lost: float
    responses: tuple[str, ...]
    wrong: int
    detect_ms: int | None
    acknowledge_ms: int | None
    first_action_ms: int | None
    acts: int
    looks: int


@dataclass(slots=True, frozen=True)
class Score:
    """`points` out of `of`, of which `lost` were taken off again; times are medians over the responses, in ms."""

    exercise: str = ""
    since: int = 0
    until: int = 0
    points: float = 0.0
    of: float = 0.0
    lost: float = 0.0
    percent: float | None = None
    detect_ms: int | None = None
    acknowledge_ms: int | None = None
    first_action_ms: int | None = None
    responses: tuple[ScoredResponse, ...] = field(default_factory=tuple)
    wrong: tuple[ScoredWrong, ...] = field(default_factory=tuple)
    people: tuple[ScoredPerson, ...] = field(default_factory=tuple)

    def response(self, name: str) -> ScoredResponse | None:
        """The response of that id."""
        return next((one for one in self.responses if one.id == name), None)

    def person(self, name: str) -> ScoredPerson | None:
        """What somebody of that name did."""
        return next((one for one in self.people if one.name == name), None)

    @property
    def is_empty(self) -> bool:
        """Nothing was expected of anybody."""
        return not self.responses and not self.wrong


def read_score(header: told.Told) -> Score:
    """Of an answer or of the command's output."""
    return Score(
        exercise=told.text(header, "exercise", 200),
        since=told.moment(header, "since"),
        until=told.moment(header, "until"),
        points=told.number(header, "points") or 0.0,
        of=told.number(header, "of") or 0.0,
        lost=told.number(header, "lost") or 0.0,
        percent=told.number(header, "percent"),
        detect_ms=_span(header, "detect_ms"),
        acknowledge_ms=_span(header, "acknowledge_ms"),
        first_action_ms=_span(header, "first_action_ms"),
        responses=tuple(_response(fact) for fact in told.rows(header, "responses", 1_000)),
        wrong=tuple(_wrong(fact) for fact in told.rows(header, "wrong", 1_000)),
        people=tuple(_person(fact) for fact in told.rows(header, "people", 1_000)),
    )


def _span(fact: told.Told, name: str) -> int | None:
    value = told.number(fact, name)
    return round(value) if value is not None and value >= 0 else None


def _response(fact: told.Told) -> ScoredResponse:
    try:
        outcome = Outcome(told.text(fact, "outcome"))
    except ValueError:
        outcome = Outcome.OPEN
    return ScoredResponse(
        id=told.text(fact, "id", 200),
        kind=told.text(fact, "kind", 40),
        text=told.texts(fact, "text"),
        weight=told.number(fact, "weight") or 0.0,
        points=told.number(fact, "points") or 0.0,
        outcome=outcome,
        by=_names(fact),
        raised=told.moment(fact, "raised"),
        done=told.moment(fact, "done"),
        took_ms=_span(fact, "took_ms"),
        within_ms=told.moment(fact, "within_ms"),
        reason=told.texts(fact, "reason"),
    )


def _names(fact: told.Told) -> str:
    """Who did it: several, or one."""
    return ", ".join(told.strings(fact, "by", 20)) or told.text(fact, "by", 80)


def _wrong(fact: told.Told) -> ScoredWrong:
    return ScoredWrong(
        id=told.text(fact, "id", 200),
        kind=told.text(fact, "kind", 40),
        text=told.texts(fact, "text"),
        weight=told.number(fact, "weight") or 0.0,
        lost=told.number(fact, "lost") or 0.0,
        times=tuple(
            Mistake(
                at=told.moment(one, "at"),
                by=told.text(one, "by", 80),
                occurrence=told.text(one, "occurrence", 600),
                entity=told.text(one, "entity", 512),
                rule=told.text(one, "rule", 200),
                reason=told.texts(one, "reason"),
            )
            for one in told.rows(fact, "times", 1_000)
        ),
    )


def _person(fact: told.Told) -> ScoredPerson:
    return ScoredPerson(
        name=told.text(fact, "name", 80),
        points=told.number(fact, "points") or 0.0,
        lost=told.number(fact, "lost") or 0.0,
        responses=told.strings(fact, "responses"),
        wrong=told.whole(fact, "wrong"),
        detect_ms=_span(fact, "detect_ms"),
        acknowledge_ms=_span(fact, "acknowledge_ms"),
        first_action_ms=_span(fact, "first_action_ms"),
        acts=told.whole(fact, "acts"),
        looks=told.whole(fact, "looks"),
    )
