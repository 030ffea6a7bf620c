"""Asking the station for the history in view, then of what is around it: few questions, the nearest first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.plots.asks import Ask, next_ask
from opscenter.console.plots.series import Series
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.session import Session

ASK_MS = 80
"""After the last move of the picture, before history is asked for. What is there already is shown meanwhile."""
MOST_AT_ONCE = 4
"""Questions under way: the newest wish is never behind a long row of old ones."""
AGAIN_MS = 10_000
"""After a refusal, before the same series is asked for again."""


class Asking(QObject):
    """`arrived()`: history that was asked for is in the pieces; `asked()`: the picture has come to rest.

    `series()` gives what is plotted, `columns()` the width of a plot in pixels. A series has one question under way at
    most; when it is answered, what the view wants by then is asked for: of many wishes meanwhile the newest counts.
    """

    arrived = Signal()
    asked = Signal()

    def __init__(
        self,
        session: Session,
        time: TimeChoice,
        series: Callable[[], list[Series]],
        columns: Callable[[], int],
        parent: QObject | None = None,
        behind: Callable[[Series], list[tuple[float, float]]] = lambda _series: [],
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._time = time
        self._series = series
        self._columns = columns
        self._behind = behind
        self._refused: dict[int, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self.ask)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self.ask)

    def soon(self) -> None:
        """Ask when nothing has moved for a moment."""
        self._timer.start()

    def load(self, series: Series) -> None:
        """A series joins, or its station has begun anew: beats tell it from now on, history what was before."""
        series.begin_live(self._session)
        series.refused = ""
        self._refused.pop(id(series), None)
        self.ask()

    def ask(self) -> None:
        """Ask for what is wanting: first of all series what is in view, then what is around it, then the years."""
        self.asked.emit()
        listed = self._series()
        free = MOST_AT_ONCE - sum(series.waiting for series in listed)
        if free <= 0:
            return
        wanted = [(ask, series) for series in listed if (ask := self._wanted(series)) is not None]
        wanted.sort(key=lambda pair: pair[0].rank)
        for ask, series in wanted[:free]:
            series.ask(self._session, ask, lambda series=series: self._arrived(series))  # type: ignore[misc]

    def _wanted(self, series: Series) -> Ask | None:
        present = self._time.present()
        if series.waiting or present - self._refused.get(id(series), -AGAIN_MS) < AGAIN_MS:
            return None
        since, until = self._time.edges()
        columns = max(300, self._columns())
        wanted = next_ask(series.pieces, since, until, columns, present, series.tells_changes)
        if wanted is None or wanted.rank > 0:  # what lies behind the curves is seen, what is around them is not
            for start, end in self._behind(series):
                other = next_ask(series.pieces, start, end, columns, present, series.tells_changes)
                if other is not None and other.rank == 0:
                    return other
        return wanted

    def _arrived(self, series: Series) -> None:
        if series.refused:
            self._refused = {id(series): self._time.present()} | {
                key: at for key, at in self._refused.items() if at > self._time.present() - AGAIN_MS
            }
        self.arrived.emit()
        if not self._timer.isActive():
            self._next.start()  # the picture may have moved on meanwhile, and there is more around it
