"""Plots on paper: lines, not pixels. Laid out in px of 96 to an inch, whatever the resolution of the paper."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from opscenter.console.plots.curve_item import DASHES as TRUST
from opscenter.console.plots.nice import nice_ticks, tick_texts
from opscenter.console.plots.overlay_item import BAND
from opscenter.console.plots.overlay_item import DASHES as OTHER_DAYS
from opscenter.console.plots.overlaying import Laid
from opscenter.console.plots.paper_order import PaperOrder, PaperPlot, PaperScale, state_fill
from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.stretch import Floats
from opscenter.console.plots.trace import Trace
from opscenter.console.plots.view_item import polygon, polygons
from opscenter.console.theme.contrast import ink_on
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import LIGHT

MARGIN, HEAD, FOOT = 38.0, 62.0, 34.0
LEGEND, AXIS, LEFT, RIGHT = 18.0, 18.0, 58.0, 50.0
LEAST_HIGH = 105.0
LANE = 16.0
LINE_PX, SMALL_PX, TITLE_PX = 0.9, 9, 17
INK, MUTED, RULE = "#1B232B", "#4B5661", "#C9D0D6"


@dataclass(slots=True, frozen=True)
class Place:
    """Where the curves of a plot lie: a box in px, and the time (s) at its left and right."""

    box: QRectF
    since: float
    until: float

    def xs(self, ms: Floats) -> Floats:
        """px of times in ms."""
        share = (ms / 1000.0 - self.since) / max(1e-9, self.until - self.since)
        return np.asarray(self.box.left() + share * self.box.width(), np.float64)

    def x(self, seconds: float) -> float:
        """px of a time, held at the edges."""
        share = (seconds - self.since) / max(1e-9, self.until - self.since)
        return self.box.left() + self.box.width() * min(1.0, max(0.0, share))

    def ys(self, values: Floats, scale: PaperScale) -> Floats:
        """px of values."""
        return np.asarray(self.box.bottom() - (values - scale.low) * (self.box.height() / scale.span), np.float64)


def pages_of(order: PaperOrder, high: float) -> list[list[PaperPlot]]:
    """The plots by page, on paper so high (px)."""
    room = high - 2 * MARGIN - HEAD - FOOT - AXIS
    fit = max(1, int(room // LEAST_HIGH))
    plots = list(order.plots)
    pages = [plots[at : at + fit] for at in range(0, len(plots), fit)]
    return pages or [[]]


def paint_page(
    painter: QPainter, order: PaperOrder, plots: list[PaperPlot], wide: float, high: float, page: str,
    step: Callable[[], None],
) -> None:  # fmt: skip
    """One page; `step` is called after each plot (it may raise to stop)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _head(painter, order, wide)
    _foot(painter, order, wide, high, page)
    several = max((len(plot.scales) for plot in plots), default=1)
    right = max(8.0, RIGHT * (several - 1))
    top = MARGIN + HEAD
    each = (high - MARGIN - FOOT - AXIS - top) / max(1, len(plots))
    for number, plot in enumerate(plots):
        left = MARGIN + LEFT
        box = QRectF(left, top + number * each + LEGEND, wide - MARGIN - right - left, each - LEGEND - 10)
        place = Place(box, order.since / 1000, order.until / 1000)
        _legend(painter, order, plot, box)
        _plot(painter, order, plot, place, number == len(plots) - 1)
        step()


def _write(painter: QPainter, box: QRectF, text: str, px: int, colour: str = INK, bold: bool = False,
           right: bool = False, language: str = "en") -> None:  # fmt: skip
    face = font("normal", bold=bold, language=language)
    face.setPixelSize(px)
    painter.setFont(face)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, short)


