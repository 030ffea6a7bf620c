"""A trend the size of a word."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

Floats = NDArray[np.float64]


def draw_sparkline(painter: QPainter, rect: QRectF, place: Floats, value: Floats, colour: str) -> None:
    """Paint values over their places (0 left edge .. 1 right edge) in `rect`; NaN is a gap. Scaled to itself.

    A trend that does not move is drawn through the middle.
    """
    finite = np.isfinite(value)
    if np.count_nonzero(finite) < 3:
        return  # two points are no trend
    low, high = float(np.min(value[finite])), float(np.max(value[finite]))
    span = high - low
    flat = span <= 1e-9 * max(abs(low), abs(high), 1e-12)
    share = np.full(len(value), 0.5) if flat else (value - low) / span
    x = rect.left() + place * rect.width()
    y = rect.bottom() - share * rect.height()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], finite.astype(np.int8), [0]))))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        across, down = as_drawn(x[first:last], y[first:last])
        points = [QPointF(a, b) for a, b in zip(across.tolist(), down.tolist(), strict=True)]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
    painter.restore()


def as_drawn(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Of a line whose points are closer together than the pixels (x ascends): of each pixel the way from its lowest to
    its highest point, or back where it falls. Other lines as they are."""
    pixel = np.floor(x)
    first = np.flatnonzero(np.diff(pixel, prepend=np.nan) != 0)
    if 2 * len(first) >= len(x):
        return x, y
    last = np.append(first[1:], len(x)) - 1
    low, high = np.minimum.reduceat(y, first), np.maximum.reduceat(y, first)
    rises = y[last] >= y[first]
    down = np.column_stack((np.where(rises, low, high), np.where(rises, high, low))).ravel()
    return np.column_stack((x[first], x[last])).ravel(), down
