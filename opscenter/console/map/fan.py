"""Things in one place, spread around it so that each can be pointed at, clicked and reached by keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from opscenter.console.map import describe
from opscenter.console.map.feature import Feature
from opscenter.console.map.picking import Hit, pick
from opscenter.console.map.request import Fan, Request
from opscenter.console.map.rows import POINT
from opscenter.domain.changes import Changes

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

MOST = 24
"""More than so many are told by a list."""
_ZOOM_LEAVES = 0.6
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class FanOut(Feature):
    """`fan` is what is spread out now, or None. Arrow keys select one after the other; Esc, a click beside it, or
    going nearer or farther folds it up."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.fan: Fan | None = None
        self._zoom = 0.0
        self._fresh = False
        panel.pointing.spread = self.open
        panel.request_changes.append(self._spread)
        panel.canvas.gestures.keys.append(self._key)
        panel.canvas.gestures.clicked.connect(self._clicked)
        panel.canvas.camera.moved.connect(self._moved)
        panel.session.changed.connect(self._follow)

    def stop(self) -> None:
        self._panel.session.changed.disconnect(self._follow)
        self.fan = None

    def open(self, hit: Hit) -> bool:
        """Spread out a cluster; False when it has too many, or anything that is no symbol standing still."""
        rows, members = self._panel.rows, hit.rows
        still = not any(rows.kinds[kind].moves for kind in np.unique(rows.kind[members]).tolist())
        if len(members) > MOST or not still or (rows.form[members] != POINT).any():
            return False
        order = describe.worst_first(rows, members)
        self._show(Fan(hit.x, hit.y, tuple(order.tolist())))
        self._zoom = self._panel.canvas.camera.view.zoom
        self._fresh = True
        QTimer.singleShot(0, self._settled)
        return True

    def close(self) -> None:
        """Fold it up."""
        if self.fan is not None:
            self._show(None)

    def _settled(self) -> None:
        self._fresh = False

    def _show(self, fan: Fan | None) -> None:
        self.fan = fan
        self._panel.pointing.forget()
        self._panel.bulk.repaint(soon=True)

    def _spread(self, request: Request) -> Request:
        return replace(request, fan=self.fan) if self.fan is not None else request

    def _clicked(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        panel = self._panel
        if self.fan is None or self._fresh:
            return
        hit = pick(panel.scene, panel.bulk.marks, panel.canvas.camera.view, at.x(), at.y())
        if hit is None or hit.row not in self.fan.rows:
            self.close()

    def _key(self, event: QKeyEvent) -> bool:
        fan, key = self.fan, event.key()
        if fan is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if key not in (*_NEXT, *_BEFORE):
            return False
        step = 1 if key in _NEXT else -1
        at = (fan.at + step) % len(fan.rows) if fan.at >= 0 or step > 0 else len(fan.rows) - 1
        self.fan = replace(fan, at=at)
        self._panel.selection.select([self._panel.session.mirror.ids[fan.rows[at]]])
        self._panel.bulk.repaint(soon=True)
        return True

    def _moved(self) -> None:
        if self.fan is not None and abs(self._panel.canvas.camera.view.zoom - self._zoom) > _ZOOM_LEAVES:
            self.close()

    def _follow(self, changes: Changes) -> None:
        if changes.everything:
            self.close()  # rows are numbered anew
