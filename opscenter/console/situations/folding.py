"""When the alarm list is folded into situations: by itself in a flood, by hand at any time."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.session import Session
from opscenter.domain.changes import Changes


class SituationFolding(QObject):
    """`changed` after somebody had the list grouped otherwise; `told` when what a bar says may differ.

    In a flood the list is put together by situations, each of them folded, unless somebody has unfolded by hand in
    this flood. What the list was like before comes back when the flood is over, if nobody grouped otherwise meanwhile.
    """

    changed = Signal()
    told = Signal()

    def __init__(self, session: Session, alarms: AlarmList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._alarms = alarms
        self._before: tuple[Grouping, list[str]] | None = None
        self._by_hand = False
        self._flood = 0  # since when the flood is that has been answered
        self._known: set[str] = set()  # situations whose row has been folded by itself
        self._members: dict[str, Mapping[str, object]] = {}  # of each situation, as the list knows them

    @property
    def folded(self) -> bool:
        """The list is put together by situations."""
        return self._alarms.groups.by is Grouping.SITUATION

    @property
    def by_itself(self) -> bool:
        """It is so because of a flood, and can go back to what it was."""
        return self.folded and self._before is not None and not self._by_hand

    def take(self, changes: Changes) -> bool:
        """What a beat has changed, before the list takes its alarms; True if rows are put together otherwise.
        Nothing is emitted for that as yet: the alarms of the beat are not in the list."""
        if self._session.moment is not None:
            return False
        regrouped = self._regroup(changes)
        flood = self._session.mirror.flood
        if flood.active and flood.since != self._flood:
            self._flood = flood.since
            if not self.folded:
                self._fold(by_hand=False)
                regrouped = True
        elif not flood.active and self._flood:
            self._flood = 0
            if self.by_itself:
                self._unfold()
                regrouped = True
        if self.folded and self._before is not None:
            self._fold_new()
        if changes.situations or changes.flood or changes.everything:
            self.told.emit()
        return regrouped

    def _regroup(self, changes: Changes) -> bool:
        """Alarms whose situation is another now; those that are new in this beat are looked up as they come."""
        if changes.everything:
            self._members = {}
        situations = self._session.mirror.situations
        moved: list[str] = []
        for situation in changes.situations:
            told = situations.get(situation)
            before = self._members.pop(situation, {})
            if told is None:
                moved += before
                continue
            self._members[situation] = told.situation.members
            moved += [one for one in told.situation.members if one not in before]
        if not self.folded or not moved or changes.everything:
            return False
        self._alarms.regroup(moved)
        return True

    def toggle(self) -> None:
        """Fold into situations by hand, or go back to what was before."""
        if self.folded:
            self._unfold()
        else:
            self._fold(by_hand=True)
        self.changed.emit()
        self.told.emit()

    def _fold(self, by_hand: bool) -> None:
        groups = self._alarms.groups
        self._by_hand = by_hand
        self._before = (groups.by, list(groups.folded))
        self._known.clear()
        self._alarms.group_by(Grouping.SITUATION)
        self._fold_new()

    def _fold_new(self) -> None:
        new = [situation for situation in self._session.mirror.situations if situation not in self._known]
        if new:
            self._known.update(new)
            self._alarms.fold(new, True)

    def _unfold(self) -> None:
        by, folded = self._before if self._before is not None else (Grouping.NONE, [])
        self._before = None
        self._alarms.group_by(Grouping.NONE if by is Grouping.SITUATION else by)
        self._alarms.fold(folded, True)

    def save_state(self) -> dict[str, Any]:
        """What is kept of grouping instead of what a flood has made of it."""
        if not self.by_itself or self._before is None:
            return {}
        return {"grouping": self._before[0].value, "folded": self._before[1]}
