"""What an incident is called if nobody says: by what was worst in it."""

from collections.abc import Callable

import msgspec

from opscenter.domain.alarm import Priority
from opscenter.domain.journal import JournalEvent
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.situation_journal import SituationEvent
from opscenter.recording.records import Row

LONGEST = 120


class Worst:
    """Takes rows of the journal in order; the first alarm of the highest priority, and the largest situation."""

    def __init__(self) -> None:
        self._priority = len(Priority) + 1
        self._text = ""
        self._alarms = 0
        self._members: dict[str, dict[str, tuple[int, str]]] = {}

    def take(self, row: Row) -> None:
        """One row."""
        if row.state and row.event == "raised":
            self._take_alarm(row.fact)
        elif not row.state and row.event in (SituationEvent.OPENED, SituationEvent.JOINED):
            self._take_situation(row.occurrence, row.fact)

    def _take_alarm(self, fact: str) -> None:
        self._alarms += 1
        try:
            event = msgspec.json.decode(fact, type=JournalEvent)
        except msgspec.MsgspecError:
            return
        if event.priority < self._priority:
            self._priority, self._text = int(event.priority), event.text.get("en", "")

    def _take_situation(self, situation: str, fact: str) -> None:
        try:
            members = msgspec.json.decode(fact, type=JournalEntry).details["members"]
            known = self._members.setdefault(situation, {})
            for one in members:
                known[str(one["occurrence"])] = int(one["priority"]), str(one["text"].get("en", ""))
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError, AttributeError):
            return

    def title(self, city: str, since: int, say: Callable[[int], str]) -> str:
        """`text (12 alarms)` of the largest situation, else of the worst alarm, else the city and the time."""
        largest = max(self._members.values(), key=len, default={})
        if len(largest) > 1:
            text = min(largest.values(), key=lambda one: one[0])[1]
            if text:
                return f"{text[:LONGEST]} ({len(largest)} alarms together)"
        if self._text:
            more = f" ({self._alarms} alarms)" if self._alarms > 1 else ""
            return f"{self._text[:LONGEST]}{more}"
        return f"{city} {say(since)}".strip()
