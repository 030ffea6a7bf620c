"""The curves of a plot: filled from their lows to their highs, a line through them, points where there are few.

Trust is told by form: suspect is dotted with hollow circles, stale is dashed with hollow diamonds, bad is a cross; the
fill of what is doubtful is hatched.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plots.graph import pg
from opscenter.console.plots.scales import Scale
from opscenter.console.plots.stretch import Floats
from opscenter.console.plots.trace import Trace
from opscenter.console.plots.view_item import Frame, ViewItem, polygon, polygons
from opscenter.domain.quality import Quality

FILLED = 0.28
"""How much of the curve's colour the envelope has."""
DENSE_PX = 2.5
POINT_PX, LAST_PX, CROSS_PX = 4.5, 5.0, 3.0
SMOOTH_POINTS = 1_000
"""Lines of more points are drawn without smoothing of their edges: there it costs much and shows little."""
DASHES = {int(Quality.SUSPECT): [1.0, 3.0], int(Quality.STALE): [6.0, 4.0]}


@dataclass(slots=True)
class Curve:
    """One series as it is drawn."""

    trace: Trace
    scale: Scale
    colour: str
    width: float = 1.0


@dataclass(slots=True)
class _Shapes:
    """A curve in pixels, for one place and size of the picture."""

    envelopes: list[tuple[Any, int]] = field(default_factory=list)
    lines: list[tuple[list[QPolygonF], int, bool]] = field(default_factory=list)
    points: list[tuple[list[QPointF], int]] = field(default_factory=list)
    crosses: list[QLineF] = field(default_factory=list)
    last: QPointF | None = None


class CurveItem(ViewItem):
    """All curves of a plot."""

    curves: list[Curve] = []
    _shapes: list[_Shapes] | None = None
    _shaped_for: tuple[object, ...] = ()

    def show_curves(self, curves: list[Curve]) -> None:
        """Replace the curves."""
        self.curves, self._shapes = curves, None
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.save()
        frame = self.frame(painter)
        where = (frame, *((curve.scale.low, curve.scale.high) for curve in self.curves))
        if self._shapes is None or where != self._shaped_for:
            self._shapes = [_shaped(curve, frame) for curve in self.curves]
            self._shaped_for = where
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for curve, shapes in zip(self.curves, self._shapes, strict=True):
            self._fill(painter, curve, shapes)
        for curve, shapes in zip(self.curves, self._shapes, strict=True):
            self._draw(painter, curve, shapes)
        painter.restore()

    def _fill(self, painter: QPainter, curve: Curve, shapes: _Shapes) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for shape, quality in shapes.envelopes:
            fill = QColor(curve.colour)
            fill.setAlphaF(FILLED if quality == Quality.GOOD else 0.7)
            style = Qt.BrushStyle.SolidPattern
            if quality != Quality.GOOD:
                style = Qt.BrushStyle.Dense5Pattern if quality == Quality.SUSPECT else Qt.BrushStyle.FDiagPattern
            painter.setBrush(QBrush(fill, style))
            if isinstance(shape, QPolygonF):
                painter.drawPolygon(shape)
            else:
                painter.drawRects(*shape.drawargs())

    def _draw(self, painter: QPainter, curve: Curve, shapes: _Shapes) -> None:
        colour = QColor(curve.colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for parts, quality, smooth in shapes.lines:
            pen = QPen(colour, curve.width)
            pen.setCosmetic(True)
            if quality in DASHES:
                pen.setDashPattern(DASHES[quality])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            painter.setPen(pen)
            for part in parts:
                painter.drawPolyline(part)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for places, quality in shapes.points:
            self._draw_points(painter, places, quality, colour)
        if shapes.crosses:
            painter.setPen(QPen(QColor(self.tokens.text), 1.5))
            painter.drawLines(shapes.crosses)
        if shapes.last is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(shapes.last, LAST_PX / 2, LAST_PX / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_points(self, painter: QPainter, places: list[QPointF], quality: int, colour: QColor) -> None:
        half = POINT_PX / 2
        if quality == Quality.GOOD:
            pen = QPen(colour, POINT_PX)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(places)
            return
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(QColor(self.tokens.panel))
        for at in places:
            if quality == Quality.SUSPECT:
                painter.drawEllipse(at, half + 0.5, half + 0.5)
            else:
                reach = half + 2.5
                painter.drawPolygon(
                    QPolygonF(
                        [
                            QPointF(at.x(), at.y() - reach),
                            QPointF(at.x() + reach, at.y()),
                            QPointF(at.x(), at.y() + reach),
                            QPointF(at.x() - reach, at.y()),
                        ]
                    )
                )
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _shaped(curve: Curve, frame: Frame) -> _Shapes:
    trace, scale = curve.trace, curve.scale
    shapes = _Shapes()
    for envelope in trace.envelopes:
        xs = frame.xs(envelope.x)
        low, high = frame.ys(envelope.low, scale), frame.ys(envelope.high, scale)
        if len(xs) > 2 and (xs[-1] - xs[0]) / (len(xs) - 1) < DENSE_PX:
            shapes.envelopes.append((_columns(xs, low, high), envelope.quality))
        else:
            outline = polygon(np.concatenate([xs, xs[::-1]]), np.concatenate([high, low[::-1] + 1.0]))
            shapes.envelopes.append((outline, envelope.quality))
    for quality, (x, y) in trace.lines.items():
        parts = polygons(frame.xs(x), frame.ys(y, scale))
        shapes.lines.append((parts, quality, len(x) <= SMOOTH_POINTS))
    for quality, (x, y) in trace.points.items():
        shapes.points.append((_points(frame, x, y, scale), quality))
    for place in _points(frame, *trace.bad, scale):
        left, top, reach = place.x() - CROSS_PX, place.y() - CROSS_PX, 2 * CROSS_PX
        shapes.crosses.append(QLineF(left, top, left + reach, top + reach))
        shapes.crosses.append(QLineF(left, top + reach, left + reach, top))
    if trace.last is not None and frame.since * 1000 <= trace.last[0] <= frame.until * 1000:
        shapes.last = _points(frame, np.array([trace.last[0]]), np.array([trace.last[1]]), scale)[0]
    return shapes


def _columns(xs: Floats, low: Floats, high: Floats) -> Any:
    """An envelope of about a row a pixel as upright bars on whole pixels: a tenth of what a polygon costs."""
    bars = pg.Qt.internals.PrimitiveArray(QRectF, 4)
    left = np.floor(xs)
    bars.resize(len(left))
    memory = bars.ndarray()
    memory[:, 0] = left
    memory[:, 1] = np.floor(high)
    memory[:-1, 2] = left[1:] - left[:-1]
    memory[-1, 2] = 1.0
    memory[:, 3] = np.ceil(low) - memory[:, 1] + 1.0
    return bars


def _points(frame: Frame, x: Floats, y: Floats, scale: Scale) -> list[QPointF]:
    return [QPointF(*at) for at in zip(frame.xs(x).tolist(), frame.ys(y, scale).tolist(), strict=True)]
