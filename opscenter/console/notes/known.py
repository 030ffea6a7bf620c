"""The notes of a span of time, as the station told them and as they come in."""

from bisect import bisect_left, bisect_right
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.session import Answer, Session
from opscenter.domain.changes import Changes
from opscenter.domain.operator_note import OperatorNote
from opscenter.wire.note_facts import note_from_fact

MOST = 2_000


class KnownNotes(QObject):
    """`ask` for a span; `changed` when `notes` (by the time they are about) are others."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._span: tuple[int, int] | None = None
        self.notes: list[OperatorNote] = []
        session.live_changed.connect(self._take)

    def ask(self, since: int, until: int) -> None:
        """Have the notes of a span told; what comes in later is added by itself."""
        self._span = (since, until)
        args = {"from": max(0, since), "to": max(0, until), "limit": MOST}
        self._session.query("notes", args, self._answered)

    def near(self, at: int, within_ms: int, entity: str = "") -> list[OperatorNote]:
        """Notes about a time not further than this from `at`, or about it; those about `entity`, or about none, first
        those closest."""
        found = [
            note
            for note in self.notes
            if note.at - within_ms <= at <= note.end + within_ms and (not entity or note.entity in ("", entity))
        ]
        return sorted(found, key=lambda note: abs(note.at - at))

    def _answered(self, answer: Answer) -> None:
        if not answer.refused:  # else a station that knows of no notes; the time bar says what else is wrong
            self._put(read_notes(answer.header.get("notes")))

    def _take(self, changes: Changes) -> None:
        if changes.everything and self._span is not None:
            self.ask(*self._span)
        elif changes.notes and self._span is not None:
            since, until = self._span[0], max(self._span[1], self._session.live_now)
            fresh = {note.id: note for note in changes.notes}
            held = [note for note in self.notes if note.id not in fresh]
            mine = [n for n in fresh.values() if not n.withdrawn and n.at <= until and n.end >= since]
            self._put([*held, *mine])

    def _put(self, notes: list[OperatorNote]) -> None:
        ordered = sorted(notes, key=lambda note: (note.at, note.written, note.id))[-MOST:]
        if ordered != self.notes:
            self.notes = ordered
            self.changed.emit()


def read_notes(facts: Any) -> list[OperatorNote]:
    """The notes of an answer, but for those that were taken back."""
    found = []
    for fact in facts if isinstance(facts, list) else ():
        try:
            found.append(note_from_fact(fact))
        except ValueError:
            continue  # one of a newer station
    return [note for note in found if not note.withdrawn]


def note_before(notes: list[OperatorNote], at: int) -> OperatorNote | None:
    """The last note about a time before `at`."""
    place = bisect_left(notes, at, key=lambda note: note.at)
    return notes[place - 1] if place else None


def note_after(notes: list[OperatorNote], at: int) -> OperatorNote | None:
    """The first note about a time after `at`."""
    place = bisect_right(notes, at, key=lambda note: note.at)
    return notes[place] if place < len(notes) else None
