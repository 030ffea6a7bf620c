"""What the painted cards of a page share: a ground of their own, a frame of focus, and what a click means."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from opscenter.console.session import Session
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.fonts import Size, font
from opscenter.console.theme.theme import Theme

PAD_PX = 10
_RADIUS = 4.0


class PaintedCard(QWidget):
    """`opened` by a click, Enter or Space. What derives from it paints into `inner()`."""

    opened = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def face(self, size: Size, bold: bool = False) -> QFont:
        """A font of the console in the language of the page."""
        return font(size, bold=bold, language=self._session.language)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ground = blend(tokens.raised, tokens.panel, 0.75 if self._hovered else 0.45)
        painter.setPen(QPen(QColor(tokens.accent), 1.5) if self.hasFocus() else QPen(QColor(ground), 1.0))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self.paint(painter, QRectF(self.rect()).adjusted(PAD_PX, PAD_PX - 3, -PAD_PX, -PAD_PX + 3))
        painter.end()

    def refresh(self) -> None:
        """What it shows was reckoned anew."""
        self.update()

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint the content into `box`."""

    def told(self, x: float, y: float) -> str:
        """The tooltip at a place: escaped lines; "" for none."""
        return ""

    def text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        face: QFont,
        colour: str,
        flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Paint one line, cut with an ellipsis where it does not fit; the width it took."""
        painter.setFont(face)
        painter.setPen(QColor(colour))
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, shown)
        return metrics.horizontalAdvance(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = self.told(float(event.pos().x()), float(event.pos().y()))
            if told:
                QToolTip.showText(event.globalPos(), told, self)
            else:
                QToolTip.hideText()
            return True
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._hovered = event.type() is QEvent.Type.Enter
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()
