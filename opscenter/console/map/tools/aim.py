"""The aim of a tool: where the pointer is, or where the arrow keys have moved it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from opscenter.console.map.camera import Camera
from opscenter.console.map.projection import place_of
from opscenter.console.map.tools.drawing import Drawing, Place

_STEP_PX = 16.0
_FINE_PX = 2.0
_EDGE_PX = 48.0
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class Aim:
    """A point of the canvas in logical px. By keys it is drawn; at the window's edge it pushes the map along."""

    def __init__(self, camera: Camera, drawing: Drawing) -> None:
        self._camera, self._drawing = camera, drawing
        self.at: QPointF | None = None

    @property
    def place(self) -> Place | None:
        """(longitude, latitude) under it, or None while there is no aim."""
        return self.place_at(self.at) if self.at is not None else None

    def place_at(self, at: QPointF) -> Place:
        """(longitude, latitude) under a point of the canvas."""
        return place_of(*self._camera.view.to_world(at.x(), at.y()))

    def point(self, at: QPointF | None) -> None:
        """The pointer is there, or nowhere."""
        self.at = at
        self._drawing.show_aim(None)

    def start(self) -> None:
        """Aim by keys from where it is, else from the middle."""
        view = self._camera.view
        if self.at is None:
            self.at = QPointF(view.width / 2.0, view.height / 2.0)
        self._drawing.show_aim(self.at)

    def key(self, event: QKeyEvent) -> bool:
        """Move by an arrow key (Shift: finely). True when it was one."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            return False
        self.start()
        assert self.at is not None
        step = _FINE_PX if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP_PX
        view = self._camera.view
        wanted = self.at + QPointF(arrow[0] * step, arrow[1] * step)
        x = max(_EDGE_PX, min(view.width - _EDGE_PX, wanted.x()))
        y = max(_EDGE_PX, min(view.height - _EDGE_PX, wanted.y()))
        push = wanted - QPointF(x, y)
        if not push.isNull():
            self._camera.look(view.panned(-push.x(), -push.y()))
        self.at = QPointF(x, y)
        self._drawing.show_aim(self.at)
        return True
