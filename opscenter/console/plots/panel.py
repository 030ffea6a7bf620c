"""One sheet of the trends: a stack of live plots of whatever is dropped into it.

Which series are plotted is `stack`'s, what is plotted by itself `offering`'s, the time shown `time_choice`'s, history
`asking`'s, drawing `turns`', and what waits for its entities `waiting`'s; here they come together. Several sheets
beside one another are `workspace`'s.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.notes.occasion import Occasion
from opscenter.console.plots.asking import Asking
from opscenter.console.plots.empty import NoPlots
from opscenter.console.plots.keys import add_keys
from opscenter.console.plots.made_of import series_of, spec_of
from opscenter.console.plots.mime import MIME, read_mime
from opscenter.console.plots.notes import Notes
from opscenter.console.plots.offering import Offering
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Overlay, Plot, Sheet, Spec, from_json, to_json
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.plots.toolbar import Toolbar
from opscenter.console.plots.turns import Turns
from opscenter.console.plots.waiting import Waiting, is_known
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
    `empty_menu_clicked()`: the menu is wanted though there are no plots.
    """

    edited = Signal()
    settled = Signal()
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
        self._hover = math.nan
        self.name = ""
        self.in_front = True
        self._quiet = 0
        self._waiting = Waiting()
        self._overlays: dict[PlotRow, tuple[Overlay, ...]] = {}
        self.setAcceptDrops(True)
        self.stack = PlotStack(session, theme)
        self.time = TimeChoice(session, self.stack.series, self)
        self._turns = Turns(self.stack, self.time, self)
        self._asking = Asking(session, self.time, self.stack.series, self.stack.columns, self)
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
            },
        )
        self.stack.added.connect(self._added)
        self.stack.arranged.connect(self._arranged)
        self.stack.changed.connect(self._series_changed)
        self.stack.hovered.connect(self._hovered)
        self.stack.moved.connect(self._moved)
        self.stack.newest_wanted.connect(lambda row: self.time.seek_newest(row.series))
        self.time.chosen.connect(self._chosen)
        self._asking.arrived.connect(self._turns.mark_dirty)
        self._asking.asked.connect(self._look)
        self._turns.drawn.connect(lambda row: row.show_values(self._value_at()))
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
            self._edited()  # what was there already may be a person's choice now

    def _follow_selection(self) -> None:
        if self.in_front:
            self._offering.follow_selection()

    def _added(self, series: Series) -> None:
        self._asking.load(series)
        series.load_alarms(self._session, self._turns.mark_dirty)
        self._show_notes()
        self._tidy()
        self.time.settle()
        self._edited()

    def _arranged(self) -> None:
        for row in [row for row in self._overlays if row not in self.stack.rows]:
            self._overlays.pop(row)
            self._waiting.forget(id(row))
        self._tidy()
        self._edited()

    def _series_changed(self) -> None:
        self._turns.mark_dirty()
        self._edited()

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

    def _edited(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def clear(self) -> None:
        """Remove all plots."""
        self._offering.done = True
        with self._quietly(told=True):
            self._waiting.clear()
            self.stack.clear()
            self._tidy()

    @contextmanager
    def _quietly(self, told: bool) -> Iterator[None]:
        """Several changes as one: told as a person's, or as one that came by itself."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1
        if not self._quiet:
            (self.edited if told else self.settled).emit()

    def _offer(self) -> None:
        if not self._waiting and self.in_front:
            self._offering.offer()

    def _is_watched(self) -> bool:
        return not self.time.window.following or math.isfinite(self._hover)

    def _tidy(self) -> None:
        rows = self.stack.rows
        self._empty.setVisible(not rows)
        self.stack.setVisible(bool(rows))
        self.toolbar.setVisible(bool(rows))
        for row in rows:
            row.show_axis(row is rows[-1])
        names = self._waiting.entities(self._session.mirror.row_of)
        self.waiting_line.show_entities(names)
        self._show_time()
        self._turns.mark_dirty()

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
        self._turns.redraw()

    def _show_time(self) -> None:
        window = self.time.window
        self.toolbar.show_span(round(window.span_s))
        self.toolbar.show_state(window.following, window.paused_at is not None)
        session = self._session
        since, until = self.time.edges()
        zone = f"{session.zone} {format_offset(max(1, int(until)), session.zone)}"
        if math.isfinite(self._hover):
            zone = f"{format_date_time(int(self._hover * 1000), session.zone)}   {zone}"
        elif not window.live and until > since > 0:
            first, last = (format_date_time(int(at), session.zone, seconds=False) for at in (since, until))
            zone = f"{first} – {last}   {zone}"
        self.toolbar.time.put(zone)

    # -- the beat --------------------------------------------------------------------------------------------

    def _take(self, changes: Changes) -> None:
        if changes.everything:
            self._take_everything()
            return
        if changes.new_rows:
            self._restore_waiting()
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
        if changes.alarms:
            self._turns.mark_dirty()
            self._offering.reconsider()

    def _take_everything(self) -> None:
        for series in self.stack.series():
            series.resolve(self._session)
            series.take(self._session)
            if self._session.moment is None:  # else it is asked for where the time comes to rest
                self._asking.load(series)
        self._asking.soon()
        (self._introduced if self._session.moment is None else self._show_time)()
        self._restore_waiting()
        self._offer()
        self._turns.mark_dirty()

    def _introduced(self) -> None:
        for row in self.stack.rows:
            row.dress()
        self._show_time()

    def redraw(self) -> None:
        """Draw all plots now if anything changed or time moves on."""
        self._turns.redraw()

    # -- the cursor ------------------------------------------------------------------------------------------

    def _value_at(self) -> float:
        past = self._session.moment is not None
        return self.time.window.told(self._hover * 1000, self.time.present(), past)

    def occasion(self) -> Occasion | None:
        """What a note begun at the cursor is about: its time, and the series in whose plot it is; None without one."""
        if not math.isfinite(self._hover):
            return None
        at = min(int(self._hover * 1000), self._session.live_now)
        row = next((row for row in self.stack.rows if row.underMouse()), None)
        if row is None or not row.series:
            return Occasion(at=at)
        return Occasion(at, entity=row.series[0].entity, attribute=row.series[0].attribute)

    def _hovered(self, x: float) -> None:
        self._hover = x
        for row in self.stack.rows:
            row.show_cursor(x)
            row.show_values(self._value_at())
        self._show_time()

    def showEvent(self, event: QShowEvent) -> None:
        self._turns.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turns.stop()

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
        plots = [
            Plot(
                tuple(spec_of(series) for series in row.series) + self._waiting.of(id(row)),
                self._overlays.get(row, ()),
            )
            for row in self.stack.rows
            if not row.automatic and row.series
        ]
        whole = tuple(self._waiting.among(plots))
        return Sheet(self.name, whole, self.time.window.span_s)

    def show_sheet(self, sheet: Sheet, told: bool = False) -> None:
        """Show what a sheet says. Series whose entity is not known yet wait for it. `told`: a person wanted it."""
        with self._quietly(told):
            self.name = sheet.name
            self.time.window.span_s = bounded(sheet.span_s)
            kept = {spec_of(series): series for series in self.stack.series()}
            self._waiting.clear()
            if sheet.plots or self.stack.chosen:
                self.stack.clear()
            for place, plot in enumerate(sheet.plots):
                self._make(plot, place, kept)
            self._tidy()

    def _make(self, plot: Plot, place: int, kept: dict[Spec, Series] | None = None) -> None:
        """Make one plot at a place of the sheet of what is known, and let the rest wait."""
        known = self._session.mirror.row_of
        ready = [spec for spec in plot.series if is_known(spec, known)]
        if not ready:
            self._waiting.plots.append((place, plot))
            return
        self.stack.drop_automatic()
        row = None
        for spec in ready:
            series = (kept or {}).pop(spec, None) or series_of(spec)
            row = self.stack.add(series, row, at=place if row is None else None)
        if row is not None:
            self._overlays[row] = plot.overlays
            self._waiting.hold(id(row), (spec for spec in plot.series if spec not in ready))

    def save_state(self) -> dict[str, Any]:
        """The sheet as JSON."""
        return to_json(self.sheet())

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take `save_state` back; SheetFault for what cannot be read."""
        self.show_sheet(from_json(state))

    def _restore_waiting(self) -> None:
        if not self._waiting:
            return
        known = self._session.mirror.row_of
        with self._quietly(told=False):
            for place, plot in self._waiting.take_plots(known):
                self._make(plot, place)
            for row in list(self.stack.rows):
                for spec in self._waiting.take_ready(id(row), known):
                    self.stack.add(series_of(spec), row)
            self._tidy()
