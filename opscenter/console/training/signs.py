"""Paints the signs of an exercise's course: each is a shape of its own, on screen and on paper."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import Tokens
from opscenter.console.training.lanes import Sign
from opscenter.domain.alarm import Priority


def sign_colour(sign: Sign, tokens: Tokens) -> str:
    """What people did is in the colour of text, what the exercise did in that of exercises."""
    if sign in (Sign.PLANNED, Sign.INJECTED, Sign.TAKEN_BACK, Sign.COMMAND, Sign.SAID):
        return tokens.exercise
    return tokens.muted if sign in (Sign.LOOKED, Sign.OPEN, Sign.OTHER) else tokens.text


def draw_sign(
    painter: QPainter, box: QRectF, sign: Sign, tokens: Tokens, priority: Priority | None = None, ground: str = ""
) -> None:
    """Paint a sign into a square box; `ground` (the panel's) is what shows through inside a filled one."""
    if sign is Sign.ALARM:
        draw_priority(painter, box, priority or Priority.LOW, tokens, acknowledged=priority is None, letter=False)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(sign_colour(sign, tokens))
    inside = QColor(ground or tokens.panel)
    side = min(box.width(), box.height())
    box = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    pen = QPen(colour, max(1.0, side / 8), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _PAINT[sign](painter, box, colour, inside)
    painter.restore()


@lru_cache(maxsize=512)
def sign_pixmap(
    sign: Sign, tokens: Tokens, priority: Priority | None, size: float, ratio: float, ground: str
) -> QPixmap:
    """A sign as a picture of `size` px square with a px of room around, at a device pixel `ratio`: a course has
    thousands of them."""
    side = math.ceil(size) + 2
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_sign(painter, QRectF((side - size) / 2, (side - size) / 2, size, size), sign, tokens, priority, ground)
    painter.end()
    return pixmap


def _point(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)


def _lines(painter: QPainter, box: QRectF, *corners: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([_point(box, x, y) for x, y in corners]))


def _filled(painter: QPainter, box: QRectF, colour: QColor, *corners: tuple[float, float]) -> None:
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([_point(box, x, y) for x, y in corners]))


def _tick(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    _lines(painter, box, (0.08, 0.55), (0.38, 0.86), (0.94, 0.16))


def _disc_with_tick(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(QPen(inside, painter.pen().widthF(), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    _lines(painter, box, (0.26, 0.53), (0.44, 0.70), (0.76, 0.34))


def _sheet(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    _lines(painter, box, (0.14, 0.04), (0.86, 0.04), (0.86, 0.96), (0.14, 0.96), (0.14, 0.04))
    for y in (0.32, 0.52, 0.72):
        _lines(painter, box, (0.34, y), (0.66, y))


def _box_with_tick(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    _lines(painter, box, (0.26, 0.53), (0.44, 0.72), (0.76, 0.30))


def _person(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(_point(box, 0.5, 0.26), box.width() * 0.2, box.width() * 0.2)
    body = QPainterPath(_point(box, 0.08, 0.98))
    body.quadTo(_point(box, 0.1, 0.56), _point(box, 0.5, 0.56))
    body.quadTo(_point(box, 0.9, 0.56), _point(box, 0.92, 0.98))
    body.closeSubpath()
    painter.drawPath(body)


def _pause(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    for x in (0.2, 0.6):
        painter.fillRect(QRectF(_point(box, x, 0.06), _point(box, x + 0.2, 0.94)), colour)


def _ring(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.drawEllipse(box.center(), box.width() * 0.27, box.width() * 0.27)


def _horn(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    _filled(painter, box, colour, (0.02, 0.36), (0.36, 0.36), (0.9, 0.04), (0.9, 0.96), (0.36, 0.64), (0.02, 0.64))


def _dot(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(box.center(), box.width() * 0.18, box.width() * 0.18)


def _bolt(box: QRectF) -> QPolygonF:
    corners = ((0.62, 0.0), (0.14, 0.58), (0.46, 0.58), (0.34, 1.0), (0.86, 0.4), (0.54, 0.4))
    return QPolygonF([_point(box, x, y) for x, y in corners])


def _bolt_outline(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.setPen(QPen(colour, max(1.0, box.width() / 11)))
    painter.drawPolygon(_bolt(box))


def _bolt_filled(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.setBrush(colour)
    painter.drawPolygon(_bolt(box))


def _bolt_struck(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    _bolt_outline(painter, box, colour, inside)
    painter.setPen(QPen(colour, max(1.2, box.width() / 7)))
    _lines(painter, box, (0.04, 0.1), (0.96, 0.9))


def _flag(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    _lines(painter, box, (0.2, 0.02), (0.2, 0.98))
    _filled(painter, box, colour, (0.2, 0.06), (0.9, 0.3), (0.2, 0.54))


def _bubble(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    corners = ((0.04, 0.08), (0.96, 0.08), (0.96, 0.7), (0.5, 0.7), (0.24, 0.96), (0.24, 0.7), (0.04, 0.7))
    _filled(painter, box, colour, *corners)


def _clock(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    _lines(painter, box, (0.5, 0.22), (0.5, 0.54), (0.72, 0.66))


def _cross(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.setPen(QPen(colour, max(1.5, box.width() / 5), c=Qt.PenCapStyle.FlatCap))
    _lines(painter, box, (0.1, 0.1), (0.9, 0.9))
    _lines(painter, box, (0.9, 0.1), (0.1, 0.9))


def _exclamation(painter: QPainter, box: QRectF, colour: QColor, inside: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(box)
    painter.fillRect(QRectF(_point(box, 0.41, 0.14), _point(box, 0.59, 0.62)), inside)
    painter.fillRect(QRectF(_point(box, 0.41, 0.72), _point(box, 0.59, 0.88)), inside)


_PAINT = {
    Sign.ACKNOWLEDGED: _tick,
    Sign.NOTED: _sheet,
    Sign.TICKED: _box_with_tick,
    Sign.OWNED: _person,
    Sign.SHELVED: _pause,
    Sign.LOOKED: _ring,
    Sign.ALERTED: _horn,
    Sign.OTHER: _dot,
    Sign.PLANNED: _bolt_outline,
    Sign.INJECTED: _bolt_filled,
    Sign.TAKEN_BACK: _bolt_struck,
    Sign.COMMAND: _flag,
    Sign.SAID: _bubble,
    Sign.OPEN: _ring,
    Sign.MET: _disc_with_tick,
    Sign.LATE: _clock,
    Sign.MISSED: _cross,
    Sign.WRONG: _exclamation,
}
