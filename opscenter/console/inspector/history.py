"""What the journal says of an entity's alarms, worded for people: what it was, what happened, when and by whom."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.event_names import event_name
from opscenter.console.format import format_date_time, format_time
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.operator_note import NoteEvent
from opscenter.domain.texts import in_language

_DAY_MS = 86_400_000


def known_at(event: dict[str, Any]) -> int:
    """From what moment on an event is part of what is known: when it was written down; a note from the time that it is
    about, whoever looks back is to see it there. Unix ms."""
    names = ("at",) if event.get("event") in (NoteEvent.WRITTEN, NoteEvent.CORRECTED) else ("wall", "at")
    found = next((event[name] for name in names if isinstance(event.get(name), int) and event[name]), 0)
    return int(found)


def told_alarms(session: Session, events: list[dict[str, Any]]) -> dict[str, str]:
    """What each occurrence of these events is about: the journal words an alarm once, when it was raised.

    Else the alarm as it stands now, else the name of its rule. The entity's own name in front is left out.
    """
    told: dict[str, str] = {}
    for event in events:
        occurrence = str(event.get("occurrence") or "")
        text = _text(session, event)
        if text:
            told[occurrence] = text
    for event in events:
        occurrence = str(event.get("occurrence") or "")
        if occurrence not in told:
            alarm = session.mirror.alarms.get(occurrence)
            standing = _beside(session, alarm.entity, in_language(alarm.text, session.language)) if alarm else ""
            told[occurrence] = standing or one_line(str(event.get("rule") or ""))
    return told


def _text(session: Session, event: dict[str, Any]) -> str:
    texts = event.get("text")
    if not isinstance(texts, dict):
        return ""
    plain = {str(language): text for language, text in texts.items() if isinstance(text, str)}
    return _beside(session, str(event.get("entity") or ""), in_language(plain, session.language))


def _beside(session: Session, entity: str, text: str) -> str:
    row = session.mirror.row_of.get(entity)
    for name in (session.name(row), *session.mirror.every_name(row)) if row is not None else ():
        rest = text[len(name) :].lstrip()
        if name and text.startswith(name) and rest[:1] in (":", "：") and rest[1:].strip():
            rest = rest[1:].strip()
            return one_line(rest[0].upper() + rest[1:])
    return one_line(text)


def what_happened(session: Session, event: dict[str, Any]) -> str:
    """Time, event, who and the comment, in one line; the date too when it is not of the last day."""
    at = event.get("at")
    when = ""
    if isinstance(at, int) and not isinstance(at, bool):
        recent = abs(session.now - at) < _DAY_MS
        when = format_time(at, session.zone) if recent else format_date_time(at, session.zone, seconds=False)
    parts = [when, event_name(str(event.get("event") or event.get("state") or ""))]
    if event.get("by"):
        by = QCoreApplication.translate("AlarmHistory", "by {name}")
        parts.append(by.format(name=one_line(str(event["by"]), 80)))
    if event.get("comment"):
        parts.append(f"“{one_line(str(event['comment']))}”")
    return " · ".join(part for part in parts if part)
