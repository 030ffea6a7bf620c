"""The kinds of a system: how many there are, their main value, their alarms. Enter opens the page of one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from opscenter.console.format import NOTHING, format_age, format_number
from opscenter.console.overview.counts import counts_looks, counts_width, paint_counts
from opscenter.console.pages.kinds_now import KindsNow
from opscenter.console.pages.rows_card import RowsCard
from opscenter.console.plain import tip
from opscenter.console.session import Session
from opscenter.console.theme.icons import icon_pixmap
from opscenter.console.theme.theme import Theme

_COUNT_PX = 64.0
_VALUE_PX = 250.0


class KindsCard(RowsCard):
    """Paints a `KindsNow`."""

    def __init__(self, kinds: KindsNow, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(session, theme, parent)
        self.kinds = kinds

    def count(self) -> int:
        return len(self.kinds.rows)

    def title(self) -> str:
        return self.tr("Kinds")

    def note(self) -> str:
        return self.tr("middle, lowest to highest")

    def empty(self) -> str:
        return self.tr("Nothing of this system has been heard yet.")

    def paint_row(self, painter: QPainter, number: int, box: QRectF) -> None:
        tokens, row = self._theme.tokens, self.kinds.rows[number]
        normal, small = self.face("normal"), self.face("small")
        ratio = self.devicePixelRatioF()
        pixmap = icon_pixmap(f"entity-{row.symbol}", tokens.muted, 16, ratio)
        painter.drawPixmap(round(box.left()), round(box.top() + 4), pixmap)
        right = box.right()
        if row.label and box.width() > 420:
            value = f"{row.label}  {row.value} {row.unit}".strip()
            if row.value != NOTHING:
                value += f"  ({row.low} – {row.high})"
            room = min(_VALUE_PX + max(0.0, box.width() - 560), box.width() * 0.5)
            place = QRectF(right - room, box.top(), room, box.height() - 3)
            self.text(painter, place, value, small, tokens.muted, Qt.AlignmentFlag.AlignRight)
            right -= room + 10
        look = counts_looks(self._session.language)[1]
        wide = counts_width(row.tally, look)
        if wide:
            paint_counts(painter, row.tally, round(right), round(box.top() + 2), tokens, look)
        right -= max(wide, 60) + 8
        place = QRectF(right - _COUNT_PX, box.top(), _COUNT_PX, box.height() - 3)
        self.text(painter, place, format_number(row.count, 0), normal, tokens.text, Qt.AlignmentFlag.AlignRight)
        left = box.left() + 24
        place = QRectF(left, box.top(), right - _COUNT_PX - left - 8, box.height() - 3)
        self.text(painter, place, row.name, normal, tokens.text)

    def told_of(self, number: int) -> str:
        row = self.kinds.rows[number]
        lines = [row.name, self.tr("%n entities", "", row.count)]
        if row.label:
            lines.append(f"{row.label}: {row.value} {row.unit} ({row.low} – {row.high})")
        if row.newest:
            lines.append(self.tr("newest data {age} ago").format(age=format_age(self._session.now - row.newest)))
        return tip(*lines, self.tr("Enter or double click: its page"))

    def type_of(self, number: int) -> str:
        """The type of a row, "" for none."""
        return self.kinds.rows[number].entity_type if 0 <= number < self.count() else ""
