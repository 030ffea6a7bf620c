"""What all tables of whole rows look like and do: no grid, one row chosen at a time, nothing edited in place."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from opscenter.console.theme.tokens import ROW_PX


def make_quiet(table: QTableView, name: str) -> None:
    """Set a table up so. `name`: what it is, for those who do not see it."""
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ROW_PX)
    table.horizontalHeader().setHighlightSections(False)
