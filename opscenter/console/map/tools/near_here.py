"""What is near a place: a list over the map that follows the city, and a circle around the place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from opscenter.console.format import format_direction, format_length, format_place
from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.map.projection import EQUATOR_M, place_of, world_of
from opscenter.console.map.tools.drawing import Mark, Place
from opscenter.console.map.tools.entity_list import EntityList
from opscenter.console.map.tools.lines import by_system, line_of
from opscenter.console.map.tools.near import near

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

RADII_M = (100.0, 250.0, 500.0, 1_000.0, 2_000.0, 5_000.0)
MOST = 60
_REFRESH_MS = 1_000
_CIRCLE = 72


class NearHere(Feature):
    """Opens by W, by the menu on a place, or by `open`."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.place: Place | None = None
        self.list = EntityList(panel.theme, panel.overlays, panel.canvas)
        self.radius = QComboBox(self.list)
        for metres in RADII_M:
            self.radius.addItem(self.tr("within {radius}").format(radius=format_length(metres)), metres)
        self.radius.setCurrentIndex(RADII_M.index(500.0))
        self.radius.setToolTip(self.tr("How far around"))
        self.radius.setAccessibleName(self.tr("How far around"))
        self.worst = QPushButton(self.tr("Worst alarms first"), self.list)
        self.worst.setCheckable(True)
        self.worst.setProperty("role", "chip")
        self.worst.setToolTip(self.tr("Instead of the nearest first"))
        self.list.controls.addWidget(self.radius)
        self.list.controls.addWidget(self.worst, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.radius.currentIndexChanged.connect(self.refresh)
        self.worst.toggled.connect(self.refresh)
        self.list.chosen.connect(self._chosen)
        self.list.closed.connect(self._closed)
        panel.canvas.gestures.keys.append(self._key)
        panel.pointing.offers.append(self._offers)
        panel.overlays.offers.append(lambda: [Offer(self.tr("What is near"), "near", "W", self.open_at_aim)])

    def save_state(self) -> dict[str, Any]:
        return {"radius": self.radius.currentData(), "worst": self.worst.isChecked()}

    def restore_state(self, state: dict[str, Any]) -> None:
        radius, worst = state.get("radius"), state.get("worst")
        if radius in RADII_M:
            self.radius.setCurrentIndex(RADII_M.index(radius))
        if isinstance(worst, bool):
            self.worst.setChecked(worst)

    def stop(self) -> None:
        self._timer.stop()

    def open(self, place: Place) -> None:
        """Say what is near a place."""
        self.place = place
        self.refresh()
        self.list.open()
        self._timer.start()

    def open_at_aim(self) -> None:
        """Say what is near the pointer, or the middle of the map while the pointer is elsewhere."""
        view, at = self._panel.canvas.camera.view, self._panel.pointing.pointer
        x, y = (at.x(), at.y()) if at is not None else (view.width / 2.0, view.height / 2.0)
        self.open(place_of(*view.to_world(x, y)))

    def refresh(self) -> None:
        """Look again."""
        if self.place is None:
            return
        panel, (lon, lat) = self._panel, self.place
        radius = float(self.radius.currentData())
        found = near(panel.scene, panel.canvas.camera.view.zoom, lon, lat, radius, MOST, self.worst.isChecked())
        lines = []
        for row, metres, bearing in zip(found.row.tolist(), found.metres.tolist(), found.bearing.tolist(), strict=True):
            beside = f"{format_length(metres)} {format_direction(bearing)}" if metres >= 1.0 else self.tr("here")
            lines.append((row, line_of(panel.session, panel.rows, row, beside)))
        note = ""
        if not lines:
            note = self.tr("Nothing that is shown is within {radius}. Choose a larger radius or show more layers.")
            note = note.format(radius=format_length(radius))
        elif found.total > len(lines):
            note = self.tr("{listed} of {total} are listed.").format(listed=len(lines), total=found.total)
        title = self.tr("Near {place}").format(place=format_place(*self.place))
        self.list.show_lines(title, by_system(panel.session, panel.rows, lines), note)
        ring = circle(self.place, radius)
        panel.canvas.around.show(ring, marks=[Mark(lat, lon, "")])

    # -- inside ----------------------------------------------------------------------------------------------

    def _offers(self, here: Here) -> Sequence[Offer]:
        place = (here.lon, here.lat)
        return [Offer(self.tr("What is near here"), "near", "", lambda: self.open(place))]

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_W or event.modifiers():
            return False
        self.open_at_aim()
        return True

    def _chosen(self, entity: str) -> None:
        self._panel.selection.select([entity])
        self._panel.show_entity(entity)

    def _closed(self) -> None:
        self._timer.stop()
        self.place = None
        self._panel.canvas.around.clear()


def circle(place: Place, radius_m: float) -> list[Place]:
    """A closed ring of places about so far from a place, for drawing."""
    x, y = world_of(*place)
    reach = radius_m / (EQUATOR_M * max(0.02, math.cos(math.radians(place[1]))))
    turns = [2.0 * math.pi * step / _CIRCLE for step in range(_CIRCLE + 1)]
    return [place_of(x + reach * math.sin(turn), y - reach * math.cos(turn)) for turn in turns]
