"""The names of a view as a few transparent pictures; where nothing is written there is no picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import Viewport

_PIECE_PX = 256


@dataclass(slots=True)
class LabelSheet:
    """Names written for `view`; each piece is its left, top (logical px of that view) and picture at `ratio`.

    `boxes`: float64 (n, 4), what each name covers: middle x, y and half width, height, logical px of `view`.
    """

    view: Viewport
    ratio: float
    pieces: list[tuple[float, float, QImage]]
    boxes: NDArray[np.float64]


def render_labels(names: LabelPass, stores: Sequence[TileStore], view: Viewport, ratio: float) -> LabelSheet:
    """Write the names of a view and cut away the empty space."""
    width, height = math.ceil(view.width * ratio), math.ceil(view.height * ratio)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    brush = QPainter(image)
    placed = names.paint(brush, stores, view, ratio)
    brush.end()
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(height, image.bytesPerLine() // 4)
    pieces = []
    for top in range(0, height, _PIECE_PX):
        for left in range(0, width, _PIECE_PX):
            if pixels[top : top + _PIECE_PX, left : left + _PIECE_PX].any():
                area = QRect(left, top, min(_PIECE_PX, width - left), min(_PIECE_PX, height - top))
                pieces.append((left / ratio, top / ratio, image.copy(area)))
    return LabelSheet(view, ratio, pieces, names.boxes(placed))
