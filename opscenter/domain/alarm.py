"""What an alarm is, for everyone who shows, counts or stores one."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from opscenter.domain.role import Role


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


class AsideKind(StrEnum):
    """How an alarm is laid aside. The plain values are stored and sent: never rename them."""

    SHELVED = "shelved"
    SUPPRESSED = "suppressed"
    OUT_OF_SERVICE = "out-of-service"


@dataclass(slots=True, frozen=True)
class Aside:
    """Why an alarm is laid aside, by whom, from which desk, since when and until when (Unix ms, event time; 0: open).

    `one_shot`: until its condition clears, and at the latest until `until`. `rule`: the rule whose alarm suppresses
    this one by design, and `source` that alarm's occurrence; then nobody is named.
    """

    kind: AsideKind
    by: str
    desk: str
    at: int
    until: int = 0
    reason: str = ""
    one_shot: bool = False
    rule: str = ""
    source: str = ""


@dataclass(slots=True, frozen=True)
class Alarm:
    """One occurrence of an alarm as a fact: replaced by a newer fact, never edited.

    `occurrence` names rule, entity and event time of activation; acknowledgements name it.
    Laid aside, `inner` is the state beneath, which goes on being judged, and `asides` says who laid it aside and why,
    the one that decides first. A rule on an entity can be laid aside without being in alarm: then `inner` is NORM,
    `since` when it was laid aside, and value and limit are nothing.
    `announced` is when it last asked for attention (0: it has not). `checklist` is by step, then language.
    `rule_version` names the wording and limits of the rule as they were when it was raised; `role` who may act on it.
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
    announced: int = 0
    inner: AlarmState | None = None
    asides: tuple[Aside, ...] = ()
    group: str = ""
    role: Role = Role.OPERATOR
    checklist: tuple[dict[str, str], ...] = ()
    rule_version: str = ""

    @property
    def beneath(self) -> AlarmState:
        """The state as if nothing lay over it."""
        return self.state if self.inner is None else self.inner

    @property
    def condition_stands(self) -> bool:
        """Whether its condition stands now, laid aside or not."""
        return self.beneath.is_active
