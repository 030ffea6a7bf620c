"""What an exercise is about, as its station answers the query `exercise`: to a trainee, and the whole to the trainer.

No Qt.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from opscenter.console.training import told
from opscenter.console.training.standing import Message, read_message
from opscenter.domain.texts import Texts


class InjectionState(StrEnum):
    """What has become of an injection."""

    WAITING = "waiting"
    BY_HAND = "by-hand"  # waits for the trainer
    STANDING = "standing"
    OVER = "over"
    TAKEN_BACK = "taken-back"


@dataclass(slots=True, frozen=True)
class Injected:
    """One injection of an exercise. `at`: when it is due, or was done; 0: not known. `until` 0: until taken back."""

    id: str
    kind: str
    title: Texts
    at: int
    until: int
    state: InjectionState
    by_hand: bool = False
    entities: tuple[str, ...] = ()
    attribute: str = ""
    rule: str = ""
    text: Texts = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class Expected:
    """One thing that people are to do within `within_ms` of an alarm of `rule` and `entity`, raised `since` to `until`
    (Unix ms of the exercise, 0: the end)."""

    id: str
    kind: str
    text: Texts
    weight: float
    within_ms: int
    rule: str = ""
    entity: str = ""
    since: int = 0
    until: int = 0
    steps: int = 0


@dataclass(slots=True, frozen=True)
class Forbidden:
    """One thing that nobody is to do."""

    id: str
    kind: str
    text: Texts
    weight: float


@dataclass(slots=True, frozen=True)
class DraftedAlert:
    """An alert to the public that somebody drafted."""

    at: int
    by: str
    headline: str
    text: str
    severity: str
    area: str


@dataclass(slots=True, frozen=True)
class Worker:
    """Somebody who works the exercise: how often they acted and looked, and when last (Unix ms)."""

    name: str
    acts: int
    looks: int
    last: int


@dataclass(slots=True, frozen=True)
class Case:
    """All of it. `trainer`: the whole was told; else `solution`, `injections`, `expected` and `forbidden` are empty."""

    id: str = ""
    title: Texts = field(default_factory=dict)
    brief: Texts = field(default_factory=dict)
    since: int = 0
    until: int = 0
    speed: float = 1.0
    trainer: bool = False
    shows_score: bool = False
    solution: Texts = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    alerts: tuple[DraftedAlert, ...] = ()
    people: tuple[Worker, ...] = ()
    injections: tuple[Injected, ...] = ()
    expected: tuple[Expected, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    file: str = ""
    trouble: str = ""

    def injection(self, name: str) -> Injected | None:
        """The injection of that id."""
        return next((one for one in self.injections if one.id == name), None)


def read_case(header: told.Told) -> Case:
    """Of the answer to `exercise`."""
    return Case(
        id=told.text(header, "exercise", 200) or told.text(header, "id", 200),
        title=told.texts(header, "title"),
        brief=told.texts(header, "brief"),
        since=told.moment(header, "since"),
        until=told.moment(header, "until"),
        speed=told.number(header, "speed") or 1.0,
        trainer=told.text(header, "role") == "trainer",
        shows_score=header.get("shows_score") is True,
        solution=told.texts(header, "solution"),
        messages=tuple(one for fact in told.rows(header, "messages") if (one := read_message(dict(fact)))),
        alerts=tuple(_alert(fact) for fact in told.rows(header, "alerts")),
        people=tuple(_worker(fact) for fact in told.rows(header, "people", 1_000)),
        injections=tuple(_injection(fact) for fact in told.rows(header, "injections", 2_000)),
        expected=tuple(_expected(fact) for fact in told.rows(header, "responses", 1_000)),
        forbidden=tuple(
            Forbidden(
                told.text(fact, "id", 200),
                told.text(fact, "kind", 40),
                told.texts(fact, "text"),
                told.number(fact, "weight") or 0.0,
            )
            for fact in told.rows(header, "wrong", 1_000)
        ),
        file=told.text(header, "file"),
        trouble=told.text(header, "trouble"),
    )


def _alert(fact: told.Told) -> DraftedAlert:
    words = (told.text(fact, name) for name in ("headline", "text", "severity", "area"))
    return DraftedAlert(told.moment(fact, "at"), told.text(fact, "by", 80), *words)


def _worker(fact: told.Told) -> Worker:
    return Worker(
        told.text(fact, "name", 80), told.whole(fact, "acts"), told.whole(fact, "looks"), told.moment(fact, "last")
    )


def _injection(fact: told.Told) -> Injected:
    try:
        state = InjectionState(told.text(fact, "state"))
    except ValueError:
        state = InjectionState.WAITING
    waits = state is InjectionState.BY_HAND
    return Injected(
        id=told.text(fact, "id", 200),
        kind=told.text(fact, "kind", 40),
        title=told.texts(fact, "title"),
        at=0 if waits else told.moment(fact, "at"),
        until=0 if waits else told.moment(fact, "until"),
        state=state,
        by_hand=fact.get("by_hand") is True,
        entities=told.strings(fact, "entities"),
        attribute=told.text(fact, "attribute", 200),
        rule=told.text(fact, "rule", 200),
        text=told.texts(fact, "text"),
    )


def _expected(fact: told.Told) -> Expected:
    steps = fact.get("steps")
    return Expected(
        id=told.text(fact, "id", 200),
        kind=told.text(fact, "kind", 40),
        text=told.texts(fact, "text"),
        weight=told.number(fact, "weight") or 0.0,
        within_ms=told.moment(fact, "within_ms"),
        rule=told.text(fact, "rule", 200),
        entity=told.text(fact, "entity", 512),
        since=told.moment(fact, "from"),
        until=told.moment(fact, "until"),
        steps=len(steps) if isinstance(steps, list) else 0,
    )
