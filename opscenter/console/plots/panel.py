"""One sheet of the trends: a stack of live plots of whatever is dropped into it.

Which series are plotted is `stack`'s, what is plotted by itself `offering`'s, the time shown `time_choice`'s, history
`asking`'s, drawing `turns`', what lies behind the curves `overlaying`'s, from a sheet to its plots `laying_out`'s; here
they come together. Several sheets beside one another are `workspace`'s.
"""

import math
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.notes.occasion import Occasion
from opscenter.console.plots.asking import Asking
from opscenter.console.plots.chosen import Chosen, entity_of
from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.empty import NoPlots
from opscenter.console.plots.figures import Figures
from opscenter.console.plots.forecast_band import HOURS, no_forecast
from opscenter.console.plots.keys import add_keys
from opscenter.console.plots.laying_out import LayingOut
from opscenter.console.plots.looking import Looking
from opscenter.console.plots.mime import MIME, read_mime
from opscenter.console.plots.notes import Notes
from opscenter.console.plots.offering import Offering
from opscenter.console.plots.overlaying import Overlaying
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Overlay, Sheet, from_json, to_json
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.plots.toolbar import Toolbar
from opscenter.console.plots.turns import Turns
from opscenter.console.plots.waiting_line import WaitingLine
from opscenter.console.plots.window import TimeWindow, bounded
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes


