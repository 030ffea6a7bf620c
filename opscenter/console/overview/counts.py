"""Alarm counts as shapes with numbers, the same in every tile of the overview."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from opscenter.console.overview.figures import Tally
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import Tokens

SHAPE_PX = 11


def paint_counts(
    painter: QPainter, tally: Tally, right: int, top: int, tokens: Tokens, normal: QFont, bold: QFont
) -> int:
    """Shapes with numbers from `right` leftwards, 20 px high; returns the x where they begin. Bold: some wait."""
    metrics = QFontMetrics(bold)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for priority in sorted(tally.alarms, reverse=True):
        text = str(tally.alarms[priority])
        width = metrics.horizontalAdvance(text)
        waits = tally.unacknowledged.get(priority, 0) > 0
        painter.setFont(bold if waits else normal)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(right - width, top, width, 20), flags, text)
        shape = QRectF(right - width - SHAPE_PX - 3, top + 5, SHAPE_PX, SHAPE_PX)
        draw_priority(painter, shape, priority, tokens, not waits, False)
        right -= width + SHAPE_PX + 10
    return right
