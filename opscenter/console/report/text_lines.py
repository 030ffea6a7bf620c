"""Plain text broken into lines for a page: measured once, painted where it comes to stand."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

LONGEST = 4_000
_STEP, _ASCENT = 1.36, 1.06
"""From line to line, and from the top of a line to its base, in sizes of the font."""


class TextLines:
    """`text` in `face`, at most `width` wide (painter units); `height` of all its lines. Never read as markup."""

    def __init__(self, text: str, face: QFont, width: float, *, right: bool = False) -> None:
        self._layout = QTextLayout(text[:LONGEST], face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.height = 0.0
        self.wide = 0.0
        # Lines stand equally far apart whatever fonts their characters come from: cells of a row stay in line.
        step, ascent = face.pixelSize() * _STEP, face.pixelSize() * _ASCENT
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            left = max(0.0, width - line.naturalTextWidth()) if right else 0.0
            line.setPosition(QPointF(left, self.height + ascent - line.ascent()))
            self.height += step
            self.wide = max(self.wide, line.naturalTextWidth())
        self._layout.endLayout()

    def paint(self, painter: QPainter, x: float, y: float, colour: str) -> None:
        """Paint with the upper left corner at (x, y)."""
        painter.setPen(QColor(colour))
        self._layout.draw(painter, QPointF(x, y))
