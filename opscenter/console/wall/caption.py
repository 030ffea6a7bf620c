"""What a wall says beside its map, to be read across a room: city, mode, time, alarms, and what is shown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from opscenter.console.format import format_offset, format_time, format_weekday
from opscenter.console.map.card import Card
from opscenter.console.session import Session
from opscenter.console.shell.mode_badge import ModeBadge
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import FONT_PX, GRID_PX
from opscenter.domain.alarm import Priority

SCALE = 1.7
"""How much larger than on a desk: LARGE rooms read at four metres what a desk reads at two."""
WIDE_PX = 620


class WallCounts(QWidget):
    """Active alarms by priority: shape, letter and number; filled while some of them wait."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.counts: dict[Priority, tuple[int, int]] = {}  # active, waiting
        self.setFont(font("figure", bold=True, scale=SCALE, language=session.language))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def refresh(self) -> None:
        """Count again."""
        counts = dict.fromkeys(Priority, (0, 0))
        for alarm in self._session.mirror.alarms.values():
            if alarm.state.is_active:
                active, waiting = counts[alarm.priority]
                counts[alarm.priority] = active + 1, waiting + alarm.state.needs_acknowledgement
        if counts != self.counts:
            self.counts = counts
            told = ", ".join(f"{priority.letter} {active}" for priority, (active, _) in counts.items())
            self.setAccessibleName(self.tr("Active alarms: {counts}").format(counts=told))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        wide = sum(self._width(metrics, active) for active, _ in self.counts.values())
        return QSize(wide, metrics.height() + GRID_PX * 2)

    def _width(self, metrics: QFontMetrics, active: int) -> int:
        return metrics.height() + GRID_PX + metrics.horizontalAdvance(str(active)) + GRID_PX * 5

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, metrics = self._theme.tokens, QFontMetrics(self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, side = 0.0, float(metrics.height())
        for priority, (active, waiting) in self.counts.items():
            painter.setOpacity(1.0 if active else 0.4)
            square = QRectF(left + 1, (self.height() - side) / 2 + 1, side - 2, side - 2)
            draw_priority(painter, square, priority, tokens, not waiting, True)
            painter.setOpacity(1.0)
            painter.setPen(QColor(tokens.text if active else tokens.muted))
            box = QRectF(left + side + GRID_PX, 0, metrics.horizontalAdvance(str(active)) + 4, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(active))
            left += self._width(metrics, active)


class WallCaption(Card):
    """Lies over the map's upper left corner; never takes the pointer."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.city = self._label("figure", bold=True)
        self.clock = self._label("display", bold=True)
        self.zone = self._label("large")
        self.zone.setProperty("role", "muted")
        self.counts = WallCounts(session, theme, self)
        self.stop = self._label("figure")
        self.stop.setWordWrap(True)
        self.hint = self._label("normal", scale=1.0)
        self.hint.setProperty("role", "muted")
        self.badge = ModeBadge(session, theme, self)
        self.badge.setFont(font("large", bold=True, scale=SCALE, language=session.language))
        top = QHBoxLayout()
        top.addWidget(self.city, 1)
        top.addWidget(self.badge)
        time = QHBoxLayout()
        time.addWidget(self.clock)
        time.addWidget(self.zone, 1, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 5, GRID_PX * 4, GRID_PX * 5, GRID_PX * 4)
        layout.setSpacing(GRID_PX * 2)
        layout.addLayout(top)
        layout.addLayout(time)
        layout.addWidget(self.counts)
        layout.addWidget(self.stop)
        layout.addWidget(self.hint)
        self.refresh()

    def _label(self, size: str, *, bold: bool = False, scale: float = SCALE) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font(size, bold=bold, scale=scale, language=self._session.language))  # type: ignore[arg-type]
        # The style sheet of the program sets a size of its own for every label.
        label.setStyleSheet(f"font-size: {round(FONT_PX[size] * scale)}px")
        return label

    def refresh(self) -> None:
        """Clock, mode and counts."""
        session = self._session
        self.city.setText(session.city or self.tr("No city yet"))
        if session.now > 0:
            self.clock.setText(format_time(session.now, session.zone))
            offset = format_offset(session.now, session.zone)
            self.zone.setText(f"{format_weekday(session.now, session.zone)}  {offset}")
        self.badge.refresh()
        self.counts.refresh()

    def show_stop(self, name: str, number: int, of: int, paused: bool) -> None:
        """What the map shows now."""
        self.stop.setText(name)
        hint = self.tr("{number} of {of}").format(number=number, of=of)
        keys = self.tr("Space goes on") if paused else self.tr("Space stays, arrows turn over")
        self.hint.setText(f"{hint}   {keys}   {self.tr('Esc leaves the wall')}")
        self.place()

    def place(self) -> None:
        """Into the corner of the parent, as high as its texts need."""
        parent = self.parentWidget()
        assert parent is not None
        wide = min(WIDE_PX, parent.width() - 2 * GRID_PX * 4)
        layout = self.layout()
        assert layout is not None
        high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry(GRID_PX * 4, GRID_PX * 4, wide, max(high, 1))
