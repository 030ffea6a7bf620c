"""What situations are called, and what their rows say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_age
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.alarm import Priority
from opscenter.domain.texts import in_language

if TYPE_CHECKING:
    from opscenter.console.alarms.grouping import GroupRow


def situation_key(session: Session, occurrence: str) -> str:
    """The id of the situation an alarm is part of, "" for none."""
    told = session.mirror.situation_of(occurrence)
    return told.situation.id if told is not None else ""


def situation_title(session: Session, situation: str) -> str:
    """The text of the probable first cause."""
    told = session.mirror.situations.get(situation)
    if told is None:
        return QCoreApplication.translate("Situations", "in no situation")
    return one_line(in_language(told.situation.first.text, session.language), 200)


def situation_told(session: Session, group: "GroupRow") -> str:
    """How many alarms of which priorities, how many wait, since when, and who sees to it."""
    translate = QCoreApplication.translate
    parts = [priorities_told(group.of_priority)]
    if group.unacknowledged:
        parts.append(translate("Situations", "%n unacknowledged", "", group.unacknowledged))
    told = session.mirror.situations.get(group.key)
    if told is not None:
        parts.append(format_age(session.now - told.situation.opened))
        parts.append(one_line(told.situation.owner, 40) or translate("Situations", "no owner"))
    return " · ".join(parts)


def priorities_told(counts: tuple[int, ...]) -> str:
    """Such as "C 1, H 3"."""
    return ", ".join(f"{priority.letter} {count}" for priority, count in zip(Priority, counts, strict=True) if count)
