"""The card of the difference view: against what, both times, what the colours mean."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from opscenter.console.map.card import Card
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX, Tokens

MODES = ("hour", "day", "week", "usual", "time")
_WIDE = 330
_STEPS = (0, 1, 2, 3, 4)
SCALE_PX = 18


class DiffScale(QWidget):
    """The diverging ramp with a sign at its ends; what is more is also broader, as lines are on the map."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(SCALE_PX)
        self.setFont(font("small"))
        self.setAccessibleName(self.tr("Less, the same, more"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_scale(painter, QRectF(self.rect()), self._theme.tokens)
        painter.end()


def paint_scale(painter: QPainter, room: QRectF, tokens: Tokens) -> None:
    """The ramp with its words, in the painter's font; `room` is SCALE_PX high."""
    painter.setPen(QColor(tokens.text))
    metrics = painter.fontMetrics()
    less = QCoreApplication.translate("DiffScale", "− less now")
    more = QCoreApplication.translate("DiffScale", "more now +")
    left, right = metrics.horizontalAdvance(less) + 8, metrics.horizontalAdvance(more) + 8
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, less)
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, more)
    wide = (room.width() - left - right) / len(_STEPS)
    for step in _STEPS:
        high = 6.0 + step * 1.5
        box = QRectF(room.left() + left + step * wide, room.center().y() - high / 2, wide - 1, high)
        painter.fillRect(box, QColor(tokens.diverging[step]))


class DifferenceCard(Card):
    """`chosen(mode)`, `timed(text)` for a typed time, `left()` to end it. It is as high as its texts need."""

    chosen = Signal(str)
    timed = Signal(str)
    left = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("DifferenceCard")
        self.setFixedWidth(_WIDE)
        title = QLabel(self.tr("Difference"), self)
        title.setProperty("role", "heading")
        self.mode = QComboBox(self)
        names = {
            "hour": self.tr("now less an hour ago"),
            "day": self.tr("now less yesterday"),
            "week": self.tr("now less a week ago"),
            "usual": self.tr("now less the usual"),
            "time": self.tr("now less a time of choice"),
        }
        for mode in MODES:
            self.mode.addItem(names[mode], mode)
        self.mode.setAccessibleName(self.tr("Compare with"))
        self.entry = QLineEdit(self)
        self.entry.setPlaceholderText(self.tr("18:24, 2026-11-22 18:24 or -3h, then Enter"))
        self.entry.setAccessibleName(self.tr("Time to compare with"))
        self.closer = QToolButton(self)
        self.closer.setFixedSize(24, 24)
        self.closer.setIconSize(QSize(14, 14))
        self.closer.setProperty("role", "icon")
        self.closer.setToolTip(self.tr("End the comparison (Esc, or Ctrl+Shift+H)"))
        self.closer.setAccessibleName(self.closer.toolTip())
        self.scale = DiffScale(theme, self)
        self.times, self.scales, self.note = self._label(), self._label(), self._label()
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.closer)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX)
        column.addLayout(head)
        for widget in (self.mode, self.entry, self.times, self.scale, self.scales, self.note):
            column.addWidget(widget)
        self.entry.hide()
        self.mode.activated.connect(self._mode_chosen)
        self.entry.returnPressed.connect(lambda: self.timed.emit(self.entry.text()))
        self.closer.clicked.connect(self.left)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()
        self.hide()

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", "small")
        return label

    def _paint_icon(self) -> None:
        self.closer.setIcon(icon("close", self._theme.tokens, 14))

    def show_mode(self, mode: str) -> None:
        """Show what is compared with."""
        self.mode.setCurrentIndex(max(0, MODES.index(mode) if mode in MODES else 0))
        self.entry.setVisible(mode == "time")

    def _mode_chosen(self, number: int) -> None:
        mode = str(self.mode.itemData(number))
        self.show_mode(mode)
        if mode == "time":
            self.entry.setFocus()
        self.chosen.emit(mode)

    def tell(self, times: str, scales: str, note: str) -> None:
        """Both times, the scales of what is drawn, and what else is to be known."""
        if (times, scales, note) != (self.times.text(), self.scales.text(), self.note.text()):
            for label, text in ((self.times, times), (self.scales, scales), (self.note, note)):
                label.setText(text)
                label.setVisible(bool(text))
            self.scale.setVisible(bool(scales))
            self.setAccessibleDescription(" ".join((times, scales, note)))
        layout = self.layout()
        assert layout is not None
        high = layout.heightForWidth(_WIDE) if layout.hasHeightForWidth() else self.sizeHint().height()
        if high != self.height():
            self.setFixedHeight(high)
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._theme.tokens.muted), 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)
