"""One plot of the stack: curves of one unit, with a legend that carries the values."""

import math
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from opscenter.console.format import format_date_time, state_text
from opscenter.console.plots.bands import states, without
from opscenter.console.plots.decimate import Curves, curves
from opscenter.console.plots.graph import pg
from opscenter.console.plots.items import AlarmItem, Band, BandItem, GapItem
from opscenter.console.plots.legend import Legend
from opscenter.console.plots.mime import MIME, read_mime
from opscenter.console.plots.series import Series
from opscenter.console.plots.time_axis import DAY_S, TimeAxis
from opscenter.console.plots.window import LONGEST_S, SHORTEST_S
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.rule import RuleKind

MIN_HEIGHT_PX = 76
LEFT_PX = 56
AXIS_PX = 20
LABEL_PX = 20
LABEL_GAP_PX = 12
MAX_SERIES = 8


class _Lines:
    """The three lines and the bad points of one series."""

    def __init__(self, plot: Any) -> None:
        self.good = pg.PlotCurveItem(connect="finite", antialias=True)
        self.suspect = pg.PlotCurveItem(connect="finite", antialias=True)
        self.stale = pg.PlotCurveItem(connect="finite", antialias=True)
        self.bad = pg.ScatterPlotItem(symbol="x", size=7)
        self.last = pg.ScatterPlotItem(symbol="o", size=5)
        self.all = (self.good, self.suspect, self.stale, self.bad, self.last)
        for item in self.all:
            plot.addItem(item)

    def remove(self, plot: Any) -> None:
        for item in self.all:
            plot.removeItem(item)


