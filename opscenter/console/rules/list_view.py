"""The list of rules with its filters."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarms.priority_toggles import PriorityToggles
from opscenter.console.quiet_table import make_quiet
from opscenter.console.rules.list_model import RuleTable
from opscenter.console.rules.listing import Column, RuleFilter
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

_WIDTHS = {
    Column.PRIORITY: 30, Column.ID: 220, Column.SAYS: 260, Column.STANDING: 66, Column.RAISED: 56, Column.KIND: 104,
    Column.ENTITIES: 140, Column.SYSTEM: 110,
}  # fmt: skip
_LEAVE_OUT = ((Column.SYSTEM, 940), (Column.ENTITIES, 820), (Column.KIND, 760))
"""Columns that go where the list is narrower than that: the rule in words says all of it."""


class RuleList(QWidget):
    """`chosen(rule_id)` when another rule is the current one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RuleTable(theme, self)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter rules  (/)"))
        self.words.setClearButtonEnabled(True)
        self.words.setAccessibleName(self.tr("Filter rules by words"))
        self.system = QComboBox()
        self.system.setAccessibleName(self.tr("System"))
        self.system.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.system.setMinimumContentsLength(10)
        self.priorities = PriorityToggles(theme)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.table = self._make_table()
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 2, GRID_PX)
        bar.addWidget(self.words, 1)
        bar.addWidget(self.system)
        bar.addWidget(self.priorities)
        bar.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(self.table, 1)
        self.empty = QLabel(self.tr("No rule is let through by the filter."), self.table.viewport())
        self.empty.setObjectName("EmptyState")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        over = QVBoxLayout(self.table.viewport())
        over.addWidget(self.empty)
        self.setFocusProxy(self.table)
        self._current = ""
        self.words.textChanged.connect(self._filter)
        self.words.returnPressed.connect(self._to_list)
        self.system.currentIndexChanged.connect(self._filter)
        self.priorities.changed.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._on_row(now.row()))
        self.model.modelReset.connect(self._keep_place)
        theme.changed.connect(self.priorities.restyle)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        make_quiet(table, self.tr("Rules"))
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the end of an id tells it from others
        header = table.horizontalHeader()
        header.setMinimumSectionSize(24)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.SAYS, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(self.model.column, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        return table

    def put_systems(self, systems: list[tuple[str, str]]) -> None:
        """The systems to choose from, (id, name)."""
        wanted = self.system.currentData() or ""
        with QSignalBlocker(self.system):
            self.system.clear()
            self.system.addItem(self.tr("Every system"), "")
            for system, name in systems:
                self.system.addItem(name, system)
            self.system.setCurrentIndex(max(0, self.system.findData(wanted)))

    def show_rule(self, rule_id: str) -> bool:
        """Make a rule the current one, leaving the filter that hides it. False where there is no such rule."""
        if rule_id not in {row.rule.id for row in self.model.every}:
            return False
        if self.model.row_of(rule_id) < 0:
            self._clear_filter()
        row = self.model.row_of(rule_id)
        self.table.setCurrentIndex(self.model.index(row, Column.ID))
        self.table.scrollTo(self.model.index(row, Column.ID))
        return True

    def look_for(self) -> None:
        """Put the keyboard into the filter."""
        self.words.setFocus()
        self.words.selectAll()

    def _to_list(self) -> None:
        """From the filter to what it lets through."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.step(1)

    def step(self, by: int) -> None:
        """To the rule so many rows further."""
        row = min(max(0, self.table.currentIndex().row() + by), len(self.model.rows) - 1)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, Column.ID))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, least in _LEAVE_OUT:
            self.table.setColumnHidden(column, self.width() < least)
        self.table.setColumnWidth(Column.ID, 220 if self.width() > 520 else 180)

    def _clear_filter(self) -> None:
        with QSignalBlocker(self.words), QSignalBlocker(self.system):
            self.words.clear()
            self.system.setCurrentIndex(0)
        self.priorities.show_only(RuleFilter().priorities)
        self._filter()

    def _filter(self) -> None:
        wanted = RuleFilter(self.words.text(), str(self.system.currentData() or ""), self.priorities.shown)
        self.model.use_filter(wanted)

    def _keep_place(self) -> None:
        shown, every = len(self.model.rows), len(self.model.every)
        self.empty.setVisible(not shown)
        if not every:
            self.empty.setText(self.tr("There are no rules: the catalogue of this console has none."))
        if shown == every:
            self.count.setText(self.tr("%n rule(s)", "", every))
        else:
            self.count.setText(self.tr("{shown} of %n rule(s)", "", every).format(shown=shown))
        row = self.model.row_of(self._current)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, Column.ID))
            self.table.scrollTo(self.model.index(row, Column.ID))

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            rule_id = self.model.rows[row].rule.id
            if rule_id != self._current:
                self._current = rule_id
                self.chosen.emit(rule_id)
