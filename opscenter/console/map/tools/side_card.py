"""A card at the left of the map that holds a list: one at a time, below chips and notices."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.card import Card
from opscenter.console.map.overlays import Overlays
from opscenter.console.theme.theme import Theme

_WIDE = 330
_HIGH = 440
_EDGE = 10


class SideCard(Card):
    """Opening one closes another. `closed` when it was closed; `keyboard` is what gets the keys."""

    closed = Signal()

    def __init__(self, theme: Theme, overlays: Overlays, canvas: MapCanvas) -> None:
        super().__init__(theme, canvas)
        self._canvas, self._overlays = canvas, overlays
        self.keyboard: QWidget = self
        overlays.placed.connect(self._placed)
        canvas.gestures.keys.append(self._leave_by)
        self.hide()

    def open(self) -> None:
        """Show it with the keyboard in it."""
        for other in self._canvas.findChildren(SideCard):
            if other is not self and other.isVisible():
                other.leave()
        self._place()
        self.show()
        self.raise_()
        self.keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close it; the keyboard goes back to the map."""
        if self.isVisible():
            self.hide()
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._leave_by(event):
            super().keyPressEvent(event)

    def _leave_by(self, event: QKeyEvent) -> bool:
        """Escape closes it, also while the map has the keyboard."""
        if event.key() != Qt.Key.Key_Escape or not self.isVisible():
            return False
        self.leave()
        return True

    def _placed(self) -> None:
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        top = self._overlays.free_top
        high = max(120, min(_HIGH, self._canvas.height() - top - _EDGE))
        self.resize(min(_WIDE, self._canvas.width() - 2 * _EDGE), high)
        self.move(_EDGE, top)
