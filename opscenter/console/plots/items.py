"""What a plot draws besides lines: hatched gaps, alarm spans along the top, bands of a text series."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plots.graph import pg
from opscenter.console.plots.spans import AlarmSpan
from opscenter.console.theme.contrast import blend, ink_on
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import Tokens

STRIP_PX = 4


class _ViewItem(pg.GraphicsObject):  # type: ignore[misc]
    """An item as large as the view; it paints in device pixels."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()  # forgets the view rectangle it had kept
        self.prepareGeometryChange()
        self.update()

    def _to_pixels(self, painter: QPainter, since: float, until: float) -> tuple[float, float, float, float]:
        """(left, right, top, bottom) of a span of x in device pixels; resets the painter to them."""
        view = self.viewRect()
        transform = painter.worldTransform()
        a: Any = transform.map(max(since, view.left()), view.top())
        b: Any = transform.map(min(until, view.right()), view.bottom())
        return a[0], b[0], min(a[1], b[1]), max(a[1], b[1])


class GapItem(_ViewItem):
    """Spans (s, s) without data, hatched from top to bottom."""

    spans: list[tuple[float, float]] = []

    def show_spans(self, spans: list[tuple[float, float]]) -> None:
        """Replace the spans."""
        if spans != self.spans:
            self.spans = spans
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        view = self.viewRect()
        visible = [span for span in self.spans if span[1] > view.left() and span[0] < view.right()][-500:]
        boxes = [self._to_pixels(painter, *span) for span in visible]
        painter.save()
        painter.resetTransform()
        for left, right, top, bottom in boxes:
            if right - left >= 1.0:
                colour = QColor(blend(self.tokens.muted, self.tokens.panel, 0.45))
                painter.fillRect(
                    QRectF(left, top, right - left, bottom - top), QBrush(colour, Qt.BrushStyle.BDiagPattern)
                )
        painter.restore()


class AlarmItem(_ViewItem):
    """When alarms stood: a bar in the priority's colour along the top, its shape where it began."""

    spans: list[AlarmSpan] = []
    now_s: float = 0.0

    def show_spans(self, spans: list[AlarmSpan], now_s: float) -> None:
        """Replace the spans."""
        self.spans, self.now_s = spans, now_s
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        view = self.viewRect()
        drawn = []
        for span in sorted(self.spans, key=lambda each: -each.priority):  # the worst last, on top
            since, until = span.since / 1000, self.now_s if span.until is None else span.until / 1000
            if until > view.left() and since < view.right():
                drawn.append((self._to_pixels(painter, since, until), span, since >= view.left()))
        painter.save()
        painter.resetTransform()
        for (left, right, top, bottom), span, begins in drawn[-200:]:
            colour = QColor(self.tokens.priority(span.priority))
            painter.fillRect(QRectF(left, top, max(2.0, right - left), STRIP_PX), colour)
            colour.setAlphaF(0.06)
            painter.fillRect(QRectF(left, top, max(2.0, right - left), bottom - top), colour)
            if begins:
                mark = QRectF(left - 6, top + STRIP_PX, 12, 12)
                draw_priority(painter, mark, span.priority, self.tokens, span.until is not None, False)
        painter.restore()


@dataclass(slots=True, frozen=True)
class Band:
    """A state from `since` to `until` (s) in lane `lane` of `lanes`; `code` chooses its shade."""

    since: float
    until: float
    text: str
    code: int
    lane: int
    lanes: int
    doubtful: bool


class BandItem(_ViewItem):
    """The states of text series as blocks with their names in them."""

    bands: list[Band] = []

    def show_bands(self, bands: list[Band]) -> None:
        """Replace the bands."""
        if bands != self.bands:
            self.bands = bands
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        view = self.viewRect()
        visible = [band for band in self.bands if band.until > view.left() and band.since < view.right()][-1000:]
        boxes = [(self._to_pixels(painter, band.since, band.until), band) for band in visible]
        painter.save()
        painter.resetTransform()
        small = font("small")
        metrics = QFontMetrics(small)
        painter.setFont(small)
        for (left, right, top, bottom), band in boxes:
            height = (bottom - top) / band.lanes
            box = QRectF(left, top + band.lane * height + 3, max(1.0, right - left - 1), height - 6)
            fill = blend(self.tokens.series[band.code % len(self.tokens.series)], self.tokens.panel, 0.55)
            painter.fillRect(box, QColor(fill))
            if band.doubtful:
                painter.fillRect(box, QBrush(QColor(self.tokens.panel), Qt.BrushStyle.BDiagPattern))
            if box.width() > 24:
                painter.setPen(QColor(ink_on(fill)))
                text = metrics.elidedText(band.text, Qt.TextElideMode.ElideRight, int(box.width()) - 8)
                painter.drawText(box.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
