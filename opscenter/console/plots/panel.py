"""Trends: a stack of live plots of whatever is dropped into it."""

import math
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plots.mime import MIME, read_mime
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.suggest import headline_of, suggestions, urgency
from opscenter.console.plots.toolbar import SPANS_S, Toolbar
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.changes import Changes

REDRAW_MS = 200
TURN_MS = 12
"""Between two plots of one redraw; all have the same moment at their right edge."""
MAX_ROWS = 12
SHORTEST_S = 5
LONGEST_S = 40 * 86_400
SETTLED_MS = 2_000
RECONSIDER_MS = 20_000


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
        self._span_s: float = SPANS_S[0]
        self._live = True
        self._paused_at: int | None = None
        self._until_ms = 0.0
        self._hover = math.nan
        self._dirty = True
        self._offered = False
        self._suggested_at = 0
        self._wanted: list[list[tuple[str, str]]] = []
        self.setAcceptDrops(True)
        self.toolbar = Toolbar()
        self.toolbar.span_chosen.connect(self.use_span)
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
        self._due_until = 0.0
        self._turn = QTimer(self)
        self._turn.setInterval(TURN_MS)
        self._turn.timeout.connect(self._draw_next)
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
            self.rows.append(row)
            self._stack.addWidget(row)
        row.add(series)
        self._load(series)
        series.load_alarms(self._session, self._mark_dirty)
        self._tidy()

    def _load(self, series: Series) -> None:
        until = self._session.now or self._session.mirror.now
        since = int(min(self._since_ms(), until - SPANS_S[0] * 1000))
        if until > 0:
            series.load(self._session, since, until, self._mark_dirty)

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
        following = self._live and self._paused_at is None and not math.isfinite(self._hover)
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
        if len(known) and self._session.now - int(known.min()) >= SETTLED_MS:
            self._offered = True
            self._suggest()

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

    def _now(self) -> int:
        return self._paused_at if self._paused_at is not None else (self._session.now or self._session.mirror.now)

    def _since_ms(self) -> float:
        until = float(self._now()) if self._live else self._until_ms
        return until - self._span_s * 1000

    def use_span(self, seconds: float) -> None:
        """Show so much time, ending where the picture ends now."""
        self._span_s = float(min(LONGEST_S, max(SHORTEST_S, seconds)))
        self._reload_older()
        self._mark_dirty()
        self._show_time()

    def go_live(self) -> None:
        """Follow the present again."""
        self._live = True
        self._paused_at = None
        self._mark_dirty()
        self._show_time()

    def pause(self, paused: bool) -> None:
        """Hold the picture at this moment."""
        self._paused_at = self._now() if paused else None
        self._mark_dirty()
        self._show_time()

    def _moved(self, row: PlotRow) -> None:
        since, until = row.plot.getViewBox().viewRange()[0]
        now = self._now() / 1000
        self._span_s = min(LONGEST_S, max(SHORTEST_S, until - since))
        self._until_ms = min(until, now + self._span_s / 2) * 1000
        self._live = False
        self._reload_older()
        self.redraw()
        self._show_time()

    def _reload_older(self) -> None:
        since = self._since_ms()
        for series in self._series():
            loaded = series.buffer.loaded_from or self._now()
            if since < loaded and not series.waiting:
                series.load(self._session, int(since - self._span_s * 250), self._now(), self._mark_dirty)

    def _show_time(self) -> None:
        self.toolbar.show_span(round(self._span_s))
        self.toolbar.show_state(self._live and self._paused_at is None, self._paused_at is not None)
        session = self._session
        zone = f"{session.zone} {format_offset(max(1, self._now()), session.zone)}"
        if math.isfinite(self._hover):
            zone = f"{format_date_time(int(self._hover * 1000), session.zone)}   {zone}"
        self.toolbar.time.setText(zone)

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
            self._load(series)
        for row in self.rows:
            row.dress()
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
        following = self._live and self._paused_at is None
        # Following a long span, the picture moves by less than a pixel a second: draw when something came.
        if not self._dirty and not (following and self._span_s <= SPANS_S[0]):
            return False
        self._dirty = False
        self._due_until = float(self._now()) if self._live else self._until_ms
        return True

    def _draw_next(self) -> None:
        row = self._due.pop(0) if self._due else None
        if not self._due:
            self._turn.stop()
        if row in self.rows:
            row.redraw(self._due_until - self._span_s * 1000, self._due_until, self._now())
            row.show_values(self._hover * 1000)

    def _hovered(self, x: float) -> None:
        self._hover = x
        for row in self.rows:
            row.show_cursor(x)
            row.show_values(x * 1000)
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
        return {"span_s": self._span_s, "rows": rows[:MAX_ROWS]}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take `save_state` back. Series whose entity is not known yet wait for it."""
        self._span_s = float(min(LONGEST_S, max(SHORTEST_S, float(state.get("span_s", SPANS_S[0])))))
        rows = state.get("rows", [])
        self._wanted = [
            [(str(entity), str(attribute)) for entity, attribute in pairs] for pairs in rows[:MAX_ROWS] if pairs
        ]
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
