"""The small picture before each line of the legend: made by what paints the map itself, so that they look alike."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from opscenter.console.map.colours import LEVELS, plain_line, ramp_colour
from opscenter.console.map.mixture import SILENT, UNUSUAL
from opscenter.console.map.sprites import Sprites
from opscenter.console.map.state_marks import CODE_OF
from opscenter.console.map.symbol_images import symbol_image
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.alarm import Priority

_RINGS = {"alarm": "3", "unusual": UNUSUAL, "silent": SILENT}


def paint_sample(painter: QPainter, mark: QRectF, what: str, sprites: Sprites, tokens: Tokens) -> None:
    """Paint what a legend's line is about into `mark` (logical px)."""
    square = QRectF(mark.center().x() - 7, mark.center().y() - 7, 14, 14)
    kind, _, detail = what.partition(" ")
    if kind == "alarm":
        draw_priority(painter, square.adjusted(-1, -1, 1, 1), Priority(int(detail)), tokens, False, True)
    elif kind == "acknowledged":
        draw_priority(painter, square, Priority.MEDIUM, tokens, True, False)
    elif kind == "returned":
        draw_priority(painter, square.adjusted(3, 3, -3, -3), Priority.MEDIUM, tokens, False, False)
    elif kind == "several":
        draw_priority(painter, square.translated(-4, 0).adjusted(1, 1, -1, -1), Priority.MEDIUM, tokens, False, False)
        painter.setPen(QColor(tokens.text))
        painter.drawText(square.translated(11, 0), Qt.AlignmentFlag.AlignVCenter, "3")
    elif kind == "warning":
        _area(painter, mark, QColor(tokens.medium), Qt.BrushStyle.BDiagPattern)
    elif kind in ("ramp", "figure"):
        high = 6 if kind == "ramp" else 12
        wide = mark.width() / LEVELS
        for level in range(LEVELS):
            colour = QColor(ramp_colour(tokens, level))
            painter.fillRect(QRectF(mark.left() + level * wide, mark.center().y() - high / 2, wide + 0.5, high), colour)
    elif kind == "symbol":
        painter.drawImage(square, symbol_image(detail, tokens.symbol, round(14 * sprites.ratio)))
    elif kind == "mark":
        name, _, symbol = detail.partition(" ")
        _image(painter, mark, sprites.symbol(symbol, 0, 13.0, CODE_OF[name]))
    elif kind == "cluster":
        _image(painter, mark, sprites.bubble(12), 17.0)
    elif kind == "ring":
        _image(painter, mark, sprites.bubble(12, ((_RINGS[detail], 5),)), 18.0)
    elif kind == "dot":
        _image(painter, mark, sprites.dot(0))
    elif kind == "quality":
        _image(painter, mark, sprites.symbol("generic", int(detail), 14.0))
    elif kind in ("line", "plainline"):
        _line(painter, mark, detail, tokens)
    elif kind == "outline":
        painter.setPen(QPen(QColor(tokens.muted), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(mark.adjusted(2, 3, -2, -3))


def _image(painter: QPainter, mark: QRectF, image: QImage, size: float = 0.0) -> None:
    size = size or image.width() / image.devicePixelRatio()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(mark.center().x() - size / 2, mark.center().y() - size / 2, size, size), image)


def _area(painter: QPainter, mark: QRectF, colour: QColor, pattern: Qt.BrushStyle) -> None:
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(QBrush(colour, pattern))
    painter.drawRect(mark.adjusted(2, 3, -2, -3))


def _line(painter: QPainter, mark: QRectF, how: str, tokens: Tokens) -> None:
    if how == "lostarea":
        _area(painter, mark, QColor(tokens.text), Qt.BrushStyle.FDiagPattern)
        return
    y = mark.center().y()
    start, end = QPointF(mark.left() + 1, y), QPointF(mark.right() - 1, y)
    ink, ground, muted = QColor(tokens.text), QColor(tokens.map_halo), QColor(tokens.muted)
    known: dict[str, list[tuple[QColor, float, list[float], float]]] = {
        "closed": [(ink, 6.0, [], 0.0), (ground, 4.0, [1.0, 1.0], 0.0)],
        "lost": [(ink, 5.0, [], 0.0), (ground, 2.6, [], 0.0)],
        "off": [(muted, 4.0, [], 0.0), (ground, 2.0, [], 0.0)],
        "silent": [(muted, 2.0, [1.0, 2.0], 0.0)],
        "apart": [
            (QColor(ramp_colour(tokens, LEVELS - 1)), 2.4, [], -2.0),
            (QColor(ramp_colour(tokens, 1)), 2.4, [], 2.0),
        ],
        "flow": [(muted, 4.0, [], 0.0)],
    }
    for colour, width, dashes, off in known.get(how, [(QColor(plain_line(tokens)), 2.0, [], 0.0)]):
        pen = QPen(colour, width)
        if dashes:
            pen.setDashPattern(dashes)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(start + QPointF(0, off), end + QPointF(0, off))
    if how == "flow":
        for colour, width in ((ground, 3.4), (QColor(tokens.symbol), 1.4)):
            painter.setPen(QPen(colour, width))
            for x in (mark.left() + 9, mark.left() + 18):
                painter.drawPolyline([QPointF(x - 3.5, y - 3.6), QPointF(x, y), QPointF(x - 3.5, y + 3.6)])
