"""One plot of the stack: curves of up to four units, states below them, with a legend that carries the values."""

import math
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from opscenter.console.format import format_value, state_text
from opscenter.console.plain import tip
from opscenter.console.plots import hover
from opscenter.console.plots.away import Away
from opscenter.console.plots.axes import Axes
from opscenter.console.plots.band_item import LANE_PX, BandItem
from opscenter.console.plots.curve_item import Curve, CurveItem
from opscenter.console.plots.graph import pg
from opscenter.console.plots.holes import common
from opscenter.console.plots.items import AlarmItem, GapItem, GridItem
from opscenter.console.plots.legend import Legend
from opscenter.console.plots.limit_item import LABEL_PX, LimitItem, limits_of
from opscenter.console.plots.mime import MIME, read_mime
from opscenter.console.plots.note_item import NoteItem
from opscenter.console.plots.notes import Note
from opscenter.console.plots.overlay_item import Behind, OverlayItem
from opscenter.console.plots.overlaying import Laid, Overlaying
from opscenter.console.plots.picture import Picture, picture
from opscenter.console.plots.scales import MOST_UNITS, Rooms, bounds_of
from opscenter.console.plots.series import Series
from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.time_axis import DAY_S, TimeAxis
from opscenter.console.plots.value_axis import ValueAxis
from opscenter.console.plots.view_item import Frame
from opscenter.console.plots.window import LONGEST_S, SHORTEST_S
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

MIN_HEIGHT_PX = 76
AXIS_PX = 20
MAX_SERIES = 8
NEAR_PX = 8.0


