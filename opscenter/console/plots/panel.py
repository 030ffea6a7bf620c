"""Trends: a stack of live plots of whatever is dropped into it."""

import math
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plots.keys import add_keys
from opscenter.console.plots.mime import MIME, read_mime
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.seek import Seek
from opscenter.console.plots.series import Series, Times
from opscenter.console.plots.suggest import headline_of, suggestions, urgency
from opscenter.console.plots.toolbar import Toolbar
from opscenter.console.plots.window import SPANS_S, TimeWindow, bounded, telling_span_s
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.changes import Changes

REDRAW_MS = 200
TURN_MS = 12
"""Between two plots of one redraw; all have the same moment at their right edge."""
MAX_ROWS = 12
SETTLED_MS = 2_000
RECONSIDER_MS = 20_000
ASK_MS = 200
"""After the last move of the picture, before history is asked for."""
ASK_AROUND = 0.25
"""Share of the span that is asked for beyond each edge."""
FINEST = 1 / 500
"""Bins longer than this share of the span are asked for anew."""
LONG_AGO_MS = 86_400_000
PAN, ZOOM = 0.25, 1.6


class TrendsPanel(QWidget):
    """Series come by drop, by `selection.plot`, or by themselves: while the user has plotted nothing, the panel

    shows what is worth a look, and follows the selected entity with its main value.
    """

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self.rows: list[PlotRow] = []
        self.window_of_time = TimeWindow()
        self._seek = Seek(session)
        self._by_itself = False
        self._hover = math.nan
        self._dirty = True
        self._offered = False
        self._suggested_at = 0
        self._wanted: list[list[tuple[str, str]]] = []
        self.setAcceptDrops(True)
        self.toolbar = Toolbar()
        self.toolbar.span_chosen.connect(self.use_span)
        self.toolbar.data_clicked.connect(self.show_all)
        self.toolbar.live_clicked.connect(self.go_live)
        self.toolbar.pause_clicked.connect(self.pause)
        self.toolbar.clear_clicked.connect(self.clear)
        self._empty = self._empty_state()
        inside = QWidget()
        self._stack = QVBoxLayout(inside)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(GRID_PX)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._empty, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._redraw_in_turn)
        self._due: list[PlotRow] = []
        self._due_edges = (0.0, 0.0)
        self._turn = QTimer(self)
        self._turn.setInterval(TURN_MS)
        self._turn.timeout.connect(self._draw_next)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(ASK_MS)
        self._asking.timeout.connect(self._ask)
        add_keys(
            self,
            {
                "D": self.show_all,
                "N": self.show_newest,
                "L": self.go_live,
                "H": lambda: self.pause(self.window_of_time.paused_at is None),
                "+": lambda: self._zoom(1 / ZOOM),
                "=": lambda: self._zoom(1 / ZOOM),
                "-": lambda: self._zoom(ZOOM),
                "Shift+Left": lambda: self._pan(-PAN),
                "Shift+Right": lambda: self._pan(PAN),
            },
        )
        session.changed.connect(self._take)
        session.introduced.connect(self._introduced)
        selection.changed.connect(self._follow_selection)
        selection.plot.connect(self.plot)
        theme.changed.connect(self._mark_dirty)
        self._tidy()
        self._offer()

    def _empty_state(self) -> QWidget:
        widget = QWidget()
        sentence = QLabel(
            self.tr(
                "No plots. Drag a value from the inspector to here, press Ctrl+P for the selected entity,"
                " or choose Ctrl+Enter in the search."
            )
        )
        sentence.setObjectName("EmptyState")
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(self.tr("Show what is worth a look"))
        button.setToolTip(self.tr("Plots the values of the worst alarms, or of the first systems"))
        button.clicked.connect(self._suggest)
        column = QVBoxLayout(widget)
        column.setContentsMargins(GRID_PX * 4, GRID_PX * 4, GRID_PX * 4, GRID_PX * 4)
        column.setSpacing(GRID_PX * 3)
        column.addStretch(1)
        column.addWidget(sentence)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return widget

    # -- which series ----------------------------------------------------------------------------------------

    def plot(self, entity: str, attribute: str) -> None:
        """Plot a series the user chose; one that is there already is only kept."""
        for row in self.rows:
            if row.has(entity, attribute):
                row.automatic = False
                self._scroll.ensureWidgetVisible(row)
                return
        self._drop_automatic()
        self._add(Series(entity, attribute), None)

    def drop(self, row: PlotRow | None, pairs: list[tuple[str, str]]) -> None:
        """Series dropped on a plot (or beside all of them): joined where the unit is the same."""
        for entity, attribute in pairs:
            if not any(each.has(entity, attribute) for each in self.rows):
                target = row if row in self.rows else None
                if target is None:
                    self._drop_automatic()
                else:
                    target.automatic = False
                self._add(Series(entity, attribute), target)

    def _add(self, series: Series, row: PlotRow | None, automatic: bool = False) -> None:
        series.resolve(self._session)
        series.take(self._session)
        if row is None or not row.takes(series):
            if len(self.rows) >= MAX_ROWS:
                self._remove(self.rows[0])
            row = PlotRow(self._session, self._theme)
            row.automatic = automatic
            row.dropped.connect(lambda pairs, row=row: self.drop(row, pairs))
            row.hovered.connect(self._hovered)
            row.moved.connect(lambda row=row: self._moved(row))
            row.emptied.connect(lambda row=row: self._remove(row))
            row.changed.connect(self._mark_dirty)
            row.newest_wanted.connect(lambda row=row: self._seek_newest(row.series))
            self.rows.append(row)
            self._stack.addWidget(row)
        row.add(series)
        self._load(series)
        series.load_alarms(self._session, self._mark_dirty)
        self._tidy()
        self._settle()

    def _load(self, series: Series) -> None:
        present = self._present()
        since, until = self.window_of_time.edges(present)
        around = (until - since) * ASK_AROUND
        until = min(present, until + around)
        if present > 0:
            since = max(0.0, min(since - around, until - SPANS_S[0] * 1000))
            series.load(self._session, int(since), int(until), self._arrived)

    def _arrived(self) -> None:
        self._mark_dirty()
        self._asking.start()  # the picture may have moved on meanwhile

    def _remove(self, row: PlotRow) -> None:
        if row in self.rows:
            self.rows.remove(row)
            self._stack.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._tidy()

    def _drop_automatic(self) -> None:
        for row in [each for each in self.rows if each.automatic]:
            self._remove(row)

    def clear(self) -> None:
        """Remove all plots."""
        self._offered = True
        for row in list(self.rows):
            self._remove(row)

    def _suggest(self) -> None:
        self._suggested_at = self._session.now
        for entity, attribute in suggestions(self._session.mirror, self._session.catalogue):
            self._add(Series(entity, attribute), None, automatic=True)

    def _reconsider(self) -> None:
        """While nobody has chosen or is looking closely: make way for what has become worse, but not often."""
        chosen = self._selection.current or any(not row.automatic for row in self.rows)
        following = self.window_of_time.following and not math.isfinite(self._hover)
        if chosen or not following or not self.rows or self._session.now - self._suggested_at < RECONSIDER_MS:
            return
        mirror = self._session.mirror
        shown = [(series.entity, series.attribute) for series in self._series()]
        wanted = suggestions(mirror, self._session.catalogue)
        if urgency(mirror, wanted) < urgency(mirror, shown):
            self._drop_automatic()
            self._suggest()

    def _offer(self) -> None:
        """Once, when the city has been heard for a few seconds: start with something worth a look."""
        seen = self._session.mirror.seen
        if self._offered or self.rows or self._wanted or not len(seen):
            return
        known = seen[seen > 0]
        if len(known) and self._session.now - max(int(known.min()), self._suggested_at) >= SETTLED_MS:
            self._suggest()
            self._offered = bool(self.rows)  # else what a city is built like was all that was heard of it

    def _follow_selection(self) -> None:
        if any(not row.automatic for row in self.rows):
            return
        entity = self._selection.current
        attribute = headline_of(self._session.mirror, self._session.catalogue, entity)
        if attribute and not any(row.has(entity, attribute) for row in self.rows):
            self._drop_automatic()
            self._add(Series(entity, attribute), None, automatic=True)

    def _tidy(self) -> None:
        self._empty.setVisible(not self.rows)
        self._scroll.setVisible(bool(self.rows))
        self.toolbar.setVisible(bool(self.rows))
        for row in self.rows:
            row.show_axis(row is self.rows[-1])
        self._show_time()
        self._mark_dirty()

    # -- time ------------------------------------------------------------------------------------------------

    def _present(self) -> int:
        return self._session.now or self._session.mirror.now

    def use_span(self, seconds: float) -> None:
        """Show so much time: to the present, or to where the picture ends in the past."""
        self.window_of_time.choose(seconds, self._present())
        self._chosen()

    def go_live(self) -> None:
        """Follow the present again."""
        self.window_of_time.follow()
        self._chosen()

    def pause(self, paused: bool) -> None:
        """Hold the picture at this moment."""
        window = self.window_of_time
        window.paused_at = window.present(self._present()) if paused else None
        self._chosen()

    def show_all(self) -> None:
        """Show the whole time in which something is recorded of what is plotted."""

        def found(times: list[Times]) -> None:
            first, last = min(int(each[0]) for each in times), max(int(each[-1]) for each in times)
            self._show(first, max(last, first + SPANS_S[0] * 1000))

        self._seek.start(self._series(), found)

    def show_newest(self) -> None:
        """Show the time around the newest value of what is plotted."""
        self._seek_newest(self._series())

    def _seek_newest(self, series: list[Series], by_itself: bool = False) -> None:
        def found(times: list[Times]) -> None:
            if by_itself and not self._is_old():
                return  # something new has joined meanwhile
            newest = max(times, key=lambda each: int(each[-1]))
            last = int(newest[-1])
            self._show(last - telling_span_s(newest) * 1000, last)
            self._by_itself = by_itself

        self._seek.start(list(series), found)

    def _show(self, since: float, until: float) -> None:
        self.window_of_time.show(since, until, self._present())
        self._chosen()

    def _chosen(self) -> None:
        """A time was chosen: by a person, unless the caller knows better."""
        self._seek.forget()
        self._by_itself = False
        self._asking.start()
        self._mark_dirty()
        self._show_time()
        self.redraw()

    def _is_old(self) -> bool:
        newest = max((series.newest(self._session) for series in self._series()), default=0)
        return newest > 0 and self._present() - newest >= LONG_AGO_MS

    def _settle(self) -> None:
        """Where everything plotted is from long ago (files of another year), go there; come back for what is new."""
        old = self._is_old()
        if self._by_itself and not old:
            self.go_live()
        elif self.window_of_time.following and old:
            self._seek_newest(self._series(), by_itself=True)

    def _zoom(self, factor: float) -> None:
        since, until = self.window_of_time.edges(self._present())
        fixed = until if self.window_of_time.live else (since + until) / 2
        self._move(fixed + (since - fixed) * factor, fixed + (until - fixed) * factor)

    def _pan(self, share: float) -> None:
        since, until = self.window_of_time.edges(self._present())
        self._move(since + (until - since) * share, until + (until - since) * share)

    def _move(self, since_ms: float, until_ms: float) -> None:
        self.window_of_time.move(since_ms / 1000, until_ms / 1000, self._present())
        self._chosen()

    def _moved(self, row: PlotRow) -> None:
        self._move(*(1000 * at for at in row.plot.getViewBox().viewRange()[0]))

    def _ask(self) -> None:
        """Ask for the history of what is in view, of series that do not have it yet as finely as it can be seen."""
        present = self._present()
        since, until = self.window_of_time.edges(present)
        for series in self._series():
            covered = series.buffer.covers(max(0.0, since), min(until, present), (until - since) * FINEST)
            if not covered and not series.waiting and not series.refused:
                self._load(series)

    def _show_time(self) -> None:
        window = self.window_of_time
        self.toolbar.show_span(round(window.span_s))
        self.toolbar.show_state(window.following, window.paused_at is not None)
        session = self._session
        since, until = window.edges(self._present())
        zone = f"{session.zone} {format_offset(max(1, int(until)), session.zone)}"
        if math.isfinite(self._hover):
            zone = f"{format_date_time(int(self._hover * 1000), session.zone)}   {zone}"
        elif not window.live and until > since > 0:
            first, last = (format_date_time(int(at), session.zone, seconds=False) for at in (since, until))
            zone = f"{first} – {last}   {zone}"
        self.toolbar.time.put(zone)

    # -- the beat --------------------------------------------------------------------------------------------

    def _series(self) -> list[Series]:
        return [series for row in self.rows for series in row.series]

    def _take(self, changes: Changes) -> None:
        if changes.everything:
            self._take_everything()
            return
        if changes.new_rows:
            self._restore_wanted()
        self._offer()
        listed = self._series()
        if not listed:
            return
        if any(series.cell < 0 for series in listed):
            for series in listed:
                if series.cell < 0:
                    series.resolve(self._session)
        cells = np.array([series.cell for series in listed], np.int64)
        for at in np.flatnonzero(np.isin(cells, changes.cells)).tolist():
            if listed[at].take(self._session):
                self._dirty = True
        if changes.alarms:
            self._dirty = True
            self._reconsider()

    def _take_everything(self) -> None:
        for series in self._series():
            series.resolve(self._session)
            series.take(self._session)
            if self._session.moment is None:  # else it is asked for where the time comes to rest
                self._load(series)
        self._asking.start()
        (self._introduced if self._session.moment is None else self._show_time)()
        self._restore_wanted()
        self._offer()
        self._mark_dirty()

    def _introduced(self) -> None:
        for row in self.rows:
            row.dress()
        self._show_time()

    def _mark_dirty(self) -> None:
        self._dirty = True

    def redraw(self) -> None:
        """Draw all plots now if anything changed or time moves on."""
        if self._is_due():
            self._due = list(self.rows)
            while self._due:
                self._draw_next()

    def _redraw_in_turn(self) -> None:
        """As `redraw`, five times a second, a plot at a time: all of them at once would hold the window too long."""
        if not self._due and self._is_due():
            self._due = list(self.rows)
            self._turn.start()

    def _is_due(self) -> bool:
        window = self.window_of_time
        # Following a long span, the picture moves by less than a pixel a second: draw when something came.
        if not self._dirty and not (window.following and window.span_s <= SPANS_S[0]):
            return False
        self._dirty = False
        self._due_edges = window.edges(self._present())
        return True

    def _draw_next(self) -> None:
        row = self._due.pop(0) if self._due else None
        if not self._due:
            self._turn.stop()
        if row in self.rows:
            row.redraw(*self._due_edges, self.window_of_time.present(self._present()))
            row.show_values(self._value_at())

    def _value_at(self) -> float:
        return self.window_of_time.told(self._hover * 1000, self._present(), self._session.moment is not None)

    def _hovered(self, x: float) -> None:
        self._hover = x
        for row in self.rows:
            row.show_cursor(x)
            row.show_values(self._value_at())
        self._show_time()

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        self._mark_dirty()
        self.redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        pairs = read_mime(bytes(event.mimeData().data(MIME).data()))
        if pairs:
            event.acceptProposedAction()
            self.drop(None, pairs)

    # -- remembered ------------------------------------------------------------------------------------------

    def save_state(self) -> dict[str, Any]:
        """Chosen plots and the span of time, as JSON."""
        rows = [[[s.entity, s.attribute] for s in row.series] for row in self.rows if not row.automatic]
        rows += [[list(pair) for pair in pairs] for pairs in self._wanted]
        return {"span_s": self.window_of_time.span_s, "rows": rows[:MAX_ROWS]}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take `save_state` back. Series whose entity is not known yet wait for it."""
        self.window_of_time.span_s = bounded(float(state.get("span_s", SPANS_S[0])))
        self._wanted = [[(str(one), str(name)) for one, name in row] for row in state.get("rows", [])[:MAX_ROWS] if row]
        self._restore_wanted()
        self._tidy()

    def _restore_wanted(self) -> None:
        known = self._session.mirror.row_of
        for pairs in list(self._wanted):
            if all(entity in known for entity, _ in pairs):
                self._wanted.remove(pairs)
                self._drop_automatic()
                for number, (entity, attribute) in enumerate(pairs):
                    self._add(Series(entity, attribute), self.rows[-1] if number else None)
