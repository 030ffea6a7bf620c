"""The picture of a trial as a widget: the pointer or the arrow keys read its parts."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.rules.chart_painting import bin_at, bin_text, paint_trial
from opscenter.console.rules.result import TrialResult
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

_LINE = 20


class TrialChart(QWidget):
    """Shows one result; a line beneath tells the chosen part in numbers."""

    def __init__(self, theme: Theme, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.zone = zone
        self.result: TrialResult | None = None
        self.chosen = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Alarms before and after, over time"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)

    def show_result(self, result: TrialResult) -> None:
        """Draw another result."""
        self.result = result
        self.choose(-1)

    def choose(self, number: int) -> None:
        """Read a part of the span, -1 for none."""
        self.chosen = number
        if self.result is not None:
            self.setAccessibleDescription(bin_text(self.result, number, self.zone))
        self.update()

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 2, -4, -_LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.result is None:
            return
        painter = QPainter(self)
        tokens = self._theme.tokens
        paint_trial(painter, self._plot(), self.result, tokens, self.zone, self.chosen)
        told = bin_text(self.result, self.chosen, self.zone)
        painter.setFont(font("small"))
        painter.setPen(QColor(tokens.text if told else tokens.muted))
        line = QRectF(self.rect()).adjusted(48, self.height() - _LINE, -8, 0)
        hint = self.tr("Point at a bar, or press ← →, to read it.")
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told or hint)
        if self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -1.5, -1.5))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.result is not None:
            self.choose(bin_at(self.result, self._plot(), event.position().x(), event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self.choose(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
        count = len(self.result.bins) if self.result is not None else 0
        key = Qt.Key(event.key())
        if count and key in steps:
            self.choose(min(count - 1, max(0, self.chosen + steps[key])))
        elif count and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else count - 1)
        else:
            super().keyPressEvent(event)
