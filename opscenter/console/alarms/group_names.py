"""Which group an alarm is in where the mirror has to be asked, and what a group is called."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.grouping import Grouping, plain_key
from opscenter.console.alarms.wording import priority_name
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.situations.wording import situation_key, situation_title
from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.texts import in_language

DISTRICT = "AdministrativeArea"


class GroupNames:
    """Groups of a session's alarms. Of areas within areas the smallest district counts."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._keys: list[str] = []
        self._district: NDArray[np.int64] = np.empty(0, np.int64)
        self._made: tuple[int, int, int] | None = None

    def key_of(self, grouping: Grouping, alarm: Alarm) -> str:
        """The group of an alarm; "" for one that is in none."""
        if grouping is Grouping.SITUATION:
            return situation_key(self._session, alarm.occurrence)
        if grouping is not Grouping.AREA:
            return plain_key(grouping, alarm)
        self._bring_up_to_date()
        row = self._session.mirror.row_of.get(alarm.entity, -1)
        number = int(self._district[row]) if 0 <= row < len(self._district) else -1
        return self._keys[number] if number >= 0 else ""

    def _bring_up_to_date(self) -> None:
        session = self._session
        city, mirror = session.areas.city, session.mirror
        made = (city.version, len(mirror.ids), mirror.epoch)
        if made == self._made:
            return
        self._made = made
        self._keys = [key for key in city.index.keys if _type(session, key) == DISTRICT]
        members = {key: city.inside(key) for key in self._keys}
        self._district = np.full(len(mirror.ids), -1, np.int64)
        for number in sorted(range(len(self._keys)), key=lambda n: -int(np.count_nonzero(members[self._keys[n]]))):
            inside = members[self._keys[number]]
            self._district[: len(inside)][inside[: len(self._district)]] = number

    def title(self, grouping: Grouping, key: str) -> str:
        """What the group is called in the console's language."""
        session, translate = self._session, QCoreApplication.translate
        if grouping is Grouping.AREA:
            row = session.mirror.row_of.get(key, -1)
            if not key:
                return translate("AlarmGroups", "in no district")
            return one_line(session.name(row) if row >= 0 else key.rsplit(":", 1)[-1], 80)
        if grouping is Grouping.SYSTEM:
            system = session.catalogue.systems.get(key)
            return in_language(system.name, session.language) if system is not None else one_line(key, 80)
        if grouping is Grouping.SITUATION:
            return situation_title(session, key)
        if grouping is Grouping.PRIORITY:
            return priority_name(Priority(int(key)))
        return one_line(key, 80) if key else translate("AlarmGroups", "in no group")


def _type(session: Session, key: str) -> str:
    row = session.mirror.row_of.get(key, -1)
    return session.mirror.types[row] if row >= 0 else ""


def grouping_name(grouping: Grouping) -> str:
    """What rows are put together by, as menus say it."""
    translate = QCoreApplication.translate
    return {
        Grouping.NONE: translate("AlarmGroups", "Not grouped"),
        Grouping.AREA: translate("AlarmGroups", "District"),
        Grouping.SYSTEM: translate("AlarmGroups", "System"),
        Grouping.SITUATION: translate("AlarmGroups", "Situation"),
        Grouping.CAUSE: translate("AlarmGroups", "Group of its rule"),
        Grouping.PRIORITY: translate("AlarmGroups", "Priority"),
    }[grouping]
