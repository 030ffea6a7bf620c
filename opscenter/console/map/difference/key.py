"""The difference view's key for paper: both times, what the colours mean and what is dotted, without a control."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.map.card import Card
from opscenter.console.map.difference.card import SCALE_PX, paint_scale
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import Tokens

_WIDE, _PAD, _GAP = 330, 10, 4


class DifferenceKey(Card):
    """`texts`: times, scales, note, as they stand on the card of the map; without scales there is no ramp."""

    def __init__(self, theme: Theme, texts: tuple[str, str, str], language: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._texts = texts
        self.setFont(font("small", language=language))
        self.hide()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        high = sum(self._height(text) + _GAP for text in self._texts if text) + (SCALE_PX + _GAP) * bool(self._texts[1])
        return QSize(_WIDE, round(high + 2 * _PAD))

    def _height(self, text: str) -> float:
        return QFontMetricsF(self.font()).boundingRect(_room(0.0), Qt.TextFlag.TextWordWrap, text).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self.font())
        tokens: Tokens = self._theme.tokens
        top = float(_PAD)
        for number, text in enumerate(self._texts):
            if not text:
                continue
            if number == 1:
                paint_scale(painter, QRectF(_PAD, top, _WIDE - 2 * _PAD, SCALE_PX), tokens)
                top += SCALE_PX + _GAP
            painter.setPen(QColor(tokens.muted if number == 2 else tokens.text))
            painter.drawText(_room(top), Qt.TextFlag.TextWordWrap, text)
            top += self._height(text) + _GAP
        painter.end()


def _room(top: float) -> QRectF:
    return QRectF(_PAD, top, _WIDE - 2 * _PAD, 1_000)
