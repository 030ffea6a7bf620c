"""An entity's symbol: its icon on a disc, the mark of its state, the mark of its quality. Told by shape first.

At rest it is hollow, at work it has a ring; what wants a look is in ink: a thick ring (watch), two rings (something
goes on), a filled disc (full), a bar across (closed), a slash (without supply), a cross in the corner (faulty).
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from opscenter.console.map.state_marks import CODE_OF
from opscenter.console.map.symbol_images import symbol_image
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_quality
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.quality import Quality

SYMBOL_AIR_PX = 5.0
"""Room around the disc in a symbol's picture, logical px."""

_OLD = 0.62
_ON, _OFF, _DONE = CODE_OF["on"], CODE_OF["off"], CODE_OF["done"]
_WATCH, _ACTIVE, _FULL = CODE_OF["watch"], CODE_OF["active"], CODE_OF["full"]
_CLOSED, _LOST, _FAULT = CODE_OF["closed"], CODE_OF["lost"], CODE_OF["fault"]


def draw_symbol(
    painter: QPainter, disc: QRectF, symbol: str, quality: Quality, mark: int, tokens: Tokens, ratio: float
) -> None:
    """Paint into `disc` (logical px); the marks reach at most SYMBOL_AIR_PX beyond it. `ratio` device px a px."""
    good = quality in (Quality.GOOD, Quality.SUSPECT)
    mark = mark if good else 0
    size = disc.width()
    faint = mark in (_OFF, _DONE)
    fill = QColor(tokens.text if mark == _FULL else tokens.panel)
    fill.setAlpha(255 if mark == _FULL else 120 if mark == _OFF else 240 if good else 170)
    painter.setPen(_edge(quality, mark, tokens))
    painter.setBrush(fill)
    half = painter.pen().widthF() / 2.0
    painter.drawEllipse(disc.adjusted(half, half, -half, -half))
    if mark == _ACTIVE:
        painter.setPen(QPen(QColor(tokens.text), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(-2.4, -2.4, 2.4, 2.4))
    inner = size * 0.68
    # Old ink is paler than any live one, in the light theme too, where muted and symbol are nearly the same.
    old = blend(tokens.muted, tokens.panel, _OLD)
    colour = tokens.panel if mark == _FULL else tokens.symbol if good else old
    colour = tokens.muted if mark == _OFF else colour
    if mark in (_WATCH, _ACTIVE, _ON):
        colour = tokens.text if mark != _ON else tokens.symbol
    icon = symbol_image(symbol, colour, round(inner * ratio))
    painter.setOpacity(0.75 if not good else 0.55 if faint else 0.8 if mark in (_CLOSED, _LOST) else 1.0)
    corner = (size - inner) / 2.0
    painter.drawImage(QRectF(disc.left() + corner, disc.top() + corner, inner, inner), icon)
    painter.setOpacity(1.0)
    _mark(painter, disc, mark, tokens)
    if quality == Quality.STALE:
        # The hatch of a stale value, kept to the disc.
        painter.setPen(QPen(QColor(old), 1.0))
        painter.setBrush(QBrush(QColor(old), Qt.BrushStyle.BDiagPattern))
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
    elif quality == Quality.BAD:
        draw_quality(painter, disc.adjusted(2, 2, -2, -2), Quality.BAD, tokens)


def _edge(quality: Quality, mark: int, tokens: Tokens) -> QPen:
    if mark in (_WATCH, _ACTIVE, _FULL):
        return QPen(QColor(tokens.text), 2.0 if mark == _WATCH else 1.4)
    if mark == _ON:
        return QPen(QColor(blend(tokens.muted, tokens.panel, 0.7)), 1.2)
    edge = QPen(QColor(tokens.line), 1.0)
    if quality == Quality.SUSPECT:
        edge = QPen(QColor(tokens.muted), 1.4)
        edge.setDashPattern([1.0, 1.6])
    return edge


def _mark(painter: QPainter, disc: QRectF, mark: int, tokens: Tokens) -> None:
    """What is drawn over the icon, each stroke on a wider one of ground."""
    size = disc.width()
    strokes: list[tuple[QPointF, QPointF]] = []
    width = max(1.6, size / 10.0)
    if mark == _CLOSED:
        y = disc.center().y()
        strokes = [(QPointF(disc.left(), y), QPointF(disc.right(), y))]
        width = max(2.2, size / 6.0)
    elif mark == _LOST:
        out = size * 0.04
        strokes = [
            (QPointF(disc.left() - out, disc.bottom() + out), QPointF(disc.right() + out, disc.top() - out)),
        ]
    elif mark in (_FAULT, _DONE):
        reach = max(2.2, size * 0.16)
        centre = QPointF(disc.right() - reach * 0.6, disc.bottom() - reach * 0.6)
        painter.setPen(QPen(QColor(tokens.map_halo), 1.0))
        painter.setBrush(QColor(tokens.panel))
        painter.drawEllipse(centre, reach + 2.0, reach + 2.0)
        left, right = QPointF(-reach, 0.0), QPointF(reach, 0.0)
        up, down = QPointF(0.0, -reach), QPointF(0.0, reach)
        if mark == _FAULT:
            r = reach * 0.8
            strokes = [
                (centre + QPointF(-r, -r), centre + QPointF(r, r)),
                (centre + QPointF(-r, r), centre + QPointF(r, -r)),
            ]
        else:
            knee = centre + left * 0.2 + down * 0.6
            strokes = [(centre + left * 0.8, knee), (knee, centre + right * 0.8 + up * 0.6)]
    ink = QColor(tokens.muted if mark == _DONE else tokens.text)
    for colour, wide in ((QColor(tokens.map_halo), width + 2.0), (ink, width)):
        if mark in (_FAULT, _DONE) and wide > width:
            continue
        pen = QPen(colour, wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for start, end in strokes:
            painter.drawLine(start, end)
