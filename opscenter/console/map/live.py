"""What is drawn above the bulk layer without painting it anew: pulses, the selection, the pointer's entity."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

MAX_MARKS = 60

_ROLES = ("latitude", "longitude", "colour", "size", "pulse")


@dataclass(slots=True, frozen=True)
class Ring:
    """A ring at a place (degrees), `size` logical px wide; `pulse` for an alarm nobody has acknowledged."""

    latitude: float
    longitude: float
    colour: str
    size: float
    pulse: bool


class LiveRings(QAbstractListModel):
    """Rings for QML, few of them; `pulsing` tells whether a timer is worth running."""

    pulsing_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rings: list[Ring] = []
        self._pulsing = False

    @property
    def rings(self) -> list[Ring]:
        """The rings shown."""
        return self._rings

    def show(self, rings: Sequence[Ring]) -> None:
        """Show these rings; nothing is announced when they are the same."""
        wanted = list(rings[:MAX_MARKS])
        if wanted == self._rings:
            return
        common = min(len(wanted), len(self._rings))
        if len(wanted) < len(self._rings):
            self.beginRemoveRows(QModelIndex(), common, len(self._rings) - 1)
            del self._rings[common:]
            self.endRemoveRows()
        changed = [at for at in range(common) if wanted[at] != self._rings[at]]
        self._rings[:common] = wanted[:common]
        for at in changed:
            self.dataChanged.emit(self.index(at), self.index(at))
        if len(wanted) > common:
            self.beginInsertRows(QModelIndex(), common, len(wanted) - 1)
            self._rings.extend(wanted[common:])
            self.endInsertRows()
        pulsing = any(ring.pulse for ring in wanted)
        if pulsing != self._pulsing:
            self._pulsing = pulsing
            self.pulsing_changed.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rings)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = role - Qt.ItemDataRole.UserRole
        if not index.isValid() or not 0 <= at < len(_ROLES):
            return None
        return getattr(self._rings[index.row()], _ROLES[at])

    def roleNames(self) -> dict[int, QByteArray]:
        return {Qt.ItemDataRole.UserRole + at: QByteArray(name.encode()) for at, name in enumerate(_ROLES)}

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
