"""Pointing at a moment in the plots, and from there to the same moment in the whole console."""

import math

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtWidgets import QWidget

from opscenter.console.notes.occasion import Occasion
from opscenter.console.plots.chosen import Chosen
from opscenter.console.plots.cursor import Cursor
from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.moment_offer import MomentOffer
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.session import Session


class Looking(QObject):
    """`look_wanted(int)`: the whole console is to show this moment (Unix ms); `menu_wanted(QPoint)`: what can be done

    with the plot of the chosen series; `moved()`: another moment is pointed at.
    """

    look_wanted = Signal(object)  # int would be cut to 32 bits
    menu_wanted = Signal(QPoint)
    moved = Signal()

    def __init__(self, session: Session, stack: PlotStack, chosen: Chosen, time: TimeChoice, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._session = session
        self._stack = stack
        self._chosen = chosen
        self._time = time
        self._sheet = sheet
        self.cursor = Cursor(time, self)
        self.offer = MomentOffer(sheet)
        self._looked_at = math.nan  # the held moment (s) that was accepted: not offered once more
        self.offer.clicked.connect(self.look)
        self.cursor.moved.connect(self._moved)
        stack.hovered.connect(self.cursor.hover)
        stack.clicked.connect(self._clicked)
        stack.menu_wanted.connect(self._asked)

    @property
    def told_at(self) -> float:
        """The moment (ms) whose values are written beside the names; NaN for the latest."""
        past = self._session.moment is not None
        pointed = self.cursor.at * 1000 if self.in_view(self.cursor.at) else math.nan
        return self._time.window.told(pointed, self._time.present(), past)

    def in_view(self, at: float) -> bool:
        """Whether a moment (s) is in the picture. A held one that was left behind is not spoken of until it is back."""
        since, until = self._time.edges()
        return since <= at * 1000 <= until

    def _moved(self) -> None:
        if self.cursor.held != self._looked_at:
            self._looked_at = math.nan
        for row in self._stack.rows:
            row.show_cursor(self.cursor.at)
            row.show_values(self.told_at)
        self.moved.emit()
        self.place()

    def place(self) -> None:
        """Put the offer where the held cursor is; none while that is out of view."""
        row = self._stack.rows[-1] if self._stack.rows else None
        if row is None or not self.in_view(self.cursor.held) or self.cursor.held == self._looked_at:
            self.offer.hide()
            return
        at = row.plot.getViewBox().mapViewToScene(QPointF(self.cursor.held, 0.0))
        x = row.view.mapTo(self._sheet, row.view.mapFromScene(at)).x()
        bottom = self._stack.geometry().bottom()
        self.offer.show_at(self.cursor.held, x, bottom, self._session.zone, self._time.present() / 1000)

    def _take(self, row: PlotRow) -> None:
        self._sheet.setFocus()
        if row.series and self._chosen.row is not row:
            self._chosen.choose(row.series[0])

    def _clicked(self, row: PlotRow, at: float) -> None:
        self._take(row)
        self.cursor.hold(at)

    def _asked(self, row: PlotRow, at: QPoint) -> None:
        self._take(row)
        self.menu_wanted.emit(at)

    def look(self) -> None:
        """Have the whole console show the moment that is pointed at."""
        if math.isfinite(self.cursor.at):
            self.look_wanted.emit(round(self.cursor.at * 1000))
            self._looked_at = self.cursor.held
            self.offer.hide()  # the cursor stays where the console looks now

    def tell(self) -> None:
        """Say in words what is at the cursor (else now) in the plot of the chosen series, else in the first."""
        row = self._chosen.row or next(iter(self._stack.rows), None)
        if row is not None:
            at = self.cursor.at * 1000
            row.tell(at if math.isfinite(at) else float(self._time.present()))

    def let_go(self) -> None:
        """Point at nothing; then choose nothing."""
        if self.cursor.is_held:
            self.cursor.leave()
        else:
            self._chosen.choose(None)

    def occasion(self) -> Occasion | None:
        """What a note begun at the cursor is about: its time, and the series in whose plot it is; None without one."""
        if not math.isfinite(self.cursor.at):
            return None
        at = min(int(self.cursor.at * 1000), self._session.live_now)
        row = next((row for row in self._stack.rows if row.underMouse()), None)
        series = self._chosen.series
        if row is not None and row is not self._chosen.row:
            series = row.series[0] if row.series else None
        if series is None or isinstance(series, DerivedSeries):
            return Occasion(at=at)
        return Occasion(at, entity=series.entity, attribute=series.attribute)
