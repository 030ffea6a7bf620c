"""Asking the station for the history of what is in view, when the picture has come to rest."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.plots.series import Series
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.plots.window import SPANS_S
from opscenter.console.session import Session

ASK_MS = 200
"""After the last move of the picture, before history is asked for."""
ASK_AROUND = 0.25
"""Share of the span that is asked for beyond each edge."""
FINEST = 1 / 500
"""Bins longer than this share of the span are asked for anew."""


class Asking(QObject):
    """`arrived()`: history that was asked for is in the buffers. `series()` gives what is plotted."""

    arrived = Signal()

    def __init__(
        self, session: Session, time: TimeChoice, series: Callable[[], list[Series]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._time = time
        self._series = series
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self.ask)

    def soon(self) -> None:
        """Ask when nothing has moved for a moment."""
        self._timer.start()

    def load(self, series: Series) -> None:
        """Ask for the history of one series: what is in view, and some around."""
        present = self._time.present()
        since, until = self._time.edges()
        around = (until - since) * ASK_AROUND
        until = min(present, until + around)
        if present > 0:
            since = max(0.0, min(since - around, until - SPANS_S[0] * 1000))
            series.load(self._session, int(since), int(until), self._arrived)

    def ask(self) -> None:
        """Ask for the history of what is in view, of series that do not have it yet as finely as it can be seen."""
        present = self._time.present()
        since, until = self._time.edges()
        for series in self._series():
            covered = series.buffer.covers(max(0.0, since), min(until, present), (until - since) * FINEST)
            if not covered and not series.waiting and not series.refused:
                self.load(series)

    def _arrived(self) -> None:
        self.arrived.emit()
        self.soon()  # the picture may have moved on meanwhile
