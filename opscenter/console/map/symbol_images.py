"""The icon of each entity's symbol in one colour, from the icons' folder."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from opscenter.settings.resources import icon_root


@lru_cache(maxsize=512)
def symbol_image(symbol: str, colour: str, px: int) -> QImage:
    """An entity's symbol in one colour, `px` device px wide: from the icons, else a plain shape that is its own."""
    image = QImage(max(1, px), max(1, px), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = _renderer(symbol)
    if renderer is not None:
        renderer.render(painter, QRectF(0, 0, px, px))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor(colour))
    else:
        _plain_shape(painter, symbol, QColor(colour), float(px))
    painter.end()
    return image.copy()  # without the paint engine that an image keeps once it was painted on


def _renderer(symbol: str) -> QSvgRenderer | None:
    safe = "".join(letter for letter in symbol if letter.isalnum() or letter in "-_")
    path: Path = icon_root() / f"entity-{safe}.svg"
    if not path.is_file():
        path = icon_root() / "entity-generic.svg"
    if not path.is_file():
        return None
    # Qt Svg knows no currentColor; the colour itself comes from the composition above.
    renderer = QSvgRenderer(QByteArray(path.read_bytes().replace(b"currentColor", b"#000000")))
    return renderer if renderer.isValid() else None


def _plain_shape(painter: QPainter, symbol: str, colour: QColor, px: float) -> None:
    """A ring with 0 to 3 bars, chosen by the letters of the symbol's name (Python's own hash differs by run)."""
    number = sum(ord(letter) for letter in symbol)
    painter.setPen(QPen(colour, max(1.0, px / 8)))
    painter.drawEllipse(QRectF(px * 0.2, px * 0.2, px * 0.6, px * 0.6))
    for bar in range(number % 4):
        at = px * (0.35 + 0.15 * bar)
        if number % 2:
            painter.drawLine(QPointF(at, px * 0.3), QPointF(at, px * 0.7))
        else:
            painter.drawLine(QPointF(px * 0.3, at), QPointF(px * 0.7, at))
