"""A timeline of what a live station has recorded: alarms by parts and by priority, notes, holes, asked as needed."""

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import format_date_time
from opscenter.console.notes.known import KnownNotes
from opscenter.console.notes.wording import told_note
from opscenter.console.plain import one_line
from opscenter.console.replay.events import counts_of
from opscenter.console.replay.marks import PRIORITIES, Mark, MarkRow, Shape
from opscenter.console.replay.timeline import Timeline
from opscenter.console.replay.timeline_view import Course
from opscenter.console.review.axis import DAY, TimeRange
from opscenter.console.session import Answer, Session
from opscenter.domain.alarm import Priority
from opscenter.domain.texts import in_language
from opscenter.wire.desk import Header

MOST_ALARMS = 2_000
FIRST_SHOWN_MS = DAY
_SOON_MS = 250
_BIN_PX = 4


class RecordedLine(QObject):
    """`start` it once the line is shown. `refused`: what the station said instead, a sentence. `began(object)`: since
    when (Unix ms) anything is recorded."""

    began = Signal(object)

    def __init__(self, session: Session, line: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._line = session, line
        self.refused = ""
        self.notes = KnownNotes(session, self)
        self.notes.changed.connect(self._show_notes)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask)
        line.ranged.connect(self._ranged)

    def start(self) -> None:
        """Ask when the recording began."""
        self._session.query("span", {"from": 0, "to": self._session.live_now}, self._begin)

    def _begin(self, answer: Answer) -> None:
        first = answer.header.get("first")
        if answer.refused or not isinstance(first, int) or first <= 0:
            self.refused = answer.refused or self.tr("Nothing has been recorded yet.")
            return
        now = self._session.live_now
        self._line.show_course(Course(min(first, now - 1), now))
        since = max(first, now - FIRST_SHOWN_MS)
        if since < now:
            self._line.look(TimeRange(since, now))
        self.began.emit(first)
        self._ask()

    def _ranged(self) -> None:
        if self._line.course.known:
            self._soon.start()

    def _ask(self) -> None:
        shown = self._line.range
        if shown is None:
            return
        bins = max(1, min(2_000, self._line.width() // _BIN_PX))
        since, until = max(0, shown.since), shown.until
        self._session.query("span", {"from": since, "to": until, "bins": bins}, self._take_span)
        raised = {"from": since, "to": until, "event": "raised", "limit": MOST_ALARMS}
        self._session.query("journal", raised, self._take_alarms)
        self.notes.ask(since, until)

    def _take_span(self, answer: Answer) -> None:
        if answer.refused:
            self.refused = answer.refused
            return
        told, course = answer.header, self._line.course
        spans = [*(told.get("gaps") or []), *(told.get("away") or [])]
        gaps = [(int(span[0]), int(span[1])) for span in spans if isinstance(span, list) and len(span) == 2]
        urgent, other = counts_of(told)
        since, until = told.get("since"), told.get("until")
        counted = (since, until) if isinstance(since, int) and isinstance(until, int) and since < until else None
        self._line.show_course(
            Course(course.since, course.until, gaps, 0, urgent if counted else [], other if counted else [], counted)
        )

    def _take_alarms(self, answer: Answer) -> None:
        events = answer.header.get("events")
        if answer.refused or not isinstance(events, list):
            return
        marks = [mark for event in events if isinstance(event, dict) and (mark := self._mark(event)) is not None]
        self._line.put_row(MarkRow("alarms", self.tr("Alarms"), marks, self._tell))

    def _mark(self, event: Header) -> Mark | None:
        at, priority = event.get("at"), event.get("priority")
        if not isinstance(at, int) or not isinstance(priority, int) or not 1 <= priority <= len(PRIORITIES):
            return None
        return Mark(at, PRIORITIES[priority - 1], key=event)

    def _tell(self, mark: Mark) -> str:
        session, event = self._session, mark.key
        entity, text = event.get("entity"), event.get("text")
        row = session.mirror.row_of.get(entity, -1) if isinstance(entity, str) else -1
        words = in_language(text, session.language) if isinstance(text, dict) else ""
        parts = [
            format_date_time(mark.at, session.zone),
            priority_name(Priority(event["priority"])),
            one_line(words, 160) if isinstance(words, str) else "",
            session.name(row) if row >= 0 else "",
        ]
        return " · ".join(part for part in parts if part)

    def _show_notes(self) -> None:
        marks = [
            Mark(note.at, Shape.FLAG, told_note(self._session, note), note.end if note.end > note.at else 0)
            for note in self.notes.notes
        ]
        self._line.put_row(MarkRow("notes", self.tr("Notes"), marks))
