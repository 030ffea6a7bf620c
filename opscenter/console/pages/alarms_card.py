"""The alarms of a page's system: counts by priority, and the ones to look at first."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from opscenter.console.alarms.wording import alarm_text, place_name, priority_name, state_name, text_beside_place
from opscenter.console.format import format_age
from opscenter.console.overview.counts import counts_looks, counts_width, paint_counts
from opscenter.console.pages.alarms_now import NEWEST, AlarmsNow
from opscenter.console.pages.rows_card import RowsCard
from opscenter.console.plain import tip
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.theme import Theme

_MARK_PX = 13.0
_LINE_PX = 18.0


class AlarmsCard(RowsCard):
    """Paints an `AlarmsNow`, two lines each. `opened`: the title was clicked."""

    row_px = 40

    def __init__(
        self, alarms: AlarmsNow, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, parent)
        self.alarms = alarms
        self._selection = selection
        self._most = 0

    def count(self) -> int:
        return len(self.alarms.newest)

    def room(self) -> int:
        self._most = min(NEWEST, max(self._most, self.count()))
        return self._most

    def title(self) -> str:
        return self.tr("Alarms")

    def empty(self) -> str:
        rules = self._session.mirror.rule_count
        return self.tr("None. %n rules watch the city.", "", rules) if rules else self.tr("None.")

    def is_chosen(self, number: int) -> bool:
        return self.alarms.newest[number].occurrence == self._selection.occurrence

    def paint_note(self, painter: QPainter, box: QRectF) -> float:
        look = counts_looks(self._session.language)[0]
        wide = counts_width(self.alarms.tally, look)
        if wide:
            paint_counts(painter, self.alarms.tally, round(box.right()), round(box.top()), self._theme.tokens, look)
        return wide + 8.0 if wide else 0.0

    def paint_row(self, painter: QPainter, number: int, box: QRectF) -> None:
        tokens, alarm = self._theme.tokens, self.alarms.newest[number]
        mark = QRectF(box.left(), box.top() + 4, _MARK_PX, _MARK_PX)
        waits = alarm.state.needs_acknowledgement
        draw_priority(painter, mark, alarm.priority, tokens, not waits, False)
        small, normal = self.face("small"), self.face("normal", bold=waits)
        age = format_age(self._session.now - alarm.since)
        wide = QFontMetricsF(small).horizontalAdvance(age) + 1
        left, top = box.left() + _MARK_PX + 6, box.top() + 1
        told = text_beside_place(self._session, alarm)
        self.text(painter, QRectF(left, top, box.right() - left, _LINE_PX), told, normal, tokens.text)
        place = QRectF(box.right() - wide, top + _LINE_PX, wide, _LINE_PX)
        self.text(painter, place, age, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
        place = QRectF(left, top + _LINE_PX, place.left() - 8 - left, _LINE_PX)
        self.text(painter, place, place_name(self._session, alarm), small, tokens.muted)

    def told_of(self, number: int) -> str:
        alarm = self.alarms.newest[number]
        return tip(
            f"{priority_name(alarm.priority)}: {alarm_text(self._session, alarm)}",
            state_name(alarm.state),
            self.tr("Click: select it. Enter or double click: show it in the alarm list"),
        )
