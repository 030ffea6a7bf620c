"""The time bar's slider: hours to months on one line, with where nothing was recorded and when alarms came."""

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plain import tip
from opscenter.console.review.axis import HOUR, MINUTE, Tick, TimeRange, first_range, ticks
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

HEIGHT_PX = 46
MARKS_PX = 14
BIN_PX = 4
NOTE_PX = 6
MOST_TOLD = 6
_TICK_PX = 84
_ZOOM = 1.25


@dataclass(slots=True)
class Known:
    """What the station told of a span: `first` moment known, holes in the recording, alarms raised by equal parts."""

    first: int = 0
    since: int = 0
    until: int = 0
    gaps: list[tuple[int, int]] = field(default_factory=list)
    urgent: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class NoteMark:
    """A note on the line: about `at` to `end` (Unix ms), and what is said of it."""

    at: int
    end: int
    line: str


class TimeStrip(QWidget):
    """`chosen(ms)` while a time is dragged or stepped to, `ranged()` when another span is shown, `live()` for the
    present, `play()` to start or hold; `jump(what, back)` to the next "alarm" or "note", or the one before. Draws `at`
    (None: live) of a city whose present is `now`."""

    chosen = Signal(object)
    ranged = Signal()
    live = Signal()
    play = Signal()
    jump = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.zone = "UTC"
        self.now = 0
        self.at: int | None = None
        self.known = Known()
        self.notes: list[NoteMark] = []
        self.range: TimeRange | None = None
        self._chosen_range = False
        self._grabbed: float | None = None
        self._ticked: object = None
        self._ticks: list[Tick] = []
        self.setFixedHeight(HEIGHT_PX)
        self.setMinimumWidth(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Time of the review"))
        self.setFont(font("small"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT_PX)

    # -- what it shows ---------------------------------------------------------------------------------------

    def show_time(self, at: int | None, now: int) -> None:
        """Stand at a moment, None at the present."""
        before = (self.at, self.now // 1000)
        follows = self.range is not None and self.range.since <= self.now <= self.range.until
        self.at, self.now = at, now
        if self.range is None or not self._chosen_range:
            self.range = first_range(self.known.first, now)
        elif follows and at is None and now > self.range.until:
            self.range = self.range.within(self.known.first, now)
        if at is not None and self.range.holding(at) != self.range:
            self.range = self.range.holding(at)
            self.ranged.emit()
        if before != (at, now // 1000):
            text = format_date_time(at if at is not None else now, self.zone)
            self.setAccessibleDescription(text if at is not None else self.tr("Live, {time}").format(time=text))
            self.update()

    def show_known(self, known: Known) -> None:
        """Take over what the station told of the span shown."""
        self.known = known
        if not self._chosen_range and self.now:
            self.range = first_range(known.first, self.now)
        self.update()

    def show_notes(self, notes: list[NoteMark]) -> None:
        """Mark what was written down."""
        self.notes = notes
        self.update()

    def _show_range(self, wanted: TimeRange) -> None:
        if wanted != self.range:
            self.range, self._chosen_range = wanted, True
            self.ranged.emit()
            self.update()

    # -- hands -----------------------------------------------------------------------------------------------

    def _choose(self, at: float) -> None:
        if self.now and round(at) >= self.now:
            self.live.emit()
        else:
            self.chosen.emit(max(round(at), self.known.first, 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.range is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.range.time(event.position().x(), self.width()))
        elif event.button() in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
            self._grabbed = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.range is None:
            return
        x = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self.range.time(x, self.width()))
        elif self._grabbed is not None and event.buttons():
            by = (self._grabbed - x) / max(1, self.width()) * self.range.span
            self._grabbed = x
            self._show_range(self.range.moved(by, self.known.first, self.now))
        else:
            QToolTip.showText(event.globalPosition().toPoint(), tip(*self.told_at(x).split("\n")), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.range is None:
            return
        notches = (event.angleDelta().y() or event.angleDelta().x()) / 120.0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._show_range(self.range.moved(-notches * self.range.span / 8, self.known.first, self.now))
        else:
            at = self.range.time(event.position().x(), self.width())
            self._zoom(_ZOOM**-notches, at)
        event.accept()

    def _zoom(self, factor: float, at: float | None = None) -> None:
        if self.range is not None:
            about = at if at is not None else self.at if self.at is not None else self.now
            self._show_range(self.range.zoomed(factor, about, self.known.first, self.now))

    def zoom_in(self) -> None:
        """Show half as long."""
        self._zoom(0.5)

    def zoom_out(self) -> None:
        """Show twice as long."""
        self._zoom(2.0)

    def step(self, by: int) -> None:
        """Go on by so many ms, back if negative."""
        self._choose((self.at if self.at is not None else self.now) + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = HOUR if shift else MINUTE
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Down:
                self.step(-step)
            case Qt.Key.Key_Right | Qt.Key.Key_Up:
                self.step(step)
            case Qt.Key.Key_PageUp:
                self.step(-24 * HOUR)
            case Qt.Key.Key_PageDown:
                self.step(24 * HOUR)
            case Qt.Key.Key_Home:
                self._choose(self.known.first)
            case Qt.Key.Key_End | Qt.Key.Key_Escape:
                self.live.emit()
            case Qt.Key.Key_Space:
                self.play.emit()
            case Qt.Key.Key_A | Qt.Key.Key_N:
                self.jump.emit("alarm" if event.key() == Qt.Key.Key_A else "note", shift)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case _:
                super().keyPressEvent(event)

    # -- drawing ---------------------------------------------------------------------------------------------

    def told_at(self, x: float) -> str:
        """What is at a place: the time, alarms raised then, whether nothing was recorded."""
        if self.range is None:
            return ""
        at = self.range.time(x, self.width())
        lines = [f"{format_date_time(at, self.zone)} {format_offset(at, self.zone)}"]
        known = self.known
        if at > self.now:
            lines.append(self.tr("Not yet"))
        elif known.first and at < known.first:
            lines.append(self.tr("Nothing is recorded so early"))
        elif any(since <= at <= until for since, until in known.gaps):
            lines.append(self.tr("Recorded with gaps, or not at all"))
        if known.urgent and known.since <= at < known.until:
            part = int((at - known.since) / max(1, known.until - known.since) * len(known.urgent))
            raised = known.urgent[part] + known.other[part]
            if raised:
                lines.append(self.tr("%n alarm(s) raised about then", "", raised))
        reach = NOTE_PX / max(1, self.width()) * self.range.span
        near = [note for note in self.notes if note.at - reach <= at <= note.end + reach]
        lines += [note.line for note in near[-MOST_TOLD:]]
        return "\n".join(lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ranged.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.panel))
        if self.range is None:
            return
        self._paint_unknown(painter, self.range)
        self._paint_alarms(painter, self.range)
        self._paint_ticks(painter, self.range)
        self._paint_notes(painter, self.range)
        self._paint_handle(painter, self.range)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75))

    def _paint_unknown(self, painter: QPainter, shown: TimeRange) -> None:
        tokens, wide = self._theme.tokens, self.width()
        hatch = QBrush(QColor(tokens.muted), Qt.BrushStyle.BDiagPattern)
        start = shown.x(self.known.first or self.now, wide)
        if start > 0:
            painter.fillRect(QRectF(0, 0, start, HEIGHT_PX), QColor(tokens.ground))
            painter.fillRect(QRectF(0, 0, start, HEIGHT_PX), hatch)
        end = shown.x(self.now, wide)
        if end < wide:
            painter.fillRect(QRectF(end, 0, wide - end, HEIGHT_PX), QColor(tokens.ground))
        for since, until in self.known.gaps:
            left = max(0.0, shown.x(since, wide))
            right = min(float(wide), shown.x(until, wide))
            if right > 0 and left < wide:
                painter.fillRect(QRectF(left, 16, max(2.0, right - left), HEIGHT_PX - 32), hatch)

    def _paint_alarms(self, painter: QPainter, shown: TimeRange) -> None:
        known, tokens = self.known, self._theme.tokens
        if not known.urgent or known.until <= known.since:
            return
        each = (known.until - known.since) / len(known.urgent)
        foot = HEIGHT_PX - 15.0
        for part, (urgent, other) in enumerate(zip(known.urgent, known.other, strict=True)):
            if not urgent and not other:
                continue
            x = shown.x(known.since + part * each, self.width())
            wide = max(2.0, shown.x(known.since + (part + 1) * each, self.width()) - x - 1)
            high = min(MARKS_PX, 3.0 * math.log2(1 + urgent + other))
            painter.fillRect(QRectF(x, foot - high, wide, high), QColor(tokens.muted))
            if urgent:  # told by shape as well: what is urgent stands out of the others
                top = min(MARKS_PX, 3.0 * math.log2(1 + urgent))
                painter.fillRect(QRectF(x, foot - top, wide, top), QColor(tokens.high))
                painter.fillRect(QRectF(x - 1, foot - high - 3, wide + 2, 2), QColor(tokens.high))

    def _paint_ticks(self, painter: QPainter, shown: TimeRange) -> None:
        tokens, wide = self._theme.tokens, self.width()
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        end = -1e9
        key = (shown, self.zone, max(2, wide // _TICK_PX))
        if key != self._ticked:
            self._ticked, self._ticks = key, ticks(*key)
        for tick in self._ticks:
            x = shown.x(tick.at, wide)
            painter.setPen(QPen(QColor(tokens.muted if tick.day else tokens.line), 1.5 if tick.day else 1.0))
            painter.drawLine(QPointF(x, 14.0 if tick.day else HEIGHT_PX - 20.0), QPointF(x, HEIGHT_PX - 14.0))
            label = tick.label
            room = metrics.horizontalAdvance(label)
            if x - room / 2 > end + 8 and x - room / 2 >= 2 and x + room / 2 <= wide - 2:
                painter.setPen(QColor(tokens.text if tick.day else tokens.muted))
                painter.drawText(QRectF(x - room / 2, HEIGHT_PX - 14, room + 1, 13), 0, label)
                end = x + room / 2

    def _paint_notes(self, painter: QPainter, shown: TimeRange) -> None:
        """A flag where a note is about a moment, with a line as long as the span where it is about one."""
        ink, wide = QColor(self._theme.tokens.text), self.width()
        for note in self.notes:
            x, end = shown.x(note.at, wide), shown.x(note.end, wide)
            if end < -NOTE_PX or x > wide + NOTE_PX:
                continue
            painter.setPen(QPen(ink, 1.5))
            painter.drawLine(QPointF(x, 3), QPointF(x, 14))
            if end - x > 1:
                painter.drawLine(QPointF(max(0.0, x), 14), QPointF(min(float(wide), end), 14))
            painter.fillRect(QRectF(x, 3, 7, 5), ink)

    def _paint_handle(self, painter: QPainter, shown: TimeRange) -> None:
        tokens, wide = self._theme.tokens, self.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        present = shown.x(self.now, wide)
        painter.setPen(QPen(QColor(tokens.text), 1.5))
        painter.drawLine(QPointF(present, 2), QPointF(present, HEIGHT_PX - 14))
        if self.at is None:
            return
        x = shown.x(self.at, wide)
        painter.setPen(QPen(QColor(tokens.replay), 2.0))
        painter.drawLine(QPointF(x, 6), QPointF(x, HEIGHT_PX - 14))
        painter.setBrush(QColor(tokens.replay))
        painter.drawPolygon(QPolygonF([QPointF(x - 6, 2), QPointF(x + 6, 2), QPointF(x, 11)]))
