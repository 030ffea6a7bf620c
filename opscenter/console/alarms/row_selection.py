"""The selected rows of the alarm list and the selection of the whole console, each following the other."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.columns import Column
from opscenter.console.alarms.delegate import AlarmDelegate
from opscenter.console.alarms.table import AlarmTable
from opscenter.console.alarms.view import AlarmView
from opscenter.console.selection import Selection


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
