"""Checks that every alarm is somewhere: shown, hidden by a filter or laid aside. Counted apart from the list itself."""

import logging
from collections.abc import Mapping

import numpy as np

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.table import AlarmTable
from opscenter.domain.alarm import Alarm

_log = logging.getLogger("opscenter.console.alarms")


class SumCheck:
    """`comes_out` once a beat; a mismatch is logged when it begins, not with every beat that it lasts."""

    def __init__(self, alarms: AlarmList, table: AlarmTable) -> None:
        self._alarms = alarms
        self._table = table
        self.wrong = ""
        """What does not come out, for the log; "" while all is well."""

    def comes_out(self, facts: Mapping[str, Alarm]) -> bool:
        """Whether what the screen shows, what the filters hide and what is in other lists make all of `facts`.

        What is shown is counted from the rows the screen has, and all there are from the station's facts.
        """
        counts = self._alarms.counts()
        rows, slots = self._table.order, self._alarms.columns.on(self._alarms.filter.ledger)
        there = np.unique(rows[rows >= 0])
        shown = int(np.count_nonzero(slots[there]))
        groups = [self._alarms.group(code) for code in np.unique(rows[rows < 0]).tolist()]
        folded = sum(group.count for group in groups if group is not None and group.folded)
        elsewhere = sum(number for ledger, number in counts.by_ledger if ledger is not self._alarms.filter.ledger)
        found = shown + folded + counts.hidden + elsewhere
        told = ""
        if found != len(facts):
            told = (
                f"shown {shown} + folded {folded} + hidden {counts.hidden} + in other lists {elsewhere} "
                f"= {found}, but there are {len(facts)} alarms"
            )
        if told and not self.wrong:
            _log.error("the alarm list does not show or count every alarm: %s", told)
        self.wrong = told
        return not told
