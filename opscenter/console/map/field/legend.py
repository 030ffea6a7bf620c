"""The legend of a field: its ramp with figures and unit, and in a sentence how far it is known."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.map.card import Card
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

_WIDE = 248
_PAD = 10
_BAR = 8


class FieldLegend(Card):
    """Plain text and a bar; the pointer goes through."""

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._language = language
        self.title, self.sentence = "", ""
        self.figures: list[str] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, title: str, figures: list[str], sentence: str) -> bool:
        """Show this; whether it is something else than before. Without figures there is no bar."""
        if (title, figures, sentence) == (self.title, self.figures, self.sentence):
            return False
        self.title, self.figures, self.sentence = title, figures, sentence
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{', '.join(figures)}. {sentence}")
        self.resize(self.sizeHint())
        self.update()
        return True

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        high = 2 * _PAD + metrics.height() + 4 + self._sentence_height()
        if self.figures:
            high += _BAR + metrics.height() + 8
        return QSize(_WIDE, round(high))

    def _font(self, bold: bool = False) -> QFont:
        return font("small", bold=bold, language=self._language)

    def _sentence_height(self) -> float:
        room = QRectF(0, 0, _WIDE - 2 * _PAD, 1_000)
        return QFontMetricsF(self._font()).boundingRect(room, Qt.TextFlag.TextWordWrap, self.sentence).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        tokens = self._theme.tokens
        line = QFontMetricsF(self._font()).height()
        wide = _WIDE - 2 * _PAD
        painter.setFont(self._font(bold=True))
        painter.setPen(QColor(tokens.text))
        title = QFontMetricsF(painter.font()).elidedText(self.title, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRectF(_PAD, _PAD, wide, line), Qt.AlignmentFlag.AlignLeft, title)
        top = _PAD + line + 4
        painter.setFont(self._font())
        if self.figures:
            ramp = tokens.field
            gradient = QLinearGradient(_PAD, 0, _PAD + wide, 0)
            for at, colour in enumerate(ramp):
                # As it looks on the map: over its land, not over the card.
                gradient.setColorAt(at / (len(ramp) - 1), QColor(blend(colour, tokens.land, 0.62)))
            painter.fillRect(QRectF(_PAD, top, wide, _BAR), gradient)
            top += _BAR + 2
            painter.setPen(QColor(tokens.text))
            for at, text in enumerate(self.figures):
                share = at / (len(self.figures) - 1)
                room = QFontMetricsF(self._font()).horizontalAdvance(text) + 2
                left = min(max(_PAD + share * wide - room / 2.0, _PAD), _PAD + wide - room)
                painter.drawText(QRectF(left, top, room, line), Qt.AlignmentFlag.AlignCenter, text)
            top += line + 6
        painter.setPen(QColor(tokens.muted))
        painter.drawText(QRectF(_PAD, top, wide, 1_000), Qt.TextFlag.TextWordWrap, self.sentence)
        painter.end()
