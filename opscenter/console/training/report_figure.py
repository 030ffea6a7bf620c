"""The course of an exercise as a figure on paper, and what its signs mean."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from opscenter.console.report.document import Picture
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import LIGHT
from opscenter.console.training.axis import Shown
from opscenter.console.training.course_painting import AXIS_PX, Painted, paint_course, rows_of
from opscenter.console.training.lanes import Lane, legend
from opscenter.console.training.signs import draw_sign

PAPER = replace(LIGHT, ground="#FFFFFF", panel="#FFFFFF", raised="#FFFFFF")
_TEXT_PT = 503.0
"""Width of a page's text, in points, which the heights of figures are reckoned for."""
_SCALE = 0.62
"""Points a px of the screen."""
_FONT_PX = 10.5
_LEGEND_LINE = 16.0
_EXACT = 20.0
"""Measured so many times as large: a font has whole px."""


def course_picture(
    lanes: Sequence[Lane], since: int, until: int, zone: str | None, language: str, caption: str, told: str
) -> Picture:
    """The rows from `since` to `until`, as wide as the text; `zone` None: times since the beginning."""
    shown = Shown(since, max(until, since + 1))

    def laid(width: float, scale: float) -> tuple[list[Painted], float, QFont]:
        """The rows in a figure so wide, the room of their names, and the font of all of it."""
        face = font("small", language=language)
        face.setPixelSize(max(1, round(_FONT_PX * scale)))
        metrics = QFontMetricsF(face)
        widest = max((metrics.horizontalAdvance(f"{one.name}  {one.told}") for one in lanes), default=0.0)
        names = min(width * 0.3, max(84 * scale, widest + 20 * scale))
        return rows_of(lanes, shown, max(1.0, width - names - 12 * scale), scale), names, face

    def paint(painter: QPainter, rect: QRectF, unit: float) -> None:
        scale = _SCALE * unit
        rows, names, face = laid(rect.width(), scale)
        painter.save()
        painter.setFont(face)
        paint_course(
            painter, rect, rows, PAPER, shown=shown, zone=zone, now=0, names=names, scale=scale, ground="#FFFFFF"
        )
        painter.restore()

    rows = laid(_TEXT_PT * _EXACT, _SCALE * _EXACT)[0]
    high = (rows[-1].bottom if rows else 0.0) + AXIS_PX * _SCALE * _EXACT
    return Picture(paint, max(0.06, high / (_TEXT_PT * _EXACT)), caption, told)


def legend_picture(language: str) -> Picture:
    """The signs and their names, in as many lines as they need."""
    entries = legend()

    def places(width: float, scale: float, metrics: QFontMetricsF) -> list[tuple[float, int]]:
        found: list[tuple[float, int]] = []
        x, line = 0.0, 0
        for _sign, name in entries:
            wide = 15 * scale + metrics.horizontalAdvance(name)
            if x and x + wide > width:
                x, line = 0.0, line + 1
            found.append((x, line))
            x += wide + 12 * scale
        return found

    def face(scale: float) -> QFontMetricsF:
        made = font("small", language=language)
        made.setPixelSize(max(1, round(_FONT_PX * scale)))
        return QFontMetricsF(made)

    lines = places(_TEXT_PT * _EXACT, _SCALE * _EXACT, face(_SCALE * _EXACT))[-1][1] + 1

    def paint(painter: QPainter, rect: QRectF, unit: float) -> None:
        scale = _SCALE * unit
        painter.save()
        made = font("small", language=language)
        made.setPixelSize(max(1, round(_FONT_PX * scale)))
        painter.setFont(made)
        metrics = QFontMetricsF(made)
        high = _LEGEND_LINE * scale
        for (sign, name), (x, line) in zip(entries, places(rect.width(), scale, metrics), strict=True):
            top = rect.top() + line * high
            box = QRectF(rect.left() + x, top + (high - 10 * scale) / 2, 10 * scale, 10 * scale)
            draw_sign(painter, box, sign, PAPER, ground="#FFFFFF")
            painter.setPen(QColor(PAPER.muted))
            words = QRectF(box.right() + 4 * scale, top, metrics.horizontalAdvance(name) + 4 * scale, high)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    names = ", ".join(name for _sign, name in entries)
    return Picture(paint, (lines + 0.4) * _LEGEND_LINE * _SCALE / _TEXT_PT, "", names)
