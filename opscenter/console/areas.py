"""The session's areas: kept up to date in short slices between events, so that no beat waits for geometry."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.desk.areas import CityAreas
from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.changes import Changes

SLICE_S = 0.004
TOLD_MS = 500
"""Who follows an area hears of changes in it at most so often: vehicles cross borders with every beat."""


class SessionAreas(QObject):
    """`city` answers; `changed` when what is in which area may have changed, `known` when another area is or is not."""

    changed = Signal()
    known = Signal()

    def __init__(self, mirror: Mirror, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.city = CityAreas(mirror, catalogue)
        self._keys: set[str] = set()
        self._told = 0
        self._work_timer = QTimer(self)
        self._work_timer.setInterval(0)
        self._work_timer.timeout.connect(self._work)
        self._tell_timer = QTimer(self)
        self._tell_timer.setInterval(TOLD_MS)
        self._tell_timer.setSingleShot(True)
        self._tell_timer.timeout.connect(self._tell)

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Other kinds are areas now."""
        self.city.use_catalogue(catalogue)
        if not self.city.idle and not self._work_timer.isActive():
            self._work_timer.start()

    def take(self, changes: Changes) -> None:
        """A beat or a snapshot was applied to the mirror."""
        self.city.take(changes)
        if not self.city.idle and not self._work_timer.isActive():
            self._work_timer.start()

    def finish(self) -> None:
        """Do all that is left, at once."""
        while self.city.work(1.0, time.perf_counter):
            pass
        self._work_timer.stop()
        self._tell()

    def _work(self) -> None:
        if self.city.work(SLICE_S, time.perf_counter):
            return
        self._work_timer.stop()
        if not self._tell_timer.isActive():
            self._tell_timer.start()

    def _tell(self) -> None:
        self._tell_timer.stop()
        if self.city.version == self._told:
            return
        self._told = self.city.version
        keys = set(self.city.index.keys)
        if keys != self._keys:
            self._keys = keys
            self.known.emit()
        self.changed.emit()
