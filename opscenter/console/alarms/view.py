"""The alarm table on the screen: columns that fit the width, keys, and the hold while somebody points or scrolls."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from opscenter.console.alarms.delegate import AlarmDelegate
from opscenter.console.alarms.table import AlarmTable, Column
from opscenter.console.format import format_age
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX, ROW_PX
from opscenter.domain.alarm import Alarm

HOLD_MS = 12_000
"""How long a pointer that no longer moves holds the order: a forgotten pointer must not hide what is urgent."""

_WIDTHS = {
    Column.SYMBOL: 52,
    Column.TIME: 100,
    Column.AGE: 60,
    Column.STATE: 84,
    Column.PLACE: 180,
    Column.VALUE: 128,
    Column.RESPOND: 86,
    Column.OWNER: 120,
}
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
_LEAVE_OUT = (
    (Column.OWNER, 1180),
    (Column.STATE, 1060),  # the symbol and the weight of the text tell it too
    (Column.RESPOND, 860),
    (Column.VALUE, 700),
    (Column.TIME, 540),
    (Column.PLACE, 460),
    (Column.AGE, 300),
)
"""Columns that give way below a width of the view, px, so that the text keeps at least 200; the tooltip says all."""


class AlarmView(QTableView):
    """Intents as signals; the panel carries them out."""

    acknowledge = Signal(bool)  # with a comment
    reset_chosen = Signal()
    show_on_map = Signal()
    plot = Signal()
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
        columns.setSectionsClickable(True)
        columns.setMinimumSectionSize(32)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            columns.resizeSection(column, width)
        # An age is a number: it is never cut, whatever font and language are there.
        metrics = QFontMetrics(font("normal"))
        widest = max(metrics.horizontalAdvance(format_age(age)) for age in _LONGEST_AGES)
        columns.resizeSection(Column.AGE, max(_WIDTHS[Column.AGE], widest + 4 * GRID_PX + 2))
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
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_comment = (enter and bool(modifiers & Qt.KeyboardModifier.ControlModifier)) or (
            key == Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ShiftModifier
        )
        if key in _MOVES:
            self._hover(-1)  # whoever moves by keys does not point: the list may follow the keys
        if key not in _KEEP_ADVANCED:
            self._advanced = QPersistentModelIndex()
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if with_comment:
            self.acknowledge.emit(True)
        elif plain and (enter or key in (Qt.Key.Key_Space, Qt.Key.Key_A)):
            self.acknowledge.emit(False)
        elif plain and key == Qt.Key.Key_R:
            self.reset_chosen.emit()
        elif plain and key == Qt.Key.Key_M:
            self.show_on_map.emit()
        elif plain and key == Qt.Key.Key_P:
            self.plot.emit()
        elif plain and key == Qt.Key.Key_Home:
            self.home.emit()
            self.go_to(0)
        elif plain and key == Qt.Key.Key_End:
            self.go_to(self._table.rowCount() - 1)
        elif plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._stays(key == Qt.Key.Key_Down):
            event.accept()
        else:
            super().keyPressEvent(event)

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
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.rowAt(round(event.position().y())) >= 0:
            self.show_on_map.emit()

    # -- reading ---------------------------------------------------------------------------------------------

    def chosen(self) -> list[Alarm]:
        """Selected alarms, top to bottom; the current row first."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        current = self.currentIndex().row()
        if current in rows:
            rows.remove(current)
            rows.insert(0, current)
        return [alarm for row in rows if (alarm := self._table.alarm(row)) is not None and not self._table.is_gone(row)]

    def meant(self) -> list[Alarm]:
        """What a key or button is for: the selected alarms, with nothing selected the current one."""
        if self.selectionModel().hasSelection():
            return self.chosen()
        row = self.currentIndex().row()
        alarm = self._table.alarm(row)
        return [alarm] if alarm is not None and not self._table.is_gone(row) else []

    def flash(self, on: bool) -> None:
        """Show or hide the borders; only the column of symbols is painted again."""
        self._delegate.flash_on = on
        self.viewport().update(0, 0, self.columnWidth(Column.SYMBOL), self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.viewport().width()
        for column, least in _LEAVE_OUT:
            self.setColumnHidden(column, width < least)
        self.setColumnWidth(Column.PLACE, min(280, max(120, round(width * (0.2 if width >= 700 else 0.27)))))
        self._table.place_shown = not self.isColumnHidden(Column.PLACE)
        self.setColumnWidth(Column.SYMBOL, 52 if width >= 400 else 46)
        super().resizeEvent(event)

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
        if self._table.rowCount() == 0 and self.empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.tokens.muted))
            painter.setFont(font("normal"))
            place = self.viewport().rect().adjusted(16, 12, -16, -12)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, int(flags), self.empty_text)
