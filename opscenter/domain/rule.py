"""What an alarm rule is: which condition, over which entities, and what people are told when it holds."""

from dataclasses import dataclass, field
from enum import StrEnum

from opscenter.domain.alarm import Priority
from opscenter.domain.role import Role
from opscenter.domain.texts import Texts


class RuleKind(StrEnum):
    """What a rule looks at."""

    LIMIT = "limit"
    RATE = "rate"
    DEVIATION = "deviation"
    STATE = "state"
    STALE = "stale"
    FLAT = "flat"
    COUNT = "count"
    GEOFENCE = "geofence"
    EXPRESSION = "expression"


class Side(StrEnum):
    """Which side of a limit is abnormal (ISA-18.2 terms; LL and HH are separate rules with their own priority)."""

    HIGH = "high"
    LOW = "low"
    BOTH = "both"


class When(StrEnum):
    """What a GEOFENCE rule waits for: being in an area or out of all of them, or having been seen to go in or out."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    ENTERS = "enters"
    LEAVES = "leaves"


@dataclass(slots=True, frozen=True)
class Rule:
    """One alarm rule over every entity of `entity_type`.

    LIMIT: `attribute` beyond `value` on `side`, for `on_delay_ms`; clears `deadband` inside it for `off_delay_ms`.
    RATE: the change of `attribute` over `span_ms`, per second, beyond `value` on `side` (BOTH: its size; LOW: below
    `value`, which is negative where it is about falling).
    DEVIATION: `attribute` further than `value` times its usual spread from the usual for this hour of the week, on
    `side`; `deadband` in the same multiples.
    STATE: the text, boolean or number of `attribute` is one of `states` (compared as lower-case text; booleans are
    "true"/"false"). STALE: no news for the kind's `stale_after_ms`. FLAT: good readings of `attribute` that go on
    arriving have not moved by more than `value` for `span_ms`. COUNT: `attribute` went beyond `value` on `side` (having
    been `deadband` inside it), or its text became one of `states`, at least `times` times within `span_ms`. GEOFENCE:
    the place of the entity is inside, outside, or has gone into or out of (`when`) the areas of `within`; with
    `attribute`, only of entities for which its text is one of `states`. EXPRESSION: `expression` (see
    `rule_expression`) holds for the entity.

    `within` selects areas: an entity's id, `type:Geofence`, `category:school`. A LIMIT, STATE, RATE, FLAT or
    DEVIATION rule that has it applies only while its entity is in one of them.

    `self_acknowledging`: an alarm that clears needs nobody. `realarm_ms`: an acknowledged alarm that still stands is
    announced again after so long (0: never). `suppresses`: ids of rules whose alarms on the same entity are suppressed
    by design while this one stands. `role`: who may acknowledge it and lay it aside. `checklist`: what to do, step by
    step. `version` is a short digest of everything the rule says.
    """

    id: str
    kind: RuleKind
    entity_type: str
    attribute: str
    priority: Priority
    text: Texts
    side: Side = Side.HIGH
    value: float = 0.0
    deadband: float = 0.0
    states: tuple[str, ...] = ()
    on_delay_ms: int = 0
    off_delay_ms: int = 0
    latching: bool = False
    cause: Texts = field(default_factory=dict)
    consequence: Texts = field(default_factory=dict)
    action: Texts = field(default_factory=dict)
    respond_s: int = 0
    source: str = ""
    within: tuple[str, ...] = ()
    when: When = When.INSIDE
    span_ms: int = 0
    times: int = 0
    expression: str = ""
    group: str = ""
    role: Role = Role.OPERATOR
    checklist: tuple[Texts, ...] = ()
    suppresses: tuple[str, ...] = ()
    self_acknowledging: bool = False
    realarm_ms: int = 0
    version: str = ""
