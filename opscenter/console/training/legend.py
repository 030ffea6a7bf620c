"""What the signs of a course mean: a quiet row below it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.training.lanes import legend
from opscenter.console.training.signs import draw_sign

_LINE_PX, _SIGN_PX, _GAP_PX = 18, 10, 14


class SignLegend(QWidget):
    """Breaks into as many lines as its width needs."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries = legend()
        self.setFont(font("small"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(name for _sign, name in self._entries))
        theme.changed.connect(self.update)

    def _places(self, width: int) -> list[tuple[float, int]]:
        """(x, line) of each entry."""
        metrics = QFontMetricsF(self.font())
        places: list[tuple[float, int]] = []
        x, line = 8.0, 0
        for _sign, name in self._entries:
            wide = _SIGN_PX + 5 + metrics.horizontalAdvance(name)
            if x + wide > width - 8 and x > 8:
                x, line = 8.0, line + 1
            places.append((x, line))
            x += wide + _GAP_PX
        return places

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (self._places(width)[-1][1] + 1) * _LINE_PX + 4

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        for (sign, name), (x, line) in zip(self._entries, self._places(self.width()), strict=True):
            top = 2 + line * _LINE_PX
            draw_sign(painter, QRectF(x, top + (_LINE_PX - _SIGN_PX) / 2, _SIGN_PX, _SIGN_PX), sign, tokens)
            painter.setPen(QColor(tokens.muted))
            base = top + (_LINE_PX + metrics.ascent() - metrics.descent()) / 2
            painter.drawText(int(x + _SIGN_PX + 5), int(base), name)
        painter.end()
