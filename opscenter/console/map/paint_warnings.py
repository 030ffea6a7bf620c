"""Warnings in force as areas: a thin outline, a hatched band inside it, a light tint, and what they are called.

A warning often covers the whole city: it must be seen to be there, and seen through.
"""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from opscenter.console.map.projection import Floats
from opscenter.console.map.request import MARGIN_PX, AreaInView, Request
from opscenter.console.map.sprites import Sprites
from opscenter.domain.alarm import Priority

_BAND_PX = 14.0
_TINT = 10
_EDGE = 170
_HATCH = 80
_INSET_PX = 10.0


def paint_warning(painter: QPainter, request: Request, area: AreaInView) -> None:
    """One warning's area; its outline is cut at the picture's edge first, so that dashes and hatch stay whole."""
    colour = QColor(request.tokens.priority(Priority(area.priority)))
    frame = QRectF(-2 * _BAND_PX, -2 * _BAND_PX, request.view.width, request.view.height)
    frame.setSize(frame.size() + QRectF(0, 0, 4 * _BAND_PX, 4 * _BAND_PX).size())
    for path in area.shape.paths:
        x, y = request.view.to_screen(path[:, 0], path[:, 1])
        x, y = clip_to(x, y, frame)
        if len(x) < 3:
            continue
        shape = QPainterPath()
        shape.addPolygon(QPolygonF([QPointF(px, py) for px, py in zip(x.tolist(), y.tolist(), strict=True)]))
        shape.closeSubpath()
        painter.save()
        painter.setClipPath(shape)
        tint, hatch, edge = QColor(colour), QColor(colour), QColor(colour)
        tint.setAlpha(_TINT)
        hatch.setAlpha(_HATCH)
        edge.setAlpha(_EDGE)
        if not _fills_window(shape, request):
            painter.fillPath(shape, tint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QBrush(hatch, Qt.BrushStyle.BDiagPattern), 2 * _BAND_PX))
        painter.drawPath(shape)
        painter.setPen(QPen(QColor(request.tokens.accent) if area.selected else edge, 4.0 if area.selected else 2.0))
        painter.drawPath(shape)
        painter.restore()


def _fills_window(shape: QPainterPath, request: Request) -> bool:
    """A tint over most of the window would change the colour of everything else."""
    box = shape.boundingRect()
    wide, high = max(1.0, request.view.width - 2 * MARGIN_PX), max(1.0, request.view.height - 2 * MARGIN_PX)
    return box.width() * box.height() > 0.3 * wide * high


def paint_warning_texts(painter: QPainter, request: Request, sprites: Sprites) -> None:
    """Each warning's name in the upper left corner of the part of it that is in the window, one under the other."""
    view = request.view
    left, top = MARGIN_PX + _INSET_PX, MARGIN_PX + _INSET_PX
    right, bottom = view.width - left, view.height - top
    taken: list[QRectF] = []
    for area in request.areas:
        if not area.warning or not area.priority or area.dimmed:
            continue
        x0, y0, x1, y1 = area.shape.bounds()
        xs, ys = view.to_screen(np.array([x0, x1, x1, x0]), np.array([y0, y0, y1, y1]))
        wide, high = sprites.text_size(area.warning, "", request.fonts.small)
        place = QRectF(max(left, float(xs.min()) + _INSET_PX), max(top, float(ys.min()) + _INSET_PX), wide, high)
        while any(place.intersects(other) for other in taken):
            place.translate(0, high)
        if place.right() > min(right, float(xs.max())) or place.bottom() > min(bottom, float(ys.max())):
            continue
        taken.append(place)
        colour = request.tokens.priority(Priority(area.priority))
        image = sprites.text(area.warning, "", request.fonts.small, colour)
        ratio = image.devicePixelRatio()
        painter.drawImage(QPointF(round(place.x() * ratio) / ratio, round(place.y() * ratio) / ratio), image)


def clip_to(x: Floats, y: Floats, frame: QRectF) -> tuple[Floats, Floats]:
    """A ring (px, shape (n,) each) cut to a frame, by Sutherland and Hodgman's method; empty when all is outside."""
    sides = (
        (0, frame.left(), 1.0),
        (0, frame.right(), -1.0),
        (1, frame.top(), 1.0),
        (1, frame.bottom(), -1.0),
    )
    points = np.column_stack((x, y))
    for axis, limit, sign in sides:
        if not len(points):
            break
        depth = (points[:, axis] - limit) * sign
        kept = []
        for at in range(len(points)):
            before, here = depth[at - 1], depth[at]
            if (before < 0) != (here < 0):
                share = before / (before - here)
                kept.append(points[at - 1] + share * (points[at] - points[at - 1]))
            if here >= 0:
                kept.append(points[at])
        points = np.array(kept).reshape(-1, 2)
    return points[:, 0], points[:, 1]
