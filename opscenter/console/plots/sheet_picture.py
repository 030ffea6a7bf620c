"""A sheet as one picture: its plots as they are on the screen, over them what it is and of which time."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import GRID_PX, Tokens

HEAD_PX = 44


def picture_of(plots: QWidget, title: str, span: str, tokens: Tokens) -> QPixmap:
    """The whole of `plots`, also what is scrolled out of sight, with a title and the span of time with its zone."""
    shown = plots.grab()
    ratio = shown.devicePixelRatio()
    wide, high = shown.width() / ratio, shown.height() / ratio
    made = QPixmap(round(wide * ratio), round((high + HEAD_PX) * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(QColor(tokens.panel))
    painter = QPainter(made)
    edge = GRID_PX * 3
    for text, top, colour, bold in ((title, 4, tokens.text, True), (span, 22, tokens.muted, False)):
        painter.setFont(font("normal" if bold else "small", bold=bold))
        painter.setPen(QColor(colour))
        room = QRectF(edge, top, wide - 2 * edge, 18)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
    painter.drawPixmap(0, HEAD_PX, shown)
    painter.end()
    return made