def _head(painter: QPainter, order: PaperOrder, wide: float) -> None:
    room = wide - 2 * MARGIN
    _write(painter, QRectF(MARGIN, MARGIN, room * 0.7, 24), order.title, TITLE_PX, bold=True, language=order.language)
    where = " · ".join(part for part in (order.city, order.mode) if part)
    _write(painter, QRectF(MARGIN + room * 0.7, MARGIN, room * 0.3, 24), where, 12, right=True,
           language=order.language)  # fmt: skip
    _write(painter, QRectF(MARGIN, MARGIN + 25, room, 18), order.span, 12, MUTED, language=order.language)
    painter.setPen(QPen(QColor(RULE), 0.8))
    painter.drawLine(QLineF(MARGIN, MARGIN + 48, wide - MARGIN, MARGIN + 48))


def _foot(painter: QPainter, order: PaperOrder, wide: float, high: float, page: str) -> None:
    told = QCoreApplication.translate("Paper", "opscenter, made {time}").format(time=order.made)
    room = wide - 2 * MARGIN
    _write(painter, QRectF(MARGIN, high - MARGIN - 12, room * 0.8, 14), told, SMALL_PX, MUTED, language=order.language)
    _write(painter, QRectF(MARGIN + room * 0.8, high - MARGIN - 12, room * 0.2, 14), page, SMALL_PX, MUTED, right=True)


def _legend(painter: QPainter, order: PaperOrder, plot: PaperPlot, box: QRectF) -> None:
    entries: list[tuple[str, str, str, Overlay | None]] = [
        (f"{each.name}  {each.label}".strip(), each.unit, each.colour, None) for each in plot.series
    ]
    entries += [(text, "", "", overlay) for overlay, text in plot.behind]
    face = font("normal", language=order.language)
    face.setPixelSize(10)
    painter.setFont(face)
    several, texts = len(plot.series) > 1, []
    for number, (name, unit, colour, _) in enumerate(entries):
        text = f"{name}  [{unit}]" if unit else name
        texts.append(f"{number + 1}  {text}" if several and colour else text)
    metrics = painter.fontMetrics()
    widths = fitted([metrics.horizontalAdvance(text) + 4.0 for text in texts], box.right() - MARGIN - 30 * len(texts))
    x = MARGIN
    for (_, _, colour, overlay), text, width in zip(entries, texts, widths, strict=True):
        if overlay is Overlay.USUAL:
            painter.fillRect(QRectF(x, box.top() - 14, 14, 8), QColor(RULE))
        else:
            pen = QPen(QColor(colour or MUTED), 2.0 if colour else 1.2)
            if overlay is not None:
                pen.setDashPattern(OTHER_DAYS[overlay])
            painter.setPen(pen)
            painter.drawLine(QLineF(x, box.top() - 10, x + 14, box.top() - 10))
        shown = QRectF(x + 18, box.top() - LEGEND, width, 16)
        _write(painter, shown, text, 10, INK if colour else MUTED, language=order.language)
        x += width + 30


def fitted(widths: list[float], room: float) -> list[float]:
    """Widths that need no more than `room` together: the widest give way, all of these to the same width."""
    left, narrow = room, sorted(widths)
    for number, width in enumerate(narrow):
        share = left / (len(narrow) - number)
        if width > share:
            return [min(one, max(0.0, share)) for one in widths]
        left -= width
    return list(widths)


