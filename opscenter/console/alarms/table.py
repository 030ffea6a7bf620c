"""The alarm list as a Qt table: an adapter with no data of its own but the rows it last announced."""

from datetime import datetime

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from opscenter.console.alarms import cells
from opscenter.console.alarms.alarm_columns import Ints
from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.aside import deciding
from opscenter.console.alarms.columns import SORT_OF, Column, title
from opscenter.console.alarms.filtering import Ledger
from opscenter.console.alarms.first_out import BURST_MS
from opscenter.console.alarms.group_names import GroupNames
from opscenter.console.alarms.grouping import Grouping, GroupRow
from opscenter.console.alarms.wording import (
    alarm_text,
    place_name,
    priority_name,
    short_state_name,
    state_name,
    text_beside_place,
    value_texts,
)
from opscenter.console.format import NOTHING, format_age, format_date_time, format_offset, time_zone
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.console.situations.wording import situation_told
from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.texts import in_language

__all__ = ["SORT_OF", "AlarmTable", "Column"]

Index = QModelIndex | QPersistentModelIndex
COLUMNS = len(Column)
RIGHT = (Column.AGE, Column.VALUE, Column.RESPOND)


class AlarmTable(QAbstractTableModel):
    """`sync` after every change of the list; selections follow their alarms to their new rows."""

    def __init__(self, alarms: AlarmList, session: Session, names: GroupNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._alarms = alarms
        self._session = session
        self._names = names
        self._order: Ints = alarms.rows
        self.under_way: set[str] = set()
        self.place_shown = True  # then the text beside it does not name the place again

    @property
    def order(self) -> Ints:
        """Rows of the list as last announced: slots of alarms, and rows of groups below zero."""
        return self._order

    @property
    def ledger(self) -> bool:
        """A ledger is shown and not the list."""
        return self._alarms.filter.ledger is not Ledger.LIST

    def alarm(self, row: int) -> Alarm | None:
        """The alarm of a row; None for the row of a group."""
        return self._alarms.in_slot(int(self._order[row])) if 0 <= row < len(self._order) else None

    def group(self, row: int) -> GroupRow | None:
        """The group of a row; None for the row of an alarm."""
        return self._alarms.group(int(self._order[row])) if 0 <= row < len(self._order) else None

    def members(self, row: int) -> list[Alarm]:
        """The alarms of the group of a row."""
        return self._alarms.members(int(self._order[row]))

    def alarms_of(self, rows: list[int]) -> list[Alarm]:
        """The alarms of rows in their order, each once: a group stands for all in it, what is gone for nothing."""
        codes = self._order[rows]
        if len(codes) and codes.min() < 0:
            found: dict[str, Alarm] = {}
            for row, code in zip(rows, codes.tolist(), strict=True):
                alarms = self.members(row) if code < 0 else self._alarms.present(codes[codes == code])
                found |= {alarm.occurrence: alarm for alarm in alarms}
            return list(found.values())
        return self._alarms.present(codes)

    def is_gone(self, row: int) -> bool:
        """The row's alarm is back to normal or in another list; it keeps its place until the order is made anew."""
        return not 0 <= row < len(self._order) or self._alarms.is_out(int(self._order[row]))

    def sync(self) -> None:
        """Announce the list's rows: nothing but a repaint if they are the same, else put in, moved, taken out."""
        old, new = self._order, self._alarms.rows
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

    def _move_to(self, wanted: Ints) -> None:
        self.layoutAboutToBeChanged.emit()
        least = int(wanted.min())
        row_of = np.empty(int(wanted.max()) - least + 1, np.int64)
        row_of[wanted - least] = np.arange(len(wanted))
        before = self.persistentIndexList()
        after = [self.index(int(row_of[self._order[index.row()] - least]), index.column()) for index in before]
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
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        alarm = self.alarm(index.row())
        if alarm is None:
            return self._group_data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(alarm, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(alarm)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cells.spoken(alarm, self.text(alarm, Column(index.column())))
        return None

    def _group_data(self, index: Index, role: int) -> str | None:
        group = self.group(index.row())
        if group is None:
            return None
        told = f"{self.group_title(group)} · {self.group_told(group)}"
        if role == Qt.ItemDataRole.DisplayRole:
            return told if index.column() == Column.TEXT else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told
        if role == Qt.ItemDataRole.ToolTipRole:
            hint = self.tr("→ unfolds") if group.folded else self.tr("← folds")
            return tip(told, self.tr("worst: {priority}").format(priority=priority_name(group.worst)), hint)
        return None

    def group_title(self, group: GroupRow) -> str:
        """What a group is called."""
        return self._names.title(self._alarms.groups.by, group.key)

    def group_told(self, group: GroupRow) -> str:
        """How many are in a group."""
        if self._alarms.groups.by is Grouping.SITUATION and group.key and not self.ledger:
            return situation_told(self._session, group)
        told = self.tr("%n alarm(s)", "", group.count)
        if group.unacknowledged and not self.ledger:
            told += " · " + self.tr("%n unacknowledged", "", group.unacknowledged)
        return told

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.is_right(column) else Qt.AlignmentFlag.AlignLeft
            return int((side | Qt.AlignmentFlag.AlignVCenter).value)
        if role == Qt.ItemDataRole.DisplayRole:
            return title(column, self.ledger, self._zone())
        if role == Qt.ItemDataRole.ToolTipRole:
            zone = self._session.zone if section == Column.TIME else ""
            told = self.tr("Sort by: {column}. Once more: the other way round.").format(column=self.title(column))
            return tip(told, zone)
        return None

    def is_right(self, column: Column) -> bool:
        """Numbers stand at the right edge; in a ledger a reason stands where the value was."""
        return column in RIGHT and not (self.ledger and column is Column.VALUE)

    def title(self, column: Column) -> str:
        """A column's name for menus, also where the header shows none."""
        return title(column, self.ledger, self._zone()) or self.tr("Priority")

    def _zone(self) -> str:
        """The zone as short as a header: "HKT", else its offset."""
        at = datetime.fromtimestamp(max(0, self._session.now) / 1000, time_zone(self._session.zone))
        name = at.tzname() or ""
        return name if name.isalpha() else format_offset(max(1, self._session.now), self._session.zone)

    def text(self, alarm: Alarm, column: Column) -> str:
        """What a cell says."""
        session = self._session
        if column is Column.SYMBOL:
            return alarm.priority.letter
        if column is Column.STATE and alarm.occurrence in self.under_way:
            return self.tr("under way …")
        if column is Column.TEXT:
            return (text_beside_place if self.place_shown else alarm_text)(session, alarm)
        if column is Column.PLACE:
            return place_name(session, alarm)
        return self._ledger_text(alarm, column) if self.ledger else self._list_text(alarm, column)

    def _list_text(self, alarm: Alarm, column: Column) -> str:
        session = self._session
        if column is Column.TIME:
            return cells.clock(session, alarm.since)
        if column is Column.AGE:
            return format_age(session.now - alarm.since)
        if column is Column.STATE:
            return short_state_name(self._state(alarm))
        if column is Column.VALUE:
            return self._value(alarm)
        if column is Column.RESPOND:
            return cells.respond_text(session, alarm)
        return one_line(alarm.acked_by)

    def _ledger_text(self, alarm: Alarm, column: Column) -> str:
        session, why = self._session, deciding(alarm)
        at = why.at if why is not None else alarm.changed
        if column is Column.TIME:
            return cells.clock(session, at)
        if column is Column.AGE:
            return format_age(session.now - at)
        if column is Column.STATE:
            return cells.beneath_text(alarm)
        if column is Column.VALUE:
            return cells.reason_text(session, alarm)
        if column is Column.RESPOND:
            return cells.left_text(session, alarm)
        return cells.who_text(alarm)

    def _value(self, alarm: Alarm) -> str:
        value, limit, unit = value_texts(self._session, alarm)
        return f"{value or NOTHING} / {limit} {unit}".rstrip() if limit else f"{value} {unit}".strip()

    def is_overdue(self, alarm: Alarm) -> bool:
        """The time to respond is over and nobody has."""
        left = cells.respond_left(self._session, alarm)
        return left is not None and left <= 0

    def is_first(self, alarm: Alarm) -> bool:
        """It was the first of several that came together."""
        return self._alarms.followers(alarm.occurrence)[0] > 0

    def _state(self, alarm: Alarm) -> AlarmState:
        return AlarmState.NORM if self._alarms.get(alarm.occurrence) is None else alarm.state

    def _tooltip(self, alarm: Alarm) -> str:
        session, language = self._session, self._session.language
        lines = [
            f"{alarm.priority.letter} ({priority_name(alarm.priority)}) · {alarm_text(session, alarm)}",
            place_name(session, alarm) + " · " + alarm.entity,
            f"{state_name(self._state(alarm))} · {self._value(alarm)}",
            format_date_time(alarm.since, session.zone) + " " + session.zone,
        ]
        followers, situation = self._alarms.followers(alarm.occurrence)
        if followers:
            lines.append(self._first_told(followers, situation))
        lines += [cells.aside_line(session, alarm, one) for one in alarm.asides]
        for heading, texts in (
            (self.tr("Cause"), alarm.cause),
            (self.tr("What to do"), alarm.action),
        ):
            told = in_language(texts, language)
            if told:
                lines.append(f"{heading}: {told}")
        if alarm.acked_by:
            lines.append(
                self.tr("Acknowledged by {name}: {comment}").format(name=alarm.acked_by, comment=alarm.comment)
            )
        return tip(*lines)

    def _first_told(self, followers: int, situation: bool) -> str:
        seconds = BURST_MS // 1000
        if situation:
            told = self.tr("1: came first in its situation; %n more followed within {s} s of each other", "", followers)
        else:
            told = self.tr("1: came first at this place; %n more followed within {s} s of each other", "", followers)
        return told.format(s=seconds)
