"""How the row of a group is painted: over all columns, its worst priority, its name, how many are in it."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from opscenter.console.alarms.grouping import GroupRow
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import GRID_PX, Tokens

FOLD_PX = 28
"""Width of the place at the left edge where a click folds and unfolds."""


def paint_group(
    painter: QPainter, row: QRect, group: GroupRow, title: str, told: str, fonts: tuple[QFont, QFont], tokens: Tokens
) -> None:
    """`fonts`: normal and bold. `told`: how many are in it, written after the title."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y = row.left() + 13.0, row.center().y() + 0.5
    painter.setPen(QPen(QColor(tokens.muted), 1.5))
    if group.folded:
        chevron = [QPointF(x - 2.5, y - 4), QPointF(x + 2, y), QPointF(x - 2.5, y + 4)]
    else:
        chevron = [QPointF(x - 4, y - 2.5), QPointF(x, y + 2), QPointF(x + 4, y - 2.5)]
    painter.drawPolyline(QPolygonF(chevron))
    draw_priority(painter, QRectF(row.left() + 28, y - 7, 14, 14), group.worst, tokens, not group.unacknowledged, False)
    normal, bold = fonts
    painter.setFont(bold if group.unacknowledged else normal)
    painter.setPen(QColor(tokens.text))
    left = row.left() + 28 + 14 + 2 * GRID_PX
    width = painter.fontMetrics().horizontalAdvance(title)
    painter.setFont(normal)
    needed = painter.fontMetrics().horizontalAdvance(told)
    painter.setFont(bold if group.unacknowledged else normal)
    # A title may take half the row from what is told after it: the tooltip has all of both.
    whole = row.right() - left - 5 * GRID_PX
    room = max(40, whole - needed, min(width, whole * 6 // 10))
    shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(QRect(left, row.top(), room, row.height()), flags, shown)
    painter.setFont(normal)
    painter.setPen(QColor(tokens.muted))
    after = left + min(width, room) + 3 * GRID_PX
    left_over = max(0, row.right() - after)
    told = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, left_over)
    painter.drawText(QRect(after, row.top(), left_over, row.height()), flags, told)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(row.left(), row.bottom(), row.width(), 1, QColor(tokens.line))
