"""A key figure: its value, how it stands to the usual, and its last hours in the band of the usual."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.format import NOTHING, format_number
from opscenter.console.pages.card import PaintedCard
from opscenter.console.pages.chart import Frame, paint_band, paint_forecast, paint_trace, spanned
from opscenter.console.pages.curves import span_known
from opscenter.console.pages.figure_now import SPAN_MS, FigureNow
from opscenter.console.pages.reading import Reading, ahead_ms
from opscenter.console.pages.standing import Standing
from opscenter.console.pages.wording import (
    LETTERS,
    absent_text,
    label_text,
    off_text,
    place_text,
    since_words,
    standing_text,
)
from opscenter.console.plain import tip
from opscenter.console.session import Session
from opscenter.console.theme.shapes import draw_quality
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.quality import Quality

HEIGHT_PX, LOW_PX = 132, 92
"""On a low page the last hours stand beside the number instead of under everything."""
LEAST_WIDTH_PX = 184
_LEAST_HOURS_PX = 40
_LABEL_PX, _VALUE_PX, _STANDING_PX, _USUAL_PX = 17, 32, 17, 15


def standing_colour(standing: Standing, tokens: Tokens) -> str:
    """The colour of a standing: of less and of more, as on the map's comparison; the usual has none."""
    less, much = tokens.diverging[0], tokens.diverging[-1]
    return {
        Standing.FAR_BELOW: less,
        Standing.BELOW: less,
        Standing.ABOVE: much,
        Standing.FAR_ABOVE: much,
    }.get(standing, tokens.muted)


def paint_arrows(painter: QPainter, box: QRectF, standing: Standing, tokens: Tokens) -> float:
    """One arrowhead up or down for off, two for far off, at the left of `box`; the width they take."""
    count = LETTERS.get(standing, 0)
    if not count:
        return 0.0
    wide, high = 8.0, 6.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(standing_colour(standing, tokens)))
    up = -1.0 if standing.is_above else 1.0
    top = box.center().y() - (high * count + (count - 1)) / 2
    for number in range(count):
        middle = top + number * (high + 1) + high / 2
        tip_y, base_y = middle + up * high / 2, middle - up * high / 2
        left = box.left()
        painter.drawPolygon(
            QPolygonF([QPointF(left, base_y), QPointF(left + wide, base_y), QPointF(left + wide / 2, tip_y)])
        )
    painter.restore()
    return wide + 5.0