class PlotRow(QWidget):
    """Up to MAX_SERIES series of one unit. `dropped(list)`: series were dropped on it; `hovered(float)`: x in s or NaN;

    `moved()`: the user panned or zoomed; `emptied()`: its last series was removed;

    `newest_wanted()`: the user wants to see the time of its newest value.
    """

    dropped = Signal(object)
    hovered = Signal(float)
    moved = Signal()
    emptied = Signal()
    changed = Signal()
    newest_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.series: list[Series] = []
        self.automatic = False
        self._lines: list[_Lines] = []
        self._limits: list[Any] = []
        self._priorities: list[Priority] = []
        self._limits_of: tuple[str, ...] = ()
        self.setAcceptDrops(True)
        self.legend = Legend(theme)
        self.legend.removed.connect(self._remove)
        self.axis = TimeAxis(session.zone)
        self.view = pg.PlotWidget(axisItems={"bottom": self.axis})
        self.view.setAcceptDrops(False)  # drops are the row's: the scene would swallow them
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nothing there answers keys
        self.plot: Any = self.view.getPlotItem()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.getAxis("left").setWidth(LEFT_PX)
        self.plot.setContentsMargins(0, 2, 8, 0)
        self.gaps = GapItem(theme.tokens)
        self.marks = AlarmItem(theme.tokens)
        self.bands = BandItem(theme.tokens)
        self.crosshair = pg.InfiniteLine(angle=90, movable=False)
        self.crosshair.hide()
        for item, depth in ((self.gaps, -20), (self.marks, -10), (self.bands, -5), (self.crosshair, 20)):
            item.setZValue(depth)
            self.plot.addItem(item, ignoreBounds=True)
        self.plot.getViewBox().disableAutoRange()
        self.plot.getViewBox().sigRangeChangedManually.connect(lambda *_: self.moved.emit())
        self.plot.getViewBox().setLimits(minXRange=SHORTEST_S, maxXRange=LONGEST_S)
        self.away = QPushButton(self.view)
        self.away.setToolTip(self.tr("Show the time around the newest value (N)"))
        self.away.setCursor(Qt.CursorShape.PointingHandCursor)
        self.away.clicked.connect(self.newest_wanted)
        self.away.hide()
        self._pointer = pg.SignalProxy(self.view.scene().sigMouseMoved, rateLimit=30, slot=self._point)
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
        """Whether a series fits here: the same unit, numbers with numbers, and room."""
        if not self.series:
            return True
        first = self.series[0]
        same = series.unit(self._session) == first.unit(self._session) and series.is_text == first.is_text
        return same and len(self.series) < MAX_SERIES

    def add(self, series: Series) -> None:
        """Add a series."""
        self.series.append(series)
        self._lines.append(_Lines(self.plot))
        self.dress()

    def _remove(self, number: int) -> None:
        self.series.pop(number)
        self._lines.pop(number).remove(self.plot)
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

    # -- look ------------------------------------------------------------------------------------------------

    def colour(self, number: int) -> str:
        """The colour of the series at a place in this plot."""
        return self._theme.tokens.series[number % len(self._theme.tokens.series)]

    def dress(self) -> None:
        """Take the tokens, names and limits over."""
        tokens = self._theme.tokens
        self.view.setBackground(tokens.panel)
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(pg.mkPen(tokens.line))
            axis.setTextPen(pg.mkPen(tokens.muted))
            axis.setTickFont(font("small"))
            axis.setStyle(tickLength=-4, tickTextOffset=4)
        self.axis.zone = self._session.zone
        grid = QColor(tokens.line)
        grid.setAlphaF(0.5)
        self.plot.showGrid(x=True, y=True, alpha=0.12)
        self.crosshair.setPen(pg.mkPen(tokens.accent, width=1))
        for item in (self.gaps, self.marks, self.bands):
            item.tokens = tokens
            item.update()
        for number, lines in enumerate(self._lines):
            colour = self.colour(number)
            lines.good.setPen(pg.mkPen(colour, width=1))
            dotted = QPen(QColor(tokens.muted), 1)
            dotted.setCosmetic(True)
            dotted.setDashPattern([1.0, 3.0])
            lines.suspect.setPen(dotted)
            dashed = QPen(QColor(tokens.muted), 1)
            dashed.setCosmetic(True)
            dashed.setDashPattern([6.0, 4.0])
            lines.stale.setPen(dashed)
            lines.bad.setPen(pg.mkPen(tokens.muted, width=1.5))
            lines.bad.setBrush(None)
            lines.last.setPen(None)
            lines.last.setBrush(pg.mkBrush(colour))
        texts = [(*each.names(self._session), self.colour(number)) for number, each in enumerate(self.series)]
        unit = self.series[0].unit(self._session) if self.series else ""
        self.legend.show_series(texts, unit)
        self._dress_limits(force=True)

    def _dress_limits(self, force: bool = False) -> None:
        numbers = [each for each in self.series if not each.is_text]
        kinds = [(each.kind(self._session), each.attribute, each.factor(self._session)) for each in numbers]
        key = tuple(f"{kind.type} {attribute}" for kind, attribute, _ in kinds if kind is not None)
        if key == self._limits_of and not force:
            return
        self._limits_of = key
        for old in self._limits:
            self.plot.removeItem(old)
        self._limits.clear()
        self._priorities.clear()
        done: set[tuple[float, Priority]] = set()
        for kind, attribute, factor in kinds:
            for rule in kind.rules if kind is not None else ():
                limit = rule.value * factor
                mark = (limit, rule.priority)
                if rule.kind is RuleKind.LIMIT and rule.attribute == attribute and mark not in done:
                    done.add(mark)
                    colour = self._theme.tokens.priority(rule.priority)
                    line = pg.InfiniteLine(
                        pos=limit,
                        angle=0,
                        pen=pg.mkPen(colour, width=1, style=Qt.PenStyle.DashLine),
                        label=f"{rule.priority.letter} {limit:g}",
                        labelOpts={
                            "position": 0.008,  # at the left: the newest values and alarms are at the right
                            "color": colour,
                            # Always above its line: two that are near each other would meet in the middle.
                            "anchors": [(0, 1), (0, 1)],
                        },
                    )
                    line.label.setFont(font("small"))
                    self.plot.addItem(line, ignoreBounds=True)
                    self._limits.append(line)
                    self._priorities.append(rule.priority)

    # -- drawing ---------------------------------------------------------------------------------------------

    def redraw(self, since_ms: float, until_ms: float, now: int) -> None:
        """Draw what the buffers hold between two times."""
        self._dress_limits()
        self.axis.dated = until_ms < now - DAY_S * 1000
        self.plot.getViewBox().setXRange(since_ms / 1000, until_ms / 1000, padding=0)
        if self.series and self.series[0].is_text:
            self._redraw_bands(since_ms, until_ms, now)
            return
        self.bands.show_bands([])
        columns = max(50, int(self.plot.getViewBox().width()))
        low, high = math.inf, -math.inf
        filled = False
        gaps: list[tuple[float, float]] = []
        for series, lines in zip(self.series, self._lines, strict=True):
            buffer = series.buffer
            broken_after = series.break_after_ms(self._session)
            drawn = curves(
                buffer.time, buffer.value, buffer.quality, since_ms, until_ms, columns, broken_after, buffer.gaps
            )
            for item, (x, y) in (
                (lines.good, drawn.good),
                (lines.suspect, drawn.suspect),
                (lines.stale, drawn.stale),
                (lines.bad, drawn.bad),
            ):
                item.setData(x / 1000.0, y)
            if len(buffer) and buffer.quality[-1] == 0 and buffer.time[-1] <= until_ms:
                lines.last.setData([buffer.time[-1] / 1000.0], [buffer.value[-1]])
            else:
                lines.last.setData([], [])
            filled = filled or _reaches(drawn, since_ms, until_ms)
            if math.isfinite(drawn.low):
                low, high = min(low, drawn.low), max(high, drawn.high)
            gaps += [(a / 1000, b / 1000) for a, b in drawn.breaks + buffer.gaps]
            if len(buffer) and now - int(buffer.time[-1]) > broken_after:
                gaps.append((int(buffer.time[-1]) / 1000, now / 1000))
        self._show_gaps(gaps, since_ms, until_ms, filled)
        self._show_alarms(now)
        self._fit(low, high)

    def _fit(self, low: float, high: float) -> None:
        if not math.isfinite(low):
            low, high = 0.0, 1.0
        described = self.series[0].described(self._session) if self.series else None
        limits = [float(line.value()) for line in self._limits]
        least, floor = 0.0, -math.inf
        if described is not None:
            least = 4.0 * 10.0**-described.decimals  # what the numbers do not even write is no movement
            if described.low is not None and described.high is not None:
                least = max(least, (described.high - described.low) * described.shown_factor * 0.05)
            if described.low is not None and low >= described.low * described.shown_factor:
                floor = described.low * described.shown_factor  # no room for what cannot be
        least = max(least, abs(high) * 1e-3, 1e-6)
        if high - low < least:
            middle = (low + high) / 2
            nearest = min(limits, key=lambda at: abs(at - middle), default=middle)
            low, high = min(middle - least / 2, nearest), max(middle + least / 2, nearest)
        span = high - low
        for at in limits:  # a limit that is near belongs into the picture
            if low - span < at < high + span:
                low, high = min(low, at), max(high, at)
        low = max(low, floor)
        pad = (high - low) * 0.1
        box = self.plot.getViewBox()
        (_, _), (old_low, old_high) = box.viewRange()
        named = high in limits
        # The label of a limit at the top needs LABEL_PX of the plot's height above its line.
        room = max(3.0 * LABEL_PX, float(box.height()))
        above = max(pad, (high - low + pad) * LABEL_PX / (room - LABEL_PX)) if named else pad
        wanted = (low - pad, high + above)
        # Keep the scale while the data stay well inside it: a scale that breathes hides what changes.
        roomy = (old_high - old_low) < 1.6 * (wanted[1] - wanted[0])
        least_high = high + 0.8 * above if named else high
        if not (roomy and old_low <= low and least_high <= old_high):
            box.setYRange(*wanted, padding=0)
        self._thin_labels()

    def _thin_labels(self) -> None:
        """Of limits so near each other that their labels would lie over one another, only the worst is labelled."""
        box = self.plot.getViewBox()
        (_, _), (low, high) = box.viewRange()
        per_px = (high - low) / max(1.0, float(box.height()))
        shown: list[float] = []
        for _, line in sorted(zip(self._priorities, self._limits, strict=True), key=lambda pair: pair[0]):
            at = float(line.value())
            free = all(abs(at - other) >= LABEL_GAP_PX * per_px for other in shown)
            line.label.setVisible(free)
            if free:
                shown.append(at)

    def _redraw_bands(self, since_ms: float, until_ms: float, now: int) -> None:
        bands: list[Band] = []
        hatched: list[tuple[float, float]] = []
        for lane, series in enumerate(self.series):
            buffer = series.buffer
            described = series.described(self._session)
            heard = series.newest(self._session)
            silent = heard > 0 and now - heard > series.break_after_ms(self._session)
            holes = [*buffer.gaps, (heard, now)] if silent else buffer.gaps
            hatched += [(start / 1000, end / 1000) for start, end in holes]
            for start, end, code, quality in states(buffer, now):
                if end < since_ms or start > until_ms:
                    continue
                text = buffer.texts[code] if 0 <= code < len(buffer.texts) else str(code)
                text = state_text(text, described, self._session.language)
                bands += [
                    Band(a / 1000, b / 1000, text, code, lane, len(self.series), quality > 0)
                    for a, b in without(start, end, holes)
                ]
        self.bands.show_bands(bands)
        self._show_gaps(hatched, since_ms, until_ms, bool(bands))
        self.plot.getAxis("left").setStyle(showValues=False)
        self.plot.getViewBox().setYRange(0, 1, padding=0)
        self._show_alarms(now)

    def _show_gaps(self, gaps: list[tuple[float, float]], since_ms: float, until_ms: float, filled: bool) -> None:
        """Hatch what is missing; where nothing at all is to be seen, say where there is something instead."""
        newest = max((series.newest(self._session) for series in self.series), default=0)
        away = not filled and newest > 0 and (newest < since_ms or newest > until_ms)
        self.gaps.show_spans([] if away else sorted(set(gaps)))
        if away:
            at = format_date_time(newest, self._session.zone, seconds=until_ms - since_ms < 3_600_000)
            if newest < since_ms:
                text = self.tr("The newest value is from {time}. Go to it").format(time=at)
            else:
                text = self.tr("No values here. The newest is from {time}. Go to it").format(time=at)
            self.away.setText(text)
            self._place_away()
        self.away.setVisible(away)

    def _place_away(self) -> None:
        self.away.adjustSize()
        inside = self.view.rect()
        width = min(self.away.width(), max(0, inside.width() - LEFT_PX))
        self.away.resize(width, self.away.height())
        left = LEFT_PX + (inside.width() - LEFT_PX - width) // 2
        self.away.move(left, max(0, (inside.height() - self.away.height()) // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_away()

    def _show_alarms(self, now: int) -> None:
        spans = {span.occurrence: span for series in self.series for span in series.alarms(self._session)}
        self.marks.show_spans(list(spans.values()), now / 1000)

    # -- pointer and drops -----------------------------------------------------------------------------------

    def _point(self, event: tuple[QPointF]) -> None:
        box = self.plot.getViewBox()
        inside = box.sceneBoundingRect().contains(event[0])
        self.hovered.emit(float(box.mapSceneToView(event[0]).x()) if inside else math.nan)

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
            when = at_ms if math.isfinite(at_ms) else math.inf
            value, quality = series.buffer.at(when)
            if series.is_text:
                known = math.isfinite(value) and 0 <= int(value) < len(series.buffer.texts)
                text = series.buffer.texts[int(value)] if known else "–"
                text = state_text(text, series.described(self._session), self._session.language)
                shown.append((text, quality, series.refused))
            else:
                shown.append(
                    (
                        self.legend.number(value / series.factor(self._session), series.described(self._session)),
                        quality,
                        series.refused,
                    )
                )
        self.legend.show_values(shown)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        pairs = read_mime(bytes(event.mimeData().data(MIME).data()))
        if pairs:
            event.acceptProposedAction()
            self.dropped.emit(pairs)


def _reaches(drawn: Curves, since: float, until: float) -> bool:
    """Whether a line or a point of what is drawn can be seen between two times (ms)."""
    lines = (drawn.good, drawn.suspect, drawn.stale)
    for x, y in lines:
        kept = x[y == y]
        if ((kept >= since) & (kept <= until)).any():
            return True
        before = (x[:-1] < since) & (x[1:] > until)
        if (before & (y[:-1] == y[:-1]) & (y[1:] == y[1:])).any():
            return True
    return bool(((drawn.bad[0] >= since) & (drawn.bad[0] <= until)).any())
