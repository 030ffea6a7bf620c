"""Everything that can be done with sheets of plots, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from opscenter.console.plots.workspace import Workspace


class SheetMenu(QMenu):
    """Made when it is wanted, gone when it is closed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        panel = workspace.panel
        many, rows = len(workspace.sheets) > 1, bool(workspace.rows)
        self._add(self.tr("Add a series made of others…"), "E", workspace.ask_derived)
        statistics = self._add(self.tr("Statistics of what is shown"), "S", panel.figures.toggle, rows)
        statistics.setCheckable(True)
        statistics.setChecked(not panel.statistics.isHidden())
        self._add(self.tr("This plot…"), "P", workspace.show_plot_menu, rows)
        self.addSeparator()
        self._add(self.tr("New sheet"), "Ctrl+N", workspace.new)
        self._add(self.tr("Rename this sheet…"), "F2", workspace.ask_name)
        self._add(self.tr("Duplicate this sheet"), "Shift+D", workspace.duplicate)
        self._add(self.tr("Delete this sheet"), "Shift+Del", workspace.delete)
        self._add(self.tr("Move it left"), "Ctrl+Shift+PgUp", lambda: workspace.shift(-1), many)
        self._add(self.tr("Move it right"), "Ctrl+Shift+PgDown", lambda: workspace.shift(1), many)
        self.addSeparator()
        self._add(self.tr("Open a sheet from a file…"), "Ctrl+O", workspace.files.ask_open)
        self._add(self.tr("Save this sheet as a file…"), "Ctrl+S", workspace.ask_save)
        self.addSeparator()
        name = workspace.name_of(workspace.place)
        self._add(self.tr("Copy a picture of the plots"), "Ctrl+C", lambda: workspace.out.copy(panel, name), rows)
        self._add(self.tr("Copy the figures"), "Ctrl+Shift+C", lambda: workspace.out.copy_figures(panel), rows)
        self._add(self.tr("Save a picture…"), "Shift+C", workspace.ask_picture, rows)
        self._add(self.tr("Save as PDF, CSV or Parquet…"), "Ctrl+E", workspace.ask_export, rows)
        self.addSeparator()
        self._add(self.tr("Undo the last change"), "Ctrl+Z", workspace.undo, bool(workspace.undoing))
        self._add(self.tr("Remove all plots"), "", workspace.panel.clear, rows)
        self._add(self.tr("Reset: one empty sheet"), "", workspace.reset)

    def _add(self, text: str, key: str, act: Callable[[], object], enabled: bool = True) -> QAction:
        action = QAction(f"{text}\t{key}" if key else text, self)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def pop_up(self, at: QPoint) -> None:
        """Show it, with its first entry chosen: the keyboard goes on from there."""
        self.aboutToHide.connect(self.deleteLater)
        self.popup(at)
        self.setActiveAction(self.actions()[0])
