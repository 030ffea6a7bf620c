"""Where the keyboard is in the alarm list, kept while acknowledged alarms move away or vanish under it."""

import numpy as np
from numpy.typing import NDArray

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.intents import AlarmIntents
from opscenter.console.alarms.table import AlarmTable
from opscenter.console.alarms.view import AlarmView
from opscenter.domain.alarm import AlarmState


class KeyboardPlace:
    """`asked` when something was asked for alarms; `remember` before the table takes a new order, `keep` after it.

    An alarm that was acknowledged here and leaves its row hands the keyboard to the alarm that followed it. One that
    leaves by itself hands it to nobody: a key meant for it must not acknowledge another. All others are followed to
    their new rows. Alarms are known by their slots, since one that has left can no longer be asked for its name.
    """

    def __init__(self, view: AlarmView, table: AlarmTable, alarms: AlarmList, intents: AlarmIntents) -> None:
        self._view = view
        self._table = table
        self._alarms = alarms
        self._intents = intents
        self._asked: dict[int, AlarmState] = {}  # slot -> the state in which it was asked for
        self._order: NDArray[np.int64] = table.order
        self._row = -1
        self._scrolled = 0

    def asked(self) -> None:
        """What is under way changed."""
        for slot in self._alarms.slots_of(self._intents.under_way):
            alarm = self._alarms.in_slot(slot)
            if alarm is not None:
                self._asked.setdefault(slot, alarm.state)

    def remember(self) -> None:
        """The table is about to take a new order."""
        self._order = self._table.order
        self._row = self._view.currentIndex().row()
        self._scrolled = self._view.verticalScrollBar().value()

    def keep(self) -> None:
        """The table has taken the new order."""
        self._view.verticalScrollBar().setValue(self._scrolled)
        new, row = self._table.order, self._row
        done = [slot for slot in self._asked if self._is_done(slot)]
        if 0 <= row < len(self._order):
            slot = int(self._order[row])
            now_at = np.flatnonzero(new == slot)
            if slot in done and (not len(now_at) or int(now_at[0]) != row):
                after = self._order[row + 1 :]
                after = after[np.isin(after, new) & ~np.isin(after, done) & (after >= 0)]
                if len(after):
                    self._view.advance_to(int(np.flatnonzero(new == after[0])[0]))
                else:
                    self._view.go_to(min(row, len(new) - 1))
            elif not len(now_at) and slot >= 0:
                self._view.vacate(row)
        if not self._alarms.held:
            for slot in done:
                del self._asked[slot]

    def _is_done(self, slot: int) -> bool:
        alarm = self._alarms.in_slot(slot)
        if alarm is None:
            return True
        return alarm.occurrence not in self._intents.under_way and (
            alarm.state is not self._asked[slot] or self._alarms.get(alarm.occurrence) is None
        )
