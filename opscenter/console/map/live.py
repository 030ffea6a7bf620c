"""What is drawn above the bulk layer without painting it anew: pulses, the selection, the pointer's entity."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal

from opscenter.console.map.record_model import RecordModel

MAX_MARKS = 60


@dataclass(slots=True, frozen=True)
class Ring:
    """A ring at a place (degrees), `size` logical px wide; `pulse` for an alarm nobody has acknowledged."""

    latitude: float
    longitude: float
    colour: str
    size: float
    pulse: bool


class LiveRings(RecordModel[Ring]):
    """Rings for QML, at most MAX_MARKS; `pulsing` tells whether a timer is worth running."""

    pulsing_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Ring, MAX_MARKS, parent)
        self._pulsing = False

    @property
    def rings(self) -> list[Ring]:
        """The rings shown."""
        return self._records

    def show(self, rings: Sequence[Ring]) -> None:
        """Show these rings."""
        if self.replace(rings):
            pulsing = any(ring.pulse for ring in self._records)
            if pulsing != self._pulsing:
                self._pulsing = pulsing
                self.pulsing_changed.emit()

    def _get_pulsing(self) -> bool:
        return self._pulsing

    pulsing = Property(bool, _get_pulsing, notify=pulsing_changed)


class MapLook(QObject):
    """Colours and switches that QML binds to."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ground, self._veil, self._accent, self._motion, self._aim = "#000000", 0.0, "#ffffff", True, False

    def show(self, *, ground: str, accent: str, veil: float, motion: bool, aim: bool) -> None:
        """Take over colours; `veil` 0..1 of ground over everything, `aim` shows the keyboard's cross in the middle."""
        wanted = (ground, veil, accent, motion, aim)
        if wanted != (self._ground, self._veil, self._accent, self._motion, self._aim):
            self._ground, self._veil, self._accent, self._motion, self._aim = wanted
            self.changed.emit()

    ground = Property(str, lambda self: self._ground, notify=changed)
    accent = Property(str, lambda self: self._accent, notify=changed)
    veil = Property(float, lambda self: self._veil, notify=changed)
    motion = Property(bool, lambda self: self._motion, notify=changed)
    aim = Property(bool, lambda self: self._aim, notify=changed)
