"""Small cached pictures of which the bulk layer is put together: symbols, bubbles, badges, texts.

Used by the painting thread alone. Everything is a QImage at the window's device pixel ratio.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_priority, draw_quality, priority_path
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality
from opscenter.settings.resources import icon_root

ROOM = 3_000
BADGE_PX = 22.0
_RING_PX = 8.0
_DIRECTIONS = 24
_THIN = "\u202f"


class Sprites:
    """Pictures for one theme, pixel ratio and set of fonts; the least used are forgotten."""

    def __init__(self, tokens: Tokens, ratio: float, font: QFont) -> None:
        self.tokens, self.ratio = tokens, ratio
        self._font = font
        self._sizes: dict[tuple[object, ...], tuple[float, float]] = {}
        self._kept: OrderedDict[tuple[object, ...], QImage] = OrderedDict()

    def symbol(self, symbol: str, quality: int, size: float) -> QImage:
        """An entity on its disc of `size` logical px, with the mark of its quality."""
        return self._cached(("symbol", symbol, quality, size), size + 4, size + 4, self._paint_symbol)

    def dot(self, quality: int) -> QImage:
        """An entity below its zoom: only that something is there."""
        return self._cached(("dot", quality), 8, 8, self._paint_dot)

    def heading(self, degrees: float, quality: int, size: float) -> QImage:
        """The pointer around a vehicle's disc."""
        step = round(degrees / 360.0 * _DIRECTIONS) % _DIRECTIONS
        return self._cached(("heading", step, quality, size), size + 16, size + 16, self._paint_heading)

    def bubble(self, count: int) -> QImage:
        """A cluster: a disc with how many there are."""
        text, size = _crowd(count), self.bubble_px(count)
        return self._cached(("bubble", text, size), size + 2, size + 2, self._paint_bubble)

    @staticmethod
    def bubble_px(count: int) -> float:
        """Width of a cluster's disc in logical px."""
        return 16.0 + 4.0 * len(_crowd(count))

    def badge(self, priority: int, waiting: bool, count: int = 1, standing: bool = True) -> QImage:
        """An alarm: shape and letter, on a rim of ground so that it stands off from whatever is beneath."""
        text = "" if count < 2 else str(min(count, 999))
        wide = BADGE_PX + 6 + (4 + 7 * len(text) + _RING_PX if text else 0)
        return self._cached(("badge", priority, waiting, text, standing), wide, BADGE_PX + 6, self._paint_badge)

    def text_size(self, text: str, unit: str, font: QFont) -> tuple[float, float]:
        """Width and height in logical px of `text`, without painting it."""
        key = (text, unit, font.pixelSize(), font.weight())
        size = self._sizes.get(key)
        if size is None:
            metrics = QFontMetricsF(font)
            wide = metrics.horizontalAdvance(text) + 6
            wide += QFontMetricsF(self._font).horizontalAdvance(_THIN + unit) if unit else 0
            size = wide, metrics.height() + 4
            if len(self._sizes) > ROOM:
                self._sizes.clear()
            self._sizes[key] = size
        return size

    def text(self, text: str, unit: str, font: QFont, colour: str) -> QImage:
        """A name, or a number with its unit behind it, with a halo."""
        metrics = QFontMetricsF(font)

        def paint(painter: QPainter, _key: tuple[object, ...]) -> None:
            path = QPainterPath()
            path.addText(QPointF(3, 2 + metrics.ascent()), font, text)
            self._haloed(painter, path, colour)
            if unit:
                path = QPainterPath()
                behind = QPointF(3 + metrics.horizontalAdvance(text), 2 + metrics.ascent())
                path.addText(behind, self._font, _THIN + unit)
                self._haloed(painter, path, self.tokens.muted)

        wide, high = self.text_size(text, unit, font)
        return self._cached(("text", text, unit, font.pixelSize(), font.weight(), colour), wide, high, paint)

    # -- painting --------------------------------------------------------------------------------------------

    def _cached(
        self,
        key: tuple[object, ...],
        wide: float,
        high: float,
        paint: Callable[[QPainter, tuple[object, ...]], None],
    ) -> QImage:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        image = QImage(
            max(1, round(wide * self.ratio)),
            max(1, round(high * self.ratio)),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.setDevicePixelRatio(self.ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(self._font)
        paint(painter, key)
        painter.end()
        self._kept[key] = image
        if len(self._kept) > ROOM:
            self._kept.popitem(last=False)
        return image

    def _haloed(self, painter: QPainter, path: QPainterPath, colour: str) -> None:
        halo = QColor(self.tokens.map_halo)
        halo.setAlpha(225)
        pen = QPen(halo, 3.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.fillPath(path, QColor(colour))

    def _paint_symbol(self, painter: QPainter, key: tuple[object, ...]) -> None:
        _, symbol, quality, size = key
        assert isinstance(symbol, str) and isinstance(quality, int) and isinstance(size, float)
        good = quality in (Quality.GOOD, Quality.SUSPECT)
        disc = QRectF(2, 2, size, size)
        fill = QColor(self.tokens.panel)
        fill.setAlpha(235 if good else 170)
        edge = QPen(QColor(self.tokens.line), 1.0)
        if quality == Quality.SUSPECT:
            edge = QPen(QColor(self.tokens.muted), 1.4)
            edge.setDashPattern([1.0, 1.6])
        painter.setPen(edge)
        painter.setBrush(fill)
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        inner = size * 0.68
        icon = symbol_image(symbol, self.tokens.symbol if good else self.tokens.muted, round(inner * self.ratio))
        painter.setOpacity(1.0 if good else 0.55)
        corner = 2 + (size - inner) / 2.0
        painter.drawImage(QRectF(corner, corner, inner, inner), icon)
        painter.setOpacity(1.0)
        if quality == Quality.STALE:
            # The hatch of a stale value, kept to the disc.
            painter.setPen(QPen(QColor(self.tokens.muted), 1.0))
            painter.setBrush(QBrush(QColor(self.tokens.muted), Qt.BrushStyle.BDiagPattern))
            painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        elif quality == Quality.BAD:
            draw_quality(painter, disc.adjusted(2, 2, -2, -2), Quality.BAD, self.tokens)

    def _paint_dot(self, painter: QPainter, key: tuple[object, ...]) -> None:
        live = key[1] in (Quality.GOOD, Quality.SUSPECT)
        painter.setPen(QPen(QColor(self.tokens.symbol if live else self.tokens.muted), 1.0))
        painter.setBrush(QColor(self.tokens.symbol) if live else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(4, 4), 1.8, 1.8)

    def _paint_heading(self, painter: QPainter, key: tuple[object, ...]) -> None:
        _, step, quality, size = key
        assert isinstance(step, int) and isinstance(size, float)
        middle = (size + 16) / 2.0
        painter.translate(middle, middle)
        painter.rotate(step * 360.0 / _DIRECTIONS)
        reach = size / 2.0
        if size:
            arrow = QPolygonF([QPointF(0, -reach - 7), QPointF(6.5, -reach + 2.5), QPointF(-6.5, -reach + 2.5)])
        else:
            arrow = QPolygonF([QPointF(0, -5.5), QPointF(4, 4.5), QPointF(0, 2.5), QPointF(-4, 4.5)])
        live = quality in (Quality.GOOD, Quality.SUSPECT)
        painter.setPen(QPen(QColor(self.tokens.map_halo), 1.0))
        # Over a whole city there are hundreds of them: they must not outshine what stands still.
        calm = self.tokens.symbol if size else blend(self.tokens.symbol, self.tokens.land, 0.62)
        painter.setBrush(QColor(calm if live else self.tokens.line))
        painter.drawPolygon(arrow)

    def _paint_bubble(self, painter: QPainter, key: tuple[object, ...]) -> None:
        _, text, size = key
        assert isinstance(text, str) and isinstance(size, float)
        disc = QRectF(1.5, 1.5, size - 1, size - 1)
        halo = QColor(self.tokens.map_halo)
        halo.setAlpha(140)
        painter.setPen(QPen(halo, 3.0))
        painter.drawEllipse(disc)
        painter.setPen(QPen(QColor(blend(self.tokens.muted, self.tokens.raised, 0.5)), 1.0))
        painter.setBrush(QBrush(QColor(self.tokens.raised)))
        painter.drawEllipse(disc)
        painter.setPen(QColor(self.tokens.text))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_badge(self, painter: QPainter, key: tuple[object, ...]) -> None:
        _, priority, waiting, text, standing = key
        assert isinstance(priority, int) and isinstance(waiting, bool) and isinstance(text, str)
        square = QRectF(3, 3, BADGE_PX, BADGE_PX)
        if not standing:  # returned to normal, still to be acknowledged: smaller
            square = square.adjusted(4, 4, -4, -4)
        rim = QPen(QColor(self.tokens.map_halo), 4.0)
        rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        outline = priority_path(Priority(priority), square.adjusted(1, 1, -1, -1))
        painter.setPen(rim)
        painter.setBrush(QColor(self.tokens.map_halo))
        painter.drawPath(outline)
        if priority == Priority.CRITICAL and waiting:
            # Red is dark to some eyes: the worst has a bright edge, too.
            edge = QPen(QColor(self.tokens.text), 2.6)
            edge.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(edge)
            painter.drawPath(outline)
        draw_priority(painter, square, Priority(priority), self.tokens, not waiting, True)
        if text:
            path = QPainterPath()
            font = QFont(self._font)
            font.setBold(True)
            # What waits and matters most has a ring around it: its number stands outside.
            aside = _RING_PX if waiting and standing and priority <= Priority.HIGH else 0.0
            path.addText(QPointF(5 + BADGE_PX + aside, 3 + BADGE_PX / 2 + 4), font, text)
            self._haloed(painter, path, self.tokens.text)


def _crowd(count: int) -> str:
    return str(count) if count < 10_000 else f"{count // 1000}k"


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
    return image


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
