"""What the small charts of a page have in common: where things lie, the band of the usual, the curves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from opscenter.console.pages.foreseen import Forecast
from opscenter.console.plots.graph import pg
from opscenter.console.plots.stretch import Floats
from opscenter.console.plots.trace import Trace
from opscenter.console.plots.usual_band import Band
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.quality import Quality

BAND_SHARE = 0.20
MOST_POLYGONS = 200


@dataclass(slots=True, frozen=True)
class Frame:
    """Where a chart lies (px), and what it spans: Unix ms, and values as shown."""

    box: QRectF
    since: int
    until: int
    low: float
    high: float

    def x(self, at: float) -> float:
        """px of a time."""
        return self.box.left() + self.box.width() * (at - self.since) / max(1, self.until - self.since)

    def y(self, value: float) -> float:
        """px of a value."""
        return self.box.bottom() - self.box.height() * (value - self.low) / max(1e-12, self.high - self.low)

    def columns(self, at: Floats, value: Floats) -> tuple[Floats, Floats]:
        """px of times and values."""
        box = self.box
        x = box.left() + box.width() * (at - self.since) / max(1, self.until - self.since)
        return x, box.bottom() - box.height() * (value - self.low) / max(1e-12, self.high - self.low)

    def time(self, x: float) -> int:
        """Unix ms under a px."""
        return round(self.since + (self.until - self.since) * (x - self.box.left()) / max(1.0, self.box.width()))


def spanned(traces: Iterable[Trace], bands: Iterable[tuple[Floats, Floats]], zero: bool = False) -> tuple[float, float]:
    """(low, high) that hold curves and bands with a little room; `zero`: from 0 where nothing is below it.

    A band of a thousand times what the curves do would make a line of them: it counts up to twice their height.
    """
    lows = [one.low for one in traces if np.isfinite(one.low)]
    highs = [one.high for one in traces if np.isfinite(one.high)]
    low, high = (min(lows), max(highs)) if lows else (np.inf, -np.inf)
    for under, over in bands:
        known = np.isfinite(under) & np.isfinite(over)
        if known.any():
            least, most = float(under[known].min()), float(over[known].max())
            reach = 2.0 * max(high - low, 0.02 * abs(high)) if lows else np.inf
            low, high = min(low, max(least, low - reach)), max(high, min(most, high + reach))
    if not np.isfinite(low) or not np.isfinite(high):
        return 0.0, 1.0
    if zero:
        low = min(0.0, low)
    room = (high - low) * 0.08 or max(abs(high) * 0.1, 0.5)
    bottom = low if low == 0.0 and zero else low - room
    if low >= 0.0 > bottom:
        bottom = 0.0
    return bottom, high + room


def paint_band(painter: QPainter, frame: Frame, band: Band | None, colour: str, tokens: Tokens) -> None:
    """What is usual: a fill from low to high, and a thin line of the median."""
    if band is None or not band.learnt:
        return
    x, low, median, high = band.within(frame.since, frame.until)
    known = np.isfinite(low) & np.isfinite(high)
    if not known.any():
        return
    painter.save()
    painter.setClipRect(frame.box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(blend(colour, tokens.panel, BAND_SHARE)))
    for first, last in runs(known)[-MOST_POLYGONS:]:
        painter.drawPolygon(_between(frame, x[first:last], low[first:last], high[first:last]))
    painter.setPen(QPen(QColor(blend(colour, tokens.panel, 0.5)), 1.0, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for first, last in runs(np.isfinite(median))[-MOST_POLYGONS:]:
        painter.drawPolyline(_line(frame, x[first:last], median[first:last]))
    painter.restore()


def paint_trace(painter: QPainter, frame: Frame, trace: Trace, colour: str, tokens: Tokens, width: float = 1.5) -> None:
    """A curve: good solid, suspect dotted, stale dashed and muted, bad as crosses."""
    painter.save()
    painter.setClipRect(frame.box.adjusted(0, -2, 0, 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(colour)
    shade.setAlphaF(0.25)
    painter.setBrush(shade)
    for envelope in trace.envelopes[-MOST_POLYGONS:]:
        painter.drawPolygon(_between(frame, envelope.x, envelope.low, envelope.high))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for quality, ink, style in (
        (Quality.GOOD, colour, Qt.PenStyle.SolidLine),
        (Quality.SUSPECT, colour, Qt.PenStyle.DotLine),
        (Quality.STALE, tokens.muted, Qt.PenStyle.DashLine),
    ):
        painter.setPen(QPen(QColor(ink), width, style))
        x, y = trace.lines.get(int(quality), _NOTHING)
        for first, last in runs(np.isfinite(y)):
            painter.drawPolyline(_line(frame, x[first:last], y[first:last]))
        painter.setPen(QPen(QColor(ink), width + 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for a, b in _pairs(*trace.points.get(int(quality), _NOTHING)):
            painter.drawPoint(QPointF(frame.x(a), frame.y(b)))
    painter.setPen(QPen(QColor(tokens.muted), 1.5))
    for a, b in _pairs(*trace.bad):
        x0, y0 = frame.x(a), frame.y(b)
        painter.drawLine(QLineF(x0 - 3, y0 - 3, x0 + 3, y0 + 3))
        painter.drawLine(QLineF(x0 - 3, y0 + 3, x0 + 3, y0 - 3))
    painter.restore()


def paint_forecast(
    painter: QPainter, frame: Frame, forecast: Forecast, start: tuple[float, float], colour: str, tokens: Tokens
) -> None:
    """What is foreseen, from `start` (ms, value) on: dashed, in a fan of its uncertainty with dotted edges."""
    if not len(forecast.time):
        return
    x = np.concatenate(([start[0]], forecast.time.astype(np.float64)))
    value, low, high = (np.concatenate(([start[1]], one)) for one in (forecast.value, forecast.low, forecast.high))
    painter.save()
    painter.setClipRect(frame.box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(blend(colour, tokens.panel, 0.6)), 1.0, Qt.PenStyle.DotLine))
    shade = QColor(colour)
    shade.setAlphaF(0.18)
    painter.setBrush(shade)
    painter.drawPolygon(_between(frame, x, low, high))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.DashLine))
    painter.drawPolyline(_line(frame, x, value))
    painter.restore()


def paint_gaps(painter: QPainter, frame: Frame, gaps: Sequence[tuple[int, int]], tokens: Tokens) -> None:
    """Spans without samples are hatched."""
    hatch = QBrush(QColor(blend(tokens.muted, tokens.panel, 0.45)), Qt.BrushStyle.BDiagPattern)
    for since, until in gaps[-MOST_POLYGONS:]:
        left, right = frame.x(max(since, frame.since)), frame.x(min(until, frame.until))
        if right - left >= 1.0:
            painter.fillRect(QRectF(left, frame.box.top(), right - left, frame.box.height()), hatch)


def runs(known: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    """(first, end) of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


_NOTHING = (np.empty(0), np.empty(0))


def _pairs(x: Floats, y: Floats) -> Iterable[tuple[float, float]]:
    return zip(x.tolist(), y.tolist(), strict=True)


def _line(frame: Frame, x: Floats, y: Floats) -> QPolygonF:
    """The points in px. They are written into the polygon as columns: one by one would take most of a repaint."""
    made: QPolygonF = pg.functions.create_qpolygonf(len(x))
    points = pg.functions.ndarray_from_qpolygonf(made)
    points[:, 0], points[:, 1] = frame.columns(x, y)
    return made


def _between(frame: Frame, x: Floats, low: Floats, high: Floats) -> QPolygonF:
    """What lies between two curves."""
    return _line(frame, np.concatenate((x, x[::-1])), np.concatenate((high, low[::-1])))
