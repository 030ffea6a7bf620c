"""What people, the trainer and the injections did in an exercise, as its station answers `exercise-log`. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from opscenter.console.training import told
from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.operator_note import NoteEvent
from opscenter.domain.situation_journal import SituationEvent
from opscenter.domain.texts import Texts

MOST_ENTRIES = 20_000
"""Entries that are kept of one exercise: the newest."""


class EntryKind(StrEnum):
    """Whose doing an entry is."""

    ALARM = "alarm"
    ACT = "act"
    LOOK = "look"
    TRAINER = "trainer"
    INJECTION = "injection"


class Deed(StrEnum):
    """What was done, as far as it has a sign of its own."""

    RAISED = "raised"
    CLEARED = "cleared"
    ACKNOWLEDGED = "acknowledged"
    NOTED = "noted"
    TICKED = "ticked"
    OWNED = "owned"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    LOOKED = "looked"
    ALERTED = "alerted"
    INJECTED = "injected"
    TAKEN_BACK = "taken-back"
    INJECTION_OVER = "injection-over"
    BEGUN = "begun"
    FROZEN = "frozen"
    WENT_ON = "went-on"
    SPEED = "speed"
    SAID = "said"
    ENDED = "ended"
    OTHER = "other"


_DEEDS: dict[str, Deed] = {
    AlarmEvent.RAISED: Deed.RAISED,
    AlarmEvent.CLEARED: Deed.CLEARED,
    AlarmEvent.ACKNOWLEDGED: Deed.ACKNOWLEDGED,
    AlarmEvent.SHELVED: Deed.SHELVED,
    AlarmEvent.SUPPRESSED: Deed.SHELVED,
    AlarmEvent.TAKEN_OUT: Deed.SHELVED,
    AlarmEvent.UNSHELVED: Deed.UNSHELVED,
    AlarmEvent.UNSUPPRESSED: Deed.UNSHELVED,
    AlarmEvent.RETURNED_TO_SERVICE: Deed.UNSHELVED,
    NoteEvent.WRITTEN: Deed.NOTED,
    NoteEvent.CORRECTED: Deed.NOTED,
    SituationEvent.NOTED: Deed.NOTED,
    SituationEvent.CHECKED: Deed.TICKED,
    SituationEvent.OWNED: Deed.OWNED,
    "exercise-looked": Deed.LOOKED,
    "exercise-alert": Deed.ALERTED,
    "exercise-injected": Deed.INJECTED,
    "exercise-taken-back": Deed.TAKEN_BACK,
    "exercise-injection-over": Deed.INJECTION_OVER,
    "exercise-begun": Deed.BEGUN,
    "exercise-frozen": Deed.FROZEN,
    "exercise-went-on": Deed.WENT_ON,
    "exercise-speed": Deed.SPEED,
    "exercise-said": Deed.SAID,
    "exercise-ended": Deed.ENDED,
}


@dataclass(slots=True, frozen=True)
class Entry:
    """One thing that happened at `at` (Unix ms of the exercise); `event` is the journal's name of it."""

    id: int
    at: int
    kind: EntryKind
    event: str
    by: str = ""
    desk: str = ""
    occurrence: str = ""
    entity: str = ""
    rule: str = ""
    comment: str = ""
    text: Texts = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def deed(self) -> Deed:
        """What was done."""
        return _DEEDS.get(self.event, Deed.OTHER)

    @property
    def priority(self) -> Priority | None:
        """Of an alarm that was raised, where the entry tells it."""
        grade = self.details.get("priority")
        return Priority(grade) if isinstance(grade, int) and 1 <= grade <= 4 else None


_OF_PEOPLE = (EntryKind.ACT, EntryKind.LOOK)


class Log:
    """Entries in the order of the journal, each once; of too many the oldest go."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: list[Entry] = []
        self.after = 0
        self.left_out = 0
        self._people: dict[str, None] = {}
        self.put(entries)

    def put(self, entries: Iterable[Entry]) -> bool:
        """Add what comes after what is known; whether there was any."""
        fresh = sorted((one for one in entries if one.id > self.after), key=lambda one: one.id)
        if not fresh:
            return False
        self.entries += fresh
        self.after = self.entries[-1].id
        self._people.update((one.by, None) for one in fresh if one.kind in _OF_PEOPLE and one.by)
        if len(self.entries) > MOST_ENTRIES:
            over = len(self.entries) - MOST_ENTRIES + MOST_ENTRIES // 10  # some at once: who follows begins anew then
            del self.entries[:over]
            self.left_out += over
        return True

    def people(self) -> list[str]:
        """Who acted or looked, in the order of their first."""
        return list(self._people)


def read_entries(header: told.Told) -> list[Entry]:
    """Of the answer to `exercise-log`; what cannot be read is passed over."""
    found = []
    for fact in told.rows(header, "events"):
        try:
            kind = EntryKind(told.text(fact, "kind"))
        except ValueError:
            continue
        details = fact.get("details")
        found.append(
            Entry(
                id=told.whole(fact, "id"),
                at=told.moment(fact, "at"),
                kind=kind,
                event=told.text(fact, "event", 80),
                by=told.text(fact, "by", 80),
                desk=told.text(fact, "desk", 80),
                occurrence=told.text(fact, "occurrence", 600),
                entity=told.text(fact, "entity", 512),
                rule=told.text(fact, "rule", 200),
                comment=told.text(fact, "comment"),
                text=told.texts(fact, "text"),
                details=dict(details) if isinstance(details, dict) else {},
            )
        )
    return found
