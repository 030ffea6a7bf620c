"""Alarm counts as shapes with numbers, the same in every tile of the overview."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from opscenter.console.overview.figures import Tally
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import Tokens


@dataclass(slots=True, frozen=True)
class CountsLook:
    """How large counts are drawn. `normal` and `bold` are of the same size; the rest is px."""

    normal: QFont
    bold: QFont
    shape: int
    gap: int  # between one count and the next


def counts_looks(language: str) -> tuple[CountsLook, CountsLook]:
    """(usual, small): the small one leaves a name beside the counts more room."""
    usual = CountsLook(font("normal", language=language), font("normal", bold=True, language=language), 11, 7)
    small = CountsLook(font("small", language=language), font("small", bold=True, language=language), 9, 4)
    return usual, small


def counts_width(tally: Tally, look: CountsLook) -> int:
    """Px that the counts take; 0 without alarms."""
    metrics = QFontMetrics(look.bold)
    return sum(metrics.horizontalAdvance(str(count)) + look.shape + 3 + look.gap for count in tally.alarms.values())


def best_look(tally: Tally, looks: tuple[CountsLook, ...], room: int) -> CountsLook | None:
    """The first look in which the counts fit into `room` px; None if none does, and a line of their own is needed."""
    return next((look for look in looks if counts_width(tally, look) <= room), None)


def paint_counts(painter: QPainter, tally: Tally, right: int, top: int, tokens: Tokens, look: CountsLook) -> int:
    """Shapes with numbers from `right` leftwards, 20 px high; returns the x where they begin. Bold: some wait."""
    metrics = QFontMetrics(look.bold)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for priority in sorted(tally.alarms, reverse=True):
        text = str(tally.alarms[priority])
        width = metrics.horizontalAdvance(text)
        waits = tally.unacknowledged.get(priority, 0) > 0
        painter.setFont(look.bold if waits else look.normal)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(right - width, top, width, 20), flags | Qt.TextFlag.TextDontClip, text)
        shape = QRectF(right - width - look.shape - 3, top + (20 - look.shape) / 2, look.shape, look.shape)
        draw_priority(painter, shape, priority, tokens, not waits, False)
        right -= width + look.shape + 3 + look.gap
    return right
