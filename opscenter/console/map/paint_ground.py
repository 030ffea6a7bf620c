"""Lines and areas of the bulk layer. Chunked, with a breath between chunks: QPainter holds the interpreter lock."""

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from opscenter.console.map.colours import LEVELS, ramp_colour
from opscenter.console.map.paint_warnings import paint_warning
from opscenter.console.map.request import AreaInView, Request
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality

CHUNK = 700
_SMOOTH_BELOW = 6_000
_BREATH_S = 0.0001
_WIDER = (0.0, 0.0, 0.3, 0.8, 1.4, 2.0)
"""By ramp level, px: what is at the bad end is told by its width, too, not by its shade alone."""


def breathe() -> None:
    """Let the UI thread have the interpreter: it waits for nobody longer than one chunk."""
    time.sleep(_BREATH_S)


def paint_areas(painter: QPainter, request: Request) -> None:
    """Districts and warnings: a light fill, an outline; the colour of the worst alarm if there is one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(request.areas) < 300)
    for area in request.areas:
        _paint_area(painter, request, area)
    if request.areas:
        breathe()


def _paint_area(painter: QPainter, request: Request, area: AreaInView) -> None:
    tokens = request.tokens
    live = area.quality in (Quality.GOOD, Quality.SUSPECT) and not area.dimmed
    if area.priority and live and area.warning:
        paint_warning(painter, request, area)
        return
    if area.priority and live:
        edge, fill = QColor(tokens.priority(Priority(area.priority))), QColor(tokens.priority(Priority(area.priority)))
        fill.setAlpha(0 if _is_large(request, area) else 26)
    elif area.level >= 0 and live:
        edge, fill = QColor(tokens.line), QColor(ramp_colour(tokens, area.level))
        fill.setAlpha(70)
    else:
        edge, fill = QColor(tokens.muted), QColor(tokens.muted)
        edge.setAlpha(50 if area.dimmed else 90)
        fill.setAlpha(0)
    pen = QPen(QColor(tokens.accent) if area.selected else edge, 2.0 if area.selected or area.priority else 1.2)
    pen.setCosmetic(True)
    if not live and not area.selected:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    stale = area.quality == Quality.STALE and not area.dimmed
    painter.setBrush(QBrush(fill, Qt.BrushStyle.BDiagPattern) if stale else QBrush(fill))
    for path in area.shape.paths:
        x, y = request.view.to_screen(path[:, 0], path[:, 1])
        painter.drawPolygon(_polygon(x, y))


def _is_large(request: Request, area: AreaInView) -> bool:
    """An area that covers most of the window would tint the whole map: its outline has to do."""
    left, top, right, bottom = area.shape.bounds()
    view = request.view
    return (right - left) * (bottom - top) * view.scale**2 > 0.25 * view.width * view.height


def _polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    # Off-screen vertices are cut to a range the rasteriser handles without overflow.
    x, y = np.clip(x, -30_000, 30_000), np.clip(y, -30_000, 30_000)
    return QPolygonF([QPointF(px, py) for px, py in zip(x.tolist(), y.tolist(), strict=True)])


def line_width(zoom: float, importance: int) -> float:
    """Width of a line in logical px: thin over the whole city, a street's width near by."""
    base = 1.0 if zoom < 11.5 else 1.0 + (zoom - 11.5) * 0.75
    return float(min(7.0, max(1.0, base * (1.15 if importance <= 2 else 0.75))))


def paint_lines(painter: QPainter, request: Request) -> None:
    """Lines by ramp level, dull first and bright last; silent ones dashed and muted; the selected one in accent."""
    lines = request.lines
    if not len(lines.row):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(lines.row) < _SMOOTH_BELOW)
    x1, y1 = request.view.to_screen(lines.segment[:, 0], lines.segment[:, 1])
    x2, y2 = request.view.to_screen(lines.segment[:, 2], lines.segment[:, 3])
    ends = np.column_stack((x1, y1, x2, y2))
    live = (lines.quality <= Quality.SUSPECT) & ~lines.dimmed
    muted = QColor(request.tokens.muted)
    faint = QColor(request.tokens.muted)
    faint.setAlpha(70)
    width = {rank: line_width(request.view.zoom, rank) for rank in np.unique(lines.importance).tolist()}
    if request.selected:
        chosen = np.isin(lines.row, list(request.selected))
        for rank, wide in width.items():
            _draw(painter, ends[chosen & (lines.importance == rank)], QColor(request.tokens.accent), wide + 5.0)
    for rank in sorted(width, reverse=True):
        mine = lines.importance == rank
        _draw(painter, ends[mine & lines.dimmed], faint, 1.0)
        _draw(painter, ends[mine & live & (lines.level < 0)], muted, max(1.0, width[rank] * 0.6))
        silent = mine & ~live & ~lines.dimmed
        _draw(painter, ends[silent], muted, max(1.0, width[rank] * 0.6), Qt.PenStyle.DotLine)
        doubtful = lines.quality == Quality.SUSPECT
        for level in range(LEVELS):
            this = mine & live & (lines.level == level)
            colour = QColor(ramp_colour(request.tokens, level))
            wide = width[rank] + _WIDER[level]
            _draw(painter, ends[this & ~doubtful], colour, wide)
            _draw(painter, ends[this & doubtful], colour, wide, Qt.PenStyle.DashLine)


def _draw(
    painter: QPainter,
    ends: NDArray[np.float64],
    colour: QColor,
    width: float,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    if not len(ends):
        return
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    fine = style is Qt.PenStyle.SolidLine and painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if fine else Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    chunk = CHUNK if style is Qt.PenStyle.SolidLine else CHUNK // 5
    array: Any = PrimitiveArray(QLineF, 4)  # type: ignore[no-untyped-call]
    for start in range(0, len(ends), chunk):
        part = ends[start : start + chunk]
        array.resize(len(part))
        array.ndarray()[:] = part
        painter.drawLines(*array.drawargs())
        breathe()
