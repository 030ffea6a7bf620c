"""Paints the marks of a timeline. Each kind has a shape of its own, so that none is told by colour alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from opscenter.console.replay.marks import PRIORITIES, Shape
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import Tokens
from opscenter.console.training.lanes import Sign
from opscenter.console.training.signs import draw_sign
from opscenter.domain.alarm import Priority

_OF_SCORES = {
    Shape.MET: Sign.MET,
    Shape.LATE: Sign.LATE,
    Shape.MISSED: Sign.MISSED,
    Shape.WRONG: Sign.WRONG,
}


def draw_mark(painter: QPainter, box: QRectF, shape: Shape, tokens: Tokens, faint: bool = False) -> None:
    """A mark inside a square; `faint` as an outline, or paler where it is a line anyway."""
    if shape in PRIORITIES:
        draw_priority(painter, box, Priority(PRIORITIES.index(shape) + 1), tokens, acknowledged=faint, letter=False)
        return
    if shape in _OF_SCORES:
        draw_sign(painter, box, _OF_SCORES[shape], tokens)
        return
    ink = QColor(blend(tokens.text, tokens.panel, 0.45) if faint else tokens.text)
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    middle = box.center().x()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if faint else ink)
    if shape is Shape.FLAG:
        pole = left + 1.5
        painter.drawLine(QPointF(pole, top), QPointF(pole, bottom))
        painter.drawRect(QRectF(pole, top + 0.75, right - pole - 1, (bottom - top) * 0.5))
    elif shape is Shape.ACT:  # a hand's stroke: a tick
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 2.0))
        low = QPointF(left + box.width() * 0.38, bottom - 1.5)
        painter.drawPolyline(QPolygonF([QPointF(left + 0.5, top + box.height() * 0.55), low, QPointF(right, top + 1)]))
    elif shape is Shape.BOOKMARK:
        ribbon = [
            QPointF(left + 1.5, top + 0.75), QPointF(right - 1.5, top + 0.75), QPointF(right - 1.5, bottom),
            QPointF(middle, bottom - box.height() * 0.32), QPointF(left + 1.5, bottom),
        ]  # fmt: skip
        painter.drawPolygon(QPolygonF(ribbon))
    elif shape is Shape.INJECT:  # something comes in from above
        painter.drawLine(QPointF(middle, top), QPointF(middle, bottom - 4))
        reach = box.width() * 0.38
        head = [QPointF(middle - reach, bottom - 5), QPointF(middle + reach, bottom - 5), QPointF(middle, bottom)]
        painter.drawPolygon(QPolygonF(head))
    elif shape is Shape.GAP:  # a line with nothing in its middle
        y, reach = box.center().y(), box.width() * 0.32
        for edge, way in ((left, 1), (right, -1)):
            painter.drawLine(QPointF(edge, y), QPointF(edge + reach * way, y))
            painter.drawLine(QPointF(edge + reach * way, top + 1), QPointF(edge + reach * way, bottom - 1))
    else:  # a start
        painter.drawLine(QPointF(middle, top), QPointF(middle, bottom))
        head = [QPointF(middle, top + 1), QPointF(right, box.center().y()), QPointF(middle, bottom - 1)]
        painter.drawPolygon(QPolygonF(head))
    painter.restore()
