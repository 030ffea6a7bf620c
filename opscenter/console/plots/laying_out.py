"""From a sheet to its plots and back: what is there, what waits for its entities, and when a person changed it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from opscenter.console.plots.made_of import series_of, spec_of
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Plot, Sheet, Spec
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.waiting import Waiting, is_known
from opscenter.console.session import Session


class LayingOut(QObject):
    """`edited()`: what a person chose is different now; `settled()`: it became different by itself;

    `waits_changed()`: something else is waited for.
    """

    edited = Signal()
    settled = Signal()
    waits_changed = Signal()

    def __init__(self, session: Session, stack: PlotStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stack = stack
        self._quiet = 0
        self.waiting = Waiting()
        stack.arranged.connect(self._arranged)

    def plots(self) -> tuple[Plot, ...]:
        """What a person chose to see, what waits for its entities with it."""
        there = [
            Plot(tuple(spec_of(series) for series in row.series) + self.waiting.of(id(row)), row.overlays)
            for row in self._stack.rows
            if not row.automatic and row.series
        ]
        return tuple(self.waiting.among(there))

    def show(self, sheet: Sheet, told: bool) -> None:
        """Show the plots of a sheet. `told`: a person wanted it."""
        with self.quietly(told):
            kept = {spec_of(series): series for series in self._stack.series()}
            self.waiting.clear()
            if sheet.plots or self._stack.chosen:
                self._stack.clear()
            for place, plot in enumerate(sheet.plots):
                self._make(plot, place, kept)
            self.waits_changed.emit()

    def clear(self) -> None:
        """Nothing is plotted, nothing waited for."""
        with self.quietly(told=True):
            self.waiting.clear()
            self._stack.clear()
            self.waits_changed.emit()

    def add(self, spec: Spec, row: PlotRow | None = None) -> None:
        """Plot one more series, in a plot or in one of its own."""
        if any(spec_of(series) == spec for series in self._stack.series()):
            return
        with self.quietly(told=True):
            if row is None or row not in self._stack.rows:
                self._stack.drop_automatic()
            else:
                row.automatic = False
            self._stack.add(series_of(spec), row if row in self._stack.rows else None)

    def _make(self, plot: Plot, place: int, kept: dict[Spec, Series] | None = None) -> None:
        """Make one plot at a place of the sheet of what is known, and let the rest wait."""
        known = self._session.mirror.row_of
        ready = [spec for spec in plot.series if is_known(spec, known)]
        if not ready:
            self.waiting.plots.append((place, plot))
            return
        self._stack.drop_automatic()
        row = None
        for spec in ready:
            series = (kept or {}).pop(spec, None) or series_of(spec)
            row = self._stack.add(series, row, at=place if row is None else None)
        if row is not None:
            row.overlays = plot.overlays
            self.waiting.hold(id(row), (spec for spec in plot.series if spec not in ready))

    def look_for_waiting(self) -> None:
        """Entities have come: plot what waited for them."""
        if not self.waiting:
            return
        known = self._session.mirror.row_of
        with self.quietly(told=False):
            for place, plot in self.waiting.take_plots(known):
                self._make(plot, place)
            for row in list(self._stack.rows):
                for spec in self.waiting.take_ready(id(row), known):
                    self._stack.add(series_of(spec), row)
            self.waits_changed.emit()

    def _arranged(self) -> None:
        there = {id(row) for row in self._stack.rows}
        for row in [row for row in self.waiting.series if row not in there]:
            self.waiting.forget(row)
        self.touch()

    def touch(self) -> None:
        """A person may have changed something."""
        if not self._quiet:
            self.edited.emit()

    @contextmanager
    def quietly(self, told: bool) -> Iterator[None]:
        """Several changes as one: told as a person's, or as one that came by itself."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1
        if not self._quiet:
            (self.edited if told else self.settled).emit()
