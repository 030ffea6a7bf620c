"""Back and forward through what the map has shown, like a browser: Alt+Left and Alt+Right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Offer
from opscenter.console.map.projection import View

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

MOST = 100
REST_MS = 700
"""So long the map rests before what it shows counts as looked at."""
_MOVED = 0.35  # of the window
_ZOOMED = 0.7
_TURNED = 20.0


class ViewHistory(Feature):
    """Views that were looked at, not every step on the way: a pull and the next are one as long as they stay near."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._views: list[View] = []
        self._at = -1
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.note)
        panel.canvas.camera.moved.connect(self._rest.start)
        panel.canvas.gestures.keys.append(self._key)
        panel.overlays.offers.append(self._of_map)

    def stop(self) -> None:
        self._rest.stop()

    @property
    def can_go_back(self) -> bool:
        """There is an earlier view."""
        return self._at > 0 or (self._at == 0 and _differ(self._views[0], self._panel.canvas.camera.view))

    @property
    def can_go_forward(self) -> bool:
        """There is a later view."""
        return self._at < len(self._views) - 1

    def note(self) -> None:
        """What is shown now was looked at."""
        view = self._panel.canvas.camera.view
        if view.width < 2.0:
            return
        if self._at >= 0 and not _differ(self._views[self._at], view):
            self._views[self._at] = view
            return
        self._views = [*self._views[: self._at + 1], view][-MOST:]
        self._at = len(self._views) - 1

    def back(self) -> None:
        """To the view before."""
        self.note()
        if self._at > 0:
            self._go(self._at - 1)

    def forward(self) -> None:
        """To the view that was left by going back."""
        if self.can_go_forward:
            self._go(self._at + 1)

    # -- inside ----------------------------------------------------------------------------------------------

    def _go(self, at: int) -> None:
        self._at = at
        now = self._panel.canvas.camera.view
        self._panel.look(replace(self._views[at], width=now.width, height=now.height))
        self._rest.stop()

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
            return False
        if event.key() == Qt.Key.Key_Left:
            self.back()
        elif event.key() == Qt.Key.Key_Right:
            self.forward()
        else:
            return False
        return True

    def _of_map(self) -> Sequence[Offer]:
        offers = []
        if self.can_go_back:
            offers.append(Offer(self.tr("Back to the view before"), "undo", "Alt+←", self.back))
        if self.can_go_forward:
            offers.append(Offer(self.tr("Forward again"), "redo", "Alt+→", self.forward))
        return offers


def _differ(one: View, two: View) -> bool:
    x, y = one.place_on_screen(two.x, two.y)
    moved = max(abs(float(x) - one.width / 2.0) / one.width, abs(float(y) - one.height / 2.0) / one.height)
    turned = abs((one.bearing - two.bearing + 180.0) % 360.0 - 180.0)
    return not moved <= _MOVED or abs(one.zoom - two.zoom) > _ZOOMED or turned > _TURNED
