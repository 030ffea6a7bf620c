"""When the plots are drawn: five times a second at most, one after the other."""

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.plots.window import SPANS_S

REDRAW_MS = 200
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
        if self._is_due():
            self._due = list(self._stack.rows)
            while self._due:
                self._draw_next()

    def _redraw_in_turn(self) -> None:
        """As `redraw`, five times a second, a plot at a time: all of them at once would hold the window too long."""
        if not self._due and self._is_due():
            self._due = list(self._stack.rows)
            self._turn.start()

    def _is_due(self) -> bool:
        window = self._time.window
        # Following a long span, the picture moves by less than a pixel a second: draw when something came.
        if not self.dirty and not (window.following and window.span_s <= SPANS_S[0]):
            return False
        self.dirty = False
        self._edges = self._time.edges()
        return True

    def _draw_next(self) -> None:
        row = self._due.pop(0) if self._due else None
        if not self._due:
            self._turn.stop()
        if row is not None and row in self._stack.rows:
            row.redraw(*self._edges, self._time.window.present(self._time.present()))
            self.drawn.emit(row)
