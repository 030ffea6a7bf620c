"""A plot of a page: its curves over the last hours in the band of the usual, with what is usual next."""

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.alarm_detail.ticks_of_axis import round_times, round_values
from opscenter.console.format import NOTHING, format_number, format_time
from opscenter.console.pages.card import PAD_PX, PaintedCard
from opscenter.console.pages.chart import Frame, paint_band, paint_forecast, paint_gaps, paint_trace, spanned
from opscenter.console.pages.curves import Curve, span_known
from opscenter.console.pages.foreseen import Forecast
from opscenter.console.pages.model import PlotNow
from opscenter.console.pages.reading import Reading, ahead_ms
from opscenter.console.pages.wording import since_text
from opscenter.console.plain import one_line, tip
from opscenter.console.plots.nice import tick_texts
from opscenter.console.plots.trace import Trace
from opscenter.console.plots.usual_band import Band
from opscenter.console.session import Session
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.theme import Theme
from opscenter.domain.texts import in_language

HEIGHT_PX = 208
LEAST_WIDTH_PX = 300
_TITLE_PX, _LEGEND_PX, _FOOT_PX = 20.0, 17.0, 16.0


class PlotCard(PaintedCard):
    """Paints a `PlotNow`."""

    def __init__(
        self, plot: PlotNow, reading: Reading, session: Session, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, parent)
        self.plot = plot
        self._reading = reading
        self._pointed = -1.0
        self._box = QRectF()
        self._span_ms = plot.told.span_ms
        self.narrowed = False
        self.setFixedHeight(HEIGHT_PX)
        self.setMinimumWidth(LEAST_WIDTH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT_PX)

    @property
    def title(self) -> str:
        """What the plot is called; whom it is of, where that was chosen."""
        title = one_line(in_language(self.plot.told.title, self._session.language), 80)
        row = self._session.mirror.row_of.get(self.plot.entity, -1)
        return f"{title}: {one_line(self._session.name(row), 80)}" if row >= 0 else title

    def refresh(self) -> None:
        """Time went on, or more is known."""
        self._span_ms = span_known(self.plot.curves, self.plot.told.span_ms, self._now)
        self.setAccessibleName(self.title)
        self.update()

    @property
    def _now(self) -> int:
        return self._session.now

    def _span(self) -> tuple[int, int]:
        now, span = self._now, self._span_ms
        known = any(band is not None and band.learnt for band in self._bands())
        known |= any(one is not None and len(one.time) > 0 for one in self._forecasts())
        ahead = ahead_ms(span) if known else span // 40
        return now - span, now + ahead

    def _bands(self) -> list[Band | None]:
        return [self._reading.bands.of(curve.series) for curve in self.plot.curves]

    def _forecasts(self) -> list[Forecast | None]:
        return [self._reading.foreseen.of(curve) for curve in self.plot.curves]

    def _units(self) -> list[str]:
        return list(dict.fromkeys(curve.unit(self._session) for curve in self.plot.curves))[:2]

    # -- painting ------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, box: QRectF) -> None:
        tokens = self._theme.tokens
        head = QRectF(box.left(), box.top(), box.width(), _TITLE_PX)
        now = self._now
        span = span_text(self._span_ms)
        small = self.face("small")
        wide = QFontMetricsF(small).horizontalAdvance(span) + 1
        place = QRectF(head.right() - wide, head.top(), wide, head.height())
        self.text(painter, place, span, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
        self.text(painter, head.adjusted(0, 0, -wide - 8, 0), self.title, self.face("normal", bold=True), tokens.text)
        if not self.plot.curves or now <= 0:
            self._say(painter, box, self.tr("Nobody is known that this could be drawn of."))
            return
        units = self._units()
        bottom = self._paint_legend(painter, QRectF(box.left(), head.bottom(), box.width(), _LEGEND_PX))
        since, until = self._span()
        columns = max(1, round(box.width()))
        traces = [curve.drawn(self._session, since, now, columns) for curve in self.plot.curves]
        bands, forecasts = self._bands(), self._forecasts()
        room = QRectF(box.left(), bottom + 4, box.width(), box.bottom() - bottom - 4 - _FOOT_PX)
        axes: list[tuple[float, float]] = []
        for unit in units:
            mine = [at for at, curve in enumerate(self.plot.curves) if curve.unit(self._session) == unit]
            edges = []
            for at in mine:
                band = bands[at]
                if band is not None and band.learnt:
                    _, low, _, high = band.within(since, until)
                    edges.append((low, high))
                foreseen = forecasts[at]
                if foreseen is not None:
                    part = foreseen.beyond(now, until)
                    edges.append((part.low, part.high))
            axes.append(spanned([traces[at] for at in mine], edges, self.plot.told.zero))
        gutters = [self._gutter(low, high, room) for low, high in axes]
        left = gutters[0] if gutters else 0.0
        right = gutters[1] if len(gutters) > 1 else 0.0
        self._box = room.adjusted(left, 0, -right, 0)
        if all(trace.empty for trace in traces) and not any(band is not None and band.learnt for band in bands):
            self._paint_state(painter, traces)  # without numbers an axis would tell some that are none
            return
        frames = [Frame(self._box, since, until, low, high) for low, high in axes]
        self._paint_axes(painter, frames)
        self._paint_times(painter, frames[0], box)
        for curve, band in zip(self.plot.curves, bands, strict=True):
            paint_band(painter, frames[self._axis(curve, units)], band, self._colour(curve), tokens)
        for curve, trace in zip(self.plot.curves, traces, strict=True):
            frame = frames[self._axis(curve, units)]
            paint_gaps(painter, frame, trace.breaks if len(self.plot.curves) == 1 else [], tokens)
            paint_trace(painter, frame, trace, self._colour(curve), tokens)
        for curve, forecast in zip(self.plot.curves, forecasts, strict=True):
            value, quality = curve.series.pieces.at(now)
            if forecast is not None and np.isfinite(value) and quality <= 1:
                frame = frames[self._axis(curve, units)]
                part = forecast.beyond(now, until)
                paint_forecast(painter, frame, part, (float(now), value), self._colour(curve), tokens)
        self._paint_now(painter, frames[0])
        self._paint_pointed(painter, frames, units)
        self._paint_state(painter, traces)

    def _axis(self, curve: Curve, units: list[str]) -> int:
        unit = curve.unit(self._session)
        return units.index(unit) if unit in units else 0

    def _colour(self, curve: Curve) -> str:
        series = self._theme.tokens.series
        return series[curve.colour % len(series)]

    def _gutter(self, low: float, high: float, room: QRectF) -> float:
        metrics = QFontMetricsF(self.face("small"))
        values = round_values(low, high, 4)
        return max((metrics.horizontalAdvance(text) for text in _texts(values)), default=12.0) + 6.0

    def _paint_legend(self, painter: QPainter, box: QRectF) -> float:
        """Swatch, name and value of each curve, on as many lines as they need; the bottom of the last line."""
        tokens, small = self._theme.tokens, self.face("small")
        metrics = QFontMetricsF(small)
        at, top = box.left(), box.top()
        for curve in self.plot.curves:
            name = one_line(curve.name(self._session), 60)
            value, unit = self._value_at(curve, self._now)
            told = f"{value} {unit}".strip()
            wide = 14 + metrics.horizontalAdvance(f"{name}  {told}") + 14
            if at > box.left() and at + wide - 14 > box.right():
                at, top = box.left(), top + _LEGEND_PX
            painter.setPen(QPen(QColor(self._colour(curve)), 2.5))
            middle = top + _LEGEND_PX / 2
            painter.drawLine(QLineF(at, middle, at + 10, middle))
            place = QRectF(at + 14, top, box.right() - at - 14, _LEGEND_PX)
            room = max(0.0, place.width() - metrics.horizontalAdvance(f" {told}"))
            used = self.text(painter, QRectF(place.left(), top, room, _LEGEND_PX), name, small, tokens.muted)
            place = QRectF(place.left() + used + 5, top, place.width() - used - 5, _LEGEND_PX)
            self.text(painter, place, told, small, tokens.text)
            at += wide
        return top + _LEGEND_PX

    def _value_at(self, curve: Curve, at: float) -> tuple[str, str]:
        value, quality = curve.series.pieces.at(at)
        number = format_number(value if quality <= 2 else math.nan, curve.digits(self._session))
        return number, curve.unit(self._session) if number != NOTHING else ""

    def _paint_axes(self, painter: QPainter, frames: list[Frame]) -> None:
        tokens, small = self._theme.tokens, self.face("small")
        high = QFontMetricsF(small).height()
        for number, frame in enumerate(frames):
            values = round_values(frame.low, frame.high, 4)
            for value, text in zip(values, _texts(values), strict=True):
                y = frame.y(value)
                if number == 0:
                    painter.setPen(QPen(QColor(blend(tokens.line, tokens.panel, 0.6)), 1.0))
                    painter.drawLine(QLineF(frame.box.left(), y, frame.box.right(), y))
                    place = QRectF(PAD_PX, y - high / 2, frame.box.left() - PAD_PX - 5, high)
                    self.text(painter, place, text, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
                else:
                    place = QRectF(frame.box.right() + 5, y - high / 2, self.width() - frame.box.right() - 5, high)
                    self.text(painter, place, text, small, tokens.muted)

    def _paint_times(self, painter: QPainter, frame: Frame, box: QRectF) -> None:
        tokens, small, zone = self._theme.tokens, self.face("small"), self._session.zone
        metrics = QFontMetricsF(small)
        wide = metrics.horizontalAdvance("00:00") + 22
        painter.setFont(small)
        for at in round_times(frame.since, frame.until, zone, max(1, int(frame.box.width() // wide))):
            x = frame.x(at)
            painter.setPen(QPen(QColor(tokens.line), 1.0))
            painter.drawLine(QLineF(x, frame.box.bottom(), x, frame.box.bottom() + 3))
            told = format_time(at, zone, seconds=False)
            if told == "00:00":
                told = since_text(at, self._session).split(" ")[0] if self._now - at >= 43_200_000 else told
            left = min(max(box.left(), x - metrics.horizontalAdvance(told) / 2), box.right() - 24)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QPointF(left, frame.box.bottom() + _FOOT_PX - 2), told)

    def _paint_now(self, painter: QPainter, frame: Frame) -> None:
        x = frame.x(self._now)
        painter.setPen(QPen(QColor(self._theme.tokens.muted), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x, frame.box.top(), x, frame.box.bottom()))

    def _paint_pointed(self, painter: QPainter, frames: list[Frame], units: list[str]) -> None:
        if not self._box.left() <= self._pointed <= self._box.right():
            return
        tokens = self._theme.tokens
        at = frames[0].time(self._pointed)
        painter.setPen(QPen(QColor(tokens.muted), 1.0))
        painter.drawLine(QLineF(self._pointed, self._box.top(), self._pointed, self._box.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve in self.plot.curves:
            value, quality = curve.series.pieces.at(at)
            if np.isfinite(value) and quality <= 2 and at <= self._now:
                frame = frames[self._axis(curve, units)]
                painter.setPen(QPen(QColor(self._colour(curve)), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawPoint(QPointF(self._pointed, frame.y(value)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_state(self, painter: QPainter, traces: list[Trace]) -> None:
        if not all(trace.empty for trace in traces):
            return
        series = [curve.series for curve in self.plot.curves]
        refused = next((one.refused for one in series if one.refused), "")
        if refused and all(one.cell < 0 for one in series):
            told = self.tr("Nothing is known of this yet.")  # what the station says names entities, not systems
        elif refused:
            told = one_line(refused, 200)
        elif any(one.waiting or not len(one.pieces) for one in series):
            told = self.tr("Asking the station …")
        else:
            told = self.tr("Nothing was recorded in these {span}.").format(span=span_text(self.plot.told.span_ms))
        self._say(painter, self._box, told)

    def _say(self, painter: QPainter, box: QRectF, sentence: str) -> None:
        painter.setFont(self.face("normal"))
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, sentence)

    # -- reading -------------------------------------------------------------------------------------------------

    def told(self, x: float, y: float) -> str:
        lines = [self.title]
        if self._box.contains(QPointF(x, y)):
            since, until = self._span()
            at = Frame(self._box, since, until, 0.0, 1.0).time(x)
            lines.append(format_time(at, self._session.zone, seconds=False))
            for curve, band in zip(self.plot.curves, self._bands(), strict=True):
                lines.append(self._line_at(curve, band, at))
        return tip(*lines, self.tr("Click or Enter: show it in the trends"))

    def _line_at(self, curve: Curve, band: Band | None, at: int) -> str:
        name, unit = one_line(curve.name(self._session), 60), curve.unit(self._session)
        value = self._value_at(curve, at)[0] if at <= self._now else ""
        told = f"{name}: {value} {unit if value not in ('', NOTHING) else ''}".strip()
        if band is not None and band.learnt:
            place = int(np.searchsorted(band.time, at, "right")) - 1
            if place >= 0 and np.isfinite(band.median[place]):
                digits = curve.digits(self._session)
                usual = " – ".join(format_number(float(edge[place]), digits) for edge in (band.low, band.high))
                told += " " + self.tr("(usual {range} {unit})").format(range=usual, unit=unit)
        forecast = self._reading.foreseen.of(curve)
        if forecast is not None and at > self._now and len(forecast.time):
            place = int(np.searchsorted(forecast.time, at))
            if place < len(forecast.time):
                told += " " + self._foreseen_at(curve, forecast, place)
        return told

    def _foreseen_at(self, curve: Curve, forecast: Forecast, place: int) -> str:
        digits, unit = curve.digits(self._session), curve.unit(self._session)
        value, low, high, error = (
            format_number(float(one), digits)
            for one in (forecast.value[place], forecast.low[place], forecast.high[place], forecast.error)
        )
        told = self.tr("foreseen {value} {unit}, {low} to {high}").format(value=value, unit=unit, low=low, high=high)
        return told if error == NOTHING else told + self.tr(" (such forecasts were {error} off)").format(error=error)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed = event.position().x()
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._pointed = -1.0
        self.update()


def span_text(ms: int) -> str:
    """A span as it stands over a plot: "24 h", "3 d"."""
    hours = ms / 3_600_000
    if hours >= 72 and hours % 24 == 0:
        return QCoreApplication.translate("Pages", "{count} d").format(count=round(hours / 24))
    return QCoreApplication.translate("Pages", "{count} h").format(count=f"{hours:g}")


def _texts(values: list[float]) -> list[str]:
    return tick_texts(values, values[1] - values[0] if len(values) > 1 else 1.0)
