"""The alarm list as a Qt table: an adapter with no data of its own but the order it last announced."""

from datetime import datetime
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from opscenter.console.alarms.alarm_list import AlarmList, SortKey
from opscenter.console.alarms.wording import (
    alarm_text,
    place_name,
    priority_name,
    short_state_name,
    state_name,
    text_beside_place,
    value_texts,
)
from opscenter.console.format import NOTHING, format_age, format_date_time, format_offset, format_time, time_zone
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.texts import in_language

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns of the list, left to right."""

    SYMBOL = 0
    TIME = 1
    AGE = 2
    STATE = 3
    TEXT = 4
    PLACE = 5
    VALUE = 6
    RESPOND = 7
    OWNER = 8


SORT_OF = {
    Column.SYMBOL: SortKey.PRIORITY,
    Column.TIME: SortKey.SINCE,
    Column.AGE: SortKey.SINCE,
    Column.STATE: SortKey.STATE,
    Column.TEXT: SortKey.TEXT,
    Column.PLACE: SortKey.PLACE,
    Column.VALUE: SortKey.VALUE,
    Column.RESPOND: SortKey.RESPOND,
    Column.OWNER: SortKey.OWNER,
}


class AlarmTable(QAbstractTableModel):
    """`sync` after every change of the list; selections follow their alarms to their new rows."""

    def __init__(self, alarms: AlarmList, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alarms = alarms
        self._session = session
        self._order: NDArray[np.int64] = alarms.order
        self.under_way: set[str] = set()
        self.place_shown = True  # then the text beside it does not name the place again

    @property
    def order(self) -> NDArray[np.int64]:
        """Slots of the list by row, as last announced."""
        return self._order

    def alarm(self, row: int) -> Alarm | None:
        """The alarm of a row."""
        return self._alarms.in_slot(int(self._order[row])) if 0 <= row < len(self._order) else None

    def is_gone(self, row: int) -> bool:
        """The row's alarm is back to normal; the row only keeps its place until the order is made anew."""
        alarm = self.alarm(row)
        return alarm is None or self._alarms.get(alarm.occurrence) is None

    def sync(self) -> None:
        """Announce the list's order: nothing but a repaint if it is the same, else rows put in, moved, taken out."""
        old, new = self._order, self._alarms.order
        if np.array_equal(old, new):
            self.repaint_rows()
            return
        added = new[~np.isin(new, old)]
        vanished = old[~np.isin(old, new)]
        if len(added):
            self.beginInsertRows(QModelIndex(), len(old), len(old) + len(added) - 1)
            self._order = np.concatenate((old, added))
            self.endInsertRows()
        wanted = np.concatenate((new, vanished))
        if not np.array_equal(self._order, wanted):
            self._move_to(wanted)
        if len(vanished):
            self.beginRemoveRows(QModelIndex(), len(new), len(wanted) - 1)
            self._order = new
            self.endRemoveRows()
        self._order = new
        self.repaint_rows()

    def _move_to(self, wanted: NDArray[np.int64]) -> None:
        self.layoutAboutToBeChanged.emit()
        row_of = np.empty(int(wanted.max()) + 1, np.int64)
        row_of[wanted] = np.arange(len(wanted))
        before = self.persistentIndexList()
        after = [self.index(int(row_of[self._order[index.row()]]), index.column()) for index in before]
        self._order = wanted
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def repaint_rows(self) -> None:
        """The texts of rows changed (facts, language, time)."""
        if len(self._order):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, len(Column) - 1))

    # -- Qt --------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        alarm = self.alarm(index.row())
        if alarm is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(alarm, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(alarm)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{priority_name(alarm.priority)} {self.text(alarm, Column(index.column()))}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in (Column.AGE, Column.VALUE, Column.RESPOND)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int((side | Qt.AlignmentFlag.AlignVCenter).value)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        titles = {
            Column.SYMBOL: "",
            Column.TIME: self.tr("Since ({zone})").format(zone=self._zone()),
            Column.AGE: self.tr("Age"),
            Column.STATE: self.tr("State"),
            Column.TEXT: self.tr("Alarm"),
            Column.PLACE: self.tr("Place"),
            Column.VALUE: self.tr("Value / limit"),
            Column.RESPOND: self.tr("Respond in"),
            Column.OWNER: self.tr("Acknowledged by"),
        }
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[Column(section)]
        title = titles[Column(section)] or self.tr("Priority")
        zone = self._session.zone if section == Column.TIME else ""
        return tip(self.tr("Sort by: {column}. Once more: the other way round.").format(column=title), zone)

    def title(self, column: Column) -> str:
        """A column's name for menus, also where the header shows none."""
        return str(self.headerData(column, Qt.Orientation.Horizontal) or self.tr("Priority"))

    def _zone(self) -> str:
        """The zone as short as a header: "HKT", else its offset."""
        at = datetime.fromtimestamp(max(0, self._session.now) / 1000, time_zone(self._session.zone))
        name = at.tzname() or ""
        return name if name.isalpha() else format_offset(max(1, self._session.now), self._session.zone)

    def text(self, alarm: Alarm, column: Column) -> str:
        """What a cell says."""
        if column is Column.SYMBOL:
            return alarm.priority.letter
        if column is Column.TIME:
            return self._since(alarm)
        if column is Column.AGE:
            return format_age(self._session.now - alarm.since)
        if column is Column.STATE:
            if alarm.occurrence in self.under_way:
                return self.tr("under way …")
            return short_state_name(self._state(alarm))
        if column is Column.TEXT:
            return (text_beside_place if self.place_shown else alarm_text)(self._session, alarm)
        if column is Column.PLACE:
            return place_name(self._session, alarm)
        if column is Column.VALUE:
            value, limit, unit = value_texts(self._session, alarm)
            return f"{value or NOTHING} / {limit} {unit}".rstrip() if limit else f"{value} {unit}".strip()
        if column is Column.RESPOND:
            return self._respond(alarm)
        return one_line(alarm.acked_by)

    def _state(self, alarm: Alarm) -> AlarmState:
        return AlarmState.NORM if self._alarms.get(alarm.occurrence) is None else alarm.state

    def _since(self, alarm: Alarm) -> str:
        if self._session.now - alarm.since < 20 * 3_600_000:
            return format_time(alarm.since, self._session.zone)
        return format_date_time(alarm.since, self._session.zone, seconds=False)[5:]

    def _respond(self, alarm: Alarm) -> str:
        if not alarm.respond_s or alarm.state is not AlarmState.UNACK:
            return ""
        left = alarm.since + alarm.respond_s * 1000 - self._session.now
        return format_age(left) if left > 0 else self.tr("overdue")

    def _tooltip(self, alarm: Alarm) -> str:
        session, language = self._session, self._session.language
        lines = [
            f"{alarm.priority.letter} ({priority_name(alarm.priority)}) · {alarm_text(session, alarm)}",
            place_name(session, alarm) + " · " + alarm.entity,
            f"{state_name(self._state(alarm))} · {self.text(alarm, Column.VALUE)}",
            format_date_time(alarm.since, session.zone) + " " + session.zone,
        ]
        for title, texts in (
            (self.tr("Cause"), alarm.cause),
            (self.tr("What to do"), alarm.action),
        ):
            told = in_language(texts, language)
            if told:
                lines.append(f"{title}: {told}")
        if alarm.acked_by:
            lines.append(
                self.tr("Acknowledged by {name}: {comment}").format(name=alarm.acked_by, comment=alarm.comment)
            )
        return tip(*lines)
