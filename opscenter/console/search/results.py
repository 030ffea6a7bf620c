"""What the search palette lists, and how one line of it looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon_pixmap
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.stylesheet import hover_fill, selection_fill
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.alarm import Priority

LINE_PX = 40
_Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class Result:
    """One line. `kind` is "entity", "alarm", "system", "page", "action", "area", "place" or "note"; `key` its id or
    name (of a page: system and type, with a line break between).

    Choosing a place calls `go`; a note only says something.
    """

    kind: str
    key: str
    title: str
    detail: str
    label: str
    icon: str = ""
    priority: Priority | None = None
    acknowledged: bool = False
    action: QAction | None = None
    go: Callable[[], None] | None = None


class ResultModel(QAbstractListModel):
    """A flat list of results, replaced as a whole with each keystroke."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[Result] = []

    def show(self, results: list[Result]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.results = results
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.results)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        result = self.results[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return result.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{result.title}, {result.label}, {result.detail}"
        return None


class ResultDelegate(QStyledItemDelegate):
    """Icon, title, what and where beneath it, the kind of result at the right."""

    def __init__(self, model: ResultModel, theme: Theme) -> None:
        super().__init__()
        self._model = model
        self._theme = theme
        self._title = font("normal")
        self._small = font("small")

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = self._theme.tokens
        result = self._model.results[index.row()]
        rect: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(selection_fill(tokens)))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(hover_fill(tokens)))
        left = rect.left() + GRID_PX * 3
        mark = QRectF(left, rect.center().y() - 9, 18, 18)
        if result.priority is not None:
            draw_priority(painter, mark, result.priority, tokens, result.acknowledged, True)
        elif result.icon:
            painter.drawPixmap(
                mark.toRect(), icon_pixmap(result.icon, tokens.muted, 18, painter.device().devicePixelRatioF())
            )
        left += 18 + GRID_PX * 3
        small = QFontMetrics(self._small)
        right = rect.right() - GRID_PX * 3 - small.horizontalAdvance(result.label)
        painter.setFont(self._small)
        painter.setPen(QColor(tokens.muted))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(right, rect.top(), rect.right() - right, rect.height()), middle, result.label)
        room = right - left - GRID_PX * 4
        upper = QRect(left, rect.top() + 3, room, 19)
        if result.detail:
            lower = QRect(left, rect.top() + 20, room, 16)
            painter.drawText(lower, middle, small.elidedText(result.detail, Qt.TextElideMode.ElideMiddle, room))
        else:
            upper = QRect(left, rect.top(), room, rect.height())
        painter.setFont(self._title)
        painter.setPen(QColor(tokens.text))
        title = QFontMetrics(self._title).elidedText(result.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, middle, title)
