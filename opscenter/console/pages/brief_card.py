"""The first card of a page: is it normal, where not and since when, what comes next, in as many lines as it takes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.pages.brief import Line
from opscenter.console.pages.card import PAD_PX, PaintedCard
from opscenter.console.plain import tip
from opscenter.console.session import Session
from opscenter.console.theme.stylesheet import hover_fill
from opscenter.console.theme.theme import Theme

_LINE_PX = 19.0
_GAP_PX = 12.0
_MOST_LINES = 3
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class BriefCard(PaintedCard):
    """Paints `Line`s. `entered(Line)`: a click or Enter on one."""

    entered = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.lines: list[Line] = []
        self.current = 0
        self._under = -1
        self._boxes: list[QRectF] = []
        self._most: tuple[int, list[int]] = (0, [])  # width, text lines of each line so far: it grows and stays so
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Say something else."""
        if list(lines) != self.lines:
            self.lines = list(lines)
            self.setAccessibleName("; ".join(f"{line.label} {line.text}" for line in lines))
            self._lay_out(self.width())
            self._fit()
        self.update()

    # -- room ----------------------------------------------------------------------------------------------------

    def _lay_out(self, wide: int) -> float:
        """Where each line stands in so much width; the height it all takes."""
        face = self.face("normal")
        metrics = QFontMetricsF(face)
        labels = max((metrics.horizontalAdvance(line.label) for line in self.lines), default=0.0) + _GAP_PX
        self._boxes, top = [], PAD_PX - 3.0
        if self._most[0] != wide or len(self._most[1]) != len(self.lines):
            self._most = wide, [1] * len(self.lines)
        for number, line in enumerate(self.lines):
            room = QRectF(PAD_PX + labels, top, max(40.0, wide - 2 * PAD_PX - labels), 1e4)
            bold = QFontMetricsF(self.face("normal", bold=line.off))
            needed = bold.boundingRect(room, _WRAP, line.text).height()
            count = min(_MOST_LINES, max(self._most[1][number], round(needed / max(1.0, bold.height()))))
            self._most[1][number] = count
            high = count * _LINE_PX
            self._boxes.append(QRectF(room.left(), top, room.width(), high))
            top += high + 1
        return top + PAD_PX - 3.0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, wide: int) -> int:
        return round(self._lay_out(wide))

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 320)))

    def _fit(self) -> None:
        """Another height: whoever lays it out hears of it by the resizing."""
        wanted = self.heightForWidth(self.width())
        if wanted != self.height():
            self.resize(self.width(), wanted)

    # -- painting ------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, box: QRectF) -> None:
        self._lay_out(self.width())
        tokens = self._theme.tokens
        for number, (line, place) in enumerate(zip(self.lines, self._boxes, strict=True)):
            if number == self._under:
                wide = QRectF(4.0, place.top(), self.width() - 8.0, place.height())
                painter.fillRect(wide, QColor(hover_fill(tokens)))
            if self.hasFocus() and number == self.current:
                painter.fillRect(QRectF(4.0, place.top() + 2, 3.0, place.height() - 4), QColor(tokens.accent))
            label = QRectF(box.left(), place.top(), place.left() - box.left(), _LINE_PX)
            self.text(painter, label, line.label, self.face("normal"), tokens.muted)
            face = self.face("normal", bold=line.off)
            if QFontMetricsF(face).horizontalAdvance(line.text) <= place.width() or place.height() <= _LINE_PX:
                place = QRectF(place.left(), place.top(), place.width(), _LINE_PX)
                self.text(painter, place, line.text, face, tokens.text)
                continue
            painter.setFont(face)
            painter.setPen(QColor(tokens.text))
            painter.save()
            painter.setClipRect(place.adjusted(0, 0, 0, 1))
            painter.drawText(place, _WRAP, line.text)
            painter.restore()

    def told(self, x: float, y: float) -> str:
        number = self._at(y)
        if number < 0:
            return ""
        line = self.lines[number]
        hint = ""
        if line.occurrence:
            hint = self.tr("Click or Enter: show it in the alarm list")
        elif line.about:
            hint = self.tr("Click or Enter: show it on the map")
        elif line.figure:
            hint = self.tr("Click or Enter: show it in the trends")
        return tip(f"{line.label} {line.text}", hint)

    def _at(self, y: float) -> int:
        return next((n for n, box in enumerate(self._boxes) if box.top() <= y < box.bottom() + 1), -1)

    # -- hands ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps and self.lines:
            self.current = max(0, min(len(self.lines) - 1, self.current + steps[Qt.Key(key)]))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.lines:
            self.entered.emit(self.lines[min(self.current, len(self.lines) - 1)])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self.current = number
            self.update()
            self.entered.emit(self.lines[number])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._at(event.position().y())
        if under != self._under:
            self._under = under
            self.update()

    def leaveEvent(self, event: object) -> None:
        self._under = -1
        self.update()
