"""Measuring on the map: the length of a line leg by leg, or an area with its edge."""

import itertools

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.format import format_area, format_length, format_place
from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.tools.aim import Aim
from opscenter.console.map.tools.drawing import Mark, Place
from opscenter.console.map.tools.geodesy import area_m2, bearing_deg, crosses_itself, distance_m, legs_m
from opscenter.console.map.tools.tool import Modifiers, Tool

MOST_POINTS = 150
_SAME_PX = 3.0


class Measure(Tool):
    """Points by click, tap or Enter; the last leg follows the pointer or the keys' aim until the line is ended."""

    def __init__(self, canvas: MapCanvas, area: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas, self._drawing = canvas, canvas.drawing
        self._area = area
        self._aim = Aim(canvas.camera, canvas.drawing)
        self.points: list[Place] = []
        self.ended = False
        self._full = False

    # -- what it says ----------------------------------------------------------------------------------------

    def _path(self) -> list[Place]:
        aim = None if self.ended or not self.points else self._aim.place
        return [*self.points, aim] if aim is not None else list(self.points)

    def result(self) -> str:
        path = self._path()
        if len(path) < 2:
            return ""
        if not self._area:
            legs = legs_m(path)
            if len(legs) == 1:
                turn = self.tr("{length}   bearing {degrees}°")
                return turn.format(length=format_length(legs[0]), degrees=f"{bearing_deg(path[0], path[1]):.0f}")
            text = self.tr("{total} in %n legs, the last {leg}", "", len(legs))
            return text.format(total=format_length(sum(legs)), leg=format_length(legs[-1]))
        if len(path) < 3:
            return self.tr("{length} along the edge").format(length=format_length(sum(legs_m(path))))
        if crosses_itself(path):
            return self.tr("The edge crosses itself: move a point, the area cannot be told.")
        edge = format_length(sum(legs_m([*path, path[0]])))
        return self.tr("{area}   edge {length}").format(area=format_area(area_m2(path)), length=edge)

    def hint(self) -> str:
        if self._full:
            return self.tr("%n points are the most. Backspace takes the last one back, Esc leaves.", "", MOST_POINTS)
        if self.ended:
            return self.tr("Click to measure anew · Ctrl+C copies · Backspace goes on · Esc leaves")
        if not self.points:
            return self.tr("Click, or aim with the arrows and press Enter, to set the first point · Esc leaves")
        if self._area:
            return self.tr(
                "Click or Enter adds a corner · Backspace takes it back · double click or E ends · Esc leaves"
            )
        return self.tr("Click or Enter adds a point · Backspace takes it back · double click or E ends · Esc leaves")

    def copied(self) -> str:
        path = self._path()
        if len(path) < 2 or (self._area and len(path) < 3):
            return ""
        lines = [self.result()]
        edges = [*path, path[0]] if self._area else path
        lines += [
            f"{format_place(*one)} → {format_place(*two)}: {format_length(distance_m(one, two))}"
            for one, two in itertools.pairwise(edges)
        ]
        return "\n".join(lines)

    # -- what it is told -------------------------------------------------------------------------------------

    def begin(self) -> None:
        self.points, self.ended, self._full = [], False, False
        self._show()

    def begin_at(self, place: Place) -> None:
        """Start with a first point."""
        self._add(place)

    def end(self) -> None:
        self.points = []
        self._drawing.clear()

    def can_undo(self) -> bool:
        return bool(self.points)

    def undo(self) -> None:
        if self.ended:
            self.ended = False
        elif self.points:
            self.points.pop()
        self._full = False
        self._show()

    def hover(self, at: QPointF) -> None:
        self._aim.point(at)
        if self.points and not self.ended:
            self._show()

    def click(self, at: QPointF, modifiers: Modifiers) -> None:
        if self.ended:
            self.begin()
        self._aim.point(at)
        self._add(self._aim.place_at(at))

    def double_click(self, at: QPointF, modifiers: Modifiers) -> None:
        self._finish()

    def key(self, event: QKeyEvent) -> bool:
        if self._aim.key(event):
            self._show()
            return True
        key, modifiers = event.key(), event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if key != Qt.Key.Key_Z:
                return False
            self.undo()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.ended:
                self.begin()
            self._aim.start()
            place = self._aim.place
            if place is not None:
                self._add(place)
        elif key == Qt.Key.Key_Backspace:
            self.undo()
        elif key == Qt.Key.Key_E:
            self._finish()
        else:
            return False
        return True

    def _add(self, place: Place) -> None:
        self._full = len(self.points) >= MOST_POINTS
        if not self._full and not (self.points and self._is_same(self.points[-1], place)):
            self.points.append(place)
        self._show()

    def _is_same(self, one: Place, two: Place) -> bool:
        return distance_m(one, two) < _SAME_PX * self._canvas.camera.view.metres_per_px()

    def _finish(self) -> None:
        self.ended = len(self.points) >= (3 if self._area else 2)
        if self.ended:
            self._drawing.show_aim(None)
        self._show()

    def _show(self) -> None:
        path = self._path()
        marks = [Mark(lat, lon, "") for lon, lat in self.points]
        edges = [*path, path[0]] if self._area and len(path) > 2 else path
        if len(edges) > 2:
            for (lon, lat), (lon2, lat2) in itertools.pairwise(edges):
                length = format_length(distance_m((lon, lat), (lon2, lat2)))
                marks.append(Mark((lat + lat2) / 2.0, (lon + lon2) / 2.0, length, dot=False))
        self._drawing.show(path, closed=self._area, marks=marks)
        self.changed.emit()
