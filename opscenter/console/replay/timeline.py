"""A span of a recording on one line: rows of marks above, alarms by parts and times below, a handle where we are.

Used by the transport bar of a replay, by the dialog that cuts an incident, and wherever else a recording is looked
through. What it shows is put in (`show_course`, `show_time`, `put_row`, `show_span`); what hands want comes out as
signals; it asks nobody anything. How rows are added is told in `marks`.
"""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plain import tip
from opscenter.console.replay.marks import Mark, MarkRow
from opscenter.console.replay.timeline_painting import ABOVE_BARS_PX, BARS_PX, LABEL_PX, ROW_PX, TimelinePainting
from opscenter.console.replay.timeline_view import Course, holding, inside, moved, zoomed
from opscenter.console.review.axis import MINUTE, TimeRange
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

REACH_PX = 6
EDGE_PX = 7
MOST_TOLD = 8
STEP_MS = 10_000
_ZOOM = 1.25
_DRAGGED_PX = 4


class Timeline(QWidget):
    """`sought(at, resting)`: somebody drags the handle (`resting` False) or has put it somewhere (True);
    `stepped(ms)`: a key asks for so much further (negative: back); `picked(Mark)`: a mark was clicked;
    `span_wanted(since, until)`: a span was dragged over (0, 0: taken away); `ranged()`: another part is shown.

    A drag moves the handle and with Shift makes a span; with `makes_spans` every drag makes one. Times are Unix ms.
    `bars`: how high counts of alarms are drawn, px.
    """

    sought = Signal(object, bool)
    stepped = Signal(int)
    picked = Signal(object)
    span_wanted = Signal(object, object)
    ranged = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, makes_spans: bool = False, bars: int = BARS_PX
    ) -> None:
        super().__init__(parent)
        self.bars = bars
        self.zone = "UTC"
        self.makes_spans = makes_spans
        self.course = Course()
        self.rows: dict[str, MarkRow] = {}
        self.at: int | None = None
        self.span: tuple[int, int] | None = None
        self.range: TimeRange | None = None
        self._chosen_range = False
        self._pressed: QPointF | None = None
        self._spanning: int | None = None  # where a span that is being dragged began
        self._panning: float | None = None
        self._held: int | None = None  # where the handle is being dragged
        self._painting = TimelinePainting(self, theme)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFont(font("small"))
        self.setAccessibleName(self.tr("Timeline"))
        theme.changed.connect(self.update)

    # -- what it shows ---------------------------------------------------------------------------------------

    def show_course(self, course: Course) -> None:
        """Take over what is known of the whole span."""
        self.course = course
        self._painting.forget()
        if self.range is None or not self._chosen_range:
            self._show_range(course.whole if course.known else None)
        elif course.known:
            self._show_range(inside(self.range, course))
        self.update()

    def put_row(self, row: MarkRow) -> None:
        """Add a row of marks, or replace the one of its id."""
        new = row.id not in self.rows
        self.rows[row.id] = row
        if new:
            self.updateGeometry()
        self._painting.forget()
        self.update()

    def drop_row(self, name: str) -> None:
        """Take a row away."""
        if self.rows.pop(name, None) is not None:
            self.updateGeometry()
            self._painting.forget()
            self.update()

    def show_time(self, at: int | None) -> None:
        """Put the handle somewhere, None: no handle. A handle that is being dragged stays in the hand."""
        if at == self.at:
            return
        self.at = at
        if at is not None and self._held is None and self.range is not None and self._panning is None:
            follows = holding(self.range, at, self.course)
            if follows != self.range:
                self._show_range(follows)
        told = format_date_time(at, self.zone) if at is not None else ""
        if self.accessibleDescription() != told:
            self.setAccessibleDescription(told)
        self.update()

    def show_span(self, span: tuple[int, int] | None) -> None:
        """Mark a span (a loop, what is to be cut out), or none."""
        if span != self.span and self._spanning is None:
            self.span = span
            self.update()

    @property
    def handle(self) -> int | None:
        """Where the handle is drawn."""
        return self._held if self._held is not None else self.at

    @property
    def gutter(self) -> int:
        """Px at the left that titles of rows take."""
        if not self.rows:
            return 0
        metrics = QFontMetrics(self.font())
        return max(metrics.horizontalAdvance(row.title) for row in self.rows.values()) + 10

    @property
    def left(self) -> int:
        """Where the axis begins, px: what happened first is not cut in half."""
        return self.gutter + EDGE_PX

    @property
    def wide(self) -> int:
        """How long the axis is, px."""
        return max(1, self.width() - self.left - EDGE_PX)

    def sizeHint(self) -> QSize:
        return QSize(600, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, len(self.rows) * ROW_PX + ABOVE_BARS_PX + self.bars + LABEL_PX)

    def _show_range(self, wanted: TimeRange | None) -> None:
        if wanted != self.range:
            self.range = wanted
            self._painting.forget()
            self.ranged.emit()
            self.update()

    def show_whole(self) -> None:
        """All of it."""
        self._chosen_range = False
        self._show_range(self.course.whole if self.course.known else None)

    def look(self, wanted: TimeRange) -> None:
        """A part of it, kept when more becomes known."""
        self._chosen_range = True
        self._show_range(inside(wanted, self.course))

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show `factor` times as long about `at` (None: about the handle)."""
        if self.range is None:
            return
        middle = (self.range.since + self.range.until) / 2
        about = at if at is not None else self.at if self.at is not None else middle
        about = min(max(about, self.range.since), self.range.until)
        self._chosen_range = True
        self._show_range(zoomed(self.range, factor, about, self.course))

    # -- places and times ------------------------------------------------------------------------------------

    def x_of(self, at: float) -> float:
        """Where a time stands, px of the widget."""
        return self.left + self.range.x(at, self.wide) if self.range is not None else 0.0

    def time_at(self, x: float) -> int:
        """The time at a place, kept within the span."""
        if self.range is None:
            return 0
        return self.course.kept(self.range.time(x - self.left, self.wide))

    def mark_at(self, at: QPointF) -> Mark | None:
        """The mark under the pointer."""
        row = self._row_at(at.y())
        if row is None or self.range is None:
            return None
        return row.nearest(self.range.time(at.x() - self.left, self.wide), self.reach)

    @property
    def reach(self) -> float:
        """How far from a mark it is still meant, ms."""
        return REACH_PX / self.wide * (self.range.span if self.range is not None else 1)

    def line_of(self, mark: Mark) -> str:
        """What is told of a mark of any row."""
        row = next((row for row in self.rows.values() if mark in row.within(mark.at, mark.at)), None)
        return row.line_of(mark) if row is not None else mark.line

    def _row_at(self, y: float) -> MarkRow | None:
        place = int(y // ROW_PX)
        rows = list(self.rows.values())
        return rows[place] if 0 <= place < len(rows) else None

    def told_at(self, at: QPointF) -> str:
        """What is at a place: the time, the marks there, whether nothing was recorded. One line each."""
        if self.range is None:
            return ""
        moment = self.time_at(at.x())
        lines = [f"{format_date_time(moment, self.zone)} {format_offset(moment, self.zone)}"]
        if any(since <= moment <= until for since, until in self.course.gaps):
            lines.append(self.tr("Nothing was recorded then, or not all"))
        row = self._row_at(at.y())
        near = row.within(moment - self.reach, moment + self.reach) if row is not None else []
        lines += [row.line_of(mark) for mark in near[:MOST_TOLD]] if row is not None else []
        if len(near) > MOST_TOLD:
            lines.append(self.tr("and %n more", "", len(near) - MOST_TOLD))
        if row is None and (raised := self.course.raised_at(moment)):
            lines.append(self.tr("%n alarm(s) raised about then", "", raised))
        return "\n".join(lines)

    # -- hands -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.range is None:
            return
        self._pressed = event.position()
        at = self.time_at(event.position().x())
        if event.button() != Qt.MouseButton.LeftButton:
            self._panning = event.position().x()
        elif self.makes_spans or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._spanning = at
        elif self.mark_at(event.position()) is None:
            self._hold(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.range is None:
            return
        at = self.time_at(event.position().x())
        if self._panning is not None:
            by = (self._panning - event.position().x()) / self.wide * self.range.span
            self._panning, self._chosen_range = event.position().x(), True
            self._show_range(moved(self.range, by, self.course))
        elif self._spanning is not None:
            if self._dragged(event):
                self.span = (min(self._spanning, at), max(self._spanning, at))
                self.update()
        elif self._held is not None or (self._pressed is not None and self._dragged(event)):
            self._hold(at)
        elif not event.buttons():
            QToolTip.showText(event.globalPosition().toPoint(), tip(*self.told_at(event.position()).split("\n")), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, pressed = self.time_at(event.position().x()), self._pressed
        dragged = pressed is not None and self._dragged(event)
        if self._spanning is not None:
            begun, self._spanning = self._spanning, None
            if dragged and at != begun:
                self.span = (min(begun, at), max(begun, at))
                self.span_wanted.emit(*self.span)
            elif pressed is not None and (mark := self.mark_at(pressed)) is not None:
                self.picked.emit(mark)
            else:
                self._rest(at)
        elif self._held is not None:
            self._rest(at)
        elif pressed is not None and self._panning is None and not dragged:
            mark = self.mark_at(pressed)
            if mark is not None:
                self.picked.emit(mark)
        self._pressed = self._panning = None

    def _dragged(self, event: QMouseEvent) -> bool:
        return self._pressed is not None and abs(event.position().x() - self._pressed.x()) >= _DRAGGED_PX

    def _hold(self, at: int) -> None:
        self._held = at
        self.sought.emit(at, False)
        self.update()

    def _rest(self, at: int) -> None:
        self._held = None
        self.sought.emit(at, True)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = (event.angleDelta().y() or event.angleDelta().x()) / 120.0
        if self.range is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._chosen_range = True
            self._show_range(moved(self.range, -notches * self.range.span / 8, self.course))
        elif self.range is not None:
            self.zoom(_ZOOM**-notches, self.time_at(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = MINUTE if shift else STEP_MS
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Down:
                self.stepped.emit(-step)
            case Qt.Key.Key_Right | Qt.Key.Key_Up:
                self.stepped.emit(step)
            case Qt.Key.Key_PageUp:
                self.stepped.emit(-10 * MINUTE)
            case Qt.Key.Key_PageDown:
                self.stepped.emit(10 * MINUTE)
            case Qt.Key.Key_Home if self.course.known:
                self._rest(self.course.since)
            case Qt.Key.Key_End if self.course.known:
                self._rest(self.course.until)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(0.5)
            case Qt.Key.Key_Minus:
                self.zoom(2.0)
            case Qt.Key.Key_0:
                self.show_whole()
            case Qt.Key.Key_BracketLeft | Qt.Key.Key_BracketRight if self.at is not None:
                self._edge(self.at, event.key() == Qt.Key.Key_BracketLeft)
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete if self.span is not None:
                self.span = None
                self.span_wanted.emit(0, 0)
                self.update()
            case _:
                super().keyPressEvent(event)  # to whoever it is part of

    def _edge(self, at: int, first: bool) -> None:
        """The handle becomes the beginning or the end of the span."""
        since, until = self.span or (self.course.since, self.course.until)
        since, until = (at, until) if first else (since, at)
        if since < until:
            self.span = (since, until)
            self.span_wanted.emit(since, until)
            self.update()

    # -- drawing ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._painting.forget()
        self.ranged.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painting.paint()
