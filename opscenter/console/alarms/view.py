"""The alarm table on the screen: columns that fit the width, keys, and the hold while somebody points or scrolls."""

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from opscenter.console.alarms.alarm_columns import Ints
from opscenter.console.alarms.cells import overdue
from opscenter.console.alarms.columns import LEAVE_OUT, LEDGER_LEAVE_OUT, LEDGER_WIDTHS, WIDTHS, Column
from opscenter.console.alarms.delegate import AlarmDelegate
from opscenter.console.alarms.group_painting import FOLD_PX, paint_group
from opscenter.console.alarms.keys import key_intent
from opscenter.console.alarms.table import AlarmTable
from opscenter.console.format import format_age
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX, ROW_PX
from opscenter.domain.alarm import Alarm

HOLD_MS = 12_000
"""How long a pointer that no longer moves holds the order: a forgotten pointer must not hide what is urgent."""

_MOVES = {
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
}
_KEEP_ADVANCED = {Qt.Key.Key_Down, Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
"""Keys after which a Down is still the one that follows an acknowledgement; the window's shortcuts begin with them."""

_LONGEST_AGES = (58_000, 58 * 60_000, (47 * 60 + 58) * 60_000, 888 * 86_400_000)


class AlarmView(QTableView):
    """Intents as signals; the panel carries them out."""

    wanted = Signal(str)  # the name of an intent (see `keys`)
    fold = Signal(int, bool, bool)  # a group's row, folded or not, all groups
    home = Signal()
    held = Signal(bool)
    sort_by = Signal(int)  # a column
    menu_wanted = Signal(QPoint)  # global

    def __init__(self, table: AlarmTable, delegate: AlarmDelegate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._delegate = delegate
        self._theme = theme
        self.empty_text = ""
        self.setModel(table)
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_PX)
        rows.setDefaultSectionSize(ROW_PX)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        # With the selection of the list a header asks of every cell whether it is selected, half a second for 10,000.
        columns.setSelectionModel(QItemSelectionModel(table, columns))
        columns.setSectionsClickable(True)
        columns.setMinimumSectionSize(32)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            columns.resizeSection(column, width)
        # An age is a number: it is never cut, whatever font and language are there.
        metrics = QFontMetrics(font("normal"))
        widest = max(metrics.horizontalAdvance(format_age(age)) for age in _LONGEST_AGES)
        columns.resizeSection(Column.AGE, max(WIDTHS[Column.AGE], widest + 4 * GRID_PX + 2))
        late = max(metrics.horizontalAdvance(overdue(age)) for age in _LONGEST_AGES)
        self._respond_px = max(WIDTHS[Column.RESPOND], late + 4 * GRID_PX + 2)
        columns.sectionClicked.connect(self.sort_by.emit)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(HOLD_MS)
        self._rest.timeout.connect(self.let_go)
        self._holds = False
        self._advanced = QPersistentModelIndex()
        self._vacant = 0
        self.verticalScrollBar().sliderPressed.connect(self.hold)
        self.verticalScrollBar().sliderReleased.connect(self._rest.start)

    # -- hold ------------------------------------------------------------------------------------------------

    def hold(self) -> None:
        """Somebody points at a row or scrolls: rows keep their places for now."""
        self._rest.start()
        if not self._holds:
            self._holds = True
            self.held.emit(True)

    def let_go(self) -> None:
        """Rows may move again."""
        self._rest.stop()
        if self._holds:
            self._holds = False
            self.held.emit(False)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        self.hold()
        super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hold()
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
            self.let_go()
        return super().viewportEvent(event)

    # -- keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in _MOVES:
            self._hover(-1)  # whoever moves by keys does not point: the list may follow the keys
        if key not in _KEEP_ADVANCED:
            self._advanced = QPersistentModelIndex()
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        intent = key_intent(key, modifiers)
        if intent:
            self.wanted.emit(intent)
        elif plain and key == Qt.Key.Key_Home:
            self.home.emit()
            self.go_to(0)
        elif plain and key == Qt.Key.Key_End:
            self.go_to(self._table.rowCount() - 1)
        elif self._is_done(key, modifiers, plain):
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are keys of the list, and looking for one in ten thousand rows would hold the window."""

    def _is_done(self, key: int, modifiers: Qt.KeyboardModifier, plain: bool) -> bool:
        """An arrow that the list itself has answered."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return self._folds(key == Qt.Key.Key_Left, modifiers)
        return plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._stays(key == Qt.Key.Key_Down)

    def _folds(self, fold: bool, modifiers: Qt.KeyboardModifier) -> bool:
        """Left folds the group or goes from an alarm to its group, Right unfolds it or goes to its first alarm."""
        row = self.currentIndex().row()
        if bool(modifiers & Qt.KeyboardModifier.ShiftModifier):
            self.fold.emit(row, fold, True)
            return True
        group = self._table.group(row)
        if group is not None:
            if fold is not group.folded:
                self.fold.emit(row, fold, False)
            elif not fold:
                self.go_to(row + 1)
            return True
        above = next((one for one in range(row, -1, -1) if self._table.group(one) is not None), -1)
        if fold and above >= 0:
            self.go_to(above)
        return above >= 0

    def _stays(self, down: bool) -> bool:
        """An arrow that does not move: the first one only selects, and after an acknowledgement Down is done already.

        So one Down for each acknowledgement works through the list, however soon the station confirms.
        """
        current = self.currentIndex()
        if not self.selectionModel().hasSelection():
            self.go_to(current.row() if current.isValid() else min(self._vacant, self._table.rowCount() - 1))
            return True
        stays = down and self._advanced.isValid() and self._advanced.row() == current.row()
        self._advanced = QPersistentModelIndex()
        return stays

    def go_to(self, row: int) -> None:
        """Make a row the current and only selected one; none of a row that is not there."""
        index = self._table.index(row, Column.TEXT)
        if index.isValid():
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, how)

    def advance_to(self, row: int) -> None:
        """Go to the row that follows an acknowledged one that left its place."""
        self.go_to(row)
        self._advanced = QPersistentModelIndex(self._table.index(row, Column.TEXT))

    def vacate(self, row: int) -> None:
        """The current alarm left by itself: no row is current until the next key, which begins at this place."""
        self._vacant = row
        self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._advanced = QPersistentModelIndex()
        row = self.rowAt(round(event.position().y()))
        group = self._table.group(row)
        if group is not None and event.position().x() < FOLD_PX and event.button() == Qt.MouseButton.LeftButton:
            self.fold.emit(row, not group.folded, False)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        row = self.rowAt(round(event.position().y()))
        group = self._table.group(row)
        if group is not None:
            if event.position().x() >= FOLD_PX:
                self.fold.emit(row, not group.folded, False)
        elif row >= 0:
            self.wanted.emit("map")

    # -- reading ---------------------------------------------------------------------------------------------

    def selected_rows(self) -> Ints:
        """Selected rows, ascending."""
        chosen = self.selectionModel().selection()
        spans = [np.arange(chosen.at(at).top(), chosen.at(at).bottom() + 1) for at in range(chosen.size())]
        return np.unique(np.concatenate(spans)) if spans else np.empty(0, np.int64)

    def select_rows(self, rows: Ints) -> None:
        """Select these rows (ascending) and no others, in as few spans as there are."""
        model, last = self.selectionModel(), self._table.columnCount() - 1
        chosen = QItemSelection()
        for span in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
            if len(span):
                first, end = self._table.index(int(span[0]), 0), self._table.index(int(span[-1]), last)
                chosen.append(QItemSelectionRange(first, end))
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _chosen_rows(self) -> list[int]:
        """Selected rows, top to bottom; the current row first."""
        rows: list[int] = self.selected_rows().tolist()
        current = self.currentIndex().row()
        if current in rows:
            rows.remove(current)
            rows.insert(0, current)
        return rows

    def chosen(self) -> list[Alarm]:
        """Selected alarms, top to bottom; the current row first. A group stands for all alarms in it."""
        return self._alarms_of(self._chosen_rows())

    def meant(self) -> list[Alarm]:
        """What a key or button is for: the selected alarms, with nothing selected the current one."""
        if self.selectionModel().hasSelection():
            return self.chosen()
        return self._alarms_of([self.currentIndex().row()])

    def means_group(self) -> bool:
        """A key or button would be for a whole group."""
        if self.selectionModel().hasSelection():
            return bool((self._table.order[self.selected_rows()] < 0).any())
        return self._table.group(self.currentIndex().row()) is not None

    def _alarms_of(self, rows: list[int]) -> list[Alarm]:
        return self._table.alarms_of([row for row in rows if row >= 0])

    def flash(self, on: bool) -> None:
        """Show or hide the borders; only the column of symbols is painted again."""
        self._delegate.flash_on = on
        self.viewport().update(0, 0, self.columnWidth(Column.SYMBOL), self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit_columns()
        super().resizeEvent(event)

    def fit_columns(self) -> None:
        """Give the columns their room, of the list or of a ledger; what has none is in the tooltip."""
        width, ledger = self.viewport().width(), self._table.ledger
        for column, least in (LEDGER_LEAVE_OUT if ledger else LEAVE_OUT).items():
            self.setColumnHidden(column, width < least)
        for column in (Column.STATE, Column.VALUE, Column.RESPOND):
            self.setColumnWidth(column, (LEDGER_WIDTHS if ledger else WIDTHS)[column])
        if not ledger:
            self.setColumnWidth(Column.RESPOND, self._respond_px)
        self.setColumnWidth(Column.PLACE, min(280, max(120, round(width * (0.2 if width >= 700 else 0.27)))))
        self._table.place_shown = not self.isColumnHidden(Column.PLACE)
        self.setColumnWidth(Column.SYMBOL, 52 if width >= 400 else 46)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not self._delegate.hovered_row >= 0:  # never under the pointer
            super().scrollTo(index, hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.current_row = self.currentIndex().row() if self.hasFocus() else -1
        super().paintEvent(event)
        self._paint_groups(event)
        if self._table.rowCount() == 0 and self.empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.tokens.muted))
            painter.setFont(font("normal"))
            place = self.viewport().rect().adjusted(16, 12, -16, -12)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, int(flags), self.empty_text)

    def _paint_groups(self, event: QPaintEvent) -> None:
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        if first < 0:
            return
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        for row in range(first, (last if last >= 0 else self._table.rowCount() - 1) + 1):
            group = self._table.group(row)
            if group is not None:
                place = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
                title, told = self._table.group_title(group), self._table.group_told(group)
                paint_group(painter, place, group, title, told, self._delegate.fonts, self._theme.tokens)
