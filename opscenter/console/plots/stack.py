"""The plots under one another: which series are plotted, and in which plot."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import MOST_PLOTS
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

MAX_ROWS = MOST_PLOTS


class PlotStack(QScrollArea):
    """`added(Series)`: it is in a plot now, still without its history; `arranged()`: a plot came or went;

    `changed()`: something looks different now; of a plot in it: `hovered(float)`, `moved(PlotRow)`,
    `newest_wanted(PlotRow)`, `clicked(PlotRow, float)`: at a time (s), `menu_wanted(PlotRow, QPoint)`: on the screen;
    of a series in a legend: `pointed(Series | None)` by the mouse, `picked(Series)`.
    """

    added = Signal(object)
    arranged = Signal()
    changed = Signal()
    hovered = Signal(float)
    clicked = Signal(object, float)
    menu_wanted = Signal(object, QPoint)
    pointed = Signal(object)
    picked = Signal(object)
    moved = Signal(object)
    newest_wanted = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.rows: list[PlotRow] = []
        self.inside = QWidget()
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID_PX)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.inside)

    def series(self) -> list[Series]:
        """All that is plotted, from top to bottom."""
        return [series for row in self.rows for series in row.series]

    def columns(self) -> int:
        """How many pixels of time a plot has, about."""
        return self.viewport().width()

    @property
    def chosen(self) -> bool:
        """Whether a person chose any of it."""
        return any(not row.automatic for row in self.rows)

    def has(self, entity: str, attribute: str) -> bool:
        """Whether a series is plotted."""
        return any(row.has(entity, attribute) for row in self.rows)

    def plot(self, entity: str, attribute: str) -> None:
        """Plot a series the user chose; one that is there already is only kept."""
        for row in self.rows:
            if row.has(entity, attribute):
                row.automatic = False
                self.ensureWidgetVisible(row)
                return
        self.drop_automatic()
        self.add(Series(entity, attribute), None)

    def drop(self, row: PlotRow | None, pairs: list[tuple[str, str]]) -> None:
        """Series dropped on a plot (or beside all of them): joined where the unit is the same."""
        for entity, attribute in pairs:
            if not self.has(entity, attribute):
                target = row if row in self.rows else None
                if target is None:
                    self.drop_automatic()
                else:
                    target.automatic = False
                self.add(Series(entity, attribute), target)

    def add(self, series: Series, row: PlotRow | None, automatic: bool = False, at: int | None = None) -> PlotRow:
        """Put a series into a plot, or where it does not fit into one of its own: at a place of the stack, or the last.

        The oldest makes way for too many. Gives the plot it is in.
        """
        series.resolve(self._session)
        series.take(self._session)
        if row is None or not row.takes(series):
            if len(self.rows) >= MAX_ROWS:
                self.remove(self.rows[0])
            row = PlotRow(self._session, self._theme)
            row.automatic = automatic
            row.dropped.connect(lambda pairs, row=row: self.drop(row, pairs))
            row.hovered.connect(self.hovered)
            row.clicked.connect(lambda at, row=row: self.clicked.emit(row, at))
            row.menu_wanted.connect(lambda at, row=row: self.menu_wanted.emit(row, at))
            row.legend.pointed.connect(lambda number, row=row: self._pointed(row, number))
            row.legend.picked.connect(lambda number, row=row: self.picked.emit(row.series[number]))
            row.moved.connect(lambda row=row: self.moved.emit(row))
            row.emptied.connect(lambda row=row: self.remove(row))
            row.changed.connect(self.changed)
            row.axes_changed.connect(self._align)
            row.newest_wanted.connect(lambda row=row: self.newest_wanted.emit(row))
            place = len(self.rows) if at is None else min(at, len(self.rows))
            self.rows.insert(place, row)
            self._column.insertWidget(place, row)
        row.add(series)
        self._align()
        self.added.emit(series)
        return row

    def _pointed(self, row: PlotRow, number: int) -> None:
        self.pointed.emit(row.series[number] if 0 <= number < len(row.series) else None)

    def _align(self) -> None:
        """The times of all plots stand under one another, however many axes each has at its right."""
        widest = max((row.axes.right_px for row in self.rows), default=0)
        for row in self.rows:
            row.axes.reserve(widest)

    def remove(self, row: PlotRow) -> None:
        """Take a plot away."""
        if row in self.rows:
            self.rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._align()
            self.arranged.emit()

    def put(self, row: PlotRow, to: int) -> None:
        """Put a plot elsewhere in the stack."""
        to = max(0, min(to, len(self.rows) - 1))
        if row in self.rows and self.rows.index(row) != to:
            self.rows.remove(row)
            self.rows.insert(to, row)
            self._column.removeWidget(row)
            self._column.insertWidget(to, row)
            self.arranged.emit()

    def drop_automatic(self) -> None:
        """Take the plots away that nobody chose."""
        for row in [each for each in self.rows if each.automatic]:
            self.remove(row)

    def clear(self) -> None:
        """Take all plots away."""
        for row in list(self.rows):
            self.remove(row)
