"""Alarm floods as entries of the journal, and the flood that goes on as it was when a station starts again."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar

from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.flood import TEN_MINUTES_MS, Flood, FloodWatch
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.remembered import Sort


class FloodEvent(StrEnum):
    """Names of the entries. They are stored: never rename them."""

    BEGAN = "flood-began"
    ENDED = "flood-ended"


_BEGAN = {
    "en": "Alarm flood: {count} new alarms within 10 minutes",
    "zh_Hant": "警報氾濫：10 分鐘內有 {count} 個新警報",
    "zh_Hans": "警报泛滥：10 分钟内有 {count} 个新警报",
}
_ENDED = {
    "en": "The alarm flood is over, after {minutes} min and {count} alarms",
    "zh_Hant": "警報氾濫結束，歷時 {minutes} 分鐘，共 {count} 個警報",
    "zh_Hans": "警报泛滥结束，历时 {minutes} 分钟，共 {count} 个警报",
}


class JournaledFlood:
    """Watches for floods as alarms are announced, and writes down each that begins and ends."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "watch": Sort.PART,
        "_announced": dict[str, int],
        "_entries": list[JournalEntry],
    }

    def __init__(self) -> None:
        self.watch = FloodWatch()
        self._announced: dict[str, int] = {}  # occurrence that stands -> when it last asked for attention
        self._entries: list[JournalEntry] = []

    def take(self, changed: Iterable[Alarm], now: int) -> None:
        """Alarms that are new or have changed, and time (Unix ms) that has passed."""
        for at in self._new_announcements(changed):
            before = self.watch.current
            self._end(self.watch.announced(at))
            current = self.watch.current
            if current is not None and current is not before:
                self._enter(FloodEvent.BEGAN, current, current.began, _BEGAN)
        self._end(self.watch.tick(now))

    def take_entries(self) -> list[JournalEntry]:
        """What happened since the last take, for the journal."""
        entries, self._entries = self._entries, []
        return entries

    def restore(self, entries: Iterable[JournalEntry], alarms: Iterable[Alarm], now: int) -> None:
        """Take up the flood that the journal says goes on; of the last ten minutes only alarms that still stand are
        known."""
        began: Flood | None = None
        for entry in entries:
            if entry.event == FloodEvent.BEGAN:
                count = entry.details.get("announced")
                began = Flood(entry.at, announced=count if isinstance(count, int) else 0)
            elif entry.event == FloodEvent.ENDED:
                began = None
        for at in self._new_announcements(alarms):
            if at > now - TEN_MINUTES_MS:
                self.watch.announced(at)
        if began is not None:
            self.watch.current = began
        self._entries.clear()

    def _new_announcements(self, changed: Iterable[Alarm]) -> list[int]:
        times = []
        for alarm in changed:
            if alarm.state is AlarmState.NORM:
                self._announced.pop(alarm.occurrence, None)
            elif not alarm.state.is_laid_aside and alarm.announced > self._announced.get(alarm.occurrence, 0):
                self._announced[alarm.occurrence] = alarm.announced
                times.append(alarm.announced)
        return sorted(times)

    def _end(self, ended: Iterable[Flood]) -> None:
        for flood in ended:
            self._enter(FloodEvent.ENDED, flood, flood.ended, _ENDED)

    def _enter(self, event: FloodEvent, flood: Flood, at: int, texts: dict[str, str]) -> None:
        figures = {"count": flood.announced, "minutes": max(1, round((flood.ended - flood.began) / 60_000))}
        self._entries.append(
            JournalEntry(
                event=event.value,
                occurrence=f"flood-{flood.began}",
                at=at,
                text={language: text.format(**figures) for language, text in texts.items()},
                details={"began": flood.began, "ended": flood.ended, "announced": flood.announced},
            )
        )
