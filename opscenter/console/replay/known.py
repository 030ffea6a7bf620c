"""What is known of a recording's course, asked of its station and kept in a timeline."""

from PySide6.QtCore import QObject, QTimer

from opscenter.console.replay.events import MOST, MOST_BINS, course_of, rows_of
from opscenter.console.replay.state import ReplayState
from opscenter.console.replay.timeline import Timeline
from opscenter.console.replay.timeline_view import Course
from opscenter.console.session import Answer, Session

AGAIN_MS = 2_000
_SOON_MS = 300
_BIN_PX = 4


class KnownCourse(QObject):
    """`show` what a replay says; the rest is asked for when the span is known, and again when `ask` is called.

    Where the station leaves events out, those of the part that is looked at are asked for by themselves.
    """

    def __init__(self, session: Session, line: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._line = session, line
        self._span: tuple[int, int] | None = None
        self._left_out = False
        self._whole = Course()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.ask)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask_part)
        line.ranged.connect(self._ranged)

    def show(self, replay: ReplayState) -> None:
        """Take over span and what is unfolded."""
        span = (replay.since, replay.until)
        if span != self._span:
            self._span = span
            self._whole = Course(*span)
            self.ask()
        if self._whole.unfolded != replay.unfolded or self._line.course is not self._whole:
            self._whole.unfolded = replay.unfolded
            self._line.show_course(self._whole)

    def ask(self) -> None:
        """Have the whole course told."""
        if self._span is not None:
            bins = min(MOST_BINS, max(1, self._line.width() // _BIN_PX))
            args = {"from": self._span[0], "to": self._span[1], "limit": MOST, "bins": bins}
            self._session.query("replay-timeline", args, self._take)

    def _take(self, answer: Answer) -> None:
        if self._span is None:
            return
        if answer.refused:
            self._again.start(AGAIN_MS)  # a station that has just begun
            return
        self._whole = course_of(answer.header, *self._span, self._whole.unfolded)
        self._line.show_course(self._whole)
        self._put_rows(answer)
        left_out = answer.header.get("left_out")
        self._left_out = isinstance(left_out, int) and left_out > 0
        if self._left_out:
            self._soon.start()

    def _ranged(self) -> None:
        if self._left_out:
            self._soon.start()

    def _ask_part(self) -> None:
        shown = self._line.range
        if shown is not None and self._span is not None and (shown.since, shown.until) != self._span:
            args = {"from": shown.since, "to": shown.until, "limit": MOST}
            self._session.query("replay-timeline", args, self._take_part)

    def _take_part(self, answer: Answer) -> None:
        if not answer.refused:
            self._put_rows(answer)

    def _put_rows(self, answer: Answer) -> None:
        rows = rows_of(self._session, answer.header)
        for name in set(self._line.rows) - {row.id for row in rows}:
            self._line.drop_row(name)
        for row in rows:
            self._line.put_row(row)
