"""When the alarm list is folded into situations: by itself in a flood, by hand at any time."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.session import Session
from opscenter.domain.changes import Changes


class SituationFolding(QObject):
    """`changed` after the list was grouped otherwise or groups were folded; `told` when what a bar says may differ.

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
        self._flood = 0  # since when the flood is that has been answered
        self._known: set[str] = set()  # situations that have had a row folded for them

    @property
    def folded(self) -> bool:
        """The list is put together by situations."""
        return self._alarms.groups.by is Grouping.SITUATION

    @property
    def by_itself(self) -> bool:
        """It is so because of a flood, and can go back to what it was."""
        return self.folded and self._before is not None

    def take(self, changes: Changes) -> None:
        """What a beat has changed, after the list has taken its alarms."""
        if self._session.moment is not None:
            return
        mirror = self._session.mirror
        if changes.situations or changes.everything:
            members = [
                occurrence
                for situation in changes.situations
                if situation in mirror.situations
                for occurrence in mirror.situations[situation].situation.members
            ]
            if self.folded:
                self._alarms.regroup(mirror.alarms if changes.everything or self._over(changes) else members)
        flood = mirror.flood
        if flood.active and flood.since != self._flood:
            self._flood = flood.since
            if not self.folded:
                self._fold()
        elif not flood.active and self._flood:
            self._flood = 0
            if self.by_itself:
                self._unfold()
            self._before = None
        if self.by_itself:
            self._fold_new()
        if changes.situations or changes.flood or changes.everything:
            if self.folded:
                self.changed.emit()
            self.told.emit()

    def _over(self, changes: Changes) -> bool:
        return any(situation not in self._session.mirror.situations for situation in changes.situations)

    def toggle(self) -> None:
        """Fold into situations by hand, or go back to what was before."""
        if self.folded:
            self._unfold()
        else:
            self._fold()
        self.told.emit()

    def _fold(self) -> None:
        groups = self._alarms.groups
        self._before = (groups.by, list(groups.folded))
        self._known.clear()
        self._alarms.group_by(Grouping.SITUATION)
        self._fold_new()
        self.changed.emit()

    def _fold_new(self) -> None:
        rows = self._alarms.groups.keys()
        new = [key for key in rows if key and key not in self._known]
        if new:
            self._known.update(new)
            self._alarms.fold(new, True)

    def _unfold(self) -> None:
        by, folded = self._before if self._before is not None else (Grouping.NONE, [])
        self._before = None
        self._alarms.group_by(Grouping.NONE if by is Grouping.SITUATION else by)
        self._alarms.fold(folded, True)
        self.changed.emit()

    def save_state(self) -> dict[str, Any]:
        """What is kept of grouping instead of what a flood has made of it."""
        if not self.by_itself or self._before is None:
            return {}
        return {"grouping": self._before[0].value, "folded": self._before[1]}
