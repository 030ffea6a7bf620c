"""From alarm to alarm and from note to note through the past."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.notes.known import note_after, note_before, read_notes
from opscenter.console.notes.wording import told_note
from opscenter.console.session import Answer, Session

MOST = 200
"""Notes asked for at once: those that began before a moment and go on beyond it are passed over."""


class Jumps(QObject):
    """`told(str)`: what was gone to, or why nowhere. `alarm_found(entity, occurrence)` when it was an alarm."""

    told = Signal(str)
    alarm_found = Signal(str, str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def _here(self) -> int:
        wanted = self._session.wanted
        return wanted if wanted is not None else self._session.live_now

    def to_alarm(self, *, back: bool, urgent: bool = False) -> None:
        """To when the alarm before or after the moment was raised; `urgent`: critical and high ones only."""
        here = self._here
        args = {"at": here, "back": back, "urgent": urgent}
        self._session.query("beside", args, partial(self._take_alarm, here, back))

    def to_note(self, *, back: bool) -> None:
        """To what the note before or after the moment is about."""
        here = self._here
        span = {"from": 0, "to": max(0, here - 1)} if back else {"from": here + 1, "to": self._session.live_now}
        self._session.query("notes", {**span, "limit": MOST, "oldest": not back}, partial(self._take_note, here, back))

    def _take_alarm(self, here: int, back: bool, answer: Answer) -> None:
        if self._is_elsewhere(here):
            return
        at = _time(answer.header.get("at"))
        if answer.refused or not at:
            none = self.tr("No alarm was raised before.") if back else self.tr("No alarm was raised after this.")
            self.told.emit(answer.refused or none)
            return
        self._session.review(at)
        self.alarm_found.emit(str(answer.header.get("entity") or ""), str(answer.header.get("occurrence") or ""))

    def _take_note(self, here: int, back: bool, answer: Answer) -> None:
        if self._is_elsewhere(here):
            return
        notes = read_notes(answer.header.get("notes"))
        note = note_before(notes, here) if back else note_after(notes, here)
        if note is None:
            none = self.tr("No note is about a time before.") if back else self.tr("No note is about a later time.")
            self.told.emit(answer.refused or none)
            return
        self._session.review(note.at)
        self.told.emit(told_note(self._session, note))

    def _is_elsewhere(self, here: int) -> bool:
        """Somebody went on meanwhile: the answer is to a question nobody asks any more."""
        wanted = self._session.wanted
        return wanted is not None and wanted != here


def _time(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
