"""How a row of the alarm list is painted."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from opscenter.console.alarms.table import AlarmTable, Column
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority, priority_path
from opscenter.console.theme.stylesheet import hover_fill, selection_fill
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX, ROW_PX

_MUTED = (Column.AGE, Column.STATE, Column.OWNER)


class AlarmDelegate(QStyledItemDelegate):
    """Unacknowledged rows are bold; their symbol alone has a border that is there in one half of each second.

    What is back to normal but not acknowledged has a smaller symbol, as on the map, and does not flash.
    """

    def __init__(self, table: AlarmTable, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._session = session
        self._theme = theme
        self.hovered_row = -1
        self.current_row = -1  # where the keyboard is
        self.flash_on = False
        self.related: set[str] = set()  # entities selected elsewhere
        self.restyle()

    def restyle(self) -> None:
        """The theme or the language changed."""
        self._normal = font("normal", language=self._session.language)
        self._bold = font("normal", bold=True, language=self._session.language)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(40, ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        alarm = self._table.alarm(index.row())
        tokens = self._theme.tokens
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(selection_fill(tokens)))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, QColor(hover_fill(tokens)))
        if self.current_row == index.row() and not selected:  # a key acts on it, so it has to be seen
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.accent))
        if alarm is None:  # a group: its row is painted whole, by the view
            return
        column = Column(index.column())
        waits = alarm.state.needs_acknowledgement
        gone = self._table.is_gone(index.row())
        if column is Column.SYMBOL:
            if selected or alarm.entity in self.related:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
            square = QRectF(rect.left() + 10, rect.center().y() - 7, 15, 15)
            painter.setFont(self._normal)
            if gone:
                painter.setOpacity(0.4)
            returned = waits and not alarm.state.is_active
            shape = square.adjusted(3, 3, -3, -3) if returned else square
            draw_priority(painter, shape, alarm.priority, tokens, not waits or gone, False)
            letter = QRectF(square.right() + 5, rect.top(), 16, rect.height())
            painter.setPen(QColor(tokens.muted if gone or returned else tokens.text))
            painter.drawText(letter, Qt.AlignmentFlag.AlignVCenter, alarm.priority.letter)
            painter.setOpacity(1.0)
            if waits and not gone and not returned and self.flash_on:
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(tokens.text), 1.5))
                painter.drawPath(priority_path(alarm.priority, square.adjusted(-3, -3, 3, 3)))
                painter.restore()
            return
        text = self._table.text(alarm, column)
        if not text:
            return
        muted = gone or column in _MUTED
        overdue = column is Column.RESPOND and self._table.is_overdue(alarm)
        strong = waits and not gone and (column is Column.TEXT or overdue)
        painter.setFont(self._bold if strong else self._normal)
        painter.setPen(QColor(tokens.muted if muted else tokens.text))
        inner = rect.adjusted(2 * GRID_PX, 0, -2 * GRID_PX, 0)
        if column is Column.TEXT and self._table.is_first(alarm):
            inner = self._first_mark(painter, inner)
        side = Qt.AlignmentFlag.AlignRight if self._table.is_right(column) else Qt.AlignmentFlag.AlignLeft
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)

    def _first_mark(self, painter: QPainter, inner: QRect) -> QRect:
        """A small framed 1 before the text; the room that is left for the text."""
        frame = QRectF(inner.left() + 0.5, inner.center().y() - 7.5, 15, 16)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setFont(self._bold)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, "1")
        painter.restore()
        return inner.adjusted(22, 0, 0, 0)

    @property
    def fonts(self) -> tuple[QFont, QFont]:
        """Normal and bold, for rows that are painted elsewhere."""
        return self._normal, self._bold
