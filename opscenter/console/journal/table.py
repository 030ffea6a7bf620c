"""The journal as Qt's table: rows of `EventColumns` in an order, texts made only of what is painted."""

from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from opscenter.console.alarms.wording import priority_name, state_name
from opscenter.console.event_names import event_name
from opscenter.console.format import format_date_time, format_value, state_text
from opscenter.console.journal.event_columns import EventColumns, EventFilter, Ints
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alarm_figures import TIMES
from opscenter.domain.catalogue import Attribute

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What is told of an event, left to right."""

    TIME = 0
    EVENT = 1
    PRIORITY = 2
    PLACE = 3
    TEXT = 4
    VALUE = 5
    LIMIT = 6
    STATE = 7
    BY = 8
    DESK = 9
    COMMENT = 10


SORTED_BY = {
    Column.TIME: "id", Column.EVENT: "event", Column.PRIORITY: "priority", Column.PLACE: "entity",
    Column.TEXT: "text", Column.VALUE: "value", Column.LIMIT: "limit", Column.STATE: "state", Column.BY: "by",
    Column.DESK: "desk", Column.COMMENT: "comment",
}  # fmt: skip
_NUMBERS = (Column.VALUE, Column.LIMIT)


class JournalTable(QAbstractTableModel):
    """Shows what a filter leaves, sorted by one column. Times are event times in the city's zone."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._bold = font("normal", bold=True)
        kinds = session.catalogue.kinds.values()
        self._attributes = {rule.id: kind.attributes.get(rule.attribute) for kind in kinds for rule in kind.rules}
        self.events = EventColumns()
        self.order: Ints = np.empty(0, np.int64)
        self.filter = EventFilter()
        self.sorted_by = Column.TIME
        self.descending = True

    def show(self, events: EventColumns | None = None, wanted: EventFilter | None = None) -> None:
        """Show these events, or those there as they are now, through a filter."""
        self.beginResetModel()
        self.events = self.events if events is None else events
        self.filter = self.filter if wanted is None else wanted
        self.order = self.events.order(self.filter, SORTED_BY[self.sorted_by], self.descending)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; Qt calls it when a heading is clicked."""
        if 0 <= column < len(Column):
            self.sorted_by, self.descending = Column(column), order is Qt.SortOrder.DescendingOrder
            self.show()

    def row_of_id(self, number: int) -> int:
        """Where an event stands now, -1 when it is not shown."""
        found = np.flatnonzero(self.events["id"][self.order] == number)
        return int(found[0]) if len(found) else -1

    def id_at(self, row: int) -> int:
        """The number of the event in a row, 0 for none."""
        return int(self.events["id"][self.order[row]]) if 0 <= row < len(self.order) else 0

    def field(self, row: int, name: str) -> str:
        """A text of the event in a row."""
        return self.events.text(name, int(self.order[row])) if 0 <= row < len(self.order) else ""

    def cell(self, row: int, column: int) -> str:
        """What a cell reads."""
        events, at = self.events, int(self.order[row])
        match Column(column):
            case Column.TIME:
                return format_date_time(int(events["at"][at]), self._session.zone)
            case Column.EVENT:
                return event_name(events.text("event", at))
            case Column.PRIORITY:
                number = int(events["priority"][at])
                alarm = bool(events.text("state", at))
                return priority_name(Priority(number)) if alarm and number in (1, 2, 3, 4) else ""
            case Column.PLACE:
                return self._place(events.text("entity", at))
            case Column.TEXT:
                return one_line(events.text("text", at) or events.text("rule", at))
            case Column.VALUE:
                text = events.text("value_text", at)
                return (
                    one_line(state_text(text, self._attribute(at), self._session.language), 60)
                    if text
                    else self._number(float(events["value"][at]), at)
                )
            case Column.LIMIT:
                return self._number(float(events["limit"][at]), at)
            case Column.STATE:
                state = events.text("state", at)
                return state_name(AlarmState(state)) if state in _STATES else one_line(state, 40)
            case Column.BY:
                return one_line(events.text("by", at), 80)
            case Column.DESK:
                return one_line(events.text("desk", at), 80)
        return one_line(events.text("comment", at))

    def _number(self, value: float, at: int) -> str:
        if value != value:
            return ""
        unit = one_line(self.events.text("unit", at), 16)
        attribute = self._attribute(at) if unit != TIMES else None  # a count, whatever is counted
        number, own_unit = format_value(value, attribute)
        return f"{number} {unit or own_unit}".rstrip()

    def _attribute(self, at: int) -> Attribute | None:
        """What an event's value is a value of, as the catalogue describes it."""
        return self._attributes.get(self.events.text("rule", at))

    def _place(self, entity: str) -> str:
        row = self._session.mirror.row_of.get(entity, -1)
        return one_line(self._session.name(row) if row >= 0 else entity.rsplit(":", 1)[-1])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.cell(index.row(), index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and self.field(index.row(), "event") == "raised":
            return self._bold if index.column() == Column.EVENT else None
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = index.column() in (Column.DESK, Column.STATE)
            return QColor(self._theme.tokens.muted if quiet else self._theme.tokens.text)
        return None

    def headings(self) -> tuple[str, ...]:
        """The titles of the columns, in the console's language."""
        return (
            self.tr("Time"), self.tr("Event"), self.tr("Priority"), self.tr("Place"), self.tr("Alarm"),
            self.tr("Value"), self.tr("Limit"), self.tr("State"), self.tr("By"), self.tr("Desk"), self.tr("Comment"),
        )  # fmt: skip

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.headings()[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None


_STATES = frozenset(state.value for state in AlarmState)
