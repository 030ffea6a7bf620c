"""What made an axis of the city index move: its indicators, those that move it most first."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from opscenter.console.city.axes_now import AxesNow, Mover
from opscenter.console.city.then import DAY_MS, MINUTE_MS
from opscenter.console.city.wording import (
    better_text,
    needs,
    points_text,
    spreads_text,
    value_text,
    weight_text,
)
from opscenter.console.format import NOTHING, format_number
from opscenter.console.pages.chart import Frame, paint_trace
from opscenter.console.pages.rows_card import RowsCard
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.console.theme.shapes import draw_quality
from opscenter.console.theme.theme import Theme
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

MOST = 3.0
"""A trend spans so many standard deviations each way."""
_LINE_PX = 19.0
_TREND_PX, _TREND_SHARE, _LEAST_PX = 96.0, 0.18, 300.0
_NOTICED = 0.05


class MoversCard(RowsCard):
    """Paints the indicators of the current axis. `entered(int)`: where that number is at home; `plot_wanted(int)`: its
    trend; `stepped(int)`: to another axis."""

    plot_wanted = Signal(int)
    stepped = Signal(int)
    row_px = 46

    def __init__(self, axes: AxesNow, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.axes = axes
        self._shown = ""

    def rows(self) -> list[Mover]:
        """The indicators as they stand there."""
        chosen = self.axes.chosen
        return chosen.ranked() if chosen is not None else []

    def count(self) -> int:
        return len(self.rows())

    def room(self) -> int:
        return max((len(one.movers) for one in self.axes.axes), default=1)

    def title(self) -> str:
        chosen = self.axes.chosen
        if chosen is None:
            return ""
        name = one_line(in_language(chosen.axis.name, self._session.language) or chosen.axis.id, 40)
        return self.tr("What moves it: {axis}").format(axis=name)

    def note(self) -> str:
        chosen = self.axes.chosen
        if chosen is None or not chosen.now.known:
            return self.tr("not known yet")
        return self.tr("{value} of 100").format(value=format_number(chosen.now.value, 0))

    def refresh(self) -> None:
        """The axes were reckoned anew; the rows are painted anew where that shows."""
        shown = repr(
            [
                (mover.indicator.id, mover.spreads, mover.value, mover.curve.series.pieces.version)
                for mover in self.rows()
            ]
            + [self.title(), self.note(), self.current, self.axes.at // MINUTE_MS]
        )
        if shown != self._shown:
            self._shown = shown
            super().refresh()

    def empty(self) -> str:
        return self.tr("This axis has no indicators: [[axis.indicator]] of the catalogue describes them.")

    def _name(self, mover: Mover) -> str:
        return one_line(in_language(mover.indicator.name, self._session.language) or mover.indicator.id, 80)

    def told_name(self, number: int) -> str:
        """What an indicator is called."""
        return self._name(self.rows()[number])

    def told_of(self, number: int) -> str:
        mover = self.rows()[number]
        value, unit = value_text(mover)
        lines = [
            f"{self._name(mover)}: {value} {unit}".strip(),
            ", ".join((spreads_text(mover), better_text(mover), weight_text(mover))),
            self.tr("Adds {points} to the axis, which is 50 as ever").format(points=points_text(mover)),
        ]
        if not self.axes.known:
            lines.append(needs(self.axes))
        lines.append(self.tr("Enter or double click: the page it is on. T: its trend. ← →: another axis"))
        return tip(*lines)

    # -- painting --------------------------------------------------------------------------------------------

    def paint_row(self, painter: QPainter, number: int, box: QRectF) -> None:
        tokens, mover = self._theme.tokens, self.rows()[number]
        normal, small = self.face("normal"), self.face("small")
        painter.setPen(QPen(QColor(tokens.line), 1.0))
        if number:
            painter.drawLine(QLineF(box.left(), box.top(), box.right(), box.top()))
        value, unit = value_text(mover)
        points = points_text(mover)
        unit_px = QFontMetricsF(small).horizontalAdvance(f" {unit}") if unit else 0.0
        value_px = QFontMetricsF(normal).horizontalAdvance(value)
        right_px = max(value_px + unit_px, QFontMetricsF(small).horizontalAdvance(points), 64.0) + 2
        top = QRectF(box.left(), box.top() + 4, box.width(), _LINE_PX)
        under = QRectF(box.left(), top.bottom(), box.width(), _LINE_PX)
        ink = tokens.text if mover.value.quality is Quality.GOOD and value != NOTHING else tokens.muted
        if unit:
            place = QRectF(box.right() - unit_px, top.top() + 1, unit_px, _LINE_PX)
            self.text(painter, place, unit, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
        place = QRectF(box.right() - right_px, top.top(), right_px - unit_px, _LINE_PX)
        self.text(painter, place, value, normal, ink, Qt.AlignmentFlag.AlignRight)
        if mover.value.known and mover.value.quality is not Quality.GOOD:
            mark = QRectF(place.right() - value_px, place.top() + 2, value_px, 15)
            draw_quality(painter, mark, mover.value.quality, tokens)
        place = QRectF(box.right() - right_px, under.top(), right_px, _LINE_PX)
        self.text(painter, place, points, small, self._colour(mover), Qt.AlignmentFlag.AlignRight)
        right = box.right() - right_px - 10
        if box.width() >= _LEAST_PX:
            wide = min(_TREND_PX, box.width() * _TREND_SHARE)
            self._paint_trend(painter, QRectF(right - wide, box.top() + 6, wide, box.height() - 12), mover)
            right -= wide + 10
        self.text(painter, QRectF(box.left(), top.top(), right - box.left(), _LINE_PX), self._name(mover), normal,
                  tokens.text)  # fmt: skip
        mark_px = self._paint_mark(painter, QRectF(box.left(), under.top(), 10, _LINE_PX), mover)
        self._paint_words(painter, QRectF(box.left() + mark_px, under.top(), right - box.left() - mark_px, _LINE_PX),
                          mover)  # fmt: skip

    def _paint_words(self, painter: QPainter, place: QRectF, mover: Mover) -> None:
        """How far it is off, which way is better, and its weight, as far as there is room."""
        tokens, small = self._theme.tokens, self.face("small")
        words = [spreads_text(mover), better_text(mover)]
        if mover.indicator.weight != 1.0:
            words.append(weight_text(mover))
        metrics = QFontMetricsF(small)
        while len(words) > 1 and metrics.horizontalAdvance(" · ".join(words)) > place.width():
            words.pop()
        used = self.text(painter, place, words[0], small, self._colour(mover))
        rest = "".join(f" · {word}" for word in words[1:])
        self.text(painter, place.adjusted(used, 0, 0, 0), rest, small, tokens.muted)

    def _colour(self, mover: Mover) -> str:
        """Better and worse, as on the map's comparison; what is as ever has none."""
        tokens, z = self._theme.tokens, mover.spreads.value
        if not math.isfinite(z) or abs(z) < 1.0:
            return tokens.muted
        return tokens.diverging[0] if z > 0 else tokens.diverging[-1]

    def _paint_mark(self, painter: QPainter, box: QRectF, mover: Mover) -> float:
        """An arrowhead up for better, down for worse; the width it takes."""
        z = mover.spreads.value
        if not math.isfinite(z) or abs(z) < _NOTICED:
            return 0.0
        up = -1.0 if z > 0 else 1.0
        middle, left = box.center().y(), box.left()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour(mover)))
        tip_y, base_y = middle + up * 3, middle - up * 3
        corners = [QPointF(left, base_y), QPointF(left + 8, base_y), QPointF(left + 4, tip_y)]
        painter.drawPolygon(QPolygonF(corners))
        painter.restore()
        return 13.0

    def _paint_trend(self, painter: QPainter, box: QRectF, mover: Mover) -> None:
        """Its standard deviations over the last day; the line through the middle is as ever."""
        tokens, now = self._theme.tokens, self.axes.at
        if now <= 0:
            return
        middle = box.center().y()
        painter.setPen(QPen(QColor(tokens.line), 1.0))
        painter.drawLine(QLineF(box.left(), middle, box.right(), middle))
        frame = Frame(box, now - DAY_MS, now, -MOST, MOST)
        trace = mover.curve.drawn(self._session, frame.since, frame.until, round(box.width()))
        paint_trace(painter, frame, trace, tokens.text, tokens, 1.25)
        z = mover.spreads.value
        if math.isfinite(z):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.text), 4.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoint(QPointF(box.right(), frame.y(float(np.clip(z, -MOST, MOST)))))
            painter.restore()

    # -- hands -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_T and self.count():
            self.plot_wanted.emit(max(0, self.current))
        else:
            super().keyPressEvent(event)
