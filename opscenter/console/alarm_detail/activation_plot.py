"""A small plot of what an alarm watches: value against limit, when it was raised, and what is not known."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from opscenter.console.alarm_detail.activation import Activation, Span
from opscenter.console.alarm_detail.ticks_of_axis import round_times, round_values
from opscenter.console.format import format_number, format_time, format_value, state_text
from opscenter.console.plain import one_line, tip
from opscenter.console.plots.bands import states
from opscenter.console.plots.decimate import Curves, Floats, curves
from opscenter.console.session import Session
from opscenter.console.theme.contrast import blend, ink_on
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.theme import Theme
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

_NUMBER_PX, _TEXT_PX = 136, 72
_FOOT_PX, _HEAD_PX, _GAP_PX = 18.0, 16.0, 6.0
_LEAST_GUTTER_PX = 20.0


@dataclass(slots=True, frozen=True)
class Frame:
    """Where the plot lies in the widget, and what it spans: px, Unix ms, shown values."""

    box: QRectF
    since: int
    until: int
    low: float
    high: float

    def x(self, at: float) -> float:
        """px of a time."""
        share = (at - self.since) / max(1, self.until - self.since)
        return self.box.left() + self.box.width() * min(1.0, max(0.0, share))

    def y(self, value: float) -> float:
        """px of a value."""
        return self.box.bottom() - self.box.height() * (value - self.low) / max(1e-12, self.high - self.low)

    def time(self, x: float) -> int:
        """Unix ms under a px."""
        return round(self.since + (self.until - self.since) * (x - self.box.left()) / max(1.0, self.box.width()))


class ActivationPlot(QWidget):
    """Paints an `Activation`; `limit` in shown values, None for no line."""

    def __init__(self, activation: Activation, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = activation
        self._session = session
        self._theme = theme
        self.limit: float | None = None
        self._lines: Curves | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        series = self._data.series
        return QSize(240, _TEXT_PX if series is not None and series.is_text else _NUMBER_PX)

    # -- reckoning -------------------------------------------------------------------------------------------

    def _curves(self, columns: int) -> Curves | None:
        series = self._data.series
        if series is None or series.is_text or not len(series.buffer):
            return None
        buffer = series.buffer
        far = series.break_after_ms(self._session)
        return curves(
            buffer.time, buffer.value, buffer.quality, self._data.since, self._data.until, columns, far, buffer.gaps
        )

    def frame(self) -> Frame:
        """The plot's frame for what is known now."""
        low, high = np.nan, np.nan
        if self._lines is not None:
            low, high = self._lines.low, self._lines.high
        wanted = [one for one in (low, high, self.limit) if one is not None and np.isfinite(one)]
        low, high = (min(wanted), max(wanted)) if wanted else (0.0, 1.0)
        room = (high - low) * 0.08 or max(abs(high) * 0.1, 0.5)
        low, high = (0.0 if low >= 0.0 and low - room < 0.0 else low - room), high + room
        metrics = QFontMetricsF(font("small"))
        widest = max(
            (metrics.horizontalAdvance(self._value_text(one)) for one in round_values(low, high, 4)), default=0
        )
        text = self._data.series is not None and self._data.series.is_text
        gutter = 0.0 if text else max(_LEAST_GUTTER_PX, widest) + _GAP_PX
        box = QRectF(gutter, _HEAD_PX, self.width() - gutter - 1, max(8.0, self.height() - _HEAD_PX - _FOOT_PX))
        return Frame(box, self._data.since, self._data.until, low, high)

    def _value_text(self, value: float) -> str:
        series = self._data.series
        attribute = series.described(self._session) if series is not None else None
        decimals = attribute.decimals if attribute is not None else 2
        if attribute is None:
            return format_value(value, None)[0]
        return format_number(value, decimals)

    # -- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font("small"))
        self._lines = self._curves(max(1, self.width()))
        frame = self.frame()
        tokens = self._theme.tokens
        painter.fillRect(frame.box, QColor(tokens.ground))
        series = self._data.series
        if series is None or self._data.alarm is None:
            return
        self._paint_unknown(painter, frame, self._data.unknown())
        if series.is_text:
            self._paint_states(painter, frame)
        else:
            self._paint_values(painter, frame)
        self._paint_times(painter, frame)
        self._paint_marks(painter, frame)
        if series.waiting:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(frame.box, Qt.AlignmentFlag.AlignCenter, self.tr("Asking the station …"))

    def _paint_unknown(self, painter: QPainter, frame: Frame, spans: list[Span]) -> None:
        tokens = self._theme.tokens
        hatch = QBrush(QColor(blend(tokens.muted, tokens.ground, 0.45)), Qt.BrushStyle.BDiagPattern)
        for since, until in spans[-200:]:
            left, right = frame.x(since), frame.x(until)
            if right - left >= 1.0:
                painter.fillRect(QRectF(left, frame.box.top(), right - left, frame.box.height()), hatch)

    def _paint_values(self, painter: QPainter, frame: Frame) -> None:
        tokens, box = self._theme.tokens, frame.box
        metrics = QFontMetricsF(painter.font())
        for value in round_values(frame.low, frame.high, 4):
            y = frame.y(value)
            painter.setPen(QPen(QColor(tokens.line), 1.0))
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
            painter.setPen(QColor(tokens.muted))
            place = QRectF(0.0, y - metrics.height() / 2, box.left() - _GAP_PX, metrics.height())
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._value_text(value)
            )
        lines = self._lines
        if lines is not None:
            painter.save()
            painter.setClipRect(box)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for points, colour, style in (
                (lines.good, tokens.series[0], Qt.PenStyle.SolidLine),
                (lines.suspect, tokens.series[0], Qt.PenStyle.DotLine),
                (lines.stale, tokens.muted, Qt.PenStyle.DashLine),
            ):
                painter.setPen(QPen(QColor(colour), 1.5, style))
                _draw_line(painter, frame, points)
            painter.setPen(QPen(QColor(tokens.muted), 1.5))
            for at, value in zip(lines.bad[0].tolist(), lines.bad[1].tolist(), strict=True):
                if np.isfinite(value):
                    x, y = frame.x(at), frame.y(value)
                    painter.drawLine(QLineF(x - 3, y - 3, x + 3, y + 3))
                    painter.drawLine(QLineF(x - 3, y + 3, x + 3, y - 3))
            painter.restore()
        if self.limit is not None and np.isfinite(self.limit):
            self._paint_limit(painter, frame, self.limit)

    def _paint_limit(self, painter: QPainter, frame: Frame, limit: float) -> None:
        tokens, y = self._theme.tokens, frame.y(limit)
        painter.setPen(QPen(QColor(tokens.text), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(frame.box.left(), y, frame.box.right(), y))
        told = self.tr("limit {value}").format(value=self._value_text(limit))
        metrics = QFontMetricsF(painter.font())
        wide, high = metrics.horizontalAdvance(told) + 8, metrics.height()
        above = y - high - 1 >= frame.box.top()
        place = QRectF(frame.box.right() - wide - 2, y - high - 1 if above else y + 1, wide, high)
        shade = QColor(tokens.ground)
        shade.setAlphaF(0.8)
        painter.fillRect(place, shade)
        painter.setPen(QColor(tokens.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, told)

    def _paint_states(self, painter: QPainter, frame: Frame) -> None:
        series, tokens = self._data.series, self._theme.tokens
        assert series is not None
        attribute = series.described(self._session)
        metrics = QFontMetricsF(painter.font())
        spoken = min(self._data.until, series.newest(self._session) + series.break_after_ms(self._session))
        for start, end, code, quality in list(states(series.buffer, spoken))[-500:]:
            if end <= frame.since or start >= frame.until:
                continue
            box = QRectF(frame.x(start), frame.box.top() + 3, frame.x(end) - frame.x(start), frame.box.height() - 6)
            box.setWidth(max(1.0, box.width() - 1))
            fill = blend(tokens.series[code % len(tokens.series)], tokens.ground, 0.55)
            painter.fillRect(box, QColor(fill))
            if quality != Quality.GOOD:
                painter.fillRect(box, QBrush(QColor(tokens.ground), Qt.BrushStyle.BDiagPattern))
            if box.width() > 24 and code < len(series.buffer.texts):
                name = one_line(state_text(series.buffer.texts[code], attribute, self._session.language), 60)
                painter.setPen(QColor(ink_on(fill)))
                shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width() - 8)
                painter.drawText(box.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_times(self, painter: QPainter, frame: Frame) -> None:
        zone, metrics = self._session.zone, QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance("00:00:00") + 16
        times = round_times(frame.since, frame.until, zone, max(1, int(frame.box.width() // wide)))
        painter.setPen(QColor(self._theme.tokens.muted))
        fine = len(times) > 1 and times[1] - times[0] < 60_000
        for at in times:
            x = frame.x(at)
            painter.drawLine(QLineF(x, frame.box.bottom(), x, frame.box.bottom() + 3))
            told = format_time(at, zone, seconds=fine)
            width = metrics.horizontalAdvance(told)
            left = min(max(0.0, x - width / 2), self.width() - width)
            painter.drawText(QPointF(left, self.height() - metrics.descent() - 1), told)

    def _paint_marks(self, painter: QPainter, frame: Frame) -> None:
        """When it was raised: its shape on a line; when its condition cleared: a plain line with its word."""
        alarm, tokens = self._data.alarm, self._theme.tokens
        assert alarm is not None
        x = frame.x(alarm.since)
        painter.setPen(QPen(QColor(tokens.priority(alarm.priority)), 1.0))
        painter.drawLine(QLineF(x, frame.box.top(), x, frame.box.bottom()))
        draw_priority(painter, QRectF(x - 7, 0, 14, 14), alarm.priority, tokens, False, True)
        painter.setFont(font("small"))
        metrics = QFontMetricsF(painter.font())
        raised = self.tr("raised {time}").format(time=format_time(alarm.since, self._session.zone))
        wide = metrics.horizontalAdvance(raised)
        left = x + 11 if x + 11 + wide <= self.width() else x - 11 - wide
        painter.setPen(QColor(tokens.muted))
        painter.drawText(QPointF(left, metrics.ascent()), raised)
        if alarm.returned_at and not alarm.condition_stands:
            back = frame.x(alarm.returned_at)
            painter.setPen(QPen(QColor(tokens.muted), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(back, frame.box.top(), back, frame.box.bottom()))
            cleared = self.tr("cleared")
            room = metrics.horizontalAdvance(cleared)
            if back - room / 2 > left + wide + 8:
                painter.setPen(QColor(tokens.muted))
                painter.drawText(QPointF(min(self.width() - room, back - room / 2), metrics.ascent()), cleared)

    # -- reading ---------------------------------------------------------------------------------------------

    def told_at(self, x: float) -> str:
        """The value under a px, with its time and quality; that nothing is known, where so."""
        series, frame = self._data.series, self.frame()
        if series is None or not frame.box.left() <= x <= frame.box.right():
            return ""
        at = frame.time(x)
        clock = format_time(at, self._session.zone)
        if any(since <= at <= until for since, until in self._data.unknown()):
            return self.tr("{time}: not known").format(time=clock)
        before = int(np.searchsorted(series.buffer.time, at, "right")) - 1
        if before < 0:
            return ""
        value = float(series.buffer.value[before])
        quality = Quality(min(int(series.buffer.quality[before]), max(Quality)))
        if series.is_text:
            attribute = series.described(self._session)
            known = np.isfinite(value) and int(value) < len(series.buffer.texts)
            text = series.buffer.texts[int(value)] if known else ""
            told = one_line(state_text(text, attribute, self._session.language), 80)
        else:
            told = f"{self._value_text(value)} {series.unit(self._session)}".strip()
        doubt = "" if quality is Quality.GOOD else f" ({_quality_name(quality)})"
        return f"{clock}: {told}{doubt}"

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.told_at(event.pos().x())), self)
            return True
        return super().event(event)

    def label(self) -> str:
        """What the series is called, with its unit."""
        series = self._data.series
        if series is None:
            return ""
        attribute = series.described(self._session)
        name = in_language(attribute.label, self._session.language) if attribute is not None else ""
        unit = series.unit(self._session)
        return one_line(name or series.attribute, 80) + (f" ({unit})" if unit and not series.is_text else "")


def _quality_name(quality: Quality) -> str:
    translate = QCoreApplication.translate
    names = {
        Quality.SUSPECT: translate("AttributeList", "suspect"),
        Quality.STALE: translate("AttributeList", "stale"),
        Quality.BAD: translate("AttributeList", "bad"),
    }
    return names.get(quality, "")


def _draw_line(painter: QPainter, frame: Frame, points: tuple[Floats, Floats]) -> None:
    """A line whose NaN are breaks; a point that stands alone is a dot."""
    times, values = points
    if not len(times):
        return
    span = max(1, frame.until - frame.since)
    x = frame.box.left() + frame.box.width() * (times - frame.since) / span
    y = frame.box.bottom() - frame.box.height() * (values - frame.low) / max(1e-12, frame.high - frame.low)
    good = np.isfinite(y)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], good.astype(np.int8), [0]))))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        part = [QPointF(a, b) for a, b in zip(x[first:last].tolist(), y[first:last].tolist(), strict=True)]
        if len(part) == 1:
            painter.drawEllipse(part[0], 1.0, 1.0)
        else:
            painter.drawPolyline(QPolygonF(part))