def _plot(painter: QPainter, order: PaperOrder, plot: PaperPlot, place: Place, last: bool) -> None:
    box = place.box
    _times(painter, order, place, last)
    for at, scale in enumerate(plot.scales):
        _axis(painter, plot, place, at, scale)
    painter.save()
    painter.setClipRect(box)
    for since, until in plot.gaps:
        left, right = place.x(since), place.x(until)
        if right - left >= 0.5:
            painter.fillRect(QRectF(left, box.top(), right - left, box.height()),
                             QBrush(QColor("#B4BCC4"), Qt.BrushStyle.BDiagPattern))  # fmt: skip
    _states(painter, plot, place)
    for laid in plot.laid:
        at = plot.series[laid.number].scale
        if at >= 0:
            _behind(painter, plot, place, laid, plot.scales[at])
    for each in plot.series:
        if each.trace is not None and each.scale >= 0:
            _curve(painter, place, each.trace, plot.scales[each.scale], each.colour)
    for limit, at in plot.limits:
        y = float(place.ys(np.array([limit.value]), plot.scales[at])[0])
        painter.setPen(QPen(QColor(LIGHT.priority(limit.priority)), 0.9, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(box.left(), y, box.right(), y))
        label = f"{limit.priority.letter} {limit.value:g} {limit.unit}".strip()
        _write(painter, QRectF(box.left() + 3, y - 12, 120, 12), label, SMALL_PX, LIGHT.priority(limit.priority))
    painter.restore()
    _alarms(painter, order, plot, place)
    if len(plot.series) > 1:
        _numbers(painter, plot, place)
    painter.setPen(QPen(QColor(MUTED), 0.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _times(painter: QPainter, order: PaperOrder, place: Place, written: bool) -> None:
    box = place.box
    for seconds, text in order.ticks:
        if not place.since <= seconds <= place.until:
            continue
        x = place.x(seconds)
        painter.setPen(QPen(QColor(RULE), 0.6))
        painter.drawLine(QLineF(x, box.top(), x, box.bottom()))
        if written:
            face = font("normal")
            face.setPixelSize(SMALL_PX)
            painter.setFont(face)
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(box.left(), x - width / 2), box.right() - width)
            _write(painter, QRectF(left, box.bottom() + 3, width + 2, 13), text, SMALL_PX, MUTED)


def _axis(painter: QPainter, plot: PaperPlot, place: Place, at: int, scale: PaperScale) -> None:
    box = place.box
    ink = next((each.colour for each in plot.series if each.scale == at), MUTED) if len(plot.scales) > 1 else MUTED
    step, ticks = nice_ticks(scale.low, scale.high, max(2, int(box.height() // 26)))
    for value, text in zip(ticks, tick_texts(ticks, step), strict=True):
        y = float(place.ys(np.array([value]), scale)[0])
        if at == 0:
            painter.setPen(QPen(QColor(RULE), 0.6))
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
        shown = QRectF(box.left() - LEFT, y - 7, LEFT - 5, 14)
        if at > 0:
            shown = QRectF(box.right() + RIGHT * (at - 1) + 5, y - 7, RIGHT - 6, 14)
        _write(painter, shown, text, SMALL_PX, ink, right=at == 0)


def _curve(painter: QPainter, place: Place, trace: Trace, scale: PaperScale, colour: str) -> None:
    fill = QColor(colour)
    fill.setAlphaF(0.25)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    for envelope in trace.envelopes:
        xs = place.xs(envelope.x)
        low, high = place.ys(envelope.low, scale), place.ys(envelope.high, scale)
        painter.drawPolygon(polygon(np.concatenate([xs, xs[::-1]]), np.concatenate([high, low[::-1]])))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for quality, (x, y) in trace.lines.items():
        pen = QPen(QColor(colour), LINE_PX)
        if quality in TRUST:
            pen.setDashPattern(TRUST[quality])
        painter.setPen(pen)
        for part in polygons(place.xs(x), place.ys(y, scale)):
            painter.drawPolyline(part)
    painter.setPen(QPen(QColor(colour), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for x, y in trace.points.values():
        for one in zip(place.xs(x).tolist(), place.ys(y, scale).tolist(), strict=True):
            painter.drawPoint(QPointF(*one))
    painter.setPen(QPen(QColor(INK), 0.8))
    x, y = trace.bad
    for px, py in zip(place.xs(x).tolist(), place.ys(y, scale).tolist(), strict=True):
        painter.drawLine(QLineF(px - 2, py - 2, px + 2, py + 2))
        painter.drawLine(QLineF(px - 2, py + 2, px + 2, py - 2))


def _behind(painter: QPainter, plot: PaperPlot, place: Place, laid: Laid, scale: PaperScale) -> None:
    colour = QColor(plot.series[laid.number].colour)
    if laid.band is not None:
        x, low, _, high = laid.band
        known = np.isfinite(low) & np.isfinite(high)
        colour.setAlphaF(BAND if laid.overlay is Overlay.USUAL else 0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        hatched = laid.overlay is Overlay.FORECAST
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern))
        edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]])))
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            xs = place.xs(x[a:b])
            above, below = place.ys(high[a:b], scale), place.ys(low[a:b], scale)
            painter.drawPolygon(polygon(np.concatenate([xs, xs[::-1]]), np.concatenate([above, below[::-1]])))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif laid.trace is not None:
        colour.setAlphaF(0.8)
        pen = QPen(colour, 0.8)
        pen.setDashPattern(OTHER_DAYS[laid.overlay])
        painter.setPen(pen)
        for x, y in laid.trace.lines.values():
            for part in polygons(place.xs(x), place.ys(y, scale)):
                painter.drawPolyline(part)


def _states(painter: QPainter, plot: PaperPlot, place: Place) -> None:
    if not plot.lanes:
        return
    box = place.box
    high = min(LANE, box.height() / plot.lanes) if plot.scales else box.height() / plot.lanes
    begin = box.bottom() - high * plot.lanes if plot.scales else box.top()
    texts = [each.texts for each in plot.series if each.scale < 0]
    for mixture in plot.mixtures:
        bottom, left = begin + (mixture.lane + 1) * high - 1, place.x(mixture.since)
        for code, share in sorted(mixture.shares):
            tall = (high - 2) * share
            shade = QColor(state_fill(code, texts[mixture.lane] if mixture.lane < len(texts) else ()))
            painter.fillRect(QRectF(left, bottom - tall, max(0.5, place.x(mixture.until) - left), tall), shade)
            bottom -= tall
    for band in plot.bands:
        left = place.x(band.since)
        shown = QRectF(left, begin + band.lane * high + 1, max(0.5, place.x(band.until) - left), high - 2)
        fill = state_fill(band.code, texts[band.lane] if band.lane < len(texts) else ())
        painter.fillRect(shown, QColor(fill))
        if shown.width() > 24:
            _write(painter, shown.adjusted(3, 0, -3, 0), band.text, SMALL_PX, ink_on(fill))


def _alarms(painter: QPainter, order: PaperOrder, plot: PaperPlot, place: Place) -> None:
    box = place.box
    for span in sorted(plot.alarms, key=lambda each: -each.priority):
        since, until = span.since / 1000, (order.now if span.until is None else span.until) / 1000
        if until <= place.since or since >= place.until:
            continue
        left, right = place.x(since), place.x(until)
        colour = LIGHT.priority(span.priority)
        painter.fillRect(QRectF(left, box.top() - 3, max(1.5, right - left), 3), QColor(colour))
        if since >= place.since:
            _write(painter, QRectF(left + 1, box.top() + 1, 12, 11), span.priority.letter, SMALL_PX, colour, bold=True)


def _numbers(painter: QPainter, plot: PaperPlot, place: Place) -> None:
    """The number of each curve at its end: colours alone are nothing on a black and white printer."""
    for number, each in enumerate(plot.series):
        if each.trace is None or each.scale < 0:
            continue
        lines = [line for line in each.trace.lines.values() if len(line[0])]
        if not lines:
            continue
        x, y = max(lines, key=lambda line: float(line[0][-1]))
        known = np.flatnonzero(np.isfinite(y))
        if len(known):
            at = known[-1]
            px = min(float(place.xs(x[at : at + 1])[0]), place.box.right()) - 10
            py = float(place.ys(y[at : at + 1], plot.scales[each.scale])[0])
            py = min(max(py, place.box.top() + 6), place.box.bottom() - 6)
            painter.fillRect(QRectF(px - 1, py - 6, 9, 12), QColor(255, 255, 255, 210))
            _write(painter, QRectF(px, py - 6, 12, 12), str(number + 1), SMALL_PX, each.colour, bold=True)
