"""What of an exercise stands in the journal of its session, and a row of that journal as the score reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from opscenter.domain.texts import Texts


class ExerciseEvent(StrEnum):
    """Names of the entries. They are stored: never rename them."""

    BEGUN = "exercise-begun"
    FROZEN = "exercise-frozen"
    WENT_ON = "exercise-went-on"
    SPEED = "exercise-speed"
    INJECTED = "exercise-injected"
    TAKEN_BACK = "exercise-taken-back"
    INJECTION_OVER = "exercise-injection-over"
    SAID = "exercise-said"
    LOOKED = "exercise-looked"
    ALERT = "exercise-alert"
    ENDED = "exercise-ended"


OF_TRAINEES = frozenset((ExerciseEvent.LOOKED.value, ExerciseEvent.ALERT.value))
OF_INJECTIONS = frozenset(
    (ExerciseEvent.INJECTED.value, ExerciseEvent.TAKEN_BACK.value, ExerciseEvent.INJECTION_OVER.value)
)
OF_EXERCISES = frozenset(event.value for event in ExerciseEvent)

INJECTION = "injection:"
"""With it begins the `occurrence` of an entry about an injection; its id follows."""


@dataclass(slots=True, frozen=True)
class SessionRow:
    """A row of a session's journal: `at` event time, `wall` the exercise's clock, Unix ms; `state` "" for what is not
    of an alarm; `details` of an entry, or `reason` of what lays an alarm aside."""

    id: int
    at: int
    wall: int
    occurrence: str
    entity: str
    rule: str
    event: str
    state: str = ""
    by: str = ""
    desk: str = ""
    comment: str = ""
    text: Texts = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
