"""Which series the keyboard is with: through all plots by the arrows, marked in the legend, ringed on the map."""

from PySide6.QtCore import QObject, Signal

from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.stack import PlotStack


def entity_of(series: Series) -> str:
    """The entity that stands for a series on the map, or "" for one of many."""
    if isinstance(series, DerivedSeries):
        entities = series.entities()
        return entities[0] if len(entities) == 1 else ""
    return series.entity


class Chosen(QObject):
    """`changed()`: another series is chosen, or none."""

    changed = Signal()

    def __init__(self, stack: PlotStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._series: Series | None = None
        stack.arranged.connect(self._show)
        stack.changed.connect(self._show)
        stack.added.connect(lambda _series: self._show())

    @property
    def series(self) -> Series | None:
        """The chosen series while it is plotted."""
        return self._series if self.row is not None else None

    @property
    def row(self) -> PlotRow | None:
        """The plot of the chosen series."""
        return next((row for row in self._stack.rows if any(each is self._series for each in row.series)), None)

    def choose(self, series: Series | None) -> None:
        """Choose a series, or none."""
        self._series = series
        row = self.row
        if row is not None:
            self._stack.ensureWidgetVisible(row)
        self._show()

    def step(self, by: int) -> None:
        """To the next series, or the one before; from none to the first or the last."""
        listed = self._stack.series()
        if not listed:
            return
        at = next((at for at, each in enumerate(listed) if each is self._series), None)
        self.choose(listed[(0 if by > 0 else -1) if at is None else (at + by) % len(listed)])

    def remove(self) -> None:
        """Take the chosen series away; the next one is chosen."""
        row, series = self.row, self.series
        if row is None or series is None:
            return
        listed = self._stack.series()
        at = next(at for at, each in enumerate(listed) if each is series)
        following = listed[at + 1] if at + 1 < len(listed) else listed[at - 1] if at else None
        number = next(number for number, each in enumerate(row.series) if each is series)
        row.legend.removed.emit(number)
        self.choose(following)

    def _show(self) -> None:
        for row in self._stack.rows:
            row.legend.mark(next((at for at, each in enumerate(row.series) if each is self._series), -1))
        self.changed.emit()
