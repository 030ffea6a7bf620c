"""Keeps the curves of a page filled: history asked for a few at a time, the present out of the beats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.pages.curves import Curve
from opscenter.console.pages.foreseen import Foreseen
from opscenter.console.plots.asks import next_ask
from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.usual_band import UsualBands
from opscenter.console.session import Session
from opscenter.domain.changes import Changes

MOST_AT_ONCE = 4
AGAIN_MS = 15_000
"""After a refusal, before the same curve is asked for again."""
LATE_MS = 300_000
"""A sample that was measured so long ago came late, and others may have come between two beats and were passed over:"""
FIRST_AGAIN, MOST_AGAIN = 5, 600
"""history is asked again, after so many seconds first, then ever less often."""
COLUMNS = 360
"""History is asked for in about so many bins."""


@dataclass(slots=True)
class Wish:
    """A curve, how much of it is shown (ms), and whether what is usual for it is drawn."""

    curve: Curve
    span_ms: int
    usual: bool = True


class Reading(QObject):
    """`follow` a page's curves; `arrived()` when more is known of them."""

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wishes: list[Wish] = []
        self._refused: dict[int, int] = {}
        self.bands = UsualBands(session, self.arrived.emit)
        self.foreseen = Foreseen(session, self.arrived.emit)
        self.awake = False
        self._late = False
        self._wait, self._left = FIRST_AGAIN, FIRST_AGAIN
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(50)
        self._soon.timeout.connect(self.ask)

    @property
    def refused(self) -> str:
        """Why a curve could not be had, "" while all can."""
        return next((wish.curve.series.refused for wish in self._wishes if wish.curve.series.refused), "")

    @property
    def waiting(self) -> bool:
        """Whether anything is asked for that has not come."""
        return any(wish.curve.series.waiting for wish in self._wishes)

    def follow(self, wishes: Sequence[Wish]) -> None:
        """Other curves from now on; those that were there before keep what is known of them."""
        known = {id(wish.curve) for wish in self._wishes}
        self._wishes = list(wishes)
        self._refused = {}
        if not known & {id(wish.curve) for wish in self._wishes}:
            self._wait, self._left = FIRST_AGAIN, FIRST_AGAIN
        for wish in self._wishes:
            if id(wish.curve) not in known:
                self._begin(wish.curve)
        self._soon.start()

    def take(self, changes: Changes) -> None:
        """A beat or a snapshot."""
        if changes.everything:
            for wish in self._wishes:
                self._begin(wish.curve)
            self._soon.start()
            return
        session = self._session
        listed = [wish.curve.series for wish in self._wishes]
        for series in listed:
            if series.cell < 0 and not isinstance(series, DerivedSeries) and changes.new_rows:
                series.resolve(session)
        cells = np.array([series.cell for series in listed], np.int64)
        for at in np.flatnonzero(np.isin(cells, changes.cells)).tolist():
            if listed[at].take(session):
                self._late |= session.moment is None and session.now - int(session.mirror.measured[cells[at]]) > LATE_MS

    def tick(self) -> None:
        """About once a second: what is put together of many, and history that is still wanting."""
        for wish in self._wishes:
            series = wish.curve.series
            if isinstance(series, DerivedSeries):
                series.take(self._session)
            elif series.cell < 0:
                series.resolve(self._session)
                self._late |= series.take(self._session)
        self._left -= 1
        if self._late and self._left <= 0:
            self._read_again()
        self.ask()

    def _read_again(self) -> None:
        """The past came after it was asked for: ask for it once more."""
        self._late = False
        self._left = self._wait = min(2 * self._wait, MOST_AGAIN)
        for wish in self._wishes:
            wish.curve.series.pieces.doubt(float(self._session.now))

    def _begin(self, curve: Curve) -> None:
        curve.series.resolve(self._session)
        curve.series.take(self._session)
        if self._session.moment is None:
            curve.series.begin_live(self._session)

    def ask(self) -> None:
        """Ask for what is wanting, the first curves first."""
        if not self.awake:
            return
        now = self._session.now
        free = MOST_AT_ONCE - sum(wish.curve.series.waiting for wish in self._wishes)
        for wish in self._wishes:
            series = wish.curve.series
            if wish.usual and now > 0:
                self.bands.want(series, now - wish.span_ms, now + ahead_ms(wish.span_ms), now)
                self.foreseen.want(wish.curve, ahead_ms(wish.span_ms))
            if free <= 0 or series.waiting or now - self._refused.get(id(series), -AGAIN_MS) < AGAIN_MS:
                continue
            wanted = next_ask(series.pieces, now - wish.span_ms, now, COLUMNS, now)
            if wanted is not None and wanted.rank == 0:
                free -= 1
                series.ask(self._session, wanted, self._arrival(id(series)))

    def _arrival(self, key: int) -> Callable[[], None]:
        def arrived() -> None:
            series = next((wish.curve.series for wish in self._wishes if id(wish.curve.series) == key), None)
            if series is not None and series.refused:
                self._refused[key] = self._session.now
            self.arrived.emit()
            self._soon.start()

        return arrived


def ahead_ms(span_ms: int) -> int:
    """How far beyond now a curve of this span is drawn: what is usual then, and what is foreseen."""
    return min(span_ms // 5, 6 * 3_600_000)
