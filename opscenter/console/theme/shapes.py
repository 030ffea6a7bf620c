"""The shape of each alarm priority and the mark of each quality, painted the same way by every panel.

Never colour alone: critical is a diamond C, high a triangle H, medium a square M, low a circle L. A filled shape
waits for somebody to acknowledge it, an outline has been acknowledged.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from opscenter.console.theme.contrast import ink_on
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality

_LETTER_SHARE = {Priority.CRITICAL: 0.52, Priority.HIGH: 0.46, Priority.MEDIUM: 0.66, Priority.LOW: 0.64}
_LETTER_DROP = {Priority.CRITICAL: 0.0, Priority.HIGH: 0.14, Priority.MEDIUM: 0.0, Priority.LOW: 0.0}


def priority_path(priority: Priority, square: QRectF) -> QPainterPath:
    """Outline of a priority's shape inside `square` (painter units); the four look about equally heavy."""
    side = min(square.width(), square.height())
    centre = square.center()
    path = QPainterPath()
    half = side / 2.0
    if priority is Priority.CRITICAL:
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(centre.x(), centre.y() - half),
                    QPointF(centre.x() + half, centre.y()),
                    QPointF(centre.x(), centre.y() + half),
                    QPointF(centre.x() - half, centre.y()),
                ]
            )
        )
    elif priority is Priority.HIGH:
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(centre.x(), centre.y() - half * 0.92),
                    QPointF(centre.x() + half, centre.y() + half * 0.84),
                    QPointF(centre.x() - half, centre.y() + half * 0.84),
                ]
            )
        )
    elif priority is Priority.MEDIUM:
        reach = half * 0.80
        path.addRect(QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach))
    else:
        reach = half * 0.86
        path.addEllipse(centre, reach, reach)
    path.closeSubpath()
    return path


def draw_priority(
    painter: QPainter, rect: QRectF, priority: Priority, tokens: Tokens, acknowledged: bool, letter: bool
) -> None:
    """Paint a priority into `rect`: filled while unacknowledged, an outline once acknowledged.

    With `letter`, a rect at least 1.6 times as wide as high gets the letter to the right of the shape; any other
    gets it inside the shape (readable from about 14 px).
    """
    beside = letter and rect.width() >= 1.6 * rect.height()
    side = min(rect.width(), rect.height())
    square = QRectF(rect.x() if beside else rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    colour = QColor(tokens.priority(priority))
    inside = letter and not beside
    width = max(1.2, side / (14.0 if inside else 10.0))
    inset = width / 2 if acknowledged else 0.0
    path = priority_path(priority, square.adjusted(inset, inset, -inset, -inset))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen if acknowledged else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if acknowledged else QBrush(colour))
    painter.drawPath(path)
    if letter:
        font = QFont(painter.font())
        if beside:
            font.setPixelSize(max(8, round(side * 0.78)))
            font.setBold(not acknowledged)
            place = QRectF(square.right() + side * 0.25, rect.y(), rect.right() - square.right(), rect.height())
            painter.setPen(QColor(tokens.text))
            painter.setFont(font)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, priority.letter)
        else:
            share = _LETTER_SHARE[priority] * (0.9 if acknowledged else 1.0)  # the outline needs room, too
            font.setPixelSize(max(6, round(side * share)))
            font.setBold(True)
            painter.setPen(colour if acknowledged else QColor(ink_on(tokens.priority(priority))))
            painter.setFont(font)
            painter.drawText(
                square.translated(0.0, side * _LETTER_DROP[priority]), Qt.AlignmentFlag.AlignCenter, priority.letter
            )
    painter.restore()


def draw_quality(painter: QPainter, rect: QRectF, quality: Quality, tokens: Tokens) -> None:
    """Paint the mark of a quality over `rect`: nothing for good, dots around suspect, a hatch on stale, a cross on bad.

    The marks lie over what they qualify and never hide its shape.
    """
    if quality is Quality.GOOD:
        return
    muted = QColor(tokens.muted)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    if quality is Quality.SUSPECT:
        pen = QPen(muted, 1.5)
        pen.setDashPattern([1.0, 1.6])
        painter.setPen(pen)
        painter.drawRect(inner)
    elif quality is Quality.STALE:
        painter.setClipRect(rect)
        painter.setPen(QPen(muted, 1.0))
        step = 4.0
        at = rect.left() - rect.height()
        while at < rect.right():
            painter.drawLine(QPointF(at, rect.bottom()), QPointF(at + rect.height(), rect.top()))
            at += step
    else:
        painter.setPen(QPen(muted, 1.5))
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    painter.restore()


@lru_cache(maxsize=256)
def priority_pixmap(
    priority: Priority, tokens: Tokens, acknowledged: bool, size: int, ratio: float = 1.0, letter: bool = True
) -> QPixmap:
    """The shape as a pixmap of `size` logical px at a device pixel `ratio`."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_priority(painter, QRectF(0, 0, size, size), priority, tokens, acknowledged, letter)
    painter.end()
    return pixmap


def priority_icon(priority: Priority, tokens: Tokens, acknowledged: bool, size: int = 16, letter: bool = True) -> QIcon:
    """The shape as an icon, at ratios 1 and 2."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(priority_pixmap(priority, tokens, acknowledged, size, ratio, letter))
    return icon
