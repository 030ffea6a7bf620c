"""What a plot draws behind its lines: hatched gaps, alarm spans along the top."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plots.spans import AlarmSpan
from opscenter.console.plots.view_item import ViewItem
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_priority

STRIP_PX = 4


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
