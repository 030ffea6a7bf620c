"""Notes in words: when, what about, who wrote what. Plain text always: what operators write is shown as it stands."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_date_time, format_time
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.operator_note import OperatorNote
from opscenter.domain.texts import in_language

_DAY_MS = 86_400_000


def about(session: Session, entity: str, attribute: str) -> str:
    """What something is called: the entity by its name, the attribute as the catalogue says; "" for nothing."""
    if not entity:
        return ""
    row = session.mirror.row_of.get(entity, -1)
    name = one_line(session.name(row) if row >= 0 else entity, 80)
    if not attribute:
        return name
    kind = session.catalogue.kind(session.mirror.types[row]) if row >= 0 else None
    told = kind.attributes.get(attribute) if kind is not None else None
    title = in_language(told.label, session.language) if told is not None else attribute
    return f"{name} · {one_line(title, 60)}"


def when(session: Session, note: OperatorNote) -> str:
    """The time a note is about; the date, too, when it is not of the last day."""
    recent = abs(session.now - note.at) < _DAY_MS
    told = format_time(note.at, session.zone) if recent else format_date_time(note.at, session.zone, seconds=False)
    if not note.until:
        return told
    same = recent or note.until - note.at < _DAY_MS
    end = format_time(note.until, session.zone) if same else format_date_time(note.until, session.zone, seconds=False)
    return f"{told} – {end}"


def told_note(session: Session, note: OperatorNote, limit: int = 200) -> str:
    """A note in one line: when, what about, who, what."""
    parts = [when(session, note), about(session, note.entity, note.attribute), one_line(note.by, 80)]
    line = " · ".join(part for part in parts if part) + f": {one_line(note.text, limit)}"
    if note.corrected:
        line += " " + QCoreApplication.translate("Notes", "(corrected)")
    return line
