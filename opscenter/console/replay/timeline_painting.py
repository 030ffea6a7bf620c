"""How a timeline is drawn: from the ground up rows, holes, alarms by parts, times, the span, the handle."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from opscenter.console.replay.mark_shapes import draw_mark
from opscenter.console.replay.marks import Stand, thinned
from opscenter.console.review.axis import Tick, TimeRange, ticks
from opscenter.console.theme.theme import Theme

if TYPE_CHECKING:
    from opscenter.console.replay.timeline import Timeline

ROW_PX = 15
MARK_PX = 10
HEAD_PX = 8
_TICK_PX = 92
LABEL_PX = 14
BARS_PX = 14
ABOVE_BARS_PX = 6


class TimelinePainting:
    """Paints one timeline; what does not change from frame to frame is kept until `forget`."""

    def __init__(self, line: Timeline, theme: Theme) -> None:
        self._line, self._theme = line, theme
        self._stands: dict[str, list[Stand]] = {}
        self._still: QPixmap | None = None
        self._still_key: object = None
        self._ticked: object = None
        self._ticks: list[Tick] = []

    def forget(self) -> None:
        """Marks, range or what is known are others."""
        self._stands.clear()
        self._still = None

    def paint(self) -> None:
        """All of it: only the handle moves from frame to frame, the rest is kept as a picture."""
        line, tokens = self._line, self._theme.tokens
        painter = QPainter(line)
        key = (line.width(), line.height(), line.devicePixelRatioF(), tokens.name, line.span, line.zone)
        if self._still is None or key != self._still_key:
            self._still, self._still_key = self._paint_still(), key
        painter.drawPixmap(0, 0, self._still)
        if line.range is not None:
            painter.setClipRect(QRectF(line.gutter, 0, line.width() - line.gutter, line.height()))
            self._handle(painter)
            painter.setClipping(False)
        if line.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # Around the times alone: the names of the rows stand beside the frame, not under it.
            painter.drawRect(QRectF(line.rect()).adjusted(max(0, line.gutter - 3) + 0.75, 0.75, -0.75, -0.75))
        painter.end()

    def _paint_still(self) -> QPixmap:
        line = self._line
        ratio = line.devicePixelRatioF()
        still = QPixmap(max(1, round(line.width() * ratio)), max(1, round(line.height() * ratio)))
        still.setDevicePixelRatio(ratio)
        still.fill(QColor(self._theme.tokens.panel))
        shown = line.range
        if shown is None:
            return still
        painter = QPainter(still)
        left = line.gutter
        self._titles(painter)
        painter.setClipRect(QRectF(left, 0, line.width() - left, line.height()))
        self._rails(painter, left)
        self._holes(painter)
        self._bars(painter)
        self._times(painter, shown, left)
        self._span(painter)
        self._marks(painter, shown)
        self._unfolded(painter)
        painter.end()
        return still

    @property
    def _axis_top(self) -> float:
        return self._foot - self._line.bars - ABOVE_BARS_PX

    @property
    def _foot(self) -> float:
        return float(self._line.height() - LABEL_PX)

    def _titles(self, painter: QPainter) -> None:
        painter.setFont(self._line.font())
        painter.setPen(QColor(self._theme.tokens.muted))
        for number, row in enumerate(self._line.rows.values()):
            box = QRectF(4, number * ROW_PX, self._line.gutter - 6, ROW_PX)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.title)

    def _rails(self, painter: QPainter, left: int) -> None:
        """A thin line along each row, so that the eye keeps to it."""
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1.0))
        for number in range(len(self._line.rows)):
            y = number * ROW_PX + ROW_PX / 2
            painter.drawLine(QPointF(left, y), QPointF(self._line.width(), y))

    def _holes(self, painter: QPainter) -> None:
        line = self._line
        hatch = QBrush(QColor(self._theme.tokens.muted), Qt.BrushStyle.BDiagPattern)
        for since, until in line.course.gaps:
            left, right = line.x_of(since), line.x_of(until)
            if right >= line.gutter and left <= line.width():
                left, right = max(float(line.gutter), left), min(float(line.width()), right)
                painter.fillRect(QRectF(left, 0, max(2.0, right - left), self._foot), hatch)

    def _bars(self, painter: QPainter) -> None:
        line, tokens, course = self._line, self._theme.tokens, self._line.course
        if not course.urgent or len(course.urgent) != len(course.other):
            return
        since, until = course.parts
        each = (until - since) / len(course.urgent)
        for part, (urgent, other) in enumerate(zip(course.urgent, course.other, strict=True)):
            if not urgent and not other:
                continue
            x = line.x_of(since + part * each)
            wide = max(2.0, line.x_of(since + (part + 1) * each) - x - 1)
            if x + wide < line.gutter or x > line.width():
                continue
            high = min(float(line.bars), line.bars / 4.5 * math.log2(1 + urgent + other))
            painter.fillRect(QRectF(x, self._foot - high, wide, high), QColor(tokens.muted))
            if urgent:  # told by shape as well: what is urgent stands out of the others
                top = min(float(line.bars), line.bars / 4.5 * math.log2(1 + urgent))
                painter.fillRect(QRectF(x, self._foot - top, wide, top), QColor(tokens.high))
                painter.fillRect(QRectF(x - 1, self._foot - high - 3, wide + 2, 2), QColor(tokens.high))

    def _times(self, painter: QPainter, shown: TimeRange, left: int) -> None:
        line, tokens = self._line, self._theme.tokens
        wide = line.wide
        painter.setFont(line.font())
        metrics = QFontMetricsF(line.font())
        key = (shown, line.zone, max(2, wide // _TICK_PX))
        if key != self._ticked:
            self._ticked, self._ticks = key, ticks(*key)
        painter.setPen(QPen(QColor(tokens.line), 1.0))
        painter.drawLine(QPointF(left, self._foot), QPointF(line.width(), self._foot))
        end = -1e9
        for tick in self._ticks:
            x = line.x_of(tick.at)
            painter.setPen(QPen(QColor(tokens.muted if tick.day else tokens.line), 1.5 if tick.day else 1.0))
            top = self._axis_top if tick.day else self._foot - 5
            painter.drawLine(QPointF(x, top), QPointF(x, self._foot))
            room = metrics.horizontalAdvance(tick.label)
            if x - room / 2 > end + 8 and x - room / 2 >= left + 2 and x + room / 2 <= line.width() - 2:
                painter.setPen(QColor(tokens.text if tick.day else tokens.muted))
                painter.drawText(QRectF(x - room / 2, self._foot + 1, room + 1, LABEL_PX - 1), 0, tick.label)
                end = x + room / 2

    def _span(self, painter: QPainter) -> None:
        """A span has brackets at its ends, and a ground of the accent: what I chose."""
        line, tokens = self._line, self._theme.tokens
        if line.span is None:
            return
        left, right = (line.x_of(at) for at in line.span)
        ground = QColor(tokens.accent)
        ground.setAlpha(46)
        painter.fillRect(QRectF(left, 0, max(1.0, right - left), self._foot), ground)
        painter.setPen(QPen(QColor(tokens.accent), 2.0))
        for x, way in ((left, 1), (right, -1)):
            painter.drawPolyline(
                QPolygonF([QPointF(x + 5 * way, 1), QPointF(x, 1), QPointF(x, self._foot - 1),
                           QPointF(x + 5 * way, self._foot - 1)])
            )  # fmt: skip

    def _marks(self, painter: QPainter, shown: TimeRange) -> None:
        line, tokens = self._line, self._theme.tokens
        wide = line.wide
        for number, (name, row) in enumerate(line.rows.items()):
            top = number * ROW_PX + (ROW_PX - MARK_PX) / 2
            for mark in row.spans:
                if mark.end >= shown.since and mark.at <= shown.until:
                    x, end = line.x_of(mark.at), line.x_of(mark.end)
                    painter.fillRect(QRectF(x, top + MARK_PX / 2 - 1.5, max(1.0, end - x), 3), QColor(tokens.muted))
            if name not in self._stands:
                self._stands[name] = thinned(row, shown.since, shown.until, wide, MARK_PX * 0.8)
            for stand in self._stands[name]:
                box = QRectF(line.left + stand.x - MARK_PX / 2, top, MARK_PX, MARK_PX)
                draw_mark(painter, box, stand.mark.shape, tokens, stand.mark.faint)

    def _unfolded(self, painter: QPainter) -> None:
        """Up to when questions can be answered: a line under the axis, dotted where they cannot be yet."""
        line, tokens, course = self._line, self._theme.tokens, self._line.course
        if not 0 < course.unfolded < course.until:
            return
        x = line.x_of(course.unfolded)
        y = self._foot + 0.5
        pen = QPen(QColor(tokens.replay), 2.0)
        painter.setPen(pen)
        painter.drawLine(QPointF(line.gutter, y), QPointF(x, y))
        pen.setDashPattern([1.0, 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(line.width(), y))

    def _handle(self, painter: QPainter) -> None:
        line, tokens = self._line, self._theme.tokens
        at = line.handle
        if at is None:
            return
        x = line.x_of(at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.panel), 4.0))
        painter.drawLine(QPointF(x, HEAD_PX), QPointF(x, self._foot))
        painter.setPen(QPen(QColor(tokens.replay), 2.0))
        painter.drawLine(QPointF(x, HEAD_PX), QPointF(x, self._foot))
        painter.setPen(QPen(QColor(tokens.panel), 1.0))
        painter.setBrush(QColor(tokens.replay))
        painter.drawPolygon(QPolygonF([QPointF(x - 7, 0), QPointF(x + 7, 0), QPointF(x, HEAD_PX + 3)]))
