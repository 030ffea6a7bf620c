"""What a plot draws behind its lines: a grid, hatched gaps, alarm spans along the top."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plots.graph import pg
from opscenter.console.plots.spans import AlarmSpan
from opscenter.console.plots.view_item import ViewItem
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import Tokens

STRIP_PX = 4
GRID = 0.45


class GapItem(ViewItem):
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
        painter.save()
        frame = self.frame(painter)
        hatch = QBrush(QColor(blend(self.tokens.muted, self.tokens.panel, 0.45)), Qt.BrushStyle.BDiagPattern)
        for since, until in visible:
            left, right = frame.x(since), frame.x(until)
            if right - left >= 1.0:
                painter.fillRect(QRectF(left, frame.top, right - left, frame.height), hatch)
        painter.restore()


class GridItem(ViewItem):
    """Faint lines at the ticks of two axes, whose texts and ticks are drawn elsewhere."""

    def __init__(self, tokens: Tokens, across: pg.AxisItem, up: pg.AxisItem) -> None:
        super().__init__(tokens)
        self._across, self._up = across, up

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.save()
        (low, high) = self._up.range
        frame = self.frame(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(blend(self.tokens.line, self.tokens.panel, GRID)), 1))
        lines = []
        for _, ticks in self._across.tickValues(frame.since, frame.until, self._across.width()):
            lines += [QLineF(x, frame.top, x, frame.bottom) for x in map(frame.x, ticks)]
        if self._up.style["showValues"]:
            for _, ticks in self._up.tickValues(low, high, self._up.height()):
                ys = [frame.bottom - (tick - low) / max(1e-12, high - low) * frame.height for tick in ticks]
                lines += [QLineF(frame.left, y, frame.right, y) for y in ys]
        painter.drawLines(lines)
        painter.restore()


class AlarmItem(ViewItem):
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
                drawn.append((since, until, span))
        painter.save()
        frame = self.frame(painter)
        top, bottom = frame.top, frame.bottom
        for since, until, span in drawn[-200:]:
            left, right, begins = frame.x(since), frame.x(until), since >= frame.since
            colour = QColor(self.tokens.priority(span.priority))
            painter.fillRect(QRectF(left, top, max(2.0, right - left), STRIP_PX), colour)
            colour.setAlphaF(0.06)
            painter.fillRect(QRectF(left, top, max(2.0, right - left), bottom - top), colour)
            if begins:
                mark = QRectF(left - 6, top + STRIP_PX, 12, 12)
                draw_priority(painter, mark, span.priority, self.tokens, span.until is not None, False)
        painter.restore()
