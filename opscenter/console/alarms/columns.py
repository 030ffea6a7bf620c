"""Columns of the alarm list and of the ledgers: their names, widths, and which give way where room is short."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.ordering import SortKey


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

WIDTHS = {
    Column.SYMBOL: 52,
    Column.TIME: 100,
    Column.AGE: 60,
    Column.STATE: 84,
    Column.PLACE: 180,
    Column.VALUE: 128,
    Column.RESPOND: 104,
    Column.OWNER: 120,
}
LEDGER_WIDTHS = {**WIDTHS, Column.VALUE: 200, Column.RESPOND: 110, Column.STATE: 96}

LEAVE_OUT = {
    Column.OWNER: 1180,
    Column.STATE: 1060,  # the symbol and the weight of the text tell it too
    Column.RESPOND: 860,
    Column.VALUE: 720,
    Column.TIME: 540,
    Column.PLACE: 460,
    Column.AGE: 300,
}
"""Columns that give way below a width of the view, px, so that the text keeps at least 200; the tooltip says all."""

LEDGER_LEAVE_OUT = {
    Column.AGE: 1280,
    Column.TIME: 1160,
    Column.PLACE: 960,
    Column.STATE: 780,
    Column.OWNER: 680,
    Column.VALUE: 600,
    Column.RESPOND: 380,
}


def title(column: Column, ledger: bool, zone: str) -> str:
    """What the header says; `zone` is that of the times."""
    translate = QCoreApplication.translate
    if ledger:
        told = {
            Column.STATE: translate("AlarmTable", "Beneath"),
            Column.VALUE: translate("AlarmTable", "Why"),
            Column.RESPOND: translate("AlarmTable", "Time left"),
            Column.OWNER: translate("AlarmTable", "By whom"),
        }.get(column)
        if told is not None:
            return told
    return {
        Column.SYMBOL: "",
        Column.TIME: translate("AlarmTable", "Since ({zone})").format(zone=zone),
        Column.AGE: translate("AlarmTable", "Age"),
        Column.STATE: translate("AlarmTable", "State"),
        Column.TEXT: translate("AlarmTable", "Alarm"),
        Column.PLACE: translate("AlarmTable", "Place"),
        Column.VALUE: translate("AlarmTable", "Value / limit"),
        Column.RESPOND: translate("AlarmTable", "Respond in"),
        Column.OWNER: translate("AlarmTable", "Acknowledged by"),
    }[column]
