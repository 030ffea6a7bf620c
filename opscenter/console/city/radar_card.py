"""The axes of the city index as a radar: now as a filled shape, a moment of before as an outline."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from opscenter.console.city.axes_now import AxesNow, AxisNow
from opscenter.console.city.radar import Radar
from opscenter.console.city.then import MINUTE_MS, Then
from opscenter.console.city.wording import needs, rests_on, signed, then_name, then_text
from opscenter.console.format import NOTHING, format_number
from opscenter.console.pages.card import PAD_PX, PaintedCard
from opscenter.console.pages.wording import since_text
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_priority, draw_quality
from opscenter.console.theme.theme import Theme
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

LEAST_PX, MOST_PX = 372, 580
SHARE = 0.98
"""Its height against its width."""
RINGS = (25.0, 50.0, 75.0, 100.0)
AS_EVER = 50.0
_HEAD_PX, _CHIPS_PX, _FOOT_PX, _NAME_PX, _VALUE_PX = 22.0, 28.0, 38.0, 17.0, 24.0
_NEEDS_PX = 72.0
_ALIGNED = 0.3
_OFF_PX = 10.0


class RadarCard(PaintedCard):
    """Paints `AxesNow`. `chosen` when another axis is the current one, `held_against` when another moment of before
    is; `opened` by Enter, Space or a double click: what made the current axis move."""

    chosen = Signal()
    held_against = Signal()

    def __init__(self, axes: AxesNow, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.axes = axes
        self.most_px = MOST_PX
        self._shown = ""
        self.chips: dict[Then, QPushButton] = {}
        for number, then in enumerate(Then, 1):
            chip = QPushButton(then_name(then), self)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setToolTip(
                self.tr("Outline: the axes {then} ({key}). Once more: no outline").format(
                    then=then_name(then).lower(), key=number
                )
            )
            chip.clicked.connect(lambda _=False, then=then: self.hold_against(then))
            self.chips[then] = chip
        self._show_chips()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LEAST_PX)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, wide: int) -> int:
        return max(LEAST_PX, min(self.most_px, round(wide * SHARE)))

    def use_room(self, high: int) -> bool:
        """Be no higher than what is seen of the page at once; whether that changes anything."""
        before, self.most_px = self.most_px, min(MOST_PX, high)
        return before != self.most_px

    def refresh(self) -> None:
        """The axes were reckoned anew; they are painted anew where that shows."""
        axes = self.axes
        shown = repr(
            [(one.now, one.then, one.alarm and (one.alarm.priority, one.alarm.state)) for one in axes.axes]
            + [axes.index, axes.days, axes.steps, axes.present, axes.at // MINUTE_MS, self._then_told()]
        )
        if shown == self._shown:
            return
        self._shown = shown
        self.setAccessibleName(" ".join(self._lines()))
        self.update()

    def _lines(self) -> list[str]:
        told = [f"{self._name(one)} {self._number(one.now.value)}" for one in self.axes.axes]
        return [self.tr("City index {index}.").format(index=self._number(self.axes.index.value)), ", ".join(told)]

    def _name(self, one: AxisNow) -> str:
        return one_line(in_language(one.axis.name, self._session.language) or one.axis.id, 40)

    @staticmethod
    def _number(value: float) -> str:
        return format_number(value, 0)

    # -- where things are ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        left = PAD_PX
        for chip in self.chips.values():
            chip.adjustSize()
            chip.move(left, round(PAD_PX - 3 + _HEAD_PX))
            left += chip.width() + 4

    def radar(self) -> Radar:
        """Where the axes lie now."""
        top = PAD_PX + _HEAD_PX + _CHIPS_PX
        room = QRectF(PAD_PX, top, self.width() - 2 * PAD_PX, self.height() - top - self._foot_px() - PAD_PX)
        count = len(self.axes.axes)
        metrics = QFontMetricsF(self.face("normal", bold=True))
        wide = max((metrics.horizontalAdvance(self._name(one)) for one in self.axes.axes), default=0.0)
        wide = max(wide, QFontMetricsF(self.face("figure", bold=True)).horizontalAdvance("100") + 30.0) + _OFF_PX
        across = max((abs(math.cos(Radar(QPointF(), 1.0, count).angle(at))) for at in range(count)), default=1.0)
        radius = min((room.width() / 2 - wide) / max(0.5, across), room.height() / 2 - _VALUE_PX - _OFF_PX)
        return Radar(room.center(), max(40.0, radius), count)

    def _foot_px(self) -> float:
        return _FOOT_PX if self.axes.known else _NEEDS_PX

    def label_box(self, radar: Radar, number: int) -> QRectF:
        """Where the name and the value of an axis stand."""
        at = radar.point(number, 100.0, _OFF_PX)
        across, down = math.cos(radar.angle(number)), math.sin(radar.angle(number))
        high = _NAME_PX + _VALUE_PX
        if abs(across) < _ALIGNED:
            top = at.y() - _VALUE_PX + 4 if down < 0 else at.y() - 4
            wide = min(at.x(), self.width() - at.x()) - 4
            return QRectF(at.x() - wide, top, 2 * wide, _VALUE_PX)
        top = at.y() - high / 2
        if across < 0:
            return QRectF(PAD_PX, top, at.x() - PAD_PX, high)
        return QRectF(at.x(), top, self.width() - PAD_PX - at.x(), high)

    # -- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, box: QRectF) -> None:
        self._paint_head(painter, box)
        radar = self.radar()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rings(painter, radar)
        axes = self.axes.axes
        if self.axes.known:
            if self.axes.then is not None:
                self._paint_then(painter, radar)
            self._paint_now(painter, radar)
        for number, one in enumerate(axes):
            self._paint_label(painter, radar, number, one)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.axes.known:
            self._paint_foot(painter, QRectF(box.left(), box.bottom() - _FOOT_PX, box.width(), _FOOT_PX))
        else:
            self._paint_needs(painter, QRectF(box.left(), box.bottom() - _NEEDS_PX, box.width(), _NEEDS_PX))

    def _paint_head(self, painter: QPainter, box: QRectF) -> None:
        tokens = self._theme.tokens
        head = QRectF(box.left(), box.top(), box.width(), _HEAD_PX)
        number = self._number(self.axes.index.value)
        face = self.face("figure", bold=True)
        wide = QFontMetricsF(face).horizontalAdvance(number) + 2
        place = QRectF(head.right() - wide, head.top(), wide, head.height())
        ink = tokens.text if self.axes.index.known else tokens.muted
        self.text(painter, place, number, face, ink, Qt.AlignmentFlag.AlignRight)
        if self.axes.index.known and self.axes.index.quality > Quality.SUSPECT:
            draw_quality(painter, place.adjusted(0, 1, 0, -1), self.axes.index.quality, tokens)
        label = self.tr("City index")
        small = self.face("normal")
        need = QFontMetricsF(small).horizontalAdvance(label) + 8
        place = QRectF(place.left() - need, head.top(), need - 6, head.height())
        self.text(painter, place, label, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
        title = head.adjusted(0, 0, -(wide + need + 8), 0)
        self.text(painter, title, self.tr("The city against its own past"), self.face("normal", bold=True), tokens.text)

    def _paint_rings(self, painter: QPainter, radar: Radar) -> None:
        tokens = self._theme.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for value in RINGS:
            strong = value == AS_EVER
            painter.setPen(QPen(QColor(tokens.muted if strong else tokens.line), 1.25 if strong else 1.0))
            painter.drawPolygon(QPolygonF(radar.ring(value)))
        for number, one in enumerate(self.axes.axes):
            current = self.hasFocus() and number == self.axes.current
            known = one.now.known
            ink = tokens.accent if current else tokens.line
            style = Qt.PenStyle.SolidLine if known else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(ink if known or current else tokens.muted), 2.0 if current else 1.0, style))
            painter.drawLine(radar.centre, radar.point(number, 100.0))

    def _shape(self, painter: QPainter, radar: Radar, values: list[float], pens: dict[bool, QPen],
               suspect: list[bool]) -> None:  # fmt: skip
        """The sides of a shape; a side with a suspect end is dashed."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one, other in radar.sides(values):
            painter.setPen(pens[suspect[one] or suspect[other]])
            painter.drawLine(radar.point(one, values[one]), radar.point(other, values[other]))
        for number in radar.lone(values):
            painter.setPen(pens[suspect[number]])
            painter.drawLine(radar.centre, radar.point(number, values[number]))

    def _paint_now(self, painter: QPainter, radar: Radar) -> None:
        tokens = self._theme.tokens
        colour = QColor(tokens.series[0])
        values = [one.now.value for one in self.axes.axes]
        suspect = [one.now.quality is not Quality.GOOD for one in self.axes.axes]
        fill = QColor(colour)
        fill.setAlphaF(0.26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        for one, other in radar.sides(values):
            corners = [radar.centre, radar.point(one, values[one]), radar.point(other, values[other])]
            painter.drawPolygon(QPolygonF(corners))
        pens = {False: QPen(colour, 2.5), True: QPen(colour, 2.0, Qt.PenStyle.DashLine)}
        self._shape(painter, radar, values, pens, suspect)
        for number, value in enumerate(values):
            if math.isfinite(value):
                painter.setPen(QPen(colour, 2.0))
                painter.setBrush(QColor(tokens.raised) if suspect[number] else colour)
                painter.drawEllipse(radar.point(number, value), 3.5, 3.5)

    def _paint_then(self, painter: QPainter, radar: Radar) -> None:
        tokens = self._theme.tokens
        values = [one.then.value for one in self.axes.axes]
        suspect = [one.then.quality is not Quality.GOOD for one in self.axes.axes]
        pens = {
            False: QPen(QColor(tokens.series[3]), 1.75),
            True: QPen(QColor(tokens.series[3]), 1.75, Qt.PenStyle.DotLine),
        }
        self._shape(painter, radar, values, pens, suspect)
        painter.setPen(QPen(QColor(tokens.series[3]), 1.5))
        for number, value in enumerate(values):
            if math.isfinite(value):
                at = radar.point(number, value)
                painter.drawPolygon(QPolygonF([at + QPointF(*by) for by in ((0, -4), (4, 0), (0, 4), (-4, 0))]))

    def _paint_label(self, painter: QPainter, radar: Radar, number: int, one: AxisNow) -> None:
        tokens = self._theme.tokens
        box = self.label_box(radar, number)
        current = number == self.axes.current
        name_face, value_face = self.face("normal", bold=current), self.face("figure", bold=True)
        value = self._number(one.now.value)
        moved = self._moved(one)
        name_px = min(box.width(), QFontMetricsF(name_face).horizontalAdvance(self._name(one)) + 1)
        value_px = QFontMetricsF(value_face).horizontalAdvance(value) + 1
        moved_px = QFontMetricsF(self.face("small")).horizontalAdvance(moved) + 4 if moved else 0.0
        mark_px = 18.0 if one.alarm is not None else 0.0
        across = math.cos(radar.angle(number))
        in_line = abs(across) < _ALIGNED  # over and under the radar height is scarce
        wide = value_px + moved_px + mark_px + (name_px + 8.0 if in_line else 0.0)
        share = 0.5 if in_line else 0.0 if across > 0 else 1.0
        ink = tokens.text if one.now.known else tokens.muted
        left = box.left() + share * (box.width() - (wide if in_line else name_px))
        name_box = QRectF(left, box.top(), name_px, _VALUE_PX if in_line else _NAME_PX)
        self.text(painter, name_box, self._name(one), name_face, ink)
        if current:
            painter.setPen(QPen(QColor(tokens.accent), 2.0))
            painter.drawLine(QLineF(left, name_box.bottom() - 0.5, left + name_px, name_box.bottom() - 0.5))
        left = left + name_px + 8.0 if in_line else box.left() + share * (box.width() - wide)
        top = box.top() + (0.0 if in_line else _NAME_PX)
        if one.alarm is not None:
            mark = QRectF(left, top + 5, 14, 14)
            draw_priority(painter, mark, one.alarm.priority, tokens, not one.alarm.state.needs_acknowledgement, False)
            left += mark_px
        place = QRectF(left, top, value_px, _VALUE_PX)
        self.text(painter, place, value, value_face, ink)
        if one.now.known and one.now.quality > Quality.SUSPECT:
            draw_quality(painter, place.adjusted(0, 2, 0, -2), one.now.quality, tokens)
        if moved:
            place = QRectF(left + value_px + 3, top + 2, moved_px, _VALUE_PX)
            self.text(painter, place, moved, self.face("small"), tokens.muted)

    def _moved(self, one: AxisNow) -> str:
        """By how much an axis has moved since the moment it is held against."""
        return signed(one.now.value - one.then.value, 0) if one.now.known and one.then.known else ""

    def _paint_foot(self, painter: QPainter, box: QRectF) -> None:
        """What the shapes are, and in a line of its own what is to be known of them."""
        tokens, small = self._theme.tokens, self.face("small")
        half = box.height() / 2
        suspect = rests_on(self.axes)
        middle = box.top() + half / 2
        left = box.left()
        fill = QColor(tokens.series[0])
        painter.setPen(QPen(fill, 2.0, Qt.PenStyle.DashLine if suspect else Qt.PenStyle.SolidLine))
        painter.setBrush(QColor(blend(tokens.series[0], tokens.panel, 0.26)))
        painter.drawRect(QRectF(left + 1, middle - 5, 16, 10))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        now = self.tr("Now, {time}").format(time=since_text(self.axes.at, self._session))
        place = QRectF(left + 23, box.top(), box.right() - left - 23, half)
        left = place.left() + self.text(painter, place, now, small, tokens.text) + 18
        then = self._then_told()
        if then:
            painter.setPen(QPen(QColor(tokens.series[3]), 1.75))
            painter.drawLine(QLineF(left, middle, left + 16, middle))
            place = QRectF(left + 22, box.top(), box.right() - left - 22, half)
            left = place.left() + self.text(painter, place, then, small, tokens.text) + 18
        ever = self.tr("Stronger ring: 50, as ever")
        if QFontMetricsF(small).horizontalAdvance(ever) <= box.right() - left:
            place = QRectF(left, box.top(), box.right() - left, half)
            self.text(painter, place, ever, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
        place = QRectF(box.left(), box.top() + half, box.width(), half)
        self.text(painter, place, suspect, small, tokens.muted)

    def _then_told(self) -> str:
        """The moment of the outline; why there is none."""
        told = then_text(self.axes, self._session)
        if not told or any(one.then.known for one in self.axes.axes):
            return told
        series = [one.curve.series for one in self.axes.axes]
        refused = next((one_line(one.refused, 120) for one in series if one.refused), "")
        waiting = self.tr("asking the station …") if any(one.waiting for one in series) else ""
        return f"{told}: {refused or waiting or self.tr('nothing was recorded')}"

    def _paint_needs(self, painter: QPainter, box: QRectF) -> None:
        """What is wanting before there is anything to draw, under where it will be."""
        painter.setFont(self.face("normal"))
        painter.setPen(QColor(self._theme.tokens.text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(box, flags, needs(self.axes))

    # -- reading ---------------------------------------------------------------------------------------------

    def told(self, x: float, y: float) -> str:
        number = self.radar().nearest(x, y)
        if number < 0:
            return ""
        one = self.axes.axes[number]
        value = self._number(one.now.value)
        lines = [
            self.tr("{axis}: {value} of 100; 50 is as ever, 100 and 0 are three standard deviations off").format(
                axis=self._name(one), value=value
            )
        ]
        if value == NOTHING:
            lines.append(self.tr("Not known: none of its numbers has been heard for six times ten minutes."))
        if one.now.known and one.now.quality is Quality.STALE:
            lines.append(self.tr("Only an old value: nothing of it has been heard since."))
        if one.then.known:
            lines.append(f"{then_text(self.axes, self._session)}: {self._number(one.then.value)}")
        lines += [rests_on(self.axes), self.tr("Click or arrows: choose it. Enter: what made it move")]
        return tip(*lines)

    # -- hands -----------------------------------------------------------------------------------------------

    def go(self, number: int) -> None:
        """Choose an axis."""
        self.axes.go(number)
        self.update()
        self.chosen.emit()

    def hold_against(self, then: Then) -> None:
        """Draw the outline of another moment; once more: of none."""
        self.axes.then = None if self.axes.then is then else then
        self._show_chips()
        self.update()
        self.held_against.emit()

    def _show_chips(self) -> None:
        for then, chip in self.chips.items():
            chip.setChecked(self.axes.then is then)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        thens = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), Then, strict=True))
        if key in steps:
            self.go(self.axes.current + steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.go(len(self.axes.axes) - 1)
        elif key in thens:
            self.hold_against(thens[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.radar().nearest(event.position().x(), event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self.go(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses; only a double click opens."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()
