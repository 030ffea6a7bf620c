"""The answer to `replay-timeline` as what a timeline shows: rows of marks, holes, alarms by parts."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import format_date_time
from opscenter.console.plain import one_line
from opscenter.console.replay.deeds import deed, missing
from opscenter.console.replay.marks import PRIORITIES, Mark, MarkRow, Shape
from opscenter.console.replay.state import LATEST_MS
from opscenter.console.replay.timeline_view import Course
from opscenter.console.session import Session
from opscenter.domain.alarm import Priority
from opscenter.domain.texts import in_language
from opscenter.wire.desk import Header

MOST = 5_000
MOST_BINS = 2_000
_translate = QCoreApplication.translate
_SHAPES = {
    "note": Shape.FLAG, "act": Shape.ACT, "bookmark": Shape.BOOKMARK, "inject": Shape.INJECT, "started": Shape.START,
    "gap": Shape.GAP,
}  # fmt: skip


def course_of(told: Header, since: int, until: int, unfolded: int = 0) -> Course:
    """Holes and counts of an answer for a recording from `since` to `until`. What cannot be read is left out."""
    gaps = []
    for event in _events(told):
        if event.get("kind") == "away":
            first, last = _moment(event.get("at")), _moment(event.get("until"))
            if first and last and last > first:
                gaps.append((first, last))
    urgent, other = counts_of(told)
    return Course(since, until, gaps, unfolded, urgent, other)


def counts_of(told: Header) -> tuple[list[int], list[int]]:
    """`raised {urgent [n], other [n]}` of an answer; empty where the two do not fit together."""
    raised = told.get("raised")
    found = []
    for name in ("urgent", "other"):
        counts = raised.get(name) if isinstance(raised, dict) else None
        listed = counts if isinstance(counts, list) else []
        found.append([count if isinstance(count, int) and count > 0 else 0 for count in listed[:MOST_BINS]])
    return (found[0], found[1]) if len(found[0]) == len(found[1]) else ([], [])


def rows_of(session: Session, told: Header) -> list[MarkRow]:
    """The rows: alarms, people, bookmarks, and what happened to station or exercise where anything did."""
    alarms: list[Mark] = []
    people: list[Mark] = []
    bookmarks: list[Mark] = []
    others: list[Mark] = []
    for event in _events(told):
        at, kind = _moment(event.get("at")), event.get("kind")
        if not at:
            continue
        if kind == "raised":
            alarms.append(Mark(at, _shape(event), key=event))
        elif kind in _SHAPES:
            shape = _SHAPES[kind]
            end = _moment(event.get("until"))
            mark = Mark(at, shape, "", end if end > at else 0, event)
            place = people if shape in (Shape.FLAG, Shape.ACT) else bookmarks if kind == "bookmark" else others
            place.append(mark)

    def tell(mark: Mark) -> str:
        return _line(session, mark.at, mark.key)

    rows = [
        MarkRow("alarms", _translate("Replay", "Alarms"), alarms, tell),
        MarkRow("people", _translate("Replay", "People"), people, tell),
        MarkRow("bookmarks", _translate("Replay", "Bookmarks"), bookmarks, tell),
    ]
    if others:
        rows.append(MarkRow("others", _translate("Replay", "Events"), others, tell))
    return rows


def _events(told: Header) -> list[dict[str, Any]]:
    events = told.get("events")
    return [event for event in events[:MOST] if isinstance(event, dict)] if isinstance(events, list) else []


def _shape(event: dict[str, Any]) -> Shape:
    priority = event.get("priority")
    known = isinstance(priority, int) and 1 <= priority <= len(PRIORITIES)
    return PRIORITIES[priority - 1] if known and isinstance(priority, int) else Shape.LOW


def _line(session: Session, at: int, event: dict[str, Any]) -> str:
    """Time, what, where, by whom: one plain line."""
    text = event.get("text")
    parts = [format_date_time(at, session.zone)]
    if event.get("kind") == "raised":
        parts.append(priority_name(Priority(PRIORITIES.index(_shape(event)) + 1)))
    if event.get("kind") == "started":
        parts.append(_translate("Replay", "A station started"))
    words = in_language(text, session.language) if isinstance(text, dict) else ""
    entity = event.get("entity")
    row = session.mirror.row_of.get(entity, -1) if isinstance(entity, str) else -1
    by = event.get("by")
    who = one_line(by, 60) if isinstance(by, str) else ""
    what = one_line(words, 160) if isinstance(words, str) else ""
    if event.get("kind") in ("act", "note"):
        what = deed(event, at, what)
    elif event.get("kind") == "gap":
        what = missing(event)
    parts += [who, what, session.name(row) if row >= 0 else ""]
    return " · ".join(part for part in parts if part)


def _moment(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LATEST_MS else 0
