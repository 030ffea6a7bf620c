"""Areas of the bulk layer: districts, zones, warnings, figures by area."""

import threading
import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from opscenter.console.map.colours import ramp_colour
from opscenter.console.map.paint_warnings import paint_warning
from opscenter.console.map.request import AreaInView, Request
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality

_BREATH_S = 0.0001
_RAMP_TINT, _FIGURE_TINT = 70, 120
_CALM_EDGE, _CALM_PX = 66, 1.2


def breathe() -> None:
    """Let the UI thread have the interpreter: it waits for nobody longer than one chunk."""
    if threading.current_thread() is not threading.main_thread():
        time.sleep(_BREATH_S)


def paint_areas(painter: QPainter, request: Request) -> None:
    """Districts and warnings: a light fill, an outline; the colour of the worst alarm if there is one."""
    calm = [area for area in request.areas if _is_calm(area)]
    _paint_calm(painter, request, calm)
    for area in request.areas:
        if not _is_calm(area):
            _paint_area(painter, request, area)
    if request.areas:
        breathe()


def _is_calm(area: AreaInView) -> bool:
    """Nothing to say but where it ends."""
    known = area.quality in (Quality.GOOD, Quality.SUSPECT) and not area.dimmed
    said = area.priority or area.selected or area.by_figure or area.is_lost or area.level > 0
    return known and not said


def _paint_calm(painter: QPainter, request: Request, areas: list[AreaInView]) -> None:
    """Faint outlines, all in one stroke: neighbours, and zones of several kinds, share their borders, and a border
    drawn twice would be twice as strong."""
    outlines = QPainterPath()
    for area in areas:
        for path in area.shape.paths:
            outlines.addPolygon(_polygon(*request.view.to_screen(path[:, 0], path[:, 1])))
            outlines.closeSubpath()
    edge = QColor(request.tokens.muted)
    edge.setAlpha(_CALM_EDGE)
    pen = QPen(edge, _CALM_PX)
    pen.setCosmetic(True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(outlines, pen)


def _paint_area(painter: QPainter, request: Request, area: AreaInView) -> None:
    tokens = request.tokens
    live = area.quality in (Quality.GOOD, Quality.SUSPECT) and not area.dimmed
    if area.priority and live and area.warning:
        paint_warning(painter, request, area)
        return
    if area.by_figure and live:
        edge, fill = QColor(tokens.muted), QColor(ramp_colour(tokens, max(0, area.level)))
        edge.setAlpha(120)
        fill.setAlpha(_FIGURE_TINT if area.level >= 0 else 0)
    elif area.priority and live:
        edge, fill = QColor(tokens.priority(Priority(area.priority))), QColor(tokens.priority(Priority(area.priority)))
        fill.setAlpha(0 if _is_large(request, area) else 26)
    elif area.is_lost and live:
        # Without supply: hatched across, so that it is not a matter of shade.
        edge, fill = QColor(tokens.text), QColor(tokens.text)
        fill.setAlpha(70)
    elif area.level > 0 and live:
        edge, fill = QColor(tokens.line), QColor(ramp_colour(tokens, area.level))
        fill.setAlpha(_RAMP_TINT)
    else:
        edge, fill = QColor(tokens.muted), QColor(tokens.muted)
        edge.setAlpha(50 if area.dimmed else 90)
        fill.setAlpha(0)
    pen = QPen(QColor(tokens.accent) if area.selected else edge, 2.0 if area.selected or area.priority else 1.2)
    pen.setCosmetic(True)
    if not live and not area.selected:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, bool(area.priority) or area.selected)
    stale = area.quality == Quality.STALE and not area.dimmed
    hatch = Qt.BrushStyle.BDiagPattern if stale else Qt.BrushStyle.FDiagPattern
    hatched = stale or (live and area.is_lost and not area.by_figure and not area.priority)
    if hatched:
        painter.setBrush(QBrush(fill, hatch))
    else:
        painter.setBrush(QBrush(fill) if fill.alpha() else Qt.BrushStyle.NoBrush)
    rings = [_polygon(*request.view.to_screen(path[:, 0], path[:, 1])) for path in area.shape.paths]
    if len(rings) == 1:
        painter.drawPolygon(rings[0])
        return
    outline = QPainterPath()  # odd and even: holes stay empty
    for ring in rings:
        outline.addPolygon(ring)
    painter.drawPath(outline)


def _is_large(request: Request, area: AreaInView) -> bool:
    """An area that covers most of the window would tint the whole map: its outline has to do."""
    left, top, right, bottom = area.shape.bounds()
    view = request.view
    return (right - left) * (bottom - top) * view.scale**2 > 0.25 * view.width * view.height


def _polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    # Off-screen vertices are cut to a range the rasteriser handles without overflow.
    x, y = np.clip(x, -30_000, 30_000), np.clip(y, -30_000, 30_000)
    return QPolygonF([QPointF(px, py) for px, py in zip(x.tolist(), y.tolist(), strict=True)])
