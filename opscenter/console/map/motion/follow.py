"""A camera that goes with a vehicle: in the middle of the map until the operator takes the map elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.map.motion.vehicles import Vehicles
from opscenter.domain.quality import Quality

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

_LEAST_ZOOM = 15.0
_AWAY_PX = 6.0
"""The middle may be so far off before it is taken for a pull of the map."""
_TURN_A_STEP = 6.0
"""Degrees that a map which is turned with the vehicle turns at most in one step: a corner does not whirl it."""


class Follow(Feature):
    """`entity`: who is followed, or "". F follows what is selected and ends it, Shift+F also turns the map."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.entity = ""
        self.heading_up = False
        self._mine = False  # the camera is moved by this
        self._look = self._look_now()
        self.chip = panel.overlays.add_chip(self.tr("Stop following (F or Escape)"))
        self.chip.clicked.connect(self.end)
        panel.canvas.gestures.keys.append(self._key)
        panel.pointing.offers.append(self._offers)
        panel.canvas.camera.moved.connect(self._moved)
        panel.session.ticked.connect(self._ticked)
        panel.selection.follow_on_map.connect(self._asked)

    def stop(self) -> None:
        self._panel.session.ticked.disconnect(self._ticked)

    # -- what others may ask ---------------------------------------------------------------------------------

    def follow(self, entity: str, heading_up: bool = False) -> bool:
        """Keep an entity of a kind that moves in the middle; False when that cannot be."""
        row = self._row(entity)
        if row < 0:
            return False
        panel = self._panel
        if panel.canvas.camera.view.zoom < _LEAST_ZOOM:
            panel.show_entity(entity)  # near enough to see it move
        panel.look_at(panel.canvas.camera.view)  # no first look and no glide moves the map afterwards
        self.entity, self.heading_up = entity, heading_up
        self._look = self._look_now()
        self._go(row)
        self._say()
        return True

    def end(self) -> None:
        """Leave the map where it is."""
        if self.entity:
            self.entity = ""
            self._say()

    def _row(self, entity: str) -> int:
        rows, row = self._panel.rows, self._panel.session.mirror.row_of.get(entity, -1)
        if not 0 <= row < len(rows) or not rows.kind_of(row).moves or not np.isfinite(rows.x[row]):
            return -1
        return row

    # -- asking for it ---------------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.entity:
            self.end()
            return True
        wanted = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() != Qt.Key.Key_F or wanted:
            return False
        turn = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.entity and turn == self.heading_up:
            self.end()
            return True
        pointed = self._panel.pointing.hit
        ids = self._panel.session.mirror.ids
        candidates = [self.entity] if self.entity else list(self._panel.selection.ids[:1])
        if pointed is not None and not pointed.is_cluster and pointed.row < len(ids):
            candidates.append(ids[pointed.row])
        return any(self.follow(one, turn) for one in candidates if one)

    def _offers(self, here: Here) -> list[Offer]:
        entity = here.entity
        if not entity or self._row(entity) < 0:
            return []
        if entity == self.entity:
            return [Offer(self.tr("Stop following"), "goto", "F", self.end)]
        return [
            Offer(self.tr("Follow on the map"), "goto", "F", lambda: self._start(entity, False)),
            Offer(self.tr("Follow, its heading up"), "north", "Shift+F", lambda: self._start(entity, True)),
        ]

    def _asked(self, entity: str) -> None:
        """From another panel."""
        self.follow(entity)

    def _start(self, entity: str, heading_up: bool) -> None:
        self.follow(entity, heading_up)

    # -- going along -----------------------------------------------------------------------------------------

    def _ticked(self, now: int) -> None:
        if not self.entity or not self._panel.canvas.isVisible():
            return
        row = self._row(self.entity)
        if row < 0:
            self.end()
            return
        if not self._panel.canvas.gestures.dragging:
            self._go(row)
        self._say()

    def _place(self, row: int) -> tuple[float, float]:
        rows, vehicles = self._panel.rows, self._panel.features.get("vehicles")
        if isinstance(vehicles, Vehicles) and not rows.priority[row]:
            return vehicles.place(row)
        return float(rows.x[row]), float(rows.y[row])  # in alarm it is drawn where it was told last

    def _go(self, row: int) -> None:
        panel = self._panel
        camera, view = panel.canvas.camera, panel.canvas.camera.view
        x, y = self._place(row)
        bearing = view.bearing
        heading = float(panel.rows.heading[row])
        if self.heading_up and heading == heading:
            off = (heading - bearing + 180.0) % 360.0 - 180.0
            bearing = (bearing + max(-_TURN_A_STEP, min(_TURN_A_STEP, off))) % 360.0
        away = np.hypot(x - view.x, y - view.y) * view.scale
        if away < 0.5 and bearing == view.bearing:
            return
        self._mine = True
        camera.look(replace(view, x=x, y=y, bearing=bearing))
        self._mine = False
        self._look = self._look_now()

    def _moved(self) -> None:
        """Somebody else moved the camera: a pull or a leap elsewhere ends it, a zoom, turn or tilt does not."""
        if self._mine or not self.entity:
            return
        row = self._row(self.entity)
        view = self._panel.canvas.camera.view
        if row < 0:
            self.end()
            return
        x, y = self._place(row)
        away = float(np.hypot(x - view.x, y - view.y)) * view.scale
        look = self._look_now()
        same, self._look = look == self._look, look
        if away > (_AWAY_PX if same else float(np.hypot(view.width, view.height)) / 2.0):
            self.end()

    def _look_now(self) -> tuple[float, ...]:
        view = self._panel.canvas.camera.view
        return view.zoom, view.bearing, view.tilt, view.width, view.height

    def _say(self) -> None:
        text = ""
        row = self._row(self.entity) if self.entity else -1
        if row >= 0:
            name = self._panel.session.name(row)[:40]
            silent = self._panel.rows.quality[row] >= Quality.STALE
            said = self.tr("{name} is silent: it stands where it was last") if silent else self.tr("Following {name}")
            text = self.tr("{said}  -  stop").format(said=said.format(name=name))
        self._panel.overlays.show_chip(self.chip, text)
