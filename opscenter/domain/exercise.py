"""An exercise: an incident to be worked as if it were live, what is made worse in it, and what is expected of people.

Times are milliseconds after the exercise's start, on the exercise's own clock: it stands still while the exercise is
frozen, so neither a pause nor the speed changes what anybody scores.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from opscenter.domain.texts import Texts


class InjectionKind(StrEnum):
    """What an injection does to the messages of the city bus. Stored in files and journals: never rename them."""

    ALARM = "alarm"
    LIE = "lie"
    FREEZE = "freeze"
    DROP = "drop"
    DELAY = "delay"
    PUBLIC = "public"


class ResponseKind(StrEnum):
    """What somebody is expected to do. Stored in files: never rename them."""

    DETECT = "detect"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CHECK = "check"
    OWN = "own"
    SHELVE = "shelve"
    ALERT = "alert"


class WrongKind(StrEnum):
    """What nobody should do. Stored in files: never rename them."""

    ACKNOWLEDGED = "acknowledged"
    UNSEEN = "unseen"
    LIED_TO = "lied-to"
    SHELVED = "shelved"


@dataclass(slots=True, frozen=True)
class Source:
    """What the exercise is made from: an `incident` file (beside the exercise's own, or with its whole path), or the
    demo city's `scenario` (its name), `seed` and `entities`, begun at `starts` (Unix ms)."""

    incident: str = ""
    scenario: str = ""
    seed: int = 1
    entities: int = 1_200
    starts: int = 0


@dataclass(slots=True, frozen=True)
class Injection:
    """One change of what arrives from the city, from `at_ms` on for `lasts_ms` (0: until it is taken back).

    `by_hand`: only when the trainer wants it. What each kind needs:

    ALARM: `entities` say `attribute` is `value` from now on, every `every_ms`, whatever they measure; `rule` names the
    alarm that this raises; `after`: what they say at the end (None: what they measured last). `entity_type` where no
    such entity is known.
    LIE: `attribute` of `entities` is told as `value`, or as measured times `scale` plus `offset`, with a seeded normal
    error of `noise`.
    FREEZE: `attribute` goes on to be told as it was last, with new times. DROP: `attribute` ("": everything) of
    `entities` is not told any more. DELAY: messages of `entities`, or of all topics that begin with `topic`, come
    `delay_ms` later. PUBLIC: somebody writes to the city at `place` (longitude, latitude): a report of `service` with
    `text`; without a place, `text` is only told to the trainees.
    """

    id: str
    kind: InjectionKind
    at_ms: int
    lasts_ms: int = 0
    by_hand: bool = False
    title: Texts = field(default_factory=dict)
    entities: tuple[str, ...] = ()
    entity_type: str = ""
    attribute: str = ""
    topic: str = ""
    value: float | str | None = None
    after: float | str | None = None
    scale: float = 1.0
    offset: float = 0.0
    noise: float = 0.0
    every_ms: int = 5_000
    delay_ms: int = 0
    rule: str = ""
    place: tuple[float, float] | None = None
    service: str = ""
    text: Texts = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class Response:
    """One thing that is expected: about alarms of `rule` and `entity` ("": any), raised between `from_ms` and
    `until_ms` (0: the end), within `within_ms` after the first of them was raised; about no alarm (neither is
    named): after `from_ms`.

    DETECT: looked at, or acted on. ACKNOWLEDGE: `every` alarm, or one of them. NOTE: containing one of `words`. CHECK:
    `steps` of the checklist of `rule` (from 0) ticked in this order. OWN: its situation has an owner. SHELVE: with a
    reason (containing one of `words`, if any). ALERT: an alert to the public drafted (containing one of `words`, if
    any). `weight` points; done late, `late` of them (0 to 1). `first_action`: one of the right first actions.
    """

    id: str
    kind: ResponseKind
    text: Texts
    weight: float
    within_ms: int
    rule: str = ""
    entity: str = ""
    from_ms: int = 0
    until_ms: int = 0
    every: bool = False
    words: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    late: float = 0.0
    first_action: bool = True


@dataclass(slots=True, frozen=True)
class Wrong:
    """One thing that costs `weight` points each time, `most` times at most.

    ACKNOWLEDGED: an alarm of `rule` and `entity` that must not be. UNSEEN: one that whoever acknowledges it has not
    looked at. LIED_TO: one raised by an entity while `injection` ("": any that lies or freezes) was changing what it
    says. SHELVED: one that must not be.
    """

    id: str
    kind: WrongKind
    text: Texts
    weight: float
    rule: str = ""
    entity: str = ""
    injection: str = ""
    most: int = 5


@dataclass(slots=True, frozen=True)
class Exercise:
    """The whole of it. `speed`: of the exercise's clock at its beginning. `start_ms`, `end_ms` count from the beginning
    of the source. `systems`: of these alone the
    trainees get messages (empty: of all). `shows_score`: trainees may ask for the score when it is over. `seed` of
    whatever is drawn by chance."""

    id: str
    title: Texts
    brief: Texts
    source: Source
    start_ms: int
    end_ms: int
    solution: Texts = field(default_factory=dict)
    speed: float = 1.0
    seed: int = 1
    systems: tuple[str, ...] = ()
    shows_score: bool = True
    injections: tuple[Injection, ...] = ()
    responses: tuple[Response, ...] = ()
    wrong: tuple[Wrong, ...] = ()

    @property
    def length_ms(self) -> int:
        """From start to end."""
        return self.end_ms - self.start_ms

    def injection(self, name: str) -> Injection | None:
        """The injection of that id."""
        return next((one for one in self.injections if one.id == name), None)
