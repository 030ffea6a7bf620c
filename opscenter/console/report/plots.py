"""The small plots of a report: a number through the span with its envelope, limits, gaps and alarms, on paper."""

import itertools
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from opscenter.console.format import format_number, time_zone
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import LIGHT
from opscenter.domain.alarm import Priority
from opscenter.domain.report import Floats, Ints

_TEXT_PT = 6.5
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080)


@dataclass(slots=True, frozen=True)
class Plot:
    """What is plotted, in the unit people see: `low`, `high`, `last` by `time` (Unix ms) over [since, until).

    `spans`: alarms as (since, until, priority). `usual`: (time, low, high), each row holding until the next. `level`: a
    single value to compare with (that of the span before).
    """

    since: int
    until: int
    zone: str
    language: str
    time: Ints
    low: Floats
    high: Floats
    last: Floats
    decimals: int = 1
    limits: tuple[float, ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    usual: tuple[Ints, Floats, Floats] | None = None
    level: float = math.nan
    dots: bool = False

    def paint(self, painter: QPainter, rect: QRectF, unit: float) -> None:
        """Draw into `rect`; `unit` is one point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font("small", language=self.language)
        face.setPixelSize(max(1, round(_TEXT_PT * unit)))
        painter.setFont(face)
        low, high = self._range()
        ticks = next((found for count in (3, 4, 6) if len(found := nice_ticks(low, high, count)) > 1), [])
        metrics = painter.fontMetrics()
        decimals = max(self.decimals, _decimals_of(ticks)) if ticks else self.decimals
        names = [format_number(tick, decimals) for tick in ticks]
        margin = max((metrics.horizontalAdvance(name) for name in names), default=0) + 4 * unit
        frame = rect.adjusted(margin, 7 * unit, -3 * unit, -10 * unit)
        place = _Place(self.since, self.until, low, high, frame)
        self._draw_usual(painter, place)
        self._draw_grid(painter, place, ticks, names, unit)
        self._draw_times(painter, place, unit)
        painter.save()
        painter.setClipRect(frame.adjusted(-unit, -unit, unit, unit))
        self._draw_gaps(painter, place, unit)
        self._draw_level(painter, place, unit)
        self._draw_curve(painter, place, unit)
        self._draw_limits(painter, place, unit)
        painter.restore()
        self._draw_spans(painter, place, unit)
        painter.restore()

    def _range(self) -> tuple[float, float]:
        values = [self.low[np.isfinite(self.low)], self.high[np.isfinite(self.high)], np.array(self.limits)]
        values.append(np.array([self.level] if math.isfinite(self.level) else []))
        known = np.concatenate([one.astype(np.float64) for one in values])
        if not len(known):
            return 0.0, 1.0
        low, high = float(known.min()), float(known.max())
        room = (high - low) * 0.06 or max(abs(high) * 0.05, 0.5 * 10.0**-self.decimals)
        # What cannot be negative has its axis begin at nothing rather than below it.
        return (0.0 if 0.0 <= low < room else low - room), high + room

    def _draw_grid(self, painter: QPainter, place: "_Place", ticks: list[float], names: list[str], unit: float) -> None:
        frame = place.frame
        for tick, name in zip(ticks, names, strict=True):
            y = place.y(tick)
            painter.setPen(QPen(QColor(LIGHT.line), 0.35 * unit))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(QColor(LIGHT.muted))
            box = QRectF(frame.left() - 60 * unit, y - 5 * unit, 57.5 * unit, 10 * unit)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(QColor(LIGHT.muted), 0.5 * unit))
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())

    def _draw_times(self, painter: QPainter, place: "_Place", unit: float) -> None:
        frame, right = place.frame, place.frame.left() - 100 * unit
        metrics = painter.fontMetrics()
        for at, name in time_ticks(
            self.since, self.until, self.zone, frame.width() / (metrics.horizontalAdvance("00-00 ") * 1.6)
        ):
            x = place.x(at)
            painter.setPen(QPen(QColor(LIGHT.muted), 0.5 * unit))
            painter.drawLine(QPointF(x, frame.bottom()), QPointF(x, frame.bottom() + 1.8 * unit))
            width = metrics.horizontalAdvance(name)
            left = min(max(x - width / 2, frame.left() - 6 * unit), frame.right() + 2.5 * unit - width)
            if left > right + 3 * unit:
                painter.drawText(QPointF(left, frame.bottom() + 2.2 * unit + metrics.ascent()), name)
                right = left + width

    def _draw_usual(self, painter: QPainter, place: "_Place") -> None:
        if self.usual is None:
            return
        time, low, high = self.usual
        ends = [*time[1:].tolist(), self.until]
        colour = QColor(LIGHT.line)
        colour.setAlpha(150)
        for at, end, below, above in zip(time.tolist(), ends, low.tolist(), high.tolist(), strict=True):
            if math.isfinite(below) and math.isfinite(above):
                top, bottom = place.y(min(above, place.high)), place.y(max(below, place.low))
                left, wide = place.x(max(at, self.since)), place.x(min(end, self.until))
                if wide > left and bottom > top:
                    painter.fillRect(QRectF(left, top, wide - left, bottom - top), colour)

    def _draw_gaps(self, painter: QPainter, place: "_Place", unit: float) -> None:
        painter.setPen(QPen(QColor(LIGHT.muted), 0.35 * unit))
        for since, until in self.gaps:
            left, right = place.x(max(since, self.since)), place.x(min(until, self.until))
            if right <= left:
                continue
            box = QRectF(left, place.frame.top(), max(right - left, 0.6 * unit), place.frame.height())
            painter.save()
            painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
            x = box.left() - box.height()
            while x < box.right():
                painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
                x += 3.0 * unit
            painter.restore()

    def _draw_level(self, painter: QPainter, place: "_Place", unit: float) -> None:
        if math.isfinite(self.level):
            painter.setPen(QPen(QColor(LIGHT.muted), 0.6 * unit, Qt.PenStyle.DotLine))
            y = place.y(self.level)
            painter.drawLine(QPointF(place.frame.left(), y), QPointF(place.frame.right(), y))

    def _draw_curve(self, painter: QPainter, place: "_Place", unit: float) -> None:
        colour = QColor(LIGHT.series[0])
        pale = QColor(colour)
        pale.setAlpha(70)
        for part in runs(self.time, self.low, self.high, self.gaps):
            x = [place.x(at) for at in self.time[part].tolist()]
            top = [QPointF(*one) for one in zip(x, map(place.y, self.high[part].tolist()), strict=True)]
            bottom = [QPointF(*one) for one in zip(x, map(place.y, self.low[part].tolist()), strict=True)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pale)
            painter.drawPolygon(QPolygonF([*top, *reversed(bottom)]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 0.8 * unit))
            line = QPainterPath()
            last = np.where(np.isfinite(self.last[part]), self.last[part], self.high[part]).tolist()
            for number, point in enumerate(zip(x, map(place.y, last), strict=True)):
                (line.moveTo if number == 0 else line.lineTo)(QPointF(*point))
            painter.drawPath(line)
            if self.dots or len(x) == 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                for point in zip(x, map(place.y, last), strict=True):
                    painter.drawEllipse(QPointF(*point), 0.9 * unit, 0.9 * unit)

    def _draw_limits(self, painter: QPainter, place: "_Place", unit: float) -> None:
        for limit in self.limits:
            painter.setPen(QPen(QColor(LIGHT.text), 0.6 * unit, Qt.PenStyle.DashLine))
            y = place.y(limit)
            painter.drawLine(QPointF(place.frame.left(), y), QPointF(place.frame.right(), y))

    def _draw_spans(self, painter: QPainter, place: "_Place", unit: float) -> None:
        for since, until, priority in self.spans:
            grade = Priority(priority)
            left, right = place.x(max(since, self.since)), place.x(min(until, self.until))
            bar = QRectF(left, place.frame.top() - 4.5 * unit, max(right - left, 1.2 * unit), 2.2 * unit)
            painter.fillRect(bar, QColor(LIGHT.priority(grade)))
            mark = QRectF(left - 2.8 * unit, place.frame.top() - 6.2 * unit, 5.6 * unit, 5.6 * unit)
            draw_priority(painter, mark, grade, LIGHT, acknowledged=False, letter=False)


@dataclass(slots=True, frozen=True)
class _Place:
    """Where time and value stand in the frame of a plot."""

    since: int
    until: int
    low: float
    high: float
    frame: QRectF

    def x(self, at: float) -> float:
        share = (at - self.since) / max(1, self.until - self.since)
        return self.frame.left() + min(1.0, max(0.0, share)) * self.frame.width()

    def y(self, value: float) -> float:
        return self.frame.bottom() - (value - self.low) / (self.high - self.low) * self.frame.height()


def nice_ticks(low: float, high: float, count: int) -> list[float]:
    """About `count` round numbers within [low, high]."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low):
        return []
    rough = (high - low) / max(1, count)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(number * step, 12) for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _decimals_of(ticks: list[float]) -> int:
    """As many decimals as tell the ticks apart."""
    if len(ticks) < 2:
        return 0
    step = abs(ticks[1] - ticks[0])
    return next((count for count in range(7) if abs(round(step, count) - step) < step * 1e-6), 6)


def time_ticks(since: int, until: int, zone: str, most: float) -> list[tuple[int, str]]:
    """(Unix ms, name) of round times of the city's clock within the span, `most` at most; whole days by their date."""
    minutes = (until - since) / 60_000
    step = next((one for one in _STEPS_MIN if minutes / one <= max(2.0, most)), _STEPS_MIN[-1])
    begin = datetime.fromtimestamp(since / 1000, time_zone(zone))
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    found: list[tuple[int, str]] = []
    for number in range(0, math.ceil((minutes + 1600) / step) + 1):
        wall = midnight + timedelta(minutes=number * step)
        local = wall.replace(tzinfo=time_zone(zone))
        at = round(local.timestamp() * 1000)
        if since <= at <= until and (not found or at > found[-1][0]):
            day = wall.hour == 0 and wall.minute == 0 and minutes > 1440
            found.append((at, f"{wall:%m-%d}" if day or step >= 1440 else f"{wall:%H:%M}"))
    return found


def runs(time: Ints, low: Floats, high: Floats, gaps: tuple[tuple[int, int], ...]) -> list[slice]:
    """Parts of a course that hang together: numbers without a hole or a gap of the record between them."""
    known = np.isfinite(low) & np.isfinite(high)
    if not known.any():
        return []
    steps = np.diff(time)
    usual = float(np.median(steps)) if len(steps) else 0.0
    breaks = np.zeros(len(time), np.bool_)
    breaks[1:] = (steps > max(6.0 * usual, 120_000.0)) | ~known[1:] | ~known[:-1]
    for since, until in gaps:
        after = int(np.searchsorted(time, until))
        if until - since > 2 * usual and 0 < after < len(time) and time[after - 1] <= since:
            breaks[after] = True
    edges = [0, *np.flatnonzero(breaks).tolist(), len(time)]
    return [slice(a, b) for a, b in itertools.pairwise(edges) if b > a and known[a:b].all()]
