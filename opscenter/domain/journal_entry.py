"""An entry of the journal that is not of one alarm: a change of rules, what was learnt, a situation."""

from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.texts import Texts


@dataclass(slots=True, frozen=True)
class JournalEntry:
    """One such thing that happened, at the event time `at` (Unix ms UTC).

    `event` is a name of its own, never one of `alarm_table.AlarmEvent` ("rules-changed", "usual-learnt",
    "situation-opened"): it is stored, do not rename it. `occurrence` names what it is about (a situation's id, a
    digest of the rules). `text` is the line that people read, in each language; `details` whatever a program needs of
    it: plain maps, lists, texts and numbers. `wall`, the station's clock, is filled in as it is written down.
    """

    event: str
    occurrence: str
    at: int
    text: Texts = field(default_factory=dict)
    by: str = ""
    desk: str = ""
    comment: str = ""
    entity: str = ""
    rule: str = ""
    rule_version: str = ""
    value: float | str | None = None
    limit: float | None = None
    details: dict[str, Any] = field(default_factory=dict)
    wall: int = 0
