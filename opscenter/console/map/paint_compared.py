"""Points of the difference view: a disc under each symbol, or a dotted ring where there is nothing to compare."""

from typing import Any

import numpy as np
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from opscenter.console.map.colours import LEVELS, ramp_colour
from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.paint_marks import symbol_size
from opscenter.console.map.request import Request

CHUNK = 2_000
_MOST_RINGS = 2_000
_SINGLE_FROM = 14.5
"""From this zoom on symbols stand mostly by themselves; farther out discs would cover the city: dots have to do."""
_DOT_PX = 3.5
_MIDDLE = (2, 3)


def paint_compared(painter: QPainter, request: Request) -> None:
    """Discs by step of the ramp, what is more larger than what is less; nothing without a comparison."""
    compared, points = request.compared, request.points
    if compared is None or not len(points.row):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y = request.view.to_screen(points.x, points.y)
    places = np.column_stack((x, y))
    near = request.view.zoom >= _SINGLE_FROM
    size = symbol_size(request.view.zoom) if near else _DOT_PX
    drawn = points.symbol & np.isfinite(x) & np.isfinite(y)
    array: Any = PrimitiveArray(QPointF, 2)  # type: ignore[no-untyped-call]
    for level in range(LEVELS):
        mine = places[drawn & (compared == level)]
        if not near and level in _MIDDLE and not request.compared_wholly:
            continue  # over a whole city only what differs
        wide = size + 4.0 + 1.6 * level if near else size + 0.5 * level
        pen = QPen(QColor(ramp_colour(request.tokens, level)), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for start in range(0, len(mine), CHUNK):
            part = mine[start : start + CHUNK]
            array.resize(len(part))
            array.ndarray()[:] = part
            painter.drawPoints(*array.drawargs())
            breathe()
    if not near:
        return
    painter.setPen(QPen(QColor(request.tokens.muted), 1.2, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for px, py in places[drawn & (compared == -1)][:_MOST_RINGS].tolist():
        painter.drawEllipse(QPointF(px, py), size / 2 + 3, size / 2 + 3)
