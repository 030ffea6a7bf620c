"""Colours and widths of lines as the shader wants them: the same rules as `paint_lines`."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from opscenter.console.map.colours import LEVELS, plain_line, ramp_colour
from opscenter.console.map.gpu.parts import (
    CLOSED,
    CLOSED_BARS,
    CLOSED_EDGE,
    FAINT,
    FIRST_LEVEL,
    HIDDEN,
    LOOKS,
    LOST,
    LOST_INSIDE,
    OFF,
    OFF_INSIDE,
    PLAIN,
    SILENT,
)
from opscenter.console.map.paint_lines import WIDER, line_width
from opscenter.console.theme.tokens import Tokens

SELECTED_WIDER = 5.0
_FAINT_ALPHA = 70
_RANKS = 12
_SOLID, _DOTS, _DASHES, _BARS = (
    0.0,
    1.0 + 200.0,
    4.0 + 200.0,
    2.0 + 200.0,
)  # a dash + 100 * a gap, in widths: Qt's patterns


@lru_cache(maxsize=8)
def line_palette(tokens: Tokens) -> NDArray[np.float32]:
    """(2, LOOKS, 4): premultiplied colours, and rules of width and dash, by look. HIDDEN's place is the selection's."""
    table = np.zeros((2, LOOKS, 4), np.float32)
    muted = QColor(tokens.muted)
    faint = QColor(tokens.muted)
    faint.setAlpha(_FAINT_ALPHA)
    table[:, HIDDEN] = _colour(QColor(tokens.accent)), (1.0, SELECTED_WIDER, 0.0, _SOLID)
    table[:, FAINT] = _colour(faint), (0.0, 1.0, 0.0, _SOLID)
    table[:, PLAIN] = _colour(QColor(plain_line(tokens))), (0.6, 0.0, 1.0, _SOLID)
    table[:, SILENT] = _colour(muted), (0.6, 0.0, 1.0, _DOTS)
    ink, ground = _colour(QColor(tokens.text)), _colour(QColor(tokens.map_halo))
    table[:, OFF] = _colour(muted), (0.6, 2.0, 3.0, _SOLID)
    table[:, OFF_INSIDE] = ground, (0.6, -0.4, 1.0, _SOLID)
    table[:, LOST] = ink, (1.0, 3.0, 0.0, _SOLID)
    table[:, LOST_INSIDE] = ground, (1.0, 0.6, 1.0, _SOLID)
    table[:, CLOSED] = ground, (1.0, 5.0, 0.0, _SOLID)
    table[:, CLOSED_EDGE] = ink, (1.0, 2.0, 0.0, _SOLID)
    table[:, CLOSED_BARS] = ground, (1.0, 0.0, 1.0, _BARS)
    for level in range(LEVELS):
        colour = _colour(QColor(ramp_colour(tokens, level)))
        for doubtful, style in ((0, _SOLID), (1, _DASHES)):
            table[:, FIRST_LEVEL + 2 * level + doubtful] = colour, (1.0, WIDER[level], 0.0, style)
    return table


def line_widths(zoom: float) -> NDArray[np.float32]:
    """(12,): width in px by importance at a zoom; places without a rank are 0."""
    widths = np.zeros(_RANKS, np.float32)
    for rank in range(1, 10):
        widths[rank] = line_width(zoom, rank)
    return widths


def _colour(colour: QColor) -> tuple[float, float, float, float]:
    alpha = colour.alphaF()
    return colour.redF() * alpha, colour.greenF() * alpha, colour.blueF() * alpha, alpha
