"""Whether an alarm's entity is in the area that the list is narrowed to."""

import numpy as np
from numpy.typing import NDArray

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm


class InArea:
    """Asked for every alarm: which rows are inside is found once for each area and each change of it."""

    def __init__(self, session: Session, alarms: AlarmList) -> None:
        self._session, self._alarms = session, alarms
        self._inside: NDArray[np.bool_] = np.empty(0, np.bool_)
        self._made: tuple[int, int, str] | None = None

    def __call__(self, alarm: Alarm) -> bool:
        session, area = self._session, self._alarms.filter.area
        made = (session.areas.city.version, len(session.mirror.ids), area)
        if made != self._made:
            self._inside, self._made = session.areas.city.inside(area), made
        row = session.mirror.row_of.get(alarm.entity, -1)
        return 0 <= row < len(self._inside) and bool(self._inside[row])
