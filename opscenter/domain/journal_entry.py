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


def journal_begun(left_behind: str, at: int) -> JournalEntry:
    """The first entry of a journal that goes on from a damaged one; `left_behind` is the head of that, as far as it is
    known: with it a copy of the damaged database can be verified."""
    return JournalEntry(
        event="journal-begun",
        occurrence="journal",
        at=at,
        text={
            "en": "The journal before this one was damaged and moved aside; the alarms that stand are carried over",
            "zh_Hant": "先前的日誌已損壞並移開；現存警報已轉入本日誌",
            "zh_Hans": "先前的日志已损坏并移开；现存警报已转入本日志",
        },
        details={"left_behind": left_behind},
    )
