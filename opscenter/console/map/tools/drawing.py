"""What a tool draws on the map, as Qt objects for QML: a line or an area, marks with a text, the keyboard's aim.

Qt Location's own items draw it, so that it lies exactly on the map while the camera moves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QPointF, Signal

from opscenter.console.map.record_model import RecordModel

MOST_MARKS = 400

Place = tuple[float, float]
"""(longitude, latitude) in degrees WGS 84."""


@dataclass(slots=True, frozen=True)
class Mark:
    """A text beside a place (degrees), with a dot on the place or without."""

    latitude: float
    longitude: float
    text: str
    dot: bool = True


class MarkModel(RecordModel[Mark]):
    """Marks for QML, at most MOST_MARKS of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Mark, MOST_MARKS, parent)

    @property
    def marks(self) -> list[Mark]:
        """The marks shown."""
        return self._records

    def show(self, marks: Sequence[Mark]) -> None:
        """Show these."""
        self.replace(marks)


class Drawing(QObject):
    """One path at a time. `places` are (longitude, latitude); `closed` fills it; `aim` is a point of the canvas."""

    changed = Signal()
    aimed = Signal()
    dressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: list[Place] = []
        self.closed = False
        self.marks = MarkModel(self)
        self.aim: QPointF | None = None
        self._ink, self._paper = "#ffffff", "#000000"

    def show(self, places: Sequence[Place], *, closed: bool = False, marks: Sequence[Mark] = ()) -> None:
        """Draw this; nothing without places."""
        wanted = list(places)
        self.marks.show(marks)
        if (wanted, closed) != (self.places, self.closed):
            self.places, self.closed = wanted, closed
            self.changed.emit()

    def clear(self) -> None:
        """Draw nothing."""
        self.show(())
        self.show_aim(None)

    def show_aim(self, at: QPointF | None) -> None:
        """Where the keyboard aims, or nowhere."""
        if at != self.aim:
            self.aim = at
            self.aimed.emit()

    def dress(self, *, ink: str, paper: str) -> None:
        """Colours of texts and of what lies under them."""
        if (ink, paper) != (self._ink, self._paper):
            self._ink, self._paper = ink, paper
            self.dressed.emit()

    def _flat(self) -> list[float]:
        ring = [*self.places, self.places[0]] if self.closed and len(self.places) > 2 else self.places
        return [number for lon, lat in ring for number in (lat, lon)]

    def _marks(self) -> QObject:
        return self.marks

    flat = Property(list, _flat, notify=changed)  # latitude, longitude, latitude, ...
    filled = Property(bool, lambda self: self.closed and len(self.places) > 2, notify=changed)
    model = Property(QObject, _marks, constant=True)
    aims = Property(bool, lambda self: self.aim is not None, notify=aimed)
    aimX = Property(float, lambda self: self.aim.x() if self.aim is not None else 0.0, notify=aimed)
    aimY = Property(float, lambda self: self.aim.y() if self.aim is not None else 0.0, notify=aimed)
    ink = Property(str, lambda self: self._ink, notify=dressed)
    paper = Property(str, lambda self: self._paper, notify=dressed)
