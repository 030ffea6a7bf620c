"""From mark to mark with the keyboard: full stop and comma, the worst alarms first, then outward from the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent

from opscenter.console.map.feature import Feature
from opscenter.console.map.picking import Hit
from opscenter.domain.changes import Changes

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

MOST = 500
_EDGE_PX = 8.0


class Stepping(Feature):
    """What is stepped to shows its hover text and is spoken as the map's accessible description; Enter selects it."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._hits: list[tuple[Hit, QPointF]] = []
        self._at = -1
        panel.canvas.camera.moved.connect(self._forget)
        panel.session.changed.connect(self._follow)
        panel.canvas.gestures.keys.append(self._key)

    def stop(self) -> None:
        self._panel.session.changed.disconnect(self._follow)

    def step(self, by: int) -> None:
        """To the next mark in view (1) or the one before (-1)."""
        panel = self._panel
        if not self._hits:
            self._hits = self._marks_in_view()
            self._at = -1 if by > 0 else 0
        if not self._hits:
            panel.overlays.say(self.tr("Nothing is in view here. Move the map, or press Home for the whole city."))
            return
        self._at = (self._at + by) % len(self._hits)
        hit, at = self._hits[self._at]
        told = panel.pointing.step_to(hit, at).replace("\n", ", ")
        place = self.tr("{number} of {count}").format(number=self._at + 1, count=len(self._hits))
        panel.canvas.setAccessibleDescription(f"{told}. {place}")
        event = QAccessibleEvent(panel.canvas, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    # -- inside ----------------------------------------------------------------------------------------------

    def _marks_in_view(self) -> list[tuple[Hit, QPointF]]:
        panel = self._panel
        view, marks, rows = panel.canvas.camera.view, panel.bulk.marks, panel.rows
        known = marks.row < len(rows)
        single = np.flatnonzero(known)
        members = [cluster[cluster < len(rows)] for cluster in marks.cluster_rows]
        worst = [self._worst(rows.priority[marks.row[single]])]
        worst += [self._worst(rows.priority[group]).min(keepdims=True) for group in members if len(group)]
        groups = [number for number, group in enumerate(members) if len(group)]
        x = np.concatenate((marks.x[single], marks.cluster_x[groups]))
        y = np.concatenate((marks.y[single], marks.cluster_y[groups]))
        sx, sy = view.to_screen(x, y)
        inside = (sx >= _EDGE_PX) & (sx <= view.width - _EDGE_PX) & (sy >= _EDGE_PX) & (sy <= view.height - _EDGE_PX)
        away = np.hypot(sx - view.width / 2.0, sy - view.height / 2.0)
        order = np.lexsort((away, np.concatenate(worst)))
        found = []
        for at in order[inside[order]][:MOST].tolist():
            if at < len(single):
                row = int(marks.row[single[at]])
                hit = Hit(row, np.array([row], np.int64), float(x[at]), float(y[at]))
            else:
                hit = Hit(-1, members[groups[at - len(single)]], float(x[at]), float(y[at]))
            found.append((hit, QPointF(float(sx[at]), float(sy[at]))))
        return found

    @staticmethod
    def _worst(priority: Any) -> Any:
        return np.where(priority > 0, priority, 9)

    def _forget(self) -> None:
        self._hits.clear()

    def _follow(self, changes: Changes) -> None:
        if changes.everything:
            self._hits.clear()  # rows are others now

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_Period:
            self.step(1)
        elif event.key() == Qt.Key.Key_Comma:
            self.step(-1)
        else:
            return False
        return True
