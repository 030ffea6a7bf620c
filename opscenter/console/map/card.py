"""A small surface that lies over the map: a rounded card in the theme's colours."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from opscenter.console.theme.theme import Theme


class Card(QFrame):
    """Opaque enough to be read over any map."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = QPixmap()
        theme.changed.connect(self._take_theme)

    def _take_theme(self) -> None:
        self._face = QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # What lies over the map is painted with every frame of it: round corners only once.
        ratio = self.devicePixelRatioF()
        if self._face.size() != self.size() * ratio:
            self._face = QPixmap(self.size() * ratio)
            self._face.setDevicePixelRatio(ratio)
            self._face.fill(Qt.GlobalColor.transparent)
            face = QPainter(self._face)
            self.paint_card(face)
            face.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._face)
        painter.end()

    def paint_card(self, painter: QPainter) -> None:
        """The empty card, as large as the widget."""
        tokens = self._theme.tokens
        fill = QColor(tokens.panel)
        fill.setAlpha(238)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1.0))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)
