"""The footprint of the city: a row a use, today against the target of the day and the usual by this hour."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from opscenter.console.city.footprint_now import TOTAL, FootprintNow, UseNow
from opscenter.console.city.then import Reading
from opscenter.console.city.wording import plan_text, usual_text
from opscenter.console.format import NOTHING, format_number
from opscenter.console.pages.figure_card import paint_arrows
from opscenter.console.pages.rows_card import HEAD_PX, RowsCard
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_quality
from opscenter.console.theme.theme import Theme
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

_LABELS_PX, _NOTE_PX, _LINE_PX, _BAR_PX, _GAP_PX = 15.0, 17.0, 20.0, 7.0, 10.0
_LEAST_NAME_PX = 64.0
_NAME_SHARE = 0.21
_ARROWS_PX = 14.0
_BAR_SHARE = 0.36
_OVER = 1.005


class FootprintCard(RowsCard):
    """Paints a `FootprintNow`. `entered(int)`: the trend of what is used today."""

    row_px = 46

    def __init__(self, footprint: FootprintNow, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.footprint = footprint
        self._columns: list[float] = []
        self._month_unit = True
        self._shown = ""

    def refresh(self) -> None:
        """The uses were reckoned anew; the rows are painted anew where that shows."""
        footprint = self.footprint
        shown = repr(
            [*footprint.rows, footprint.per_head, round(footprint.elapsed, 3), footprint.present, self.current]
        )
        if shown != self._shown:
            self._shown = shown
            super().refresh()

    def count(self) -> int:
        return len(self.footprint.rows) if self.footprint.known else 0

    def room(self) -> int:
        return len(self.footprint.rows)

    def title(self) -> str:
        return self.tr("Footprint today")

    def note(self) -> str:
        head = self.footprint.per_head
        if not head.known:
            return ""
        target = self.footprint.footprint.target_kg_per_head_day
        if target > 0:
            return self.tr("{kg} of {target} kg CO2e per head").format(
                kg=format_number(head.value, 2), target=format_number(target, 1)
            )
        return self.tr("{kg} kg CO2e per head").format(kg=format_number(head.value, 2))

    def empty(self) -> str:
        return self.tr(
            "Nothing of what the city uses has been heard yet. It is added up from the first minute in which a system "
            "tells its rate ([[footprint.use]] of the catalogue names them); a whole day is known after the first "
            "midnight."
        )

    def head_px(self) -> int:
        return round(HEAD_PX + self._note_px() + _LABELS_PX)

    def _note_px(self) -> float:
        return _NOTE_PX if self.footprint.suspect or not self.count() else 0.0

    def name(self, use: UseNow) -> str:
        """What a row is called."""
        if use.id == TOTAL:
            return self.tr("CO2e")
        return one_line(in_language(use.name, self._session.language) or use.id, 60)

    def columns(self) -> list[str]:
        """What the columns are called."""
        return [self.tr("now"), self.tr("today"), self.tr("this month"), self.tr("CO2e")]

    def cells(self, use: UseNow) -> list[tuple[str, str, Reading]]:
        """(number, unit, reading) of each column; all together has its CO2e in every column."""
        rate = rate_unit(use.unit_label)
        small = 1 if use.id == TOTAL and abs(use.now.value) < 1000 else use.decimals
        told = [
            (use.now, rate, small),
            (use.today, use.unit_label, use.decimals),
            (use.month, use.unit_label if self._month_unit else "", use.decimals),
        ]
        if use.id != TOTAL:
            decimals = 0 if not use.co2e.known or abs(use.co2e.value) >= 100 else 1
            told.append((use.co2e, "t", decimals))
        made = []
        for reading, unit, decimals in told:
            number = format_number(reading.value, decimals)
            made.append((number, unit if number != NOTHING else "", reading))
        return made

    def told_of(self, number: int) -> str:
        use = self.footprint.rows[number]
        cells = zip(self.columns(), self.cells(use), strict=False)
        lines = [self.name(use)] + [f"{label}: {value} {unit}".strip() for label, (value, unit, _) in cells]
        if use.target > 0:
            lines.append(
                self.tr("target of a day: {target} {unit}").format(
                    target=format_number(use.target, use.decimals), unit=use.unit_label
                )
            )
        lines += [plan_text(use), usual_text(use)]
        if use.suspect:
            lines.append(self._suspect())
        return tip(*lines, self.tr("Enter or double click: the trend of today"))

    def _suspect(self) -> str:
        return self.tr("Suspect: today was not measured as a whole; sums are too low.")

    # -- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, box: QRectF) -> None:
        if self.count():
            self._columns = self._fit(box.width())
            tokens, small = self._theme.tokens, self.face("small")
            if self.footprint.suspect:
                place = QRectF(box.left(), box.top() + HEAD_PX - 5, box.width(), _NOTE_PX)
                self.text(painter, place, self._suspect(), small, tokens.muted)
            top = box.top() + HEAD_PX + self._note_px() - 5
            right = box.right()
            for label, wide in reversed(list(zip(self.columns(), self._columns, strict=True))):
                if wide:
                    place = QRectF(right - wide, top, wide, _LABELS_PX)
                    self.text(painter, place, label, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
                    right -= wide + _GAP_PX
        super().paint(painter, box)

    def _fit(self, wide: float) -> list[float]:
        """How wide the columns are. Where there is no room for all, the month goes without its unit, which is that of
        today; then columns go (0; the tooltip has them), the last first."""
        self._month_unit = True
        widths = self._widths(wide)
        if not all(widths):
            self._month_unit = False
            widths = self._widths(wide)
        return widths

    def _widths(self, wide: float) -> list[float]:
        normal, small = QFontMetricsF(self.face("normal", bold=True)), QFontMetricsF(self.face("small"))
        needed = [small.horizontalAdvance(label) + 2 for label in self.columns()]
        for use in self.footprint.rows:
            for at, (number, unit, _) in enumerate(self.cells(use)):
                px = normal.horizontalAdvance(number) + (small.horizontalAdvance(f" {unit}") if unit else 0.0) + 2
                needed[at] = max(needed[at], px)
        names = [normal.horizontalAdvance(self.name(use)) for use in self.footprint.rows]
        left = wide - max(_LEAST_NAME_PX, min(max(names, default=0.0), wide * _NAME_SHARE))
        widths = [0.0] * len(needed)
        for at in (1, 0, 2, 3):
            if left < needed[at] + _GAP_PX:
                break
            widths[at] = needed[at]
            left -= needed[at] + _GAP_PX
        return widths

    def paint_row(self, painter: QPainter, number: int, box: QRectF) -> None:
        tokens, use = self._theme.tokens, self.footprint.rows[number]
        small = self.face("small")
        if use.id == TOTAL:
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1.0), QColor(tokens.muted))
        right = box.right()
        cells = self.cells(use)
        cells += [("", "", Reading())] * (len(self.columns()) - len(cells))
        for wide, (value, unit, reading) in reversed(list(zip(self._columns, cells, strict=True))):
            if not wide:
                continue
            place = QRectF(right - wide, box.top() + 3, wide, _LINE_PX)
            right -= wide + _GAP_PX
            unit_px = QFontMetricsF(small).horizontalAdvance(f" {unit}") if unit else 0.0
            unit_box = QRectF(place.right() - unit_px, place.top() + 1, unit_px, _LINE_PX)
            self.text(painter, unit_box, unit, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
            ink = tokens.text if value != NOTHING and reading.quality is Quality.GOOD else tokens.muted
            face = self.face("normal", bold=use.id == TOTAL)
            used = self.text(painter, place.adjusted(0, 0, -unit_px, 0), value, face, ink, Qt.AlignmentFlag.AlignRight)
            if reading.known and reading.quality is not Quality.GOOD:
                mark = QRectF(place.right() - unit_px - used, place.top() + 2, used, 16)
                draw_quality(painter, mark, reading.quality, tokens)
        name = self.face("normal", bold=use.id == TOTAL)
        self.text(painter, QRectF(box.left(), box.top() + 3, right - box.left(), _LINE_PX), self.name(use), name,
                  tokens.text if use.known else tokens.muted)  # fmt: skip
        under = QRectF(box.left(), box.top() + 3 + _LINE_PX, box.width(), box.height() - _LINE_PX - 6)
        words = under
        if math.isfinite(use.filled):
            bar = QRectF(under.left(), under.center().y() - _BAR_PX / 2, under.width() * _BAR_SHARE, _BAR_PX)
            self.paint_bar(painter, bar, use)
            words = QRectF(bar.right() + 12, under.top(), under.right() - bar.right() - 12, under.height())
        self._paint_words(painter, words, use)

    def _paint_words(self, painter: QPainter, box: QRectF, use: UseNow) -> None:
        tokens, small = self._theme.tokens, self.face("small")
        if not use.known:
            self.text(painter, box, self.tr("nothing measured yet"), small, tokens.muted)
            return
        over = not use.suspect and use.of_target.known and use.of_target.value > _OVER
        face = self.face("small", bold=over)
        plan, usual = self._words(use, box.width(), QFontMetricsF(face), QFontMetricsF(small))
        used = self.text(painter, box, plan, face, tokens.diverging[-1] if over else tokens.muted) if plan else 0.0
        if not usual:
            return
        left = box.left() + used + (_GAP_PX if used else 0.0)
        arrows = paint_arrows(painter, QRectF(left, box.top(), 10, box.height()), use.standing, tokens)
        room = QRectF(left + arrows, box.top(), box.right() - left - arrows, box.height())
        self.text(painter, room, usual, small, tokens.muted)

    def _words(self, use: UseNow, wide: float, plan_face: QFontMetricsF, face: QFontMetricsF) -> tuple[str, str]:
        """Against target and against the usual, as much of it as there is room for; the tooltip has all."""
        plan, usual = plan_text(use), usual_text(use)
        less, brief = plan_text(use, short=True), usual_text(use, short=True)
        for first, second in ((plan, usual), (plan, brief), (less, brief)):
            rest = face.horizontalAdvance(second) + _GAP_PX + _ARROWS_PX if second else 0.0
            if plan_face.horizontalAdvance(first) + rest <= wide:
                return first, second
        return less, ""

    def paint_bar(self, painter: QPainter, box: QRectF, use: UseNow) -> None:
        """The target of the day as a bar, filled as far as it is used; a mark stands where the day is."""
        tokens = self._theme.tokens
        whole = max(1.0, use.filled)
        painter.save()
        ground = blend(tokens.muted, tokens.panel, 0.25)
        end = box.left() + box.width() / whole
        painter.fillRect(QRectF(box.left(), box.top(), end - box.left(), box.height()), QColor(ground))
        filled = QRectF(box.left(), box.top(), box.width() * use.filled / whole, box.height())
        at = box.left() + (end - box.left()) * self.footprint.elapsed
        ahead = min(filled.right(), at)
        ink = tokens.muted if use.suspect else tokens.symbol
        painter.fillRect(QRectF(box.left(), box.top(), ahead - box.left(), box.height()), QColor(ink))
        if filled.right() > at and not use.suspect:
            beyond = QRectF(at, box.top(), filled.right() - at, box.height())
            painter.fillRect(beyond, QColor(tokens.diverging[-1]))
        elif filled.right() > at:
            painter.fillRect(QRectF(at, box.top(), filled.right() - at, box.height()), QColor(ink))
        if use.suspect:
            painter.setPen(QPen(QColor(tokens.muted), 1.0, Qt.PenStyle.DotLine))
            painter.drawRect(box.adjusted(-1, -1, 1, 1))
        painter.fillRect(QRectF(at - 1, box.top() - 4, 2, box.height() + 8), QColor(tokens.text))
        if whole > 1.0:
            painter.fillRect(QRectF(end - 0.5, box.top() - 2, 1, box.height() + 4), QColor(tokens.muted))
        painter.restore()


def rate_unit(unit: str) -> str:
    """The unit of so much in an hour: of energy it is a power."""
    return unit.removesuffix("h") if unit.endswith("Wh") else f"{unit}/h"
