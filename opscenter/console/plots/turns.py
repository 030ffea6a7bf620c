"""When the plots are drawn: five times a second at most, one after the other."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.time_choice import TimeChoice

REDRAW_MS = 200
NEWS_TURNS = 5
"""New values alone are drawn with every so manieth turn: that they came, the numbers beside the names say at once."""
HOLD_S = 0.015
"""So long plots are drawn after one another before the window has its turn."""
TURN_MS = 12
"""Between two plots of one redraw; all have the same moment at their right edge."""


class Turns(QObject):
    """`drawn(PlotRow)`: a plot shows what its buffers hold."""

    drawn = Signal(object)

    def __init__(self, stack: PlotStack, time: TimeChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._time = time
        self.dirty = True
        self._news = False
        self._turns_ago = 0
        self._due: list[PlotRow] = []
        self._edges = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._redraw_in_turn)
        self._turn = QTimer(self)
        self._turn.setInterval(TURN_MS)
        self._turn.timeout.connect(self._draw_next)

    def mark_dirty(self) -> None:
        """Something looks different now."""
        self.dirty = True

    def mark_news(self) -> None:
        """Newer values have come: they are drawn when the picture moves on, or soon."""
        self._news = True

    def start(self) -> None:
        """The plots are to be seen."""
        self._timer.start()
        self.dirty = True
        self.redraw()

    def stop(self) -> None:
        """Nobody sees the plots."""
        self._timer.stop()

    def redraw(self) -> None:
        """Draw all plots now if anything changed or time moves on."""
        edges = self._snapped()
        if self.dirty or self._news or edges != self._edges:
            self._begin(edges)
        while self._due:
            self._draw_next()

    def hurry(self) -> None:
        """Another time is shown: draw what can be drawn without holding the window, the rest in the next moments."""
        edges = self._snapped()
        if not (self.dirty or edges != self._edges):
            return
        waiting = [row for row in self._due if row in self._stack.rows]
        self._begin(edges)
        # Those that did not come to it last time come first: a wheel that goes on turning leaves none behind.
        self._due = waiting + [row for row in self._due if row not in waiting]
        began = time.perf_counter()
        while self._due and time.perf_counter() - began < HOLD_S:
            self._draw_next()
        if self._due:
            self._turn.start()

    def soon(self) -> None:
        """Everything is of another moment: drawn a plot at a time from now on, not with the next turn, so that no plot
        stands beside what is of that moment already."""
        if self._timer.isActive():
            self._begin(self._snapped())
            self._turn.start()

    def _redraw_in_turn(self) -> None:
        """As `redraw`, five times a second, a plot at a time: all of them at once would hold the window too long."""
        self._turns_ago += 1
        if self._due:
            return
        edges = self._snapped()
        moves = self._time.window.following and edges != self._edges
        if self.dirty or moves or (self._news and self._turns_ago >= NEWS_TURNS):
            self._begin(edges)
            self._turn.start()

    def _begin(self, edges: tuple[float, float]) -> None:
        self.dirty = self._news = False
        self._turns_ago = 0
        self._edges = edges
        self._due = list(self._stack.rows)

    def _snapped(self) -> tuple[float, float]:
        """What is to be seen; while it is followed it moves on by whole pixels, so that curves keep their shape."""
        since, until = self._time.edges()
        if not self._time.window.following:
            return since, until
        pixel = (until - since) / max(1, self._stack.columns())
        late = -until % pixel
        return since + late, until + late

    def _draw_next(self) -> None:
        row = self._due.pop(0) if self._due else None
        if not self._due:
            self._turn.stop()
        if row is not None and row in self._stack.rows:
            row.redraw(*self._edges, self._time.window.present(self._time.present()))
            self.drawn.emit(row)
