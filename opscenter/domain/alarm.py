"""What an alarm is, for everyone who shows, counts or stores one."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Priority(IntEnum):
    """Alarm priority, most urgent first (ISA-18.2 classes; four of them, each with its own shape and letter)."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4

    @property
    def letter(self) -> str:
        """The letter drawn beside the shape: C, H, M or L."""
        return self.name[0]


class AlarmState(StrEnum):
    """States of ISA-18.2's alarm model."""

    NORM = "NORM"
    UNACK = "UNACK"
    ACKED = "ACKED"
    RTNUN = "RTNUN"
    LTUNK = "LTUNK"
    LTACK = "LTACK"
    SHLVD = "SHLVD"
    DSUPR = "DSUPR"
    OOSRV = "OOSRV"

    @property
    def needs_acknowledgement(self) -> bool:
        """Somebody still has to acknowledge."""
        return self in (AlarmState.UNACK, AlarmState.RTNUN, AlarmState.LTUNK)

    @property
    def is_active(self) -> bool:
        """The condition stands now and the alarm is shown."""
        return self in (AlarmState.UNACK, AlarmState.ACKED)

    @property
    def is_laid_aside(self) -> bool:
        """Shelved, suppressed or out of service: in a ledger instead of the list."""
        return self in (AlarmState.SHLVD, AlarmState.DSUPR, AlarmState.OOSRV)


@dataclass(slots=True, frozen=True)
class Alarm:
    """One occurrence of an alarm as a fact: replaced by a newer fact, never edited.

    `occurrence` names rule, entity and event time of activation; acknowledgements name it.
    Times are Unix milliseconds, UTC, event time. `text`, `cause`, `consequence`, `action` are by language
    (``{"en": ..., "zh_Hant": ..., "zh_Hans": ...}``), already filled in with values.
    """

    occurrence: str
    rule: str
    entity: str
    attribute: str
    system: str
    priority: Priority
    state: AlarmState
    since: int
    changed: int
    text: dict[str, str]
    cause: dict[str, str]
    consequence: dict[str, str]
    action: dict[str, str]
    value: float | str | None = None
    limit: float | None = None
    unit: str = ""
    respond_s: int = 0
    acked_by: str = ""
    acked_at: int = 0
    comment: str = ""
    returned_at: int = 0