class PlotRow(QWidget):
    """Up to MAX_SERIES series. `dropped(list)`: series were dropped on it; `hovered(float)`: x in s or NaN;

    `clicked(float)`: at a time (s); `menu_wanted(QPoint)`: what can be done with it, at a place of the screen;

    `moved()`: the user panned or zoomed; `emptied()`: its last series was removed; `axes_changed()`: it needs another
    room at its right; `newest_wanted()`: the user wants to see the time of its newest value.
    """

    dropped = Signal(object)
    hovered = Signal(float)
    clicked = Signal(float)
    menu_wanted = Signal(QPoint)
    moved = Signal()
    emptied = Signal()
    changed = Signal()
    axes_changed = Signal()
    newest_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.series: list[Series] = []
        self.automatic = False
        self.picture = Picture(0.0, 1.0)
        self.overlays: tuple[Overlay, ...] = ()
        self.overlaying: Overlaying | None = None
        self.laid: list[Laid] = []
        self._all_notes: list[Note] = []
        self.setAcceptDrops(True)
        self.legend = Legend(theme)
        self.legend.removed.connect(self._remove)
        self.axis = TimeAxis(session.zone)
        left = ValueAxis("left")
        self.view = pg.PlotWidget(axisItems={"bottom": self.axis, "left": left})
        self.view.setAcceptDrops(False)  # drops are the row's: the scene would swallow them
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nothing there answers keys
        self.plot: Any = self.view.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=True, y=False)
        self.axes = Axes(self.plot, left)
        self.grid = GridItem(theme.tokens, self.axis, left)
        self.gaps = GapItem(theme.tokens)
        self.marks = AlarmItem(theme.tokens)
        self.bands = BandItem(theme.tokens)
        self.curves = CurveItem(theme.tokens)
        self.limits = LimitItem(theme.tokens)
        self.notes = NoteItem(theme.tokens)
        self.behind = OverlayItem(theme.tokens)
        self.crosshair = pg.InfiniteLine(angle=90, movable=False)
        self.crosshair.hide()
        self._items = (
            self.grid, self.gaps, self.marks, self.bands, self.behind, self.curves, self.limits, self.notes,
        )  # fmt: skip
        depths = (-30, -20, -10, -5, 2, 5, 8, 12)
        for item, depth in zip((*self._items, self.crosshair), (*depths, 20), strict=True):
            item.setZValue(depth)
            self.plot.addItem(item, ignoreBounds=True)
        self.plot.getViewBox().disableAutoRange()
        self.plot.getViewBox().sigRangeChangedManually.connect(lambda *_: self.moved.emit())
        self.plot.getViewBox().setLimits(minXRange=SHORTEST_S, maxXRange=LONGEST_S)
        self.away = Away(session, self.view)
        self.away.clicked.connect(self.newest_wanted)
        self._pointer = pg.SignalProxy(self.view.scene().sigMouseMoved, rateLimit=30, slot=self._point)
        self.view.scene().sigMouseClicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.legend)
        column.addWidget(self.view, 1)
        self.setMinimumHeight(MIN_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.dress)
        self.dress()

    # -- contents --------------------------------------------------------------------------------------------

    def has(self, entity: str, attribute: str) -> bool:
        """Whether the series is in this plot."""
        return any(each.entity == entity and each.attribute == attribute for each in self.series)

    def takes(self, series: Series) -> bool:
        """Whether a series fits here: there is room, and an axis for its unit."""
        if not self.series:
            return True
        units = {each.unit(self._session) for each in (*self.series, series) if not each.is_text}
        return len(self.series) < MAX_SERIES and len(units) <= MOST_UNITS

    def add(self, series: Series) -> None:
        """Add a series."""
        self.series.append(series)
        self.dress()

    def _remove(self, number: int) -> None:
        self.series.pop(number)
        if not self.series:
            self.emptied.emit()
        else:
            self.dress()
        self.changed.emit()

    def show_axis(self, shown: bool) -> None:
        """Only the lowest plot writes the times."""
        self.axis.setStyle(showValues=shown)
        self.axis.setHeight(AXIS_PX if shown else 4)
        self.setMinimumHeight(MIN_HEIGHT_PX + (AXIS_PX if shown else 0))

    def show_notes(self, notes: list[Note]) -> None:
        """Of all that was noted, show what is about this plot."""
        self._all_notes = notes
        pairs = [(each.entity, each.attribute) for each in self.series]
        self.notes.show_notes([note for note in notes if note.is_about(pairs)])

    # -- look ------------------------------------------------------------------------------------------------

    def colour(self, number: int) -> str:
        """The colour of the series at a place in this plot."""
        return self._theme.tokens.series[number % len(self._theme.tokens.series)]

    def _unit(self, series: Series) -> str:
        return "" if series.is_text else series.unit(self._session)  # a state is not in veh/h

    def dress(self) -> None:
        """Take the tokens, names and units over."""
        tokens = self._theme.tokens
        self.view.setBackground(tokens.panel)
        self.axis.setPen(pg.mkPen(tokens.line))
        self.axis.setTextPen(pg.mkPen(tokens.muted))
        self.axis.setTickFont(font("small"))
        self.axis.setStyle(tickLength=-4, tickTextOffset=4)
        self.axis.zone = self._session.zone
        self.crosshair.setPen(pg.mkPen(tokens.accent, width=1))
        for item in self._items:
            item.tokens = tokens
            item.update()
        before = self.axes.right_px
        self.axes.arrange(self.series, self._session, [self.colour(at) for at in range(len(self.series))], tokens)
        texts = [
            (*each.names(self._session), self.colour(number), self._unit(each), self.axes.place(number))
            for number, each in enumerate(self.series)
        ]
        self.legend.show_series(texts)
        self.setAccessibleName(
            self.tr("Plot of {names}").format(names=", ".join(f"{one[0]} {one[1]}" for one in texts))
        )
        self.show_notes(self._all_notes)
        if self.axes.right_px != before:
            self.axes_changed.emit()

    # -- drawing ---------------------------------------------------------------------------------------------

    def redraw(self, since_ms: float, until_ms: float, now: int) -> None:
        """Draw what is known between two times."""
        if any(each.is_text == (self.axes.scale_of(at) is not None) for at, each in enumerate(self.series)):
            self.dress()  # what a series is, is known only when its first value comes; and it may change
        self.axis.dated = until_ms < now - DAY_S * 1000
        box = self.plot.getViewBox()
        box.setXRange(since_ms / 1000, until_ms / 1000, padding=0)
        columns = max(50, int(box.width()))
        self.picture = picture(self.series, self._session, since_ms, until_ms, columns, now)
        self._lay(since_ms, until_ms, columns, now)
        lanes = len(self.picture.lane_of)
        height = max(3.0 * LABEL_PX, float(box.height()))
        below = min(0.6, lanes * LANE_PX / height) if lanes and self.axes.scales else 0.0
        self._fit(Rooms((LABEL_PX + 4) / height, below))
        curves = []
        for number, drawn in enumerate(self.picture.traces):
            scale = self.axes.scale_of(number)
            if drawn is not None and scale is not None:
                curves.append(Curve(drawn, scale, self.colour(number)))
        self.curves.show_curves(curves)
        scales = [(laid, self.axes.scale_of(laid.number)) for laid in self.laid]
        behind = [Behind(laid, scale, self.colour(laid.number)) for laid, scale in scales if scale is not None]
        self.behind.show_behind(behind)
        self.bands.show_bands(
            self.picture.bands, self.picture.mixtures, lanes, bool(self.axes.scales), self.picture.low_key
        )
        box.prepareForPaint()  # else the items learn where they are while they are painted, and are painted twice
        self._show_gaps()
        spans = {span.occurrence: span for each in self.series for span in each.alarms(self._session)}
        self.marks.show_spans(list(spans.values()), now / 1000)

    def _lay(self, since_ms: float, until_ms: float, columns: int, now: int) -> None:
        """What lies behind the curves, and the legend's words for it."""
        overlaying = self.overlaying if self.overlays else None
        self.laid = overlaying.lay(self.series, self.overlays, since_ms, until_ms, columns, now) if overlaying else []
        self.legend.show_overlays(overlaying.told(self.series, self.overlays) if overlaying else [])

    def _fit(self, rooms: Rooms) -> None:
        shown = []
        for scale in self.axes.scales:
            mine = [self.series[number] for number in scale.numbers]
            limits = limits_of(mine, self._session)
            shown += [(limit, scale) for limit in limits]
            traces = [each for number in scale.numbers if (each := self.picture.traces[number]) is not None]
            extremes = [(each.low, each.high) for each in traces]
            extremes += [laid.extremes for laid in self.laid if laid.number in scale.numbers]
            low = min((low for low, _ in extremes if math.isfinite(low)), default=math.nan)
            high = max((high for _, high in extremes if math.isfinite(high)), default=math.nan)
            scale.fit(low, high, bounds_of(mine, self._session), tuple(limit.value for limit in limits), rooms)
        self.limits.show_limits(sorted(shown, key=lambda pair: pair[0].priority), len(self.axes.scales) > 1)
        self.axes.show(rooms.below)

    def _show_gaps(self) -> None:
        """Hatch what is missing; where nothing at all is to be seen, say where there is something instead."""
        elsewhere = self.away.tell(self.picture, self.series)
        spans = [] if elsewhere else [(start / 1000, end / 1000) for start, end in common(self.picture.holes)]
        self.gaps.show_spans(spans)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.away.place()

    # -- pointer and drops -----------------------------------------------------------------------------------

    def _frame(self) -> Frame:
        """The plot in pixels of the viewport."""
        box = self.plot.getViewBox()
        at = self.view.mapFromScene(box.sceneBoundingRect()).boundingRect()
        since, until = box.viewRange()[0]
        return Frame(at.left(), at.top(), at.width(), at.height(), since, until)

    def _point(self, event: tuple[QPointF]) -> None:
        box = self.plot.getViewBox()
        inside = box.sceneBoundingRect().contains(event[0])
        at = float(box.mapSceneToView(event[0]).x()) if inside else math.nan
        self.hovered.emit(at)
        place = self.view.mapFromScene(event[0])
        lines = self.told_at(at * 1000, place) if inside else []
        if lines:
            QToolTip.showText(self.view.viewport().mapToGlobal(place + QPoint(8, 8)), tip(*lines), self.view)
        else:
            QToolTip.hideText()

    def _clicked(self, event: Any) -> None:
        box = self.plot.getViewBox()
        if not box.sceneBoundingRect().contains(event.scenePos()):
            return
        if event.button() is Qt.MouseButton.RightButton:
            self.menu_wanted.emit(event.screenPos().toPoint())
        elif event.button() is Qt.MouseButton.LeftButton and not event.double():
            self.clicked.emit(float(box.mapSceneToView(event.scenePos()).x()))

    def tell(self, at_ms: float) -> None:
        """Say beside the cursor, and to who listens instead of looking, what there is at a time (ms)."""
        lines = self.told_at(at_ms)
        self.setAccessibleDescription("\n".join(lines))
        frame = self._frame()
        place = QPoint(round(frame.x(at_ms / 1000)) + 8, round(frame.top) + 24)
        QToolTip.showText(self.view.viewport().mapToGlobal(place), tip(*lines), self.view)

    def told_at(self, at_ms: float, place: QPoint | None = None) -> list[str]:
        """What is to be said of a time (ms), in plain lines; with a `place` (px of the view) of what is just there."""
        session, frame = self._session, self._frame()
        x = frame.x(at_ms / 1000) if place is None else float(place.x())
        lines = [hover.said_of_note(note, session) for note in self.notes.at(frame, x)]
        limit = self.limits.at(frame, float(place.y())) if place is not None else None
        if limit is not None:
            lines.append(hover.said_of_limit(limit, session, self.limits.label(limit).split(" ")[1]))
        for span in self.marks.spans:
            if span.since <= at_ms < (span.until if span.until is not None else math.inf):
                lines.append(hover.said_of_alarm(span, session))
        lines += hover.states_at(self.picture, self.series, session, at_ms)
        for number, drawn in enumerate(self.picture.traces):
            if drawn is not None and (place is None or self._passes(number, frame, at_ms, float(place.y()))):
                lines.append(hover.said_of_value(self.series[number], session, self.picture, number, at_ms))
        lines += hover.holes_at(self.picture, self.series, session, at_ms)
        return [line for line in lines if line][: hover.MOST_LINES]

    def _passes(self, number: int, frame: Frame, at_ms: float, y: float) -> bool:
        """Whether a curve, or its envelope, passes within a few pixels."""
        rows, scale = self.picture.rows[number], self.axes.scale_of(number)
        at = int(rows.time.searchsorted(at_ms, "right")) - 1
        if scale is None or at < 0 or not math.isfinite(float(rows.mean[at])):
            return False
        low, high = frame.y(float(rows.low[at]), scale), frame.y(float(rows.high[at]), scale)
        return high - NEAR_PX <= y <= low + NEAR_PX

    def leaveEvent(self, event: object) -> None:
        self.hovered.emit(math.nan)

    def show_cursor(self, x: float) -> None:
        """The crosshair at x (s), or away for NaN."""
        self.crosshair.setVisible(math.isfinite(x))
        if math.isfinite(x):
            self.crosshair.setPos(x)

    def show_values(self, at_ms: float) -> None:
        """The legend's numbers: at a time, or the latest for NaN."""
        shown = []
        for series in self.series:
            value, quality = series.pieces.at(at_ms if math.isfinite(at_ms) else math.inf)
            described = series.described(self._session)
            if series.is_text:
                known = math.isfinite(value) and 0 <= int(value) < len(series.buffer.texts)
                text = state_text(series.buffer.texts[int(value)], described, self._session.language) if known else "–"
            else:
                text = format_value(value / series.factor(self._session), described)[0]
            shown.append((text, quality, series.refused))
        self.legend.show_values(shown)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        pairs = read_mime(bytes(event.mimeData().data(MIME).data()))
        if pairs:
            event.acceptProposedAction()
            self.dropped.emit(pairs)
