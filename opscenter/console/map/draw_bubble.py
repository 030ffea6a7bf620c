"""A cluster's bubble: how many there are, and a thin ring of what they are; all well is a plain ring."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from opscenter.console.map.mixture import SILENT, STEPS, UNUSUAL, Mixture
from opscenter.console.theme.contrast import blend
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.alarm import Priority

_RING_PX = 2.6
_AIR_DEGREES = 7.0
_FIRST_DEGREES = 230.0
"""Where a ring begins, counter-clockwise from the right: at the lower left, away from the alarm mark."""


def draw_bubble(painter: QPainter, disc: QRectF, text: str, mixture: Mixture, tokens: Tokens) -> None:
    """Paint into `disc` (logical px), its ring included."""
    halo = QColor(tokens.map_halo)
    halo.setAlpha(170 if mixture else 110)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(halo)
    painter.drawEllipse(disc.adjusted(-1.5, -1.5, 1.5, 1.5))
    fill = QColor(tokens.raised if mixture else blend(tokens.raised, tokens.land, 0.75))
    painter.setBrush(QBrush(fill))
    painter.drawEllipse(disc)
    ring = disc.adjusted(_RING_PX / 2, _RING_PX / 2, -_RING_PX / 2, -_RING_PX / 2)
    well = QColor(blend(tokens.muted, tokens.raised, 0.42))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rest = STEPS - sum(steps for _, steps in mixture)
    if not mixture:
        painter.setPen(QPen(QColor(blend(tokens.muted, tokens.raised, 0.3)), 1.0))
        painter.drawEllipse(ring)
    else:
        at = 0
        for part, steps in (*mixture, ("", rest)):
            if steps:
                _arc(painter, ring, at, steps, part, well, tokens)
            at += steps
    # A crowd that is well stays in the background; one that is not comes forward.
    painter.setPen(QColor(tokens.text if mixture else tokens.map_text))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)


def _arc(painter: QPainter, ring: QRectF, at: int, steps: int, part: str, well: QColor, tokens: Tokens) -> None:
    """One part, clockwise; silent ones are dotted, so that they are not told by their shade alone."""
    each = 360.0 / STEPS
    air = 0.0 if steps == STEPS else _AIR_DEGREES
    start, span = _FIRST_DEGREES - at * each - air / 2.0, steps * each - air
    if part.isdigit():
        pen = QPen(QColor(tokens.priority(Priority(int(part)))), _RING_PX + 0.6)
    elif part == UNUSUAL:
        pen = QPen(QColor(tokens.text), _RING_PX)
    elif part == SILENT:
        pen = QPen(QColor(tokens.muted), _RING_PX)
        pen.setDashPattern([0.5, 0.9])
    else:
        pen = QPen(well, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(ring, round(start * 16), round(-span * 16))
