"""A button at a held cursor: look at this moment in the whole console."""

import math

from PySide6.QtWidgets import QPushButton, QWidget

from opscenter.console.format import format_date_time, format_time
from opscenter.console.plots.axes import LEFT_PX
from opscenter.console.theme.tokens import GRID_PX

NEAR_S = 20 * 3_600


class MomentOffer(QPushButton):
    """Only there while a moment is held."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTip(self.tr("The whole console as it stood then: map, alarms, overview (Enter). Esc: let it be"))
        self.hide()

    def show_at(self, at: float, x: float, bottom: int, zone: str, present: float) -> None:
        """Offer a moment (s) at a place (px of the parent), above `bottom`; NaN: nothing is held."""
        if not math.isfinite(at):
            self.hide()
            return
        near = abs(present - at) < NEAR_S
        when = format_time(round(at * 1000), zone) if near else format_date_time(round(at * 1000), zone)
        self.setText(self.tr("Look at {time}").format(time=when))
        self.adjustSize()
        parent = self.parentWidget()
        assert parent is not None
        room = parent.width() - self.width() - GRID_PX * 3
        left = x + GRID_PX * 2 if x + GRID_PX * 2 <= room else x - self.width() - GRID_PX * 2
        self.move(round(max(LEFT_PX, min(left, room))), bottom - self.height() - GRID_PX * 7)
        self.show()
        self.raise_()
