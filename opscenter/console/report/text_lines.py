"""Plain text broken into lines for a page: measured once, painted where it comes to stand."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

LONGEST = 4_000


class TextLines:
    """`text` in `face`, at most `width` wide (painter units); `height` of all its lines. Never read as markup."""

    def __init__(self, text: str, face: QFont, width: float, *, right: bool = False, spacing: float = 1.12) -> None:
        self._layout = QTextLayout(text[:LONGEST], face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.height = 0.0
        self.wide = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            left = max(0.0, width - line.naturalTextWidth()) if right else 0.0
            line.setPosition(QPointF(left, self.height + line.height() * (spacing - 1.0) / 2.0))
            self.height += line.height() * spacing
            self.wide = max(self.wide, line.naturalTextWidth())
        self._layout.endLayout()

    def paint(self, painter: QPainter, x: float, y: float, colour: str) -> None:
        """Paint with the upper left corner at (x, y)."""
        painter.setPen(QColor(colour))
        self._layout.draw(painter, QPointF(x, y))
