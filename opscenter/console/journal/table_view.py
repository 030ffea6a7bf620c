"""The table of the journal on the screen: its columns, and which go first where there is no room.

Letters are keys of the page, no search through a hundred thousand rows.
"""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from opscenter.console.journal.table import Column, JournalTable
from opscenter.console.quiet_table import make_quiet

_WIDTHS = {
    Column.TIME: 168, Column.EVENT: 130, Column.PRIORITY: 72, Column.PLACE: 170, Column.TEXT: 320, Column.VALUE: 96,
    Column.LIMIT: 88, Column.STATE: 124, Column.BY: 110, Column.DESK: 100, Column.COMMENT: 200,
}  # fmt: skip
_LEAVE_OUT = (
    (Column.DESK, 1480),
    (Column.STATE, 1380),
    (Column.LIMIT, 1250),
    (Column.VALUE, 1160),
    (Column.PRIORITY, 1060),
    (Column.COMMENT, 980),
    (Column.PLACE, 780),  # the text names it, too
)
"""Columns that go first where there is no room; what somebody did and who stays longest."""


class EventTableView(QTableView):
    """Leaves letters and signs to the page that it is in."""

    def __init__(self, model: JournalTable) -> None:
        super().__init__()
        translate = QCoreApplication.translate
        self.setModel(model)
        make_quiet(self, translate("JournalPanel", "Journal of alarms"))
        self.setToolTip("")
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(Column.TIME, Qt.SortOrder.DescendingOrder)
        header.setToolTip(translate("JournalPanel", "Click to sort; S sorts by the next column"))
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)

    def leave_out(self, width: int) -> None:
        """Hide the columns that a page so many px wide has no room for."""
        for column, least in _LEAVE_OUT:
            self.setColumnHidden(column, width < least)

    def sort_by_next(self) -> None:
        """Each column upwards, then downwards, then the next one."""
        header = self.horizontalHeader()
        column, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        if order is Qt.SortOrder.AscendingOrder:
            header.setSortIndicator(column, Qt.SortOrder.DescendingOrder)
            return
        shown = [one for one in Column if not self.isColumnHidden(one)]
        following = shown[(shown.index(Column(column)) + 1) % len(shown)] if column in shown else shown[0]
        header.setSortIndicator(following, Qt.SortOrder.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip() and event.key() != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: see above."""
