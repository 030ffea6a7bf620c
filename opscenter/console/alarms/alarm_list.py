"""The alarm list without Qt: which alarms are shown, in which order and groups, and what is not shown and why."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from opscenter.console.alarms.alarm_columns import LEDGERS, STATES, AlarmColumns, Flags, Ints
from opscenter.console.alarms.counts import Counts, count
from opscenter.console.alarms.filtering import EVERY_PRIORITY, AlarmFilter, Ledger
from opscenter.console.alarms.first_out import FirstOut
from opscenter.console.alarms.grouping import Grouping, GroupRow, Groups
from opscenter.console.alarms.matching import Matching
from opscenter.console.alarms.ordering import SortKey, positions
from opscenter.domain.alarm import Alarm, AlarmState, Priority


class AlarmList:
    """Alarms in the order of the screen.

    `texts(alarm)` gives (text, place) in the language of the reader. `order` has the slots of all alarms that pass the
    filter, `rows` what the screen shows of them: rows of groups between them, and not what is folded away (see
    `grouping`).
    While `held`, rows keep their places: new alarms are put at the end, and gone ones stay where they were until
    `release` (see `is_gone`).
    """

    def __init__(self, texts: Callable[[Alarm], tuple[str, str]]) -> None:
        self.columns = AlarmColumns()
        self.matching = Matching(self.columns, texts)
        self.filter = AlarmFilter()
        self.sort_key = SortKey.URGENCY
        self.descending = False
        self.groups = Groups(self.columns)
        self.order: Ints = np.empty(0, np.int64)
        self.rows: Ints = self.order
        self.held = False
        self.waiting = 0
        self.situation_of: Callable[[Alarm], str] = lambda _alarm: ""
        """The situation an alarm belongs to, "" for none."""
        self.first_on_entity, self.first_in_situation = FirstOut(), FirstOut()
        self._gone: dict[int, Alarm] = {}
        self._to_group: set[int] = set()

    # -- reading ---------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, row: int) -> Alarm:
        """The alarm in a row (its last fact, when it is gone). LookupError for the row of a group."""
        alarm = self.in_slot(int(self.rows[row]))
        if alarm is None:
            raise LookupError(f"row {row} is no alarm")
        return alarm

    def in_slot(self, slot: int) -> Alarm | None:
        """The alarm of a slot of `order`; None once it has left the list, and for the row of a group."""
        return (self.columns.alarms[slot] or self._gone.get(slot)) if slot >= 0 else None

    def is_gone(self, row: int) -> bool:
        """The alarm went back to normal, or into another list, while the rows were held."""
        return self.is_out(int(self.rows[row]))

    def is_out(self, slot: int) -> bool:
        """As `is_gone`, by slot."""
        if slot < 0:
            return False
        columns = self.columns
        return not columns.live[slot] or int(columns.ledger[slot]) != LEDGERS.index(self.filter.ledger)

    def get(self, occurrence: str) -> Alarm | None:
        """An alarm by its occurrence, shown or not."""
        slot = self.columns.slot_of.get(occurrence)
        return None if slot is None else self.columns.alarms[slot]

    def slots_of(self, occurrences: Iterable[str]) -> list[int]:
        """Slots of those of these occurrences that are there, shown or not."""
        slot_of = self.columns.slot_of
        return [slot_of[occurrence] for occurrence in occurrences if occurrence in slot_of]

    def rows_of(self, occurrences: Iterable[str]) -> list[int]:
        """Rows that show these occurrences, ascending."""
        slots = self.slots_of(occurrences)
        return [int(row) for row in np.flatnonzero(np.isin(self.rows, slots))] if slots else []

    def group(self, code: int) -> GroupRow | None:
        """The group of a row of `rows`, None for an alarm."""
        return self.groups.row(code)

    def members(self, code: int) -> list[Alarm]:
        """The alarms of a group that are in this list and pass the filter, also when it is folded."""
        settled = self.order[: len(self.order) - self.waiting]
        slots = self.groups.members(code, settled)
        return self.present(slots)

    def present(self, slots: Ints) -> list[Alarm]:
        """The alarms of those of these slots that are in the open list now."""
        slots = slots[self.columns.on(self.filter.ledger)[slots]]
        return [alarm for slot in slots.tolist() if (alarm := self.columns.alarms[slot]) is not None]

    def followers(self, occurrence: str) -> tuple[int, bool]:
        """(how many alarms followed this one, whether in its situation): (0, False) unless it was the first."""
        there = self.first_in_situation.followers(occurrence)
        return (there, True) if there else (self.first_on_entity.followers(occurrence), False)

    def any_to_reset(self, rows: Ints) -> bool:
        """Whether one of these rows is an alarm that was acknowledged and stays until somebody resets it."""
        slots = rows[rows >= 0]
        latched = self.columns.state[slots] == STATES.index(AlarmState.LTACK)
        return bool(np.any(latched & self.columns.live[slots]))

    def counts(self) -> Counts:
        """How many there are, counted from the columns and from the order apart."""
        return count(self.columns, self.filter.ledger, self.order, self.rows)

    def hidden_by_system(self) -> int:
        """How many the system filter alone hides (the others would let them through)."""
        return self._count(~self.columns.of_system) if self.filter.system else 0

    def hidden_by_area(self) -> int:
        """How many the area filter alone hides."""
        return self._count(~self.columns.in_area) if self.filter.area else 0

    def hidden_by_words(self) -> int:
        """How many the words alone hide."""
        return self._count(~self.columns.worded) if self.filter.words.strip() else 0

    def hidden_by_priority(self) -> int:
        """How many the priorities alone hide."""
        return self._count(~self._of_priorities())

    def hidden_acknowledged(self) -> int:
        """How many are hidden for nobody has to acknowledge them."""
        return self._count(~self.columns.needs) if self.filter.unacknowledged_only else 0

    def not_mine(self) -> tuple[int, Priority | None]:
        """How many in the list (or the ledger) somebody else answers for, and the worst priority among them."""
        others = self.columns.on(self.filter.ledger) & ~self.columns.mine
        worst = self.columns.priority[others]
        return len(worst), Priority(int(worst.min())) if len(worst) else None

    def _count(self, flags: Flags) -> int:
        return int(np.count_nonzero(self.columns.on(self.filter.ledger) & flags))

    # -- writing ---------------------------------------------------------------------------------------------

    def update(self, alarms: Mapping[str, Alarm], changed: Iterable[str] | None = None) -> list[Alarm]:
        """Take over facts: those of `changed`, or all of `alarms` when None. Returns those newly to acknowledge."""
        columns = self.columns
        columns.recycle()
        if changed is None:
            changed = set(columns.slot_of) | set(alarms)
        announced: list[Alarm] = []
        slots: list[int] = []
        facts: list[Alarm] = []
        new: list[Alarm] = []
        for occurrence in changed:
            alarm = alarms.get(occurrence)
            if alarm is None:
                if occurrence in columns.slot_of:
                    self._remove(occurrence)
                continue
            slot, given = columns.slot_for(occurrence)
            before = columns.alarms[slot]
            if alarm.state is AlarmState.UNACK and (
                before is None or before.state is not AlarmState.UNACK or alarm.announced > before.announced
            ):
                announced.append(alarm)  # anew, or again within one beat
            if given:
                new.append(alarm)
            columns.alarms[slot] = alarm
            slots.append(slot)
            facts.append(alarm)
        if facts:
            self._put(np.array(slots, np.int64), facts)
            self._mark_first(new)
        self.arrange()
        return announced

    def _put(self, slots: Ints, alarms: list[Alarm]) -> None:
        self.matching.forget(slots.tolist())
        self.columns.put(slots, alarms)
        self.matching.match(slots, alarms, self.filter)
        self._group(slots)

    def _mark_first(self, new: list[Alarm]) -> None:
        for alarm in sorted(new, key=lambda one: one.since):
            self.first_on_entity.raised(alarm.entity, alarm.occurrence, alarm.since)
            situation = self.situation_of(alarm)
            if situation:
                self.first_in_situation.raised(situation, alarm.occurrence, alarm.since)

    def _group(self, slots: Ints) -> None:
        """Rows that are held stay in the groups they are in."""
        if self.held:
            kept = self.columns.shown[slots]
            self._to_group.update(slots[kept].tolist())
            slots = slots[~kept]
        self.groups.put(slots)

    def _remove(self, occurrence: str) -> None:
        columns = self.columns
        alarm = self.get(occurrence)
        slot = columns.drop(occurrence)
        self.matching.forget([slot])
        self.first_on_entity.gone(occurrence)
        self.first_in_situation.gone(occurrence)
        if self.held and columns.shown[slot] and alarm is not None:
            self._gone[slot] = alarm
        else:
            columns.shown[slot] = False
            columns.leave([slot])

    def set_filter(self, wanted: AlarmFilter) -> None:
        """Filter otherwise; the order is made anew, held or not: the reader asked for it."""
        if wanted != self.filter:
            self.filter = wanted
            self.refilter()

    def reword(self, entities: Iterable[str] | None = None) -> None:
        """Texts changed: those of alarms on `entities`, or all (another language)."""
        wanted = None if entities is None else set(entities)
        self.matching.match_again(wanted, self.filter, reword=True)
        self.arrange()

    def refilter(self) -> None:
        """Look at every alarm again (another filter) and order anew."""
        self.matching.match_again(None, self.filter, reword=False)
        self._arrange_anew()

    def look_again(self) -> None:
        """What is in the area, or whose it is, may have changed; while held, rows keep their places."""
        live = self.matching.match_again(None, self.filter, reword=False)
        if self.groups.by is Grouping.AREA:
            self._group(live)
        self.arrange()

    def regroup(self, occurrences: Iterable[str]) -> None:
        """These may be in another group now; rows that are held stay where they are."""
        slots = self.slots_of(occurrences)
        if slots:
            self._group(np.array(slots, np.int64))
            self.arrange()

    def sort(self, key: SortKey, descending: bool) -> None:
        """Sort otherwise, at once."""
        self.sort_key, self.descending = key, descending
        self._arrange_anew()

    def group_by(self, by: Grouping) -> None:
        """Group otherwise, at once."""
        if by is not self.groups.by:
            self.groups.use(by)
            self.groups.put(np.flatnonzero(self.columns.live))
            self._to_group.clear()
            self._arrange_anew()

    def fold(self, keys: list[str], folded: bool) -> None:
        """Fold groups, or unfold them; no other row changes its place."""
        self.groups.fold(keys, folded)
        self._make_rows()

    def reveal(self, occurrence: str) -> None:
        """Unfold the group that hides an alarm."""
        slot = self.columns.slot_of.get(occurrence)
        code = self.groups.code_of(slot) if slot is not None and self.columns.shown[slot] else None
        group = self.groups.row(code) if code is not None else None
        if group is not None and group.folded:
            self.fold([group.key], False)

    def hold(self) -> None:
        """Rows keep their places from now on."""
        self.held = True

    def release(self) -> bool:
        """Rows may move again; True if the order was made anew."""
        self.held = False
        before = self.rows
        self._arrange_anew()
        return not np.array_equal(before, self.rows)

    def arrange(self) -> None:
        """Bring the order up to date: anew, or while held only by putting new rows at the end."""
        if not self.held:
            self._arrange_anew()
            return
        new = np.flatnonzero(self._passes() & ~self.columns.shown)
        if len(new):
            new = new[self._sorted(new)]
            self.order = np.concatenate((self.order, new))
            self.columns.shown[new] = True
            self.waiting += len(new)
        self._make_rows()

    def _arrange_anew(self) -> None:
        self.columns.leave(list(self._gone))
        self._gone.clear()
        if self._to_group:
            self.groups.put(np.array([slot for slot in self._to_group if self.columns.live[slot]], np.int64))
            self._to_group.clear()
        self.waiting = 0
        visible = np.flatnonzero(self._passes())
        self.order = self.groups.order(visible[self._sorted(visible)])
        self.columns.shown[:] = False
        self.columns.shown[self.order] = True
        self._make_rows()

    def _make_rows(self) -> None:
        self.rows = self.groups.rows(self.order, self.waiting)

    def _sorted(self, slots: Ints) -> Ints:
        words_of = self.matching.words_of
        return positions(self.columns, slots, self.sort_key, self.descending, self.filter.ledger, words_of)

    def _of_priorities(self) -> Flags:
        return np.isin(self.columns.priority, [int(priority) for priority in self.filter.priorities])

    def _passes(self) -> Flags:
        passes = self.columns.hit & self.columns.on(self.filter.ledger)
        if self.filter.unacknowledged_only and self.filter.ledger is Ledger.LIST:
            passes &= self.columns.needs
        if self.filter.priorities != EVERY_PRIORITY:
            passes &= self._of_priorities()
        return passes
