"""What operators noted, as flags along the top of a plot."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plots.notes import Note
from opscenter.console.plots.view_item import Frame, ViewItem

TOP_PX = 18.0
"""Below the strip of alarms and its shapes."""
FLAG_PX = 9.0
MOST_DRAWN = 300


class NoteItem(ViewItem):
    """A pole where a note is, with a flag; a line along the top for one that lasts."""

    notes: list[Note] = []

    def show_notes(self, notes: list[Note]) -> None:
        """Replace the notes, by time."""
        if notes != self.notes:
            self.notes = notes
            self.update()

    def at(self, frame: Frame, x: float) -> list[Note]:
        """The notes whose pole or flag is at a px, or that last over it; the newest first, at most five."""
        found = []
        for note in reversed(self.notes):
            left = frame.x(note.at / 1000)
            inside = frame.since <= note.at / 1000 <= frame.until and left - FLAG_PX <= x <= left + FLAG_PX
            if inside or (note.until is not None and left <= x <= frame.x(note.until / 1000)):
                found.append(note)
        return found[:5]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self.notes:
            return
        painter.save()
        frame = self.frame(painter)
        ink = QColor(self.tokens.text)
        faint = QColor(self.tokens.text)
        faint.setAlphaF(0.35)
        drawn = 0
        for note in reversed(self.notes):
            since, until = note.at / 1000, (note.until or note.at) / 1000
            if until < frame.since or since > frame.until or drawn >= MOST_DRAWN:
                continue
            drawn += 1
            x, top = frame.x(since), frame.top + TOP_PX
            if note.until is not None:
                painter.fillRect(QRectF(x, top, max(2.0, frame.x(until) - x), 2.0), ink)
            if since < frame.since:
                continue
            painter.setPen(QPen(faint, 1))
            painter.drawLine(QPointF(x, top), QPointF(x, frame.bottom))
            painter.setPen(QPen(ink, 1))
            painter.setBrush(ink)
            tip = x + FLAG_PX if x + FLAG_PX <= frame.right else x - FLAG_PX  # no flag flies out of the plot
            painter.drawPolygon(
                QPolygonF([QPointF(x, top), QPointF(tip, top + FLAG_PX / 2), QPointF(x, top + FLAG_PX)])
            )
        painter.restore()
