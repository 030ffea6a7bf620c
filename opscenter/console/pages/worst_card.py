"""The worst entities of a type, ranked: alarm mark, name, what stands beside it, value."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.alarms.wording import priority_name
from opscenter.console.pages.card import PAD_PX
from opscenter.console.pages.rows_card import HEAD_PX, RowsCard
from opscenter.console.pages.worst_now import WorstNow, WorstRow
from opscenter.console.plain import tip
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.shapes import draw_priority, draw_quality
from opscenter.console.theme.theme import Theme
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

LEAST_ROOM = 4
"""Rows of a list that is hardly ever empty; one of what is not always there takes no more room than it needs."""
_MARK_PX = 13.0
_NAME_SHARE = 0.62
"""Names come first: what stands beside the value has room where they leave some."""
_GAP_PX = 10.0
_LABELS_PX = 15
_COLUMN_PX = 130.0


class WorstCard(RowsCard):
    """Paints a `WorstNow`."""

    def __init__(
        self, worst: WorstNow, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, parent)
        self.worst = worst
        self._selection = selection
        self._most = 0
        self._rows_seen: list[WorstRow] = []
        self._widths: list[float] = []
        self._value_px = 0.0

    def count(self) -> int:
        return len(self.worst.rows)

    def room(self) -> int:
        told = self.worst.told
        sparse = bool(told.states) or told.beyond is not None or told.side == "off"
        least = 1 if sparse else min(LEAST_ROOM, self.worst.known)
        self._most = min(told.count, max(self._most, least, self.count()))
        return self._most

    def title(self) -> str:
        return self.worst.title(self._session)

    def note(self) -> str:
        if self.worst.told.states or self.worst.told.beyond is not None or self.worst.told.side == "off":
            return self.tr("{count} of {all}").format(count=self.worst.listed, all=self.worst.known)
        return self.tr("of {all}").format(all=self.worst.known) if self.worst.known else ""

    def empty(self) -> str:
        kind = self._session.catalogue.kind(self.worst.told.entity_type)
        name = in_language(kind.name, self._session.language)
        if not self.worst.present:
            return self.tr("No {kind} has been heard yet.").format(kind=name)
        if not self.worst.known:
            return self.tr("No value now.")
        return self.tr("None now.")

    def head_px(self) -> int:
        return HEAD_PX + (_LABELS_PX if any(self._widths) else 0)

    def refresh(self) -> None:
        self._measure()
        super().refresh()

    def is_chosen(self, number: int) -> bool:
        return self.worst.rows[number].entity in self._selection.ids

    def told_of(self, number: int) -> str:
        row = self.worst.rows[number]
        lines = [row.name, f"{self.title()}: {row.value} {row.unit}".strip()]
        lines += [f"{label}: {text}" for label, text in zip(self._labels(), row.beside, strict=True)]
        if row.priority is not None:
            lines.append(self.tr("Alarm: {priority}").format(priority=priority_name(row.priority)))
        return tip(*lines, self.tr("Click: select it. Enter or double click: show it on the map"))

    def _labels(self) -> list[str]:
        return self.worst.labels(self._session)

    def paint(self, painter: QPainter, box: QRectF) -> None:
        labels = self._labels()
        if any(self._widths) and self.count():
            face = self.face("small")
            right = box.right() - self._value_px - _GAP_PX
            for wide, label in reversed(list(zip(self._widths, labels, strict=True))):
                if wide:
                    place = QRectF(right - wide, box.top() + HEAD_PX - 5, wide, _LABELS_PX)
                    self.text(painter, place, label, face, self._theme.tokens.muted, Qt.AlignmentFlag.AlignRight)
                    right -= wide + _GAP_PX
        super().paint(painter, box)

    def _measure(self) -> None:
        """How wide values and what stands beside them are; columns for which there is no room are left out."""
        if self.worst.rows is self._rows_seen:
            return
        self._rows_seen = self.worst.rows
        wide = self.width() - 2.0 * PAD_PX
        normal, small = QFontMetricsF(self.face("normal")), QFontMetricsF(self.face("small"))
        rows = self.worst.rows
        values = [normal.horizontalAdvance(row.value) + small.horizontalAdvance(f" {row.unit}") for row in rows]
        self._value_px = min(wide * 0.45, max(values, default=0.0) + 2)
        room = wide - self._value_px - _MARK_PX - 6 - _GAP_PX
        names = max((normal.horizontalAdvance(row.name) for row in rows), default=0.0)
        left = room - min(names + 2, _NAME_SHARE * wide)
        self._widths = []
        for number, label in enumerate(self._labels()):
            texts = [small.horizontalAdvance(row.beside[number]) for row in rows]
            told = small.horizontalAdvance(label)
            needed = min(_COLUMN_PX, max([*texts, told]) + 2)
            if left < needed + _GAP_PX:  # the name of a column may be cut, its values may not
                needed = min(96.0, max([*texts, min(64.0, told)]) + 2)
            fits = left >= needed + _GAP_PX
            self._widths.append(needed if fits else 0.0)
            left -= needed + _GAP_PX if fits else 0.0

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._rows_seen = []
            self._measure()
            self.fit()

    def paint_row(self, painter: QPainter, number: int, box: QRectF) -> None:
        tokens, row = self._theme.tokens, self.worst.rows[number]
        if not self.worst.told.states:
            bar = QRectF(box.left(), box.bottom() - 3, box.width() * row.share, 2)
            painter.fillRect(bar, QColor(blend(tokens.muted, tokens.panel, 0.25)))
        mark = QRectF(box.left(), box.center().y() - _MARK_PX / 2 - 1, _MARK_PX, _MARK_PX)
        if row.priority is not None:
            draw_priority(painter, mark, row.priority, tokens, row.acknowledged, False)
        left, right = box.left() + _MARK_PX + 6, box.right()
        value = QRectF(right - self._value_px, box.top(), self._value_px, box.height() - 3)
        small, normal = self.face("small"), self.face("normal")
        ink = tokens.text if row.quality is Quality.GOOD else tokens.muted
        unit_px = QFontMetricsF(small).horizontalAdvance(f" {row.unit}") if row.unit else 0.0
        if row.unit:
            place = QRectF(value.right() - unit_px, value.top() + 1, unit_px, value.height())
            self.text(painter, place, row.unit, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
        place = value.adjusted(0, 0, -unit_px, 0)
        wide = self.text(painter, place, row.value, normal, ink, Qt.AlignmentFlag.AlignRight)
        if row.quality is not Quality.GOOD:
            draw_quality(painter, QRectF(place.right() - wide, box.top() + 5, wide, 14), row.quality, tokens)
        right = value.left() - _GAP_PX
        for column, text in reversed(list(zip(self._widths, row.beside, strict=True))):
            if column:
                place = QRectF(right - column, box.top(), column, box.height() - 3)
                self.text(painter, place, text, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
                right -= column + _GAP_PX
        self.text(painter, QRectF(left, box.top(), right - left, box.height() - 3), row.name, normal, tokens.text)
