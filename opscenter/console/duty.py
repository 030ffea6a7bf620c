"""What the operator at this desk answers for: some areas, some systems. Chosen by them, remembered by their name.

It is a choice of this desk, not a right: the station takes acknowledgements from anybody. Nothing is hidden by it that
is not counted beside it.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from opscenter.console.areas import SessionAreas
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Alarm

MOST = 1_000


class Duty(QObject):
    """`areas` (entity ids) and `systems` (ids); none of a sort means all of it. `changed` when they did."""

    changed = Signal()

    def __init__(self, mirror: Mirror, areas: SessionAreas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mirror = mirror
        self._places = areas
        self.areas: tuple[str, ...] = ()
        self.systems: tuple[str, ...] = ()
        self._mask: NDArray[np.bool_] = np.empty(0, np.bool_)
        self._made: tuple[int, int, tuple[str, ...]] | None = None

    @property
    def is_everything(self) -> bool:
        """Nothing was chosen: the whole city."""
        return not (self.areas or self.systems)

    def choose(self, areas: list[str], systems: list[str]) -> None:
        """Answer for these from now on."""
        wanted = tuple(dict.fromkeys(areas))[:MOST], tuple(dict.fromkeys(systems))[:MOST]
        if wanted != (self.areas, self.systems):
            self.areas, self.systems = wanted
            self.changed.emit()

    def covers(self, alarm: Alarm) -> bool:
        """Whether an alarm is this operator's. One whose place nobody knows is everybody's."""
        if self.systems and alarm.system not in self.systems:
            return False
        if not self.areas:
            return True
        row = self._mirror.row_of.get(alarm.entity, -1)
        return row < 0 or bool(self._rows()[row]) or not self._places.city.has_place(row)

    def _rows(self) -> NDArray[np.bool_]:
        """By row: in one of the areas. Made anew when some membership may have changed."""
        made = (self._places.city.version, len(self._mirror.ids), self.areas)
        if made != self._made:
            self._mask, self._made = self._places.city.within(self.areas), made
        return self._mask

    def save_state(self) -> dict[str, Any]:
        """JSON-able; {} for the whole city."""
        return {} if self.is_everything else {"areas": list(self.areas), "systems": list(self.systems)}

    def restore_state(self, state: object) -> None:
        """Put back what `save_state` gave; anything else is the whole city."""
        known = state if isinstance(state, dict) else {}
        chosen = []
        for name in ("areas", "systems"):
            value = known.get(name)
            chosen.append([one for one in value if isinstance(one, str)] if isinstance(value, list) else [])
        self.choose(*chosen)
