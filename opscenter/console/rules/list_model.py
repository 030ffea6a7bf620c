"""The rules as a table that Qt shows."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import NOTHING
from opscenter.console.plain import tip
from opscenter.console.rules.listing import Column, RuleFilter, RuleRow, in_order, passing
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import priority_icon
from opscenter.console.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NUMBERS = (Column.STANDING, Column.RAISED)
_COUNTED = _NUMBERS


class RuleTable(QAbstractTableModel):
    """The rows that a filter lets through, in an order. Numbers that change do not move rows: sorting again does."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bold = font("normal", bold=True)
        self.every: list[RuleRow] = []
        self.rows: list[RuleRow] = []
        self.filter = RuleFilter()
        self.column, self.descending = Column.PRIORITY, False
        self.changed_rules: frozenset[str] = frozenset()
        self._standing: Counter[str] = Counter()
        self._raised: Counter[str] | None = None

    def put(self, rows: list[RuleRow]) -> None:
        """Other rules."""
        self.every = rows
        self._arrange()

    def use_filter(self, wanted: RuleFilter) -> None:
        """Show what a filter lets through."""
        self.filter = wanted
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.column, self.descending = Column(column), order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def show_counts(self, standing: Counter[str], raised: Counter[str] | None) -> None:
        """Other numbers."""
        self._standing, self._raised = standing, raised
        self._tell(min(_COUNTED), max(_COUNTED))

    def mark_changed(self, rules: Iterable[str]) -> None:
        """Which rules are changed in the trial that is being made."""
        self.changed_rules = frozenset(rules)
        self._tell(Column.PRIORITY, Column.SYSTEM)

    def row_of(self, rule_id: str) -> int:
        """Where a rule stands, -1 where it does not."""
        return next((number for number, row in enumerate(self.rows) if row.rule.id == rule_id), -1)

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = passing(self.every, self.filter)
        self.rows = in_order(rows, self.column, self.descending, self._standing, self._raised or {})
        self.endResetModel()

    def _tell(self, first: int, last: int) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, first), self.index(len(self.rows) - 1, last))

    # -- Qt --------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.PRIORITY:
            return priority_icon(row.rule.priority, self._theme.tokens, acknowledged=False)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.PRIORITY:
            return priority_name(row.rule.priority)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and row.rule.id in self.changed_rules:
            return self._bold
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.tokens.text)
        return None

    def _text(self, row: RuleRow, column: Column) -> str:
        rule = row.rule
        if column is Column.ID:
            return f"{rule.id} *" if rule.id in self.changed_rules else rule.id
        if column is Column.STANDING:
            count = self._standing[rule.id]
            return str(count) if count else ""
        if column is Column.RAISED:
            return NOTHING if self._raised is None else str(self._raised[rule.id] or "")
        texts = {Column.SAYS: row.says, Column.KIND: row.kind, Column.ENTITIES: row.entities, Column.SYSTEM: row.system}
        return texts.get(column, "")

    def _tip(self, row: RuleRow) -> str:
        changed = self.tr("Changed in this trial") if row.rule.id in self.changed_rules else ""
        told = self.tr("{priority}: {rule} ({kind})").format(
            priority=priority_name(row.rule.priority), rule=row.rule.id, kind=row.kind
        )
        unknown = self.tr("How many were raised in 24 h is not known.") if self._raised is None else ""
        return tip(told, f"{row.entities}, {row.system}", row.says, changed, unknown)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                Column.PRIORITY: "",
                Column.ID: self.tr("Rule"),
                Column.SAYS: self.tr("Raises when"),
                Column.STANDING: self.tr("Standing"),
                Column.RAISED: self.tr("In 24 h"),
                Column.KIND: self.tr("Kind"),
                Column.ENTITIES: self.tr("Of"),
                Column.SYSTEM: self.tr("System"),
            }[Column(section)]
        if role == Qt.ItemDataRole.ToolTipRole and Column(section) is Column.PRIORITY:
            return self.tr("Priority")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if Column(section) in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
