"""Alarms in slots, and what is sorted and filtered by as numpy columns by slot."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from opscenter.console.alarms.aside import beneath, deciding
from opscenter.console.alarms.filtering import Ledger
from opscenter.domain.alarm import Alarm, AlarmState

STATES = list(AlarmState)
NEVER = np.iinfo(np.int64).max
_CODE = {state: code for code, state in enumerate(STATES)}
_NEEDS = np.array([state.needs_acknowledgement for state in STATES])
STANDING = np.array([state.is_active for state in STATES])
LEDGERS = list(Ledger)
_LEDGER = np.array([LEDGERS.index(Ledger.of(state)) for state in STATES], np.uint8)

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


class AlarmColumns:
    """A slot an alarm. A slot that was left is given away only after the next `recycle`: rows may still know it.

    `since` of an alarm in a ledger is when it was laid aside and `deadline` when that ends; of one in the list they are
    its activation and when the time to respond is over. Both Unix ms, `NEVER` where there is no end.
    """

    def __init__(self) -> None:
        self.alarms: list[Alarm | None] = []
        self.slot_of: dict[str, int] = {}
        self._free: list[int] = []
        self._left: list[int] = []
        self._grow(256)

    def _grow(self, size: int) -> None:
        def longer(name: str, fill: Any, dtype: DTypeLike) -> NDArray[Any]:
            column: NDArray[Any] = np.full(size, fill, dtype=dtype)
            old = getattr(self, name, None)
            if old is not None:
                column[: len(old)] = old
            return column

        self.live: Flags = longer("live", False, np.bool_)
        self.needs: Flags = longer("needs", False, np.bool_)
        self.hit: Flags = longer("hit", False, np.bool_)
        self.in_area: Flags = longer("in_area", True, np.bool_)
        self.mine: Flags = longer("mine", True, np.bool_)
        self.worded: Flags = longer("worded", True, np.bool_)
        self.of_system: Flags = longer("of_system", True, np.bool_)
        self.shown: Flags = longer("shown", False, np.bool_)
        self.ledger: NDArray[np.uint8] = longer("ledger", 0, np.uint8)
        self.priority: NDArray[np.uint8] = longer("priority", 0, np.uint8)
        self.state: NDArray[np.uint8] = longer("state", 0, np.uint8)
        self.inner: NDArray[np.uint8] = longer("inner", 0, np.uint8)
        self.since: Ints = longer("since", 0, np.int64)
        self.deadline: Ints = longer("deadline", NEVER, np.int64)
        self.value: NDArray[np.float64] = longer("value", np.nan, np.float64)
        self.group: Ints = longer("group", 0, np.int64)

    def on(self, ledger: Ledger) -> Flags:
        """Slots of what is in this list now."""
        there: Flags = self.live & (self.ledger == LEDGERS.index(ledger))
        return there

    def slot_for(self, occurrence: str) -> tuple[int, bool]:
        """(its slot, whether it was given now)."""
        slot = self.slot_of.get(occurrence)
        if slot is not None:
            return slot, False
        if self._free:
            slot = self._free.pop()
        else:
            slot = len(self.alarms)
            self.alarms.append(None)
            if slot >= len(self.live):
                self._grow(2 * len(self.live))
        self.slot_of[occurrence] = slot
        return slot, True

    def put(self, slots: Ints, alarms: list[Alarm]) -> None:
        """Write the columns of a batch, each in one go: a thousand alarms of one beat must not hold the screen."""
        states = np.array([_CODE[alarm.state] for alarm in alarms], np.uint8)
        since = np.array([alarm.since for alarm in alarms], np.int64)
        asked = np.array([max(alarm.since, alarm.announced) for alarm in alarms], np.int64)
        respond = np.array([alarm.respond_s for alarm in alarms], np.int64)
        waits = (states == _CODE[AlarmState.UNACK]) & (respond > 0)
        self.live[slots] = True
        self.priority[slots] = [alarm.priority for alarm in alarms]
        self.state[slots] = self.inner[slots] = states
        self.needs[slots] = _NEEDS[states]
        self.ledger[slots] = _LEDGER[states]
        self.since[slots] = since
        self.deadline[slots] = np.where(waits, asked + respond * 1000, NEVER)
        self.value[slots] = [alarm.value if isinstance(alarm.value, int | float) else np.nan for alarm in alarms]
        for number in np.flatnonzero(_LEDGER[states]).tolist():
            self._put_aside(int(slots[number]), alarms[number])

    def _put_aside(self, slot: int, alarm: Alarm) -> None:
        why = deciding(alarm)
        self.inner[slot] = _CODE[beneath(alarm)]
        if why is not None:
            self.since[slot] = why.at
            self.deadline[slot] = why.until or NEVER

    def drop(self, occurrence: str) -> int:
        """Forget an alarm; the slot it had is not given away before `leave` and `recycle`."""
        slot = self.slot_of.pop(occurrence)
        self.alarms[slot] = None
        self.live[slot] = False
        return slot

    def leave(self, slots: list[int]) -> None:
        """No row shows these any more."""
        self._left.extend(slots)

    def recycle(self) -> None:
        """Slots left before the last update may be given away."""
        self._free.extend(self._left)
        self._left.clear()