class TrendsPanel(QWidget):
    """Series come by drop, by `selection.plot`, or by themselves: while the user has plotted nothing, the panel

    shows what is worth a look (unless it `offers` nothing), and follows the selected entity with its main value. It
    is the one that a series is plotted in while it is `in_front`.

    `edited()`: what a person chose of it is different now; `settled()`: it became different by itself;
    `plotted_changed()`: other series are plotted, or in other colours; `look_wanted(int)`: the whole console is to show
    this moment (Unix ms); `plot_menu_wanted(QPoint)`: what can be done with a plot; `empty_menu_clicked()`: the menu is
    wanted though there are no plots.
    """

    edited = Signal()
    settled = Signal()
    plotted_changed = Signal()
    said = Signal(str)
    look_wanted = Signal(object)  # int would be cut to 32 bits
    plot_menu_wanted = Signal(QPoint)
    empty_menu_clicked = Signal()

    def __init__(
        self,
        session: Session,
        selection: Selection,
        theme: Theme,
        parent: QWidget | None = None,
        offers: bool = True,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.name = ""
        self.in_front = True
        self.setAcceptDrops(True)
        self.stack = PlotStack(session, theme)
        self.laying = LayingOut(session, self.stack, self)
        self.chosen = Chosen(self.stack, self)
        self.time = TimeChoice(session, self.stack.series, self)
        self._turns = Turns(self.stack, self.time, self)
        self._overlaying = Overlaying(session, self._turns.mark_dirty)
        self._asking = Asking(session, self.time, self.stack.series, self.stack.columns, self, self._behind)
        self._notes = Notes(session, self._show_notes)
        self._offering = Offering(session, selection, self.stack, self._is_watched)
        self._offering.done = not offers
        self.toolbar = Toolbar()
        self.toolbar.span_chosen.connect(self.time.use_span)
        self.toolbar.data_clicked.connect(self.time.show_all)
        self.toolbar.live_clicked.connect(self.time.go_live)
        self.toolbar.pause_clicked.connect(self.time.pause)
        self._empty = NoPlots()
        self._empty.suggest_clicked.connect(self._offering.suggest)
        self._empty.menu_clicked.connect(self.empty_menu_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.stack, 1)
        column.addWidget(self._empty, 1)
        self.waiting_line = WaitingLine()
        column.addWidget(self.waiting_line)
        self.figures = Figures(session, self.stack, self.time, self)
        self.statistics = self.figures.table
        column.addWidget(self.statistics)
        self.looking = Looking(session, self.stack, self.chosen, self.time, self)
        self.pointing = self.looking.cursor
        self.looking.moved.connect(self._show_time)
        self.looking.look_wanted.connect(self.look_wanted)
        self.looking.menu_wanted.connect(self.plot_menu_wanted)
        add_keys(
            self,
            {
                "D": self.time.show_all,
                "N": self.time.show_newest,
                "L": self.time.go_live,
                "H": self.time.toggle_pause,
                "+": self.time.zoom_in,
                "=": self.time.zoom_in,
                "-": self.time.zoom_out,
                "Shift+Left": self.time.earlier,
                "Shift+Right": self.time.later,
                "Left": lambda: self.pointing.step(-1),
                "Right": lambda: self.pointing.step(1),
                "Up": lambda: self.chosen.step(-1),
                "Down": lambda: self.chosen.step(1),
                "I": self.looking.tell,
                "Return": self.looking.look,
                "Enter": self.looking.look,
                "Esc": self.looking.let_go,
                "Del": self.chosen.remove,
                "Alt+Up": lambda: self.shift_plot(-1),
                "Alt+Down": lambda: self.shift_plot(1),
                "S": self.figures.toggle,
                "Y": lambda: self.toggle_overlay(Overlay.YESTERDAY),
                "W": lambda: self.toggle_overlay(Overlay.WEEK),
                "B": lambda: self.toggle_overlay(Overlay.USUAL),
                "F": lambda: self.toggle_overlay(Overlay.FORECAST),
            },
        )
        self.stack.added.connect(self._added)
        self.stack.arranged.connect(self._tidy)
        self.stack.changed.connect(self._series_changed)
        self.stack.pointed.connect(self._pointed)
        self.stack.picked.connect(self.chosen.choose)
        self.chosen.changed.connect(lambda: self._pointed(self.chosen.series))
        self.laying.edited.connect(self.edited)
        self.laying.settled.connect(self.settled)
        self.laying.waits_changed.connect(self._tidy)
        self.stack.moved.connect(self._moved)
        self.stack.newest_wanted.connect(lambda row: self.time.seek_newest(row.series))
        self.time.chosen.connect(self._chosen)
        self._asking.arrived.connect(self._turns.mark_dirty)
        self._asking.asked.connect(self._look)
        self._turns.drawn.connect(self._drawn)
        session.changed.connect(self._take)
        session.introduced.connect(self._introduced)
        selection.changed.connect(self._follow_selection)
        selection.plot.connect(self._plot)
        theme.changed.connect(self._turns.mark_dirty)
        self._tidy()
        self._offer()

    @property
    def rows(self) -> list[PlotRow]:
        """The plots, from top to bottom."""
        return self.stack.rows

    @property
    def window_of_time(self) -> TimeWindow:
        """Which time is shown."""
        return self.time.window

    # -- which series ----------------------------------------------------------------------------------------

    def _plot(self, entity: str, attribute: str) -> None:
        if self.in_front:
            self.stack.plot(entity, attribute)
            self.laying.touch()  # what was there already may be a person's choice now

    def _follow_selection(self) -> None:
        if self.in_front:
            self._offering.follow_selection()

    def _added(self, series: Series) -> None:
        for row in self.stack.rows:
            row.overlaying = self._overlaying
        self._asking.load(series)
        series.load_alarms(self._session, self._turns.mark_dirty)
        self._show_notes()
        self._tidy()
        self.time.settle()
        self.laying.touch()

    def _series_changed(self) -> None:
        self._turns.mark_dirty()
        self.plotted_changed.emit()
        self.laying.touch()

    def come_to_front(self) -> None:
        """It is the sheet that is looked at now: what is plotted goes here."""
        self.in_front = True
        self._offer()

    def close_sheet(self) -> None:
        """Listen no longer; the sheet is going."""
        self.in_front = False
        self._session.changed.disconnect(self._take)
        self._session.introduced.disconnect(self._introduced)

    def menu_corner(self) -> QPoint:
        """Where the menu of the sheet opens, on the screen."""
        button = self.toolbar.menu if self.toolbar.isVisible() else self._empty.menu
        return button.mapToGlobal(QPoint(0, button.height()))

    def clear(self) -> None:
        """Remove all plots."""
        self._offering.done = True
        self.laying.clear()

    def shift_plot(self, by: int) -> None:
        """Put the plot of the chosen series further up or down."""
        row = self.chosen.row
        if row is not None:
            self.stack.put(row, self.stack.rows.index(row) + by)

    def plotted(self) -> dict[str, str]:
        """Each entity that a person plotted, with the colour of its curve."""
        found: dict[str, str] = {}
        for row in (row for row in self.stack.rows if not row.automatic):
            for number, series in enumerate(row.series):
                entities = series.entities() if isinstance(series, DerivedSeries) else [series.entity]
                for entity in entities:
                    found.setdefault(entity, row.colour(number))
        return found

    def _pointed(self, series: Series | None) -> None:
        if self.in_front:
            pointed = series if series is not None else self.chosen.series
            self._selection.point(entity_of(pointed) if pointed is not None else "")

    def _offer(self) -> None:
        if not self.laying.waiting and self.in_front:
            self._offering.offer()

    def _is_watched(self) -> bool:
        return not self.time.window.following or math.isfinite(self.pointing.at)

    def _tidy(self) -> None:
        rows = self.stack.rows
        self._empty.setVisible(not rows)
        self.stack.setVisible(bool(rows))
        self.toolbar.setVisible(bool(rows))
        for row in rows:
            row.show_axis(row is rows[-1])
        names = self.laying.waiting.entities(self._session.mirror.row_of)
        self.waiting_line.show_entities(names)
        self._show_time()
        self._turns.mark_dirty()
        self.plotted_changed.emit()

    # -- what lies behind, and figures -----------------------------------------------------------------------

    def toggle_overlay(self, overlay: Overlay) -> None:
        """Lay it behind the plot of the chosen series, or behind all plots; away where it is there already."""
        if overlay is Overlay.FORECAST and (why_not := no_forecast(self._session)):
            self.said.emit(why_not)
            return
        rows = [self.chosen.row] if self.chosen.row is not None else self.stack.rows
        on = not all(overlay in row.overlays for row in rows)
        for row in rows:
            rest = tuple(one for one in row.overlays if one is not overlay)
            row.overlays = tuple(one for one in Overlay if one in rest or (one is overlay and on))
            row.automatic = row.automatic and not on
        self._look_ahead()
        self._asking.soon()
        self._turns.mark_dirty()
        self._turns.redraw()
        self.laying.touch()

    def _look_ahead(self) -> None:
        """Leave room after the present where a forecast is drawn."""
        ahead = any(Overlay.FORECAST in row.overlays for row in self.stack.rows) and not self._session.recorded
        self.time.window.ahead_ms = HOURS * 3_600_000 if ahead else 0

    def _behind(self, series: Series) -> list[tuple[float, float]]:
        row = next((row for row in self.stack.rows if any(each is series for each in row.series)), None)
        return self._overlaying.windows(row.overlays, *self.time.edges()) if row is not None and row.overlays else []

    def _drawn(self, row: PlotRow) -> None:
        self._look_ahead()
        row.show_values(self.looking.told_at)
        if row is self.stack.rows[-1]:
            self.looking.place()
        self.figures.soon()

    # -- time ------------------------------------------------------------------------------------------------

    def _show_notes(self) -> None:
        for row in self.stack.rows:
            row.show_notes(self._notes.known)

    def _look(self) -> None:
        """The picture has come to rest: see to it that the notes of its time are known."""
        if self.stack.rows:
            self._notes.look(*self.time.edges())

    def _moved(self, row: PlotRow) -> None:
        self.time.move(*(1000 * at for at in row.plot.getViewBox().viewRange()[0]))

    def _chosen(self) -> None:
        self._asking.soon()
        self._turns.mark_dirty()
        self._show_time()
        self._turns.hurry()

    def _show_time(self) -> None:
        window = self.time.window
        self.toolbar.show_span(round(window.span_s))
        session = self._session
        self.toolbar.show_state(window.following and session.moment is None, window.paused_at is not None)
        since, until = self.time.edges()
        zone = f"{session.zone} {format_offset(max(1, int(until)), session.zone)}"
        if self.looking.in_view(self.pointing.at):
            zone = f"{format_date_time(int(self.pointing.at * 1000), session.zone)}   {zone}"
        elif window.paused_at is not None:
            held = self.tr("Held at {time}; recording goes on").format(
                time=format_date_time(window.paused_at, session.zone)
            )
            zone = f"{held}   {zone}"
        elif not window.live and until > since > 0:
            first, last = (format_date_time(int(at), session.zone, seconds=False) for at in (since, until))
            zone = f"{first} – {last}   {zone}"
        self.toolbar.time.put(zone)

    # -- the beat --------------------------------------------------------------------------------------------

    def _take(self, changes: Changes) -> None:
        if changes.everything:
            self._take_everything()
            return
        if changes.notes:
            self._notes.forget()
            self._look()
        if changes.new_rows:
            self.laying.look_for_waiting()
        self._offer()
        listed = self.stack.series()
        if not listed:
            return
        if any(series.cell < 0 for series in listed):
            for series in listed:
                if series.cell < 0:
                    series.resolve(self._session)
        cells = np.array([series.cell for series in listed], np.int64)
        for at in np.flatnonzero(np.isin(cells, changes.cells)).tolist():
            if listed[at].take(self._session):
                self._turns.mark_news()
        for series in listed:
            if isinstance(series, DerivedSeries) and series.touched(changes) and series.take(self._session):
                self._turns.mark_news()
        if changes.alarms:
            self._turns.mark_dirty()
            self._offering.reconsider()

    def _take_everything(self) -> None:
        for series in self.stack.series():
            if self._session.recorded:
                series.forget()
                series.load_alarms(self._session, self._turns.mark_dirty)
            series.resolve(self._session)
            series.take(self._session)
            if self._session.moment is None:  # else it is asked for where the time comes to rest
                self._asking.load(series)
        self._asking.soon()
        (self._introduced if self._session.moment is None else self._show_time)()
        self.laying.look_for_waiting()
        self._offer()
        self._turns.mark_dirty()
        self._turns.soon()

    def _introduced(self) -> None:
        for row in self.stack.rows:
            row.dress()
        self._show_time()

    def redraw(self) -> None:
        """Draw all plots now if anything changed or time moves on."""
        self._turns.redraw()

    # -- seen and dropped on ---------------------------------------------------------------------------------

    def occasion(self) -> Occasion | None:
        """What a note begun at the cursor is about."""
        return self.looking.occasion()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.looking.place()

    def showEvent(self, event: QShowEvent) -> None:
        self._turns.start()
        self.plotted_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turns.stop()
        self.plotted_changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        pairs = read_mime(bytes(event.mimeData().data(MIME).data()))
        if pairs:
            event.acceptProposedAction()
            self.stack.drop(None, pairs)

    # -- remembered ------------------------------------------------------------------------------------------

    def sheet(self) -> Sheet:
        """What a person chose to see, what waits for its entities with it."""
        shown = not self.statistics.isHidden()
        return Sheet(self.name, self.laying.plots(), self.time.window.span_s, shown)

    def show_sheet(self, sheet: Sheet, told: bool = False) -> None:
        """Show what a sheet says. Series whose entity is not known yet wait for it. `told`: a person wanted it."""
        self.name = sheet.name
        self.time.window.span_s = bounded(sheet.span_s)
        self.statistics.setVisible(sheet.statistics)
        self.laying.show(sheet, told)

    def save_state(self) -> dict[str, Any]:
        """The sheet as JSON."""
        return to_json(self.sheet())

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take `save_state` back; SheetFault for what cannot be read."""
        self.show_sheet(from_json(state))
