"""What the graphics card draws of a picture: all lines of the city, and the symbols that stand by themselves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from opscenter.console.map.projection import Floats, View
from opscenter.console.theme.tokens import Tokens

HIDDEN, FAINT, PLAIN, SILENT, OFF, FIRST_LEVEL = range(6)
"""Looks of a line. From FIRST_LEVEL on two for each ramp level: certain (solid), doubtful (dashed)."""
LOST, CLOSED, OFF_INSIDE, LOST_INSIDE, CLOSED_EDGE, CLOSED_BARS = range(FIRST_LEVEL + 12, FIRST_LEVEL + 18)
"""The last four are no looks of their own, but what is drawn over OFF, LOST and CLOSED."""
LOOKS = 24
"""Places for looks in the uniform block; see `map_line.vert`."""


@dataclass(slots=True, frozen=True)
class LineState:
    """Every segment of the city, the least important first.

    `segment` (n, 4) world float64, `rank` (n,) importance 1..9, and `lane` (n, 2), side of its direction on which it is
    drawn and world gap to the other direction, change with `version` only; `style` (n, 4) uint8 is look, rank, whether
    selected, flow in thirds.
    """

    version: int
    segment: Floats
    rank: NDArray[np.uint8]
    lane: NDArray[np.float32]
    style: NDArray[np.uint8]


@dataclass(slots=True, frozen=True)
class Piece:
    """A small picture in the atlas, with its place there in device px."""

    left: int
    top: int
    image: QImage


@dataclass(slots=True, frozen=True)
class Stamps:
    """Small pictures at places, later ones over earlier ones.

    `place` (n, 2) world float64; `offset` (n, 2) px from there to the middle; `piece` (n, 4) left, top, width, height
    in the atlas, device px. `pieces` are all of the atlas so far; another `atlas` starts from nothing.
    """

    place: Floats
    offset: NDArray[np.float32]
    piece: NDArray[np.float32]
    pieces: tuple[Piece, ...]
    atlas: int
    side: int
    ratio: float


@dataclass(slots=True, frozen=True)
class Drawn:
    """The graphics card's share of the picture of `view` (margin included), in the colours of `tokens`."""

    lines: LineState
    stamps: Stamps
    tokens: Tokens
    view: View
