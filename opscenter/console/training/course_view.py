"""The course of an exercise as rows of signs over an axis of time: one row a person, and those of the city above."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from opscenter.console.plain import tip
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.training.axis import Shown
from opscenter.console.training.course_painting import AXIS_PX, Layout, Painted, paint_course
from opscenter.console.training.lanes import Lane, Mark
from opscenter.console.training.wording import clock_span

_REACH_PX = 9.0
_ZOOM = 1.25
LEAST_NAME_PX, MOST_NAME_PX = 84, 220


class CourseView(QAbstractScrollArea):
    """Shows `lanes` from `since` to `until`; `zone` of its clock, or None for spans since the beginning.

    `chosen(Mark)`: clicked, or Enter on it. `sought(int)`: a time of the axis was clicked. `moved` when another part is
    shown, `pointed` when another mark has the keyboard.
    """

    chosen = Signal(object)
    sought = Signal(object)
    moved = Signal()
    pointed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lanes: Sequence[Lane] = ()
        self.whole = Shown(0, 60_000)
        self.shown = self.whole
        self.zone: str | None = None
        self.now = 0
        self.handle: int | None = None
        self.at: tuple[int, int] | None = None  # lane and mark with the keyboard
        self._rows: list[Painted] = []
        self._wanted = 0
        self._stale = True
        self._grabbed: float | None = None
        self._name_px = LEAST_NAME_PX
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(font("small"))
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Course of the exercise"))
        self.setToolTip("")
        theme.changed.connect(self._redo)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)

    # -- what is shown -------------------------------------------------------------------------------------------

    def put(self, lanes: Sequence[Lane], since: int, until: int, now: int) -> None:
        """Show these; what part of the time is shown stays, unless it was the whole."""
        whole = Shown(since, max(until, since + 1))
        before = self.marked
        if self.shown == self.whole:
            self.shown = whole
        else:
            self.shown = self.shown.within(whole)
        self.whole, self.now = whole, now
        self.lanes = lanes
        self.at = self._find(before) if before is not None else None
        self._redo()

    def put_now(self, now: int) -> None:
        """The exercise's clock, or that of a replay, has gone on."""
        if now != self.now:
            self.now = now
            self.viewport().update()

    @property
    def marked(self) -> Mark | None:
        """The mark with the keyboard."""
        if self.at is None or self.at[0] >= len(self.lanes):
            return None
        marks = self.lanes[self.at[0]].marks
        return marks[self.at[1]] if self.at[1] < len(marks) else None

    def _find(self, wanted: Mark) -> tuple[int, int] | None:
        for row, lane in enumerate(self.lanes):
            for number, mark in enumerate(lane.marks):
                if (mark.key, mark.at, mark.occurrence) == (wanted.key, wanted.at, wanted.occurrence):
                    return row, number
        return None

    def _redo(self) -> None:
        self._stale = True
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(f"{one.name}  {one.told}") for one in self.lanes), default=0.0)
        self._name_px = int(min(MOST_NAME_PX, max(LEAST_NAME_PX, widest + 20)))
        self._place()
        self.viewport().update()

    @property
    def name_px(self) -> int:
        """How wide the names at the left are; another view beside this one may need more."""
        return self._name_px

    def widen(self, name_px: int) -> None:
        """Leave so much room for the names, that two views stand in line."""
        if name_px > self._name_px:
            self._name_px = name_px
            self._stale = True
            self._place()
            self.viewport().update()

    def _axis_width(self) -> float:
        return max(1.0, self.viewport().width() - self._name_px - 12.0)

    def _place(self) -> None:
        room = self.viewport().height() - AXIS_PX
        layout = Layout(self.lanes, self.shown, self._axis_width())
        self._rows, self._wanted = layout.rows(room), int(layout.wanted)
        self._stale = False
        high = int(self._rows[-1].bottom) if self._rows else 0
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, room))
        bar.setRange(0, max(0, high - room))
        bar.setSingleStep(28)

    def content_height(self) -> int:
        """What all rows and the axis would like, px: with less the rows have fewer lines."""
        if self._stale:
            self._place()
        return AXIS_PX + (self._wanted or 28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stale:
            self._place()
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        paint_course(
            painter,
            QRectF(self.viewport().rect()),
            self._rows,
            self._theme.tokens,
            shown=self.shown,
            zone=self.zone,
            now=self.now,
            handle=self.handle,
            names=self._name_px,
            scrolled=self.verticalScrollBar().value(),
            marked=self.at if self.hasFocus() else None,
            focus=self.hasFocus(),
        )
        painter.end()

    # -- hands ---------------------------------------------------------------------------------------------------

    def mark_at(self, place: QPointF) -> tuple[int, int] | None:
        """(lane, mark) under a place of the viewport."""
        if place.x() < self._name_px or place.y() < AXIS_PX:
            return None
        x, y = place.x() - self._name_px, place.y() - AXIS_PX + self.verticalScrollBar().value()
        best: tuple[float, tuple[int, int]] | None = None
        for row, painted in enumerate(self._rows):
            if not painted.top <= y < painted.bottom:
                continue
            for number, spot in enumerate(painted.spots):
                middle = painted.line_middle(spot)
                inside = spot.left - 1 <= x <= spot.right + 1 and abs(y - middle) <= _REACH_PX
                near = abs(x - spot.left) if abs(y - middle) <= _REACH_PX else 1e9
                far = min(near, _REACH_PX - 0.5 if inside else 1e9) + abs(y - middle) / 100
                if far < _REACH_PX and (best is None or far < best[0]):
                    best = (far, (row, number))
        return best[1] if best is not None else None

    def time_at(self, x: float) -> int:
        """The time at a place of the viewport."""
        return self.shown.time(x - self._name_px, self._axis_width())

    def place_of(self, row: int, number: int) -> QPoint:
        """Where a mark stands in the viewport."""
        painted = self._rows[row]
        spot = painted.spots[number]
        y = AXIS_PX + painted.line_middle(spot) - self.verticalScrollBar().value()
        return QPoint(round(self._name_px + spot.left), round(y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if event.button() == Qt.MouseButton.LeftButton and place.x() >= self._name_px:
            hit = self.mark_at(place)
            if hit is not None:
                self._point(hit)
                self._choose()
            elif place.y() < AXIS_PX:
                self.sought.emit(min(max(self.time_at(place.x()), self.whole.since), self.whole.until))
            else:
                self._grabbed = place.x()
        elif event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            self._grabbed = place.x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if event.buttons() and self._grabbed is not None:
            by = (self._grabbed - place.x()) / self._axis_width() * self.shown.span
            self._grabbed = place.x()
            self._show(self.shown.moved(by, self.whole))
            return
        hit = self.mark_at(place)
        if hit is not None:
            mark = self.lanes[hit[0]].marks[hit[1]]
            QToolTip.showText(event.globalPosition().toPoint(), tip(*self.told(mark)), self.viewport())
        else:
            QToolTip.hideText()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = (event.angleDelta().y() or event.angleDelta().x()) / 120.0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._show(self.shown.moved(-notches * self.shown.span / 8, self.whole))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.verticalScrollBar().maximum():
            self._show(self.shown.zoomed(_ZOOM**-notches, self.time_at(event.position().x()), self.whole))
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def told(self, mark: Mark) -> tuple[str, ...]:
        """What is to be read about a mark, its time since the beginning first."""
        return (clock_span(mark.at - self.whole.since), *mark.lines)

    def show_part(self, shown: Shown) -> None:
        """Show this part of the time."""
        self._show(shown.within(self.whole))

    def _show(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self._place()
            self.viewport().update()
            self.moved.emit()

    def _choose(self) -> None:
        mark = self.marked
        if mark is not None:
            self.chosen.emit(mark)

    def _point(self, at: tuple[int, int]) -> None:
        self.at = at
        mark = self.marked
        if mark is not None:
            self._show(self.shown.holding(mark.at, self.whole))
            self.setAccessibleDescription(" · ".join(self.told(mark)))
            self._scroll_to(at[0])
        self.viewport().update()
        self.pointed.emit()

    def _scroll_to(self, row: int) -> None:
        if row < len(self._rows):
            painted, bar = self._rows[row], self.verticalScrollBar()
            if painted.top < bar.value():
                bar.setValue(int(painted.top))
            elif painted.bottom > bar.value() + bar.pageStep():
                bar.setValue(int(painted.bottom - bar.pageStep()))

    def _go(self, by: int) -> None:
        """To the next mark of the row, or the one before."""
        if self.at is None:
            self._go_to_row(0, 1)
            return
        row, number = self.at
        count = len(self.lanes[row].marks)
        if count:
            self._point((row, min(count - 1, max(0, number + by))))

    def _go_to_row(self, first: int, by: int) -> None:
        """To the mark nearest in time of the next row that has any."""
        marked = self.marked
        row = first
        while 0 <= row < len(self.lanes):
            marks = self.lanes[row].marks
            if marks:
                about = marked.at if marked is not None else self.shown.since
                number = min(range(len(marks)), key=lambda one: abs(marks[one].at - about))
                self._point((row, number))
                return
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if shift:
                by = self.shown.span / 4
                self._show(self.shown.moved(by if event.key() == Qt.Key.Key_Right else -by, self.whole))
            case Qt.Key.Key_Left:
                self._go(-1)
            case Qt.Key.Key_Right:
                self._go(1)
            case Qt.Key.Key_Up:
                self._go_to_row((self.at[0] if self.at is not None else len(self.lanes)) - 1, -1)
            case Qt.Key.Key_Down:
                self._go_to_row((self.at[0] if self.at is not None else -1) + 1, 1)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self._go(-1_000_000 if event.key() == Qt.Key.Key_Home else 1_000_000)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Minus:
                mark = self.marked
                about = mark.at if mark is not None else (self.shown.since + self.shown.until) / 2
                factor = 2.0 if event.key() == Qt.Key.Key_Minus else 0.5
                self._show(self.shown.zoomed(factor, about, self.whole))
            case Qt.Key.Key_0:
                self._show(self.whole)
            case _:
                super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            QToolTip.hideText()
        return super().viewportEvent(event)
