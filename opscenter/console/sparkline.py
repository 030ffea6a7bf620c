"""A trend the size of a word."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def draw_sparkline(
    painter: QPainter, rect: QRectF, place: NDArray[np.float64], value: NDArray[np.float64], colour: str
) -> None:
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
        points = [QPointF(a, b) for a, b in zip(x[first:last].tolist(), y[first:last].tolist(), strict=True)]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
    painter.restore()
