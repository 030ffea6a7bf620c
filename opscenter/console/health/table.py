"""A plain table over rows of texts, replaced at once and without losing the selection or the place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from opscenter.console.plain import tip
from opscenter.console.quiet_table import make_quiet
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, frozen=True)
class Heading:
    """A column: numbers stand at the right."""

    title: str
    number: bool = False
    stretch: bool = False


class RowsModel(QAbstractTableModel):
    """Texts by row and column; `abnormal` rows are written in the text colour and bold, the others as usual."""

    def __init__(self, headings: Sequence[Heading], theme: Theme) -> None:
        super().__init__()
        self.headings = headings
        self._theme = theme
        self._bold = font("normal", bold=True)
        self.rows: list[tuple[str, ...]] = []
        self.abnormal: list[bool] = []

    def show(self, rows: Sequence[tuple[str, ...]], abnormal: list[bool] | None = None) -> None:
        """Replace the rows; as many as before are updated in their place."""
        flags = abnormal or [False] * len(rows)
        if len(rows) == len(self.rows):
            rows = list(rows)
            if rows != self.rows or flags != self.abnormal:
                self.rows, self.abnormal = rows, flags
                if rows:
                    self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.headings) - 1))
            return
        self.beginResetModel()
        self.rows, self.abnormal = list(rows), flags
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.headings[index.column()].number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and self.abnormal[index.row()]:
            return self._bold
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.tokens.text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.headings[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.headings[section].number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None


def make_table(model: RowsModel, name: str, parent: QWidget | None = None) -> QTableView:
    """A quiet table: no grid, whole rows, columns as wide as their texts, one that takes the rest."""
    table = QTableView(parent)
    table.setModel(model)
    make_quiet(table, name)
    header = table.horizontalHeader()
    header.setResizeContentsPrecision(50)
    for number, heading in enumerate(model.headings):
        mode = QHeaderView.ResizeMode.Stretch if heading.stretch else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(number, mode)
    return table
