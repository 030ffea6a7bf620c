"""All notes of operators that are known: written, corrected, taken back, and looked up by time."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.operator_note import (
    LONGEST_NAME,
    LONGEST_NOTE,
    NoteEvent,
    OperatorNote,
    clean,
    entry_of,
    note_id,
    note_of,
)

MOST_NOTES = 50_000
"""The newest that are known; those before them stand in the journal alone."""
LONGEST_SPAN_MS = 366 * 86_400_000
AHEAD_MS = 60_000
"""A desk's clock may be so much ahead."""


class NoteBook:
    """Notes by id, the one written last at the end. Orders are refused in a sentence (ValueError)."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "notes": dict[str, OperatorNote],
        "_entries": list[JournalEntry],
        "_changed": dict[str, OperatorNote],
    }

    def __init__(self) -> None:
        self.notes: dict[str, OperatorNote] = {}
        self._entries: list[JournalEntry] = []
        self._changed: dict[str, OperatorNote] = {}

    def __len__(self) -> int:
        return len(self.notes)

    # -- orders ----------------------------------------------------------------------------------------------

    def write(
        self,
        text: str,
        by: str,
        desk: str,
        now: int,
        *,
        at: int | None = None,
        until: int = 0,
        entity: str = "",
        attribute: str = "",
    ) -> OperatorNote:
        """Write a note down at `now`, about `at` (None: now) or the time from there `until`."""
        text, by = _said(text), _named(by)
        about = now if at is None else at
        about, until = _time(about, until, now)
        fresh = OperatorNote(note_id(by, desk, text, about, now), about, until, entity, attribute, text, by, desk, now)
        known = self.notes.get(fresh.id)
        if known is not None:
            return known  # said twice at once
        self._take(fresh, desk)
        return fresh

    def correct(
        self,
        note: str,
        by: str,
        desk: str,
        now: int,
        *,
        text: str | None = None,
        at: int | None = None,
        until: int | None = None,
        withdraw: bool = False,
    ) -> OperatorNote:
        """Say anew what a note says (None: as it does), or take it back."""
        before, by = self.find(note), _named(by)
        if before.withdrawn:
            raise ValueError("the note was taken back; write another one")
        about = before.at if at is None else at
        end = until if until is not None else before.until if at is None else 0
        about, end = _time(about, end, now)
        after = replace(
            before, at=about, until=end, text=before.text if text is None else _said(text), withdrawn=withdraw
        )
        if after == before:
            raise ValueError("the correction says what the note says already")
        after = replace(after, corrected=max(now, before.written), corrected_by=by)
        self._take(after, desk)
        return after

    def write_again(self, entry: JournalEntry) -> None:
        """Somebody had written this down, as the journal says it. ValueError where it says no note."""
        note = note_of(entry)
        self._put(note)
        self._entries.append(entry)
        self._changed[note.id] = note

    def find(self, note: str) -> OperatorNote:
        """A note by its id."""
        known = self.notes.get(note)
        if known is None:
            raise ValueError(f"no note {note[:40]!r} is known")
        return known

    def _take(self, note: OperatorNote, desk: str) -> None:
        self._put(note)
        self._entries.append(entry_of(note, desk))
        self._changed[note.id] = note

    def _put(self, note: OperatorNote) -> None:
        self.notes[note.id] = note
        if len(self.notes) > MOST_NOTES:
            del self.notes[next(iter(self.notes))]

    # -- looking up ------------------------------------------------------------------------------------------

    def within(self, since: int, until: int, entity: str = "", *, withdrawn: bool = False) -> list[OperatorNote]:
        """Notes about a time of the span (Unix ms, both ends belong to it), by that time; `entity` "": all."""
        found = [
            note
            for note in self.notes.values()
            if note.at <= until
            and note.end >= since
            and (not entity or note.entity == entity)
            and (withdrawn or not note.withdrawn)
        ]
        return sorted(found, key=lambda note: (note.at, note.written, note.id))

    # -- for the station -------------------------------------------------------------------------------------

    def take_entries(self) -> list[JournalEntry]:
        """What was written since the last take, for the journal."""
        entries, self._entries = self._entries, []
        return entries

    def newest(self, count: int) -> list[JournalEntry]:
        """What the `count` notes written last say, for a journal that is begun anew."""
        return [entry_of(note) for note in list(self.notes.values())[-count:]]

    def take_changed(self) -> list[OperatorNote]:
        """Notes that are new or were corrected since the last take."""
        changed, self._changed = list(self._changed.values()), {}
        return changed

    def restore(self, entries: Iterable[JournalEntry]) -> list[str]:
        """Apply a stored journal, in its order; what could not be read, a sentence each."""
        troubles: list[str] = []
        for entry in entries:
            try:
                self._put(note_of(entry))
            except ValueError as error:
                troubles.append(str(error))
        return troubles


NOTE_EVENTS = tuple(event.value for event in NoteEvent)


def _said(text: str) -> str:
    said = clean(text)
    if not said:
        raise ValueError("the note is empty")
    if len(said) > LONGEST_NOTE:
        raise ValueError(f"a note has at most {LONGEST_NOTE:,} characters; this one has {len(said):,}")
    return said


def _named(by: str) -> str:
    named = " ".join(by.split())
    if not named:
        raise ValueError("say who writes: a name is needed")
    if len(named) > LONGEST_NAME:
        raise ValueError(f"a name has at most {LONGEST_NAME} characters")
    return named


def _time(at: int, until: int, now: int) -> tuple[int, int]:
    if at > now + AHEAD_MS:
        raise ValueError("that time has not come yet: a note is about what was or is")
    if at < 1:
        raise ValueError("a note is about a time after 1970")
    if until and until < at:
        raise ValueError("the span ends before it begins: 'until' is earlier than 'at'")
    if until - at > LONGEST_SPAN_MS:
        raise ValueError("a note is about a year at most")
    return min(at, now), 0 if until == at else until
