"""A card of rows: a title, rows to go through by keyboard, a sentence where there are none."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.pages.card import PAD_PX, PaintedCard
from opscenter.console.session import Session
from opscenter.console.theme.stylesheet import hover_fill, selection_fill
from opscenter.console.theme.theme import Theme

ROW_PX = 26
HEAD_PX = 24


class RowsCard(PaintedCard):
    """`chosen(int)` when the keyboard or a click goes to a row, `entered(int)` for Enter and a double click."""

    chosen = Signal(int)
    entered = Signal(int)
    row_px = ROW_PX

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.current = -1
        self._under = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # -- what derives from it says -------------------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return 0

    def room(self) -> int:
        """For how many rows there is room: the card keeps its height as rows come and go."""
        return self.count()

    def title(self) -> str:
        """What stands over the rows."""
        return ""

    def note(self) -> str:
        """What stands muted at the right of the title."""
        return ""

    def empty(self) -> str:
        """What stands there instead of rows."""
        return ""

    def paint_row(self, painter: QPainter, number: int, box: QRectF) -> None:
        """Paint one row."""

    def paint_note(self, painter: QPainter, box: QRectF) -> float:
        """Paint what stands at the right of the title; the width it took."""
        note = self.note()
        if not note:
            return 0.0
        face = self.face("small")
        wide = min(box.width() / 2, QFontMetricsF(face).horizontalAdvance(note) + 1)
        place = QRectF(box.right() - wide, box.top(), wide, box.height())
        self.text(painter, place, note, face, self._theme.tokens.muted, Qt.AlignmentFlag.AlignRight)
        return wide + 8.0

    def is_chosen(self, number: int) -> bool:
        """Whether a row is of what is selected everywhere."""
        return False

    def told_of(self, number: int) -> str:
        """The tooltip of a row."""
        return ""

    # -- painting ------------------------------------------------------------------------------------------------

    def head_px(self) -> int:
        """The height of what stands over the rows."""
        return HEAD_PX

    def sizeHint(self) -> QSize:
        return QSize(280, round(2 * PAD_PX - 6 + self.head_px() + max(1, self.room()) * self.row_px))

    def fit(self) -> None:
        """Take the height that the rows need."""
        wanted = self.sizeHint().height()
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def refresh(self) -> None:
        """The rows were reckoned anew."""
        self.current = min(self.current, self.count() - 1)
        self.setAccessibleName(self.title())
        self.fit()
        self.update()

    def paint(self, painter: QPainter, box: QRectF) -> None:
        tokens = self._theme.tokens
        head = QRectF(box.left(), box.top(), box.width(), HEAD_PX - 4)
        taken = self.paint_note(painter, head)
        self.text(painter, head.adjusted(0, 0, -taken, 0), self.title(), self.face("normal", bold=True), tokens.text)
        if not self.count():
            place = QRectF(box.left(), box.top() + self.head_px(), box.width(), box.height() - self.head_px())
            painter.setFont(self.face("normal"))
            painter.setPen(QColor(tokens.muted))
            wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(place, wrap, self.empty())
            return
        for number in range(self.count()):
            row = self._row_box(number)
            wide = QRectF(4.0, row.top(), self.width() - 8.0, row.height())
            if self.is_chosen(number):
                painter.fillRect(wide, QColor(selection_fill(tokens)))
            elif number == self._under:
                painter.fillRect(wide, QColor(hover_fill(tokens)))
            if self.hasFocus() and number == self.current:
                painter.fillRect(QRectF(4.0, row.top(), 3.0, row.height()), QColor(tokens.accent))
            self.paint_row(painter, number, row)

    def _row_box(self, number: int) -> QRectF:
        top = PAD_PX - 3 + self.head_px() + number * self.row_px
        return QRectF(PAD_PX, top, self.width() - 2 * PAD_PX, self.row_px)

    def row_at(self, y: float) -> int:
        """The row at a height, -1 for none."""
        number = int((y - (PAD_PX - 3 + self.head_px())) // self.row_px)
        return number if 0 <= number < self.count() else -1

    def told(self, x: float, y: float) -> str:
        number = self.row_at(y)
        return self.told_of(number) if number >= 0 else ""

    # -- hands ---------------------------------------------------------------------------------------------------

    def go(self, number: int) -> None:
        """Make a row the current one."""
        number = max(0, min(number, self.count() - 1))
        if self.count():
            self.current = number
            self.update()
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps and self.count():
            self.go(self.current + steps[Qt.Key(key)] if self.current >= 0 else 0)
        elif key == Qt.Key.Key_Home and self.count():
            self.go(0)
        elif key == Qt.Key.Key_End and self.count():
            self.go(self.count() - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter(self.current if self.current >= 0 else 0)
        else:
            QWidget.keyPressEvent(self, event)

    def _enter(self, number: int) -> None:
        if 0 <= number < self.count():
            self.current = number
            self.entered.emit(number)
        else:
            self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self.go(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside and self.row_at(event.position().y()) < 0:
            self.opened.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self.entered.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self.row_at(event.position().y())
        if under != self._under:
            self._under = under
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._under = -1
        return super().event(event)