class FigureCard(PaintedCard):
    """Paints a `FigureNow`. `narrowed`: to an area, whose usual is not known; the trend is the whole city's."""

    def __init__(
        self, figure: FigureNow, reading: Reading, session: Session, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, parent)
        self.figure = figure
        self._reading = reading
        self.low = False
        self.narrowed = False
        self.setFixedHeight(HEIGHT_PX)
        self.setMinimumWidth(LEAST_WIDTH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(220, LOW_PX if self.low else HEIGHT_PX)

    def use_low(self, low: bool) -> None:
        """Take less height, or the usual one."""
        if low != self.low:
            self.low = low
            self.setFixedHeight(LOW_PX if low else HEIGHT_PX)

    @property
    def label(self) -> str:
        """What the figure is called."""
        return label_text(self.figure, self._session)

    def refresh(self) -> None:
        """The figure was reckoned anew."""
        self.setAccessibleName(", ".join(self._lines()))
        self.update()

    def _number(self) -> tuple[str, str]:
        number = format_number(self.figure.value, self.figure.figure.decimals)
        return number, self.figure.figure.unit_label if number != NOTHING else ""

    def _lines(self) -> list[str]:
        number, unit = self._number()
        told = [f"{self.label}: {number} {unit}".strip(), standing_text(self.figure, self._session)]
        absent = absent_text(self.figure, self._session) if number == NOTHING else ""
        place = place_text(self.figure, self._session)
        return [line for line in (*told, absent, off_text(self.figure, self._session), place) if line]

    def _under(self) -> list[str]:
        """What stands under how it stands: since when it is off and what would be usual, and whose value it is."""
        off, place = off_text(self.figure, self._session), place_text(self.figure, self._session)
        if self.low and off and place:
            since = since_words(self.figure, self._session)
            return [" · ".join(part for part in (since, place) if part)]
        return [line for line in (off, place) if line]

    def told(self, x: float, y: float) -> str:
        unknown = self.figure.standing is Standing.UNKNOWN and not self.figure.stale
        learnt = (
            self.tr("What is usual at an hour is known after three days like this one, and better after weeks.")
            if unknown
            else ""
        )
        return tip(*self._lines(), learnt if unknown else "", self.tr("Click or Enter: show it in the trends"))

    def paint(self, painter: QPainter, box: QRectF) -> None:
        tokens, figure = self._theme.tokens, self.figure
        self.text(painter, QRectF(box.left(), box.top(), box.width(), _LABEL_PX), self.label, self.face("normal"),
                  tokens.muted)  # fmt: skip
        number, unit = self._number()
        line = QRectF(box.left(), box.top() + _LABEL_PX, box.width(), _VALUE_PX)
        large = self.face("figure", bold=True)
        large.setPixelSize(26)
        ink = tokens.muted if figure.stale or number == NOTHING else tokens.text
        wide = QFontMetricsF(large).horizontalAdvance(number)
        painter.setFont(large)
        painter.setPen(QColor(ink))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, number)
        if figure.stale:
            draw_quality(painter, QRectF(line.left(), line.top() + 8, wide, 18), Quality.STALE, tokens)
        taken = wide + 5
        if unit:
            place = QRectF(line.left() + taken, line.top() + 5, line.width() - taken, line.height() - 5)
            taken += self.text(painter, place, unit, self.face("normal"), tokens.muted) + 5
        top = line.bottom()
        off = figure.standing.is_off
        arrows = paint_arrows(painter, QRectF(box.left(), top, 10, _STANDING_PX), figure.standing, tokens)
        place = QRectF(box.left() + arrows, top, box.width() - arrows, _STANDING_PX)
        colour = standing_colour(figure.standing, tokens) if off else tokens.muted
        absent = absent_text(figure, self._session)
        if number == NOTHING and absent:
            painter.setFont(self.face("small"))
            painter.setPen(QColor(tokens.muted))
            wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(box.left(), top, box.width(), box.bottom() - top), wrap, absent)
            return
        self.text(
            painter,
            place,
            standing_text(figure, self._session),
            self.face("small", bold=figure.standing.is_far),
            colour,
        )
        top += _STANDING_PX
        for line_text in self._under():
            place = QRectF(box.left(), top, box.width(), _USUAL_PX)
            self.text(painter, place, line_text, self.face("small"), tokens.muted)
            top += _USUAL_PX
        if not self.low:
            self._paint_hours(painter, QRectF(box.left(), top + 3, box.width(), box.bottom() - top - 3))
        elif line.width() - taken > _LEAST_HOURS_PX:
            left = line.left() + max(taken + 8, line.width() * 0.45)
            self._paint_hours(painter, QRectF(left, line.top() + 2, line.right() - left, line.height() - 6))

    def _paint_hours(self, painter: QPainter, box: QRectF) -> None:
        tokens, session = self._theme.tokens, self._session
        now, figure = session.now, self.figure
        if now <= 0 or box.height() < 12:
            return
        band = self._reading.bands.of(figure.curve.series) if not self.narrowed else None
        span = span_known([figure.curve], SPAN_MS, now)
        since, until = now - span, now
        if band is not None and band.learnt:
            until = now + ahead_ms(span)
        trace = figure.curve.drawn(session, since, now, max(1, round(box.width())))
        if trace.empty and (band is None or not band.learnt):
            return
        edges = [band.within(since, until)[1::2] for band in (band,) if band is not None and band.learnt]
        forecast = self._reading.foreseen.of(figure.curve) if not self.narrowed else None
        if forecast is not None and len(forecast.time):
            until = max(until, now + ahead_ms(span))
            forecast = forecast.beyond(now, until)
            edges.append((forecast.low, forecast.high))
        low, high = spanned([trace], edges)
        if math.isfinite(figure.value):
            low, high = min(low, figure.value), max(high, figure.value)
        frame = Frame(box, since, until, low, high)
        paint_band(painter, frame, band, tokens.muted, tokens)
        paint_trace(painter, frame, trace, tokens.text, tokens, 1.25)
        if forecast is not None and math.isfinite(figure.value) and not figure.stale:
            paint_forecast(painter, frame, forecast, (float(now), figure.value), tokens.text, tokens)
        if math.isfinite(figure.value) and not figure.stale:
            colour = standing_colour(figure.standing, tokens) if figure.standing.is_off else tokens.text
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colour), 5.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoint(QPointF(frame.x(now), frame.y(figure.value)))
            painter.restore()
