"""The moment that is pointed at in all plots: by the mouse, by the arrows, or held by a click."""

import math

from PySide6.QtCore import QObject, Signal

from opscenter.console.plots.time_choice import TimeChoice

STEP = 1 / 100
"""Share of the span that an arrow moves the cursor by."""


class Cursor(QObject):
    """`at`: Unix time in seconds, NaN for none. `moved()` after it changed. A held one stays when the mouse goes."""

    moved = Signal()

    def __init__(self, time: TimeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self.at = math.nan
        self.held = math.nan

    @property
    def is_held(self) -> bool:
        """Whether it stays where it is."""
        return math.isfinite(self.held)

    def hover(self, at: float) -> None:
        """The mouse is over a moment (s), or nowhere (NaN)."""
        self._move(at if math.isfinite(at) else self.held)

    def hold(self, at: float) -> None:
        """Stay at a moment (s)."""
        self.held = at
        self._move(at)

    def step(self, by: int) -> None:
        """Move by so many steps, from where it is, or from the newest values."""
        since, until = (edge / 1000 for edge in self._time.edges())
        present = min(until, self._time.window.present(self._time.present()) / 1000)
        start = self.at if math.isfinite(self.at) and since <= self.at <= until else present
        self.hold(min(present, max(since, start + by * (until - since) * STEP)))

    def leave(self) -> None:
        """Point at nothing."""
        self.held = math.nan
        self._move(math.nan)

    def _move(self, at: float) -> None:
        self.at = at
        self.moved.emit()
