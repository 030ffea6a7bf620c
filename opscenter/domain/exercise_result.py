"""What came of an exercise: the shapes of a score."""

from dataclasses import asdict, dataclass, field
from typing import Any

from opscenter.domain.texts import Texts


@dataclass(slots=True, frozen=True)
class ResponseScore:
    """Of one expected response. Times are Unix ms of the exercise's clock, 0: never; `took_ms` None: not done.

    `outcome`: in-time, late, partly, missed, not-raised, open (there is still time). `by`: who did it.
    """

    id: str
    kind: str
    text: Texts
    weight: float
    points: float
    outcome: str
    by: list[str]
    raised: int
    done: int
    took_ms: int | None
    within_ms: int
    reason: Texts


@dataclass(slots=True, frozen=True)
class WrongTime:
    """One time that somebody did the wrong thing."""

    at: int
    by: str
    occurrence: str
    entity: str
    rule: str
    reason: Texts


@dataclass(slots=True, frozen=True)
class WrongScore:
    """Of one thing that costs points; `lost` of them."""

    id: str
    kind: str
    text: Texts
    weight: float
    lost: float
    times: list[WrongTime]


@dataclass(slots=True, frozen=True)
class AlarmTimes:
    """How soon people turned to what is expected of them: about the alarms of one rule and entity ("": any)."""

    rule: str
    entity: str
    raised: int
    detect_ms: int | None
    acknowledge_ms: int | None
    first_action_ms: int | None
    by: str


@dataclass(slots=True, frozen=True)
class PersonScore:
    """One trainee's part: `responses` by id. Medians of milliseconds; None: nothing to measure."""

    name: str
    points: float
    lost: float
    responses: list[str]
    wrong: int
    detect_ms: float | None
    acknowledge_ms: float | None
    first_action_ms: float | None
    acts: int
    looks: int


@dataclass(slots=True, frozen=True)
class Score:
    """The whole of it: `points` of `of` (what never came up does not count), less `lost`; `percent` is not negative."""

    exercise: str
    since: int
    until: int
    over: bool
    points: float
    of: float
    lost: float
    percent: float
    detect_ms: float | None
    acknowledge_ms: float | None
    first_action_ms: float | None
    responses: list[ResponseScore] = field(default_factory=list)
    wrong: list[WrongScore] = field(default_factory=list)
    alarms: list[AlarmTimes] = field(default_factory=list)
    people: list[PersonScore] = field(default_factory=list)


def as_map(score: Score) -> dict[str, Any]:
    """As plain data: what commands print and desks are told."""
    return asdict(score)
