"""The selected rows of the alarm list and the selection of the whole console, each following the other."""

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.columns import Column
from opscenter.console.alarms.delegate import AlarmDelegate
from opscenter.console.alarms.table import AlarmTable
from opscenter.console.alarms.view import AlarmView
from opscenter.console.selection import Selection

FEW = 50


class RowSelection(QObject):
    """`moving` is set while rows move by themselves: nobody has selected anything then.

    `rows_changed` when other rows are selected; `revealing` before an alarm is shown that a folded group hides.
    """

    rows_changed = Signal()
    revealing = Signal(str)

    def __init__(
        self, view: AlarmView, table: AlarmTable, alarms: AlarmList, delegate: AlarmDelegate, selection: Selection
    ) -> None:
        super().__init__(view)
        self._view = view
        self._table = table
        self._alarms = alarms
        self._delegate = delegate
        self._selection = selection
        self.moving = False
        selection.changed.connect(self._on_selection)
        view.selectionModel().selectionChanged.connect(self._on_rows)

    def sync(self) -> None:
        """Let the table take the list's rows; what is selected stays selected, wherever it is then.

        Qt follows a cell at a time, which takes seconds with thousands of rows: many are followed by their slots.
        """
        self.moving = True
        rows = self._view.selected_rows()
        if len(rows) <= FEW or np.array_equal(self._table.order, self._alarms.rows):
            self._table.sync()
        else:
            slots = self._table.order[rows]
            self._view.selectionModel().clearSelection()
            self._table.sync()
            self._view.select_rows(np.flatnonzero(np.isin(self._table.order, slots)))
        self.moving = False

    def _on_rows(self) -> None:
        self.rows_changed.emit()
        if self.moving:
            return
        chosen = self._view.chosen()
        if chosen:
            ids = list(dict.fromkeys(alarm.entity for alarm in chosen))
            self.moving = True
            self._selection.select(ids, "" if self._view.means_group() else chosen[0].occurrence)
            self.moving = False
            self._delegate.related = set(ids)
            self._view.viewport().update()

    def _on_selection(self) -> None:
        self._delegate.related = set(self._selection.ids)
        self._view.viewport().update()
        if self.moving:
            return
        occurrence = self._selection.occurrence
        if occurrence:
            self.revealing.emit(occurrence)
        rows = self._alarms.rows_of([occurrence]) if occurrence else []
        self.moving = True
        model = self._view.selectionModel()
        model.clearSelection()
        for row in rows:
            one = QItemSelection(self._table.index(row, 0), self._table.index(row, len(Column) - 1))
            model.select(one, QItemSelectionModel.SelectionFlag.Select)
        if rows:
            model.setCurrentIndex(self._table.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self._view.scrollTo(self._table.index(rows[0], 0))
        self.moving = False
