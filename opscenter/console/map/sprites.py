"""Small cached pictures of which the bulk layer is put together: symbols, bubbles, badges, texts.

Used by the painting thread alone. Everything is a QImage at the window's device pixel ratio.
"""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from opscenter.console.map.draw_bubble import draw_bubble
from opscenter.console.map.draw_symbol import SYMBOL_AIR_PX, draw_symbol
from opscenter.console.map.mixture import Mixture
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_priority, priority_path
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality

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

    def symbol(self, symbol: str, quality: int, size: float, mark: int = 0) -> QImage:
        """An entity on its disc of `size` logical px, with the marks of its state and its quality."""
        wide = size + 2 * SYMBOL_AIR_PX
        return self._cached(("symbol", symbol, quality, size, mark), wide, wide, self._paint_symbol)

    def dot(self, quality: int) -> QImage:
        """An entity below its zoom: only that something is there."""
        return self._cached(("dot", quality), 8, 8, self._paint_dot)

    def heading(self, degrees: float, quality: int, size: float) -> QImage:
        """The pointer around a vehicle's disc."""
        step = round(degrees / 360.0 * _DIRECTIONS) % _DIRECTIONS
        return self._cached(("heading", step, quality, size), size + 16, size + 16, self._paint_heading)

    def bubble(self, count: int, mixture: Mixture = ()) -> QImage:
        """A cluster: a disc with how many there are, and around it what they are."""
        text, size = _crowd(count), self.bubble_px(count)
        return self._cached(("bubble", text, size, mixture), size + 4, size + 4, self._paint_bubble)

    @staticmethod
    def bubble_px(count: int) -> float:
        """Width of a cluster's disc in logical px, its ring included."""
        return 20.0 + 4.0 * len(_crowd(count))

    def badge(self, priority: int, waiting: bool, count: int = 1, standing: bool = True) -> QImage:
        """An alarm: shape and letter, on a rim of ground so that it stands off from whatever is beneath."""
        text = _alarms(count)
        key = ("badge", priority, waiting, text, standing)
        return self._cached(key, self.badge_px(count), BADGE_PX + 6, self._paint_badge)

    @staticmethod
    def badge_px(count: int) -> float:
        """Width of an alarm mark that stands for so many, logical px."""
        text = _alarms(count)
        return BADGE_PX + 6 + (4 + 7 * len(text) + _RING_PX if text else 0)

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
        # An image that was painted on keeps its paint engine, a hundred kilobytes of it; a copy has none.
        image = self._kept[key] = image.copy()
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
        _, symbol, quality, size, mark = key
        assert isinstance(symbol, str) and isinstance(quality, int) and isinstance(size, float)
        assert isinstance(mark, int)
        room = (size + 2 * SYMBOL_AIR_PX) / 2.0
        disc = QRectF(room - size / 2.0, room - size / 2.0, size, size)
        draw_symbol(painter, disc, symbol, Quality(quality), mark, self.tokens, self.ratio)

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
        _, text, size, mixture = key
        assert isinstance(text, str) and isinstance(size, float) and isinstance(mixture, tuple)
        draw_bubble(painter, QRectF(2.0, 2.0, size, size), text, mixture, self.tokens)

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


def _alarms(count: int) -> str:
    return "" if count < 2 else str(min(count, 999))


def _crowd(count: int) -> str:
    return str(count) if count < 10_000 else f"{count // 1000}k"
