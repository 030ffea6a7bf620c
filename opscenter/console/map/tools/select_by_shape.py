"""Selecting what a drawn shape touches: free hand, corner by corner, or a box."""

from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.projection import Floats, world_of
from opscenter.console.map.scene import Scene
from opscenter.console.map.tools.aim import Aim
from opscenter.console.map.tools.drawing import Mark, Place
from opscenter.console.map.tools.tool import Modifiers, Tool
from opscenter.console.map.within import region_of, rows_within
from opscenter.console.selection import Selection

BY_HAND: Literal["hand"] = "hand"
BY_POINTS: Literal["points"] = "points"
MOST_CORNERS = 4_000
_STEP_PX = 3.0
_SAME_PX = 4.0


class _Shape(Tool):
    """What all selecting tools share: a ring of places, and what becomes of what it touches."""

    def __init__(self, canvas: MapCanvas, scene: Scene, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas, self._scene, self._selection = canvas, scene, selection
        self._aim = Aim(canvas.camera, canvas.drawing)
        self.ring: list[Place] = []
        self._told = ""
        self._before: list[str] | None = None  # the selection before the last shape

    def result(self) -> str:
        return self._told

    def copied(self) -> str:
        return "\n".join(self._selection.ids)

    def begin(self) -> None:
        self.ring, self._told, self._before = [], "", None
        self._show()

    def can_undo(self) -> bool:
        return bool(self.ring) or self._before is not None

    def undo(self) -> None:
        if self.ring:
            self.ring.pop()
            self._show()
        elif self._before is not None:
            self._selection.select(self._before)
            self._told, self._before = self.tr("%n selected", "", len(self._before)), None
            self.changed.emit()

    def end(self) -> None:
        self.ring = []
        self._canvas.drawing.clear()

    def give_up_drag(self) -> None:
        self.ring = []
        self._show()

    def take(self, modifiers: Modifiers) -> None:
        """Select what the ring touches; with Ctrl add it, with Alt take it away."""
        region = region_of(world_ring(self.ring))
        self.ring = []
        self._show()
        if region is None:
            return
        rows = rows_within(self._scene, self._canvas.camera.view.zoom, region)
        ids = self._scene.mirror.ids
        found = [ids[row] for row in rows.tolist()]
        before = self._selection.ids
        if modifiers & Qt.KeyboardModifier.AltModifier:
            gone = set(found)
            wanted = [one for one in before if one not in gone]
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            known = set(before)
            wanted = before + [one for one in found if one not in known]
        else:
            wanted = found
        self._before = before
        self._selection.select(wanted)
        if not found:
            self._told = self.tr("Nothing that is shown lies in there.")
        else:
            self._told = self.tr("%n selected", "", len(wanted))
        self.changed.emit()

    def _show(self) -> None:
        self._canvas.drawing.show(self.ring, closed=True)
        self.changed.emit()


class SelectByShape(_Shape):
    """A lasso (`how` BY_HAND: pulled) or a polygon (BY_POINTS: clicked, or set by keys)."""

    def __init__(
        self,
        canvas: MapCanvas,
        scene: Scene,
        selection: Selection,
        how: Literal["hand", "points"],
        parent: QWidget,
    ) -> None:
        super().__init__(canvas, scene, selection, parent)
        self.drags = how == BY_HAND
        self._last = QPointF()

    def hint(self) -> str:
        if self.drags:
            return self.tr("Draw around what you want · Ctrl adds, Alt takes away · Backspace undoes · Esc leaves")
        if not self.ring:
            return self.tr("Click, or aim with the arrows and press Enter, to set the first corner · Esc leaves")
        return self.tr(
            "Double click or E selects, with Ctrl adds, with Alt takes away · Backspace takes back · Esc leaves"
        )

    # -- free hand -------------------------------------------------------------------------------------------

    def drag_from(self, at: QPointF, modifiers: Modifiers) -> None:
        self.ring, self._last, self._told = [self._aim.place_at(at)], at, ""
        self._show()

    def drag_to(self, at: QPointF) -> None:
        if (at - self._last).manhattanLength() >= _STEP_PX + len(self.ring) // 500 and len(self.ring) < MOST_CORNERS:
            self._last = at
            self.ring.append(self._aim.place_at(at))
            self._show()

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        self.take(modifiers)

    # -- corner by corner ------------------------------------------------------------------------------------

    def hover(self, at: QPointF) -> None:
        self._aim.point(at)
        if not self.drags and self.ring:
            self._show()

    def click(self, at: QPointF, modifiers: Modifiers) -> None:
        if self.drags:
            self._told = self.tr("Pull the pointer around what you want; a click alone selects nothing.")
            self.changed.emit()
            return
        self._aim.point(at)
        self._add(self._aim.place_at(at))

    def double_click(self, at: QPointF, modifiers: Modifiers) -> None:
        if not self.drags:
            self._close(modifiers)

    def key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Backspace:
            self.undo()
            return True
        if self.drags:
            return False
        if self._aim.key(event):
            self._show()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self._aim.start()
            place = self._aim.place
            if place is not None:
                self._add(place)
        elif key == Qt.Key.Key_E:
            self._close(modifiers)
        else:
            return False
        return True

    def _add(self, place: Place) -> None:
        self._told = ""
        if len(self.ring) < MOST_CORNERS and not self._is_last(place):
            self.ring.append(place)
        self._show()

    def _is_last(self, place: Place) -> bool:
        if not self.ring:
            return False
        view = self._canvas.camera.view
        (x1, y1), (x2, y2) = world_of(*self.ring[-1]), world_of(*place)
        return bool(np.hypot(x1 - x2, y1 - y2) * view.scale < _SAME_PX)

    def _close(self, modifiers: Modifiers) -> None:
        if len(self.ring) < 3:
            self._told = self.tr("Three corners at least make a shape.")
            self.changed.emit()
            return
        self.take(modifiers)

    def _show(self) -> None:
        if self.drags:
            super()._show()
            return
        aim = self._aim.place if self.ring else None
        shown = [*self.ring, aim] if aim is not None else self.ring
        self._canvas.drawing.show(shown, closed=True, marks=[Mark(lat, lon, "") for lon, lat in self.ring])
        self.changed.emit()


class SelectInBox(_Shape):
    """Shift and a pull: everything in a box along the edges of the window."""

    drags = True

    def __init__(self, canvas: MapCanvas, scene: Scene, selection: Selection, parent: QWidget) -> None:
        super().__init__(canvas, scene, selection, parent)
        self._from = QPointF()

    def drag_from(self, at: QPointF, modifiers: Modifiers) -> None:
        self._from = at

    def drag_to(self, at: QPointF) -> None:
        corners = (self._from, QPointF(at.x(), self._from.y()), at, QPointF(self._from.x(), at.y()))
        self.ring = [self._aim.place_at(corner) for corner in corners]
        self._show()

    def drop(self, at: QPointF, modifiers: Modifiers) -> None:
        self.take(modifiers)


def world_ring(ring: list[Place]) -> Floats:
    """A ring of (longitude, latitude) in world coordinates, float64 (n, 2)."""
    return np.array([world_of(lon, lat) for lon, lat in ring], np.float64).reshape(-1, 2)
