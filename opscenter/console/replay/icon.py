"""The icon of a window that shows a recording: the program's own with a badge, told by shape as well as by colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from opscenter.console.theme.contrast import ink_on
from opscenter.console.theme.tokens import DARK
from opscenter.settings.resources import icon_root

_SIZES = (16, 24, 32, 48, 64, 128)


def replay_icon() -> QIcon:
    """The same on every desktop: whoever looks at a task bar has no theme of ours."""
    plain, badged = QIcon(str(icon_root() / "opscenter.svg")), QIcon()
    for size in _SIZES:
        badged.addPixmap(_badged(plain.pixmap(size, size), size))
    return badged


def _badged(pixmap: QPixmap, size: int) -> QPixmap:
    made = QPixmap(size, size)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPixmap(QRectF(0, 0, size, size), pixmap, QRectF(pixmap.rect()))
    colour = QColor(DARK.replay)
    pen = QPen(colour, max(1.5, size * 0.07))
    pen.setDashPattern([2.0, 1.0])
    painter.setPen(pen)
    edge = pen.widthF() / 2
    painter.drawRoundedRect(QRectF(edge, edge, size - 2 * edge, size - 2 * edge), size * 0.2, size * 0.2)
    disc = QRectF(size * 0.42, size * 0.42, size * 0.56, size * 0.56)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(disc)
    painter.setBrush(QColor(ink_on(DARK.replay)))
    middle, reach = disc.center(), disc.width() * 0.26
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x() - reach * 0.8, middle.y() - reach),
                QPointF(middle.x() + reach * 1.1, middle.y()),
                QPointF(middle.x() - reach * 0.8, middle.y() + reach),
            ]
        )
    )
    painter.end()
    return made
