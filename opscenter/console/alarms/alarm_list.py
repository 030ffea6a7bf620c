"""The alarm list without Qt: which alarms are shown, in which order, and what is not shown and why.

Alarms live in slots; every sort key is a numpy column by slot. An order is one `lexsort` over the columns, made
once a beat however many alarms changed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from opscenter.console.alarms.filtering import EVERY_PRIORITY, AlarmFilter
from opscenter.domain.alarm import Alarm, AlarmState, Priority

_STATES = list(AlarmState)
_STATE_CODE = {state: code for code, state in enumerate(_STATES)}
_NEEDS = np.array([state.needs_acknowledgement for state in _STATES])
_STANDING = np.array([state.is_active for state in _STATES])
_ASIDE = np.array([state.is_laid_aside for state in _STATES])
_NEVER = np.iinfo(np.int64).max


class SortKey(StrEnum):
    """What the list can be sorted by. URGENCY: unacknowledged, then priority, then what still stands, then newest."""

    URGENCY = "urgency"
    PRIORITY = "priority"
    SINCE = "since"
    STATE = "state"
    TEXT = "text"
    PLACE = "place"
    VALUE = "value"
    RESPOND = "respond"
    OWNER = "owner"


@dataclass(slots=True, frozen=True)
class Counts:
    """Of one moment. `shown` + `hidden` = `listed`; `listed` is `active`, or `laid_aside` in the ledger.

    `active` alarms are not normal and not laid aside; of them `standing` ones have their condition true now, the
    others have returned and wait.
    """

    active: int
    standing: int
    unacknowledged: int
    laid_aside: int
    shown: int
    hidden: int
    listed: int
    ledger: tuple[tuple[AlarmState, int], ...] = ()  # what is laid aside, by state


class AlarmList:
    """Alarms in the order of the screen.

    `texts(alarm)` gives (text, place) in the language of the reader; they are what words are looked for in.
    While `held`, rows keep their places: new alarms are put at the end, and gone ones stay where they were until
    `release` (see `is_gone`).
    """

    def __init__(self, texts: Callable[[Alarm], tuple[str, str]]) -> None:
        self._texts = texts
        self._slot_of: dict[str, int] = {}
        self._alarms: list[Alarm | None] = []
        # By slot: sort keys of text and place, and all that words may hit; None until somebody sorts or looks by them.
        self._words: list[tuple[str, str, str] | None] = []
        self._free: list[int] = []
        self._freed: list[int] = []  # since the last update: whoever shows rows may still know them by slot
        self._grow(256)
        self.filter = AlarmFilter()
        self.sort_key = SortKey.URGENCY
        self.descending = False
        self.order: NDArray[np.int64] = np.empty(0, np.int64)
        self.held = False
        self.waiting = 0
        self.in_area: Callable[[Alarm], bool] = lambda _alarm: True
        """Whether an alarm is of the area of the filter."""
        self.is_mine: Callable[[Alarm], bool] = lambda _alarm: True
        """Whether this operator answers for an alarm."""
        self._gone: dict[int, Alarm] = {}

    def _grow(self, size: int) -> None:
        def longer(name: str, fill: Any, dtype: DTypeLike) -> NDArray[Any]:
            column: NDArray[Any] = np.full(size, fill, dtype=dtype)
            old = getattr(self, name, None)
            if old is not None:
                column[: len(old)] = old
            return column

        self._live: NDArray[np.bool_] = longer("_live", False, np.bool_)
        self._needs: NDArray[np.bool_] = longer("_needs", False, np.bool_)
        self._aside: NDArray[np.bool_] = longer("_aside", False, np.bool_)
        self._hit: NDArray[np.bool_] = longer("_hit", False, np.bool_)
        self._shown: NDArray[np.bool_] = longer("_shown", False, np.bool_)
        self._priority: NDArray[np.uint8] = longer("_priority", 0, np.uint8)
        self._state: NDArray[np.uint8] = longer("_state", 0, np.uint8)
        self._since: NDArray[np.int64] = longer("_since", 0, np.int64)
        self._deadline: NDArray[np.int64] = longer("_deadline", _NEVER, np.int64)
        self._value: NDArray[np.float64] = longer("_value", np.nan, np.float64)

    # -- reading ---------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.order)

    def at(self, row: int) -> Alarm:
        """The alarm in a row (its last fact, when it is gone)."""
        slot = int(self.order[row])
        alarm = self._alarms[slot]
        return alarm if alarm is not None else self._gone[slot]

    def in_slot(self, slot: int) -> Alarm | None:
        """The alarm of a slot of `order`, None once it has left the list."""
        return self._alarms[slot] or self._gone.get(slot)

    def is_gone(self, row: int) -> bool:
        """The alarm went back to normal while the list was held."""
        return int(self.order[row]) in self._gone

    def get(self, occurrence: str) -> Alarm | None:
        """An alarm by its occurrence, shown or not."""
        slot = self._slot_of.get(occurrence)
        return None if slot is None else self._alarms[slot]

    def slots_of(self, occurrences: Iterable[str]) -> list[int]:
        """Slots of those of these occurrences that are there, shown or not."""
        return [self._slot_of[occurrence] for occurrence in occurrences if occurrence in self._slot_of]

    def rows_of(self, occurrences: Iterable[str]) -> list[int]:
        """Rows that show these occurrences, ascending."""
        slots = self.slots_of(occurrences)
        return [int(row) for row in np.flatnonzero(np.isin(self.order, slots))] if slots else []

    def rows_of_entities(self, entities: Iterable[str]) -> list[int]:
        """Rows of alarms of these entities, ascending."""
        wanted = set(entities)
        return [row for row in range(len(self.order)) if self.at(row).entity in wanted] if wanted else []

    def positions(self) -> NDArray[np.int64]:
        """Row by slot, shape (slots,), -1 where not shown."""
        rows = np.full(len(self._live), -1, np.int64)
        rows[self.order] = np.arange(len(self.order))
        return rows

    def counts(self) -> Counts:
        """How many there are, counted from the columns and from the order apart."""
        live, aside = self._live, self._aside
        active = int(np.count_nonzero(live & ~aside))
        laid_aside = int(np.count_nonzero(live & aside))
        shown = int(np.count_nonzero(live[self.order])) if len(self.order) else 0
        hidden = int(np.count_nonzero(live & self._side() & ~self._shown))
        return Counts(
            active=active,
            standing=int(np.count_nonzero(live & ~aside & _STANDING[self._state])),
            unacknowledged=int(np.count_nonzero(live & ~aside & self._needs)),
            laid_aside=laid_aside,
            shown=shown,
            hidden=hidden,
            listed=laid_aside if self.filter.laid_aside else active,
            ledger=self._ledger(),
        )

    def _ledger(self) -> tuple[tuple[AlarmState, int], ...]:
        codes, counts = np.unique(self._state[self._live & self._aside], return_counts=True)
        return tuple((_STATES[code], count) for code, count in zip(codes.tolist(), counts.tolist(), strict=True))

    def hidden_by_system(self) -> int:
        """How many the system filter alone hides (the others would let them through)."""
        if not self.filter.system:
            return 0
        system = self.filter.system
        return sum(
            1
            for slot in np.flatnonzero(self._live & self._side())
            if (alarm := self._alarms[slot]) is not None and alarm.system != system
        )

    def hidden_by_area(self) -> int:
        """How many the area filter alone hides."""
        return self._count(lambda alarm: not self.in_area(alarm)) if self.filter.area else 0

    def not_mine(self) -> tuple[int, Priority | None]:
        """How many in the list (or the ledger) somebody else answers for, and the worst priority among them."""
        others = [alarm for alarm in self._listed() if not self.is_mine(alarm)]
        return len(others), min((alarm.priority for alarm in others), default=None)

    def _count(self, test: Callable[[Alarm], bool]) -> int:
        return sum(1 for alarm in self._listed() if test(alarm))

    def _listed(self) -> Iterable[Alarm]:
        for slot in np.flatnonzero(self._live & self._side()).tolist():
            alarm = self._alarms[slot]
            if alarm is not None:
                yield alarm

    def worst_waiting(self) -> Priority | None:
        """The most urgent priority among the rows put at the end while held."""
        if not self.waiting:
            return None
        late = self.order[-self.waiting :]
        late = late[self._live[late]]
        return Priority(int(self._priority[late].min())) if len(late) else None

    # -- writing ---------------------------------------------------------------------------------------------

    def update(self, alarms: Mapping[str, Alarm], changed: Iterable[str] | None = None) -> list[Alarm]:
        """Take over facts: those of `changed`, or all of `alarms` when None. Returns those newly to acknowledge."""
        self._free.extend(self._freed)
        self._freed.clear()
        if changed is None:
            changed = set(self._slot_of) | set(alarms)
        announced = []
        slots: list[int] = []
        facts: list[Alarm] = []
        for occurrence in changed:
            alarm = alarms.get(occurrence)
            slot = self._slot_of.get(occurrence)
            if alarm is None:
                if slot is not None:
                    self._remove(occurrence, slot)
                continue
            if slot is None:
                slot = self._new_slot(occurrence)
                fresh = alarm.state is AlarmState.UNACK
            else:
                before = self._alarms[slot]
                fresh = alarm.state is AlarmState.UNACK and (before is None or before.state is not AlarmState.UNACK)
            if fresh:
                announced.append(alarm)
            self._alarms[slot] = alarm
            self._words[slot] = None
            slots.append(slot)
            facts.append(alarm)
        if facts:
            self._put(np.array(slots, np.int64), facts)
        self.arrange()
        return announced

    def _new_slot(self, occurrence: str) -> int:
        if self._free:
            slot = self._free.pop()
        else:
            slot = len(self._alarms)
            self._alarms.append(None)
            self._words.append(None)
            if slot >= len(self._live):
                self._grow(2 * len(self._live))
        self._slot_of[occurrence] = slot
        return slot

    def _put(self, slots: NDArray[np.int64], alarms: list[Alarm]) -> None:
        """Write the columns of a batch, each in one go: a thousand alarms of one beat must not hold the screen."""
        states = np.array([_STATE_CODE[alarm.state] for alarm in alarms], np.uint8)
        since = np.array([alarm.since for alarm in alarms], np.int64)
        respond = np.array([alarm.respond_s for alarm in alarms], np.int64)
        self._live[slots] = True
        self._priority[slots] = [alarm.priority for alarm in alarms]
        self._state[slots] = states
        self._needs[slots] = _NEEDS[states]
        self._aside[slots] = _ASIDE[states]
        self._since[slots] = since
        self._deadline[slots] = np.where(respond > 0, since + respond * 1000, _NEVER)
        values = [alarm.value if isinstance(alarm.value, int | float) else np.nan for alarm in alarms]
        self._value[slots] = values
        wanted = self.filter
        if wanted.system or wanted.area or wanted.mine or wanted.words.strip():
            self._hit[slots] = [self._matches(slot, alarm) for slot, alarm in zip(slots.tolist(), alarms, strict=True)]
        else:
            self._hit[slots] = True

    def _words_of(self, slot: int) -> tuple[str, str, str]:
        words = self._words[slot]
        if words is None:
            alarm = self.in_slot(slot)
            text, place = self._texts(alarm) if alarm is not None else ("", "")
            about = (alarm.rule, alarm.entity[:300], alarm.system) if alarm is not None else ()
            words = text[:64].casefold(), place[:64].casefold(), "\n".join((text, place, *about)).casefold()
            self._words[slot] = words
        return words

    def _remove(self, occurrence: str, slot: int) -> None:
        del self._slot_of[occurrence]
        alarm = self._alarms[slot]
        self._alarms[slot] = None
        self._live[slot] = False
        if self.held and self._shown[slot] and alarm is not None:
            self._gone[slot] = alarm
        else:
            self._shown[slot] = False
            self._freed.append(slot)

    def set_filter(self, wanted: AlarmFilter) -> None:
        """Filter otherwise; the order is made anew, held or not: the reader asked for it."""
        if wanted != self.filter:
            self.filter = wanted
            self.refilter()

    def reword(self, entities: Iterable[str] | None = None) -> None:
        """Texts changed: those of alarms on `entities`, or all (another language)."""
        wanted = None if entities is None else set(entities)
        for slot in np.flatnonzero(self._live):
            alarm = self._alarms[slot]
            if alarm is not None and (wanted is None or alarm.entity in wanted):
                self._words[slot] = None
                self._hit[slot] = self._matches(int(slot), alarm)
        self.arrange()

    def refilter(self) -> None:
        """Look at every alarm again (another filter) and order anew."""
        words = self.filter.words.casefold().split()
        for slot in np.flatnonzero(self._live).tolist():
            alarm = self._alarms[slot]
            if alarm is not None:
                self._hit[slot] = self._is_here(alarm) and all(word in self._words_of(slot)[2] for word in words)
        self._arrange_anew()

    def look_again(self) -> None:
        """What is in the area, or whose it is, may have changed; while held, rows keep their places."""
        for slot in np.flatnonzero(self._live).tolist():
            alarm = self._alarms[slot]
            if alarm is not None:
                self._hit[slot] = self._matches(slot, alarm)
        self.arrange()

    def sort(self, key: SortKey, descending: bool) -> None:
        """Sort otherwise, at once."""
        self.sort_key, self.descending = key, descending
        self._arrange_anew()

    def hold(self) -> None:
        """Rows keep their places from now on."""
        self.held = True

    def release(self) -> bool:
        """Rows may move again; True if the order was made anew."""
        self.held = False
        before = self.order
        self._arrange_anew()
        return not np.array_equal(before, self.order)

    def arrange(self) -> None:
        """Bring the order up to date: anew, or while held only by putting new rows at the end."""
        if not self.held:
            self._arrange_anew()
            return
        new = np.flatnonzero(self._passes() & ~self._shown)
        if len(new):
            new = new[self._sorted(new)]
            self.order = np.concatenate((self.order, new))
            self._shown[new] = True
            self.waiting += len(new)

    def _arrange_anew(self) -> None:
        self._freed.extend(self._gone)
        self._gone.clear()
        self.waiting = 0
        visible = np.flatnonzero(self._passes())
        self.order = visible[self._sorted(visible)]
        self._shown[:] = False
        self._shown[self.order] = True

    def _side(self) -> NDArray[np.bool_]:
        return self._aside if self.filter.laid_aside else ~self._aside

    def _passes(self) -> NDArray[np.bool_]:
        passes = self._live & self._hit & self._side()
        if self.filter.unacknowledged_only:
            passes &= self._needs
        if self.filter.priorities != EVERY_PRIORITY:
            passes &= np.isin(self._priority, [int(priority) for priority in self.filter.priorities])
        return passes

    def _matches(self, slot: int, alarm: Alarm) -> bool:
        words = self.filter.words.casefold().split()
        return self._is_here(alarm) and all(word in self._words_of(slot)[2] for word in words)

    def _is_here(self, alarm: Alarm) -> bool:
        """By system, area and responsibility. What is critical is everybody's."""
        wanted = self.filter
        if wanted.system and alarm.system != wanted.system:
            return False
        if wanted.area and not self.in_area(alarm):
            return False
        return not wanted.mine or alarm.priority is Priority.CRITICAL or self.is_mine(alarm)

    def _sorted(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """Positions that put `slots` in order; ties fall to urgency, so that an order is always whole."""
        returned = ~_STANDING[self._state[slots]]
        urgency = (slots, -self._since[slots], returned, self._priority[slots], ~self._needs[slots])
        if self.sort_key is SortKey.URGENCY:
            return np.lexsort(urgency)[:: -1 if self.descending else 1]
        key = self._key(slots)
        return np.lexsort((*urgency, -key if self.descending else key))

    def _key(self, slots: NDArray[np.int64]) -> NDArray[np.float64]:
        key = self.sort_key
        if key is SortKey.PRIORITY:
            return self._priority[slots].astype(np.float64)
        if key is SortKey.SINCE:
            return self._since[slots].astype(np.float64)
        if key is SortKey.STATE:
            return self._state[slots].astype(np.float64)
        if key is SortKey.VALUE:
            values = self._value[slots]
            return np.where(np.isfinite(values), values, np.finfo(np.float64).max * (-1 if self.descending else 1))
        if key is SortKey.RESPOND:
            return self._deadline[slots].astype(np.float64)
        if key is SortKey.OWNER:
            texts = [alarm.acked_by.casefold() if (alarm := self._alarms[slot]) else "" for slot in slots.tolist()]
        else:
            which = 0 if key is SortKey.TEXT else 1
            texts = [self._words_of(slot)[which] for slot in slots.tolist()]
        rank = {text: number for number, text in enumerate(sorted(set(texts)))}
        return np.array([rank[text] for text in texts], np.float64)
