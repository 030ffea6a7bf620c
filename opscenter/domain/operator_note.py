"""A note of an operator: what somebody wrote down about a time, a place or a value, as entries of the journal.

A note is never changed. A correction is a further entry that names the first and says anew all that the note says;
taking a note back is such a correction, too. What a note says now is what the last of its entries says.
"""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from opscenter.domain.journal_entry import JournalEntry

LONGEST_NOTE = 2_000
LONGEST_NAME = 200


class NoteEvent(StrEnum):
    """Names of the entries. They are stored: never rename them."""

    WRITTEN = "note"
    CORRECTED = "note-corrected"


@dataclass(slots=True, frozen=True)
class OperatorNote:
    """What a note says now. Times are Unix ms UTC.

    `at` to `until` is the time it is about (`until` 0: a moment); `entity` and `attribute` what it is about, "" when
    it is about neither. `by` wrote it at `desk`, at `written`; `corrected_by` corrected it at `corrected` (0: nobody
    did). A note that was taken back is `withdrawn`.
    """

    id: str
    at: int
    until: int
    entity: str
    attribute: str
    text: str
    by: str
    desk: str
    written: int
    corrected: int = 0
    corrected_by: str = ""
    withdrawn: bool = False

    @property
    def end(self) -> int:
        """The last moment it is about."""
        return self.until or self.at


def note_id(by: str, desk: str, text: str, at: int, written: int) -> str:
    """The id of a note: the same for the same words of the same person about the same time, written at once."""
    told = "\0".join(("note", by, desk, text, str(at), str(written)))
    return hashlib.blake2b(told.encode(), digest_size=9).hexdigest()


def entry_of(note: OperatorNote, desk: str = "") -> JournalEntry:
    """The entry that says all of a note, as it was written or as it was last corrected (at `desk`)."""
    details: dict[str, object] = {"until": note.until, "attribute": note.attribute, "written": note.written}
    if note.corrected:
        details |= {"corrected": note.corrected, "withdrawn": note.withdrawn, "by": note.by, "desk": note.desk}
    return JournalEntry(
        event=(NoteEvent.CORRECTED if note.corrected else NoteEvent.WRITTEN).value,
        occurrence=note.id,
        at=note.at,
        by=note.corrected_by if note.corrected else note.by,
        desk=desk or note.desk,
        comment=note.text,
        entity=note.entity,
        details=details,
    )


def note_of(entry: JournalEntry) -> OperatorNote:
    """The note as an entry says it: each says all of it. ValueError where its details are not what they must be."""
    details = entry.details
    try:
        note = OperatorNote(
            id=entry.occurrence,
            at=entry.at,
            until=int(details["until"]),
            entity=entry.entity,
            attribute=str(details["attribute"]),
            text=entry.comment[:LONGEST_NOTE],
            by=entry.by,
            desk=entry.desk,
            written=int(details["written"]),
        )
        if entry.event == NoteEvent.WRITTEN:
            return note
        return replace(
            note,
            by=str(details["by"]),
            desk=str(details["desk"]),
            corrected=int(details["corrected"]),
            corrected_by=entry.by,
            withdrawn=bool(details["withdrawn"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"the entry {entry.event!r} of a note cannot be read: {error!r}") from None


def clean(text: str) -> str:
    """A text without what is no text: control characters other than the ends of lines, spaces around it."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(one for one in ends if one == "\n" or not ("\0" <= one < " " or "\x7f" <= one <= "\x9f")).strip()
