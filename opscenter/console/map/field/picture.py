"""A field as a picture: a coarse grid in the field's colours, drawn large and smooth beneath the roads."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QPainter

from opscenter.console.map.field.interpolate import Grid
from opscenter.console.map.perspective import as_transform, homography
from opscenter.console.map.projection import TILE_PX, View
from opscenter.console.map.request import Request

ALPHA = 0.62
_STEPS = 256


@dataclass(slots=True, frozen=True)
class FieldPicture:
    """A grid and the values its ramp spans. `paint` is for any thread."""

    grid: Grid
    low: float
    high: float

    def paint(self, painter: QPainter, request: Request) -> None:
        """Paint it where it lies under the request's camera, in the colours of its theme."""
        image = coloured(self.grid, self.low, self.high, request.tokens.field)
        left, top, right, bottom = self.grid.bounds
        rows, columns = self.grid.value.shape
        zoom = math.log2(columns / ((right - left) * TILE_PX))
        own = View((left + right) / 2.0, (top + bottom) / 2.0, zoom, 0.0, float(columns), float(rows))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(as_transform(homography(own, request.view)), True)
        painter.drawImage(0, 0, image)


def coloured(grid: Grid, low: float, high: float, ramp: tuple[str, ...]) -> QImage:
    """The grid as a picture, one px a cell; transparent where it is not known."""
    table = ramp_table(ramp)
    with np.errstate(invalid="ignore"):
        share = np.nan_to_num(np.clip((grid.value - low) / max(high - low, 1e-12), 0.0, 1.0))
    colour = table[np.round(share * (_STEPS - 1)).astype(np.int64)]
    alpha = np.where(np.isfinite(grid.value), grid.known, 0.0)[..., None] * ALPHA
    pixels = np.concatenate((colour * alpha, alpha * 255.0), axis=2)  # premultiplied
    rows, columns = grid.value.shape
    content = np.ascontiguousarray(np.round(pixels).astype(np.uint8))
    image = QImage(content.tobytes(), columns, rows, columns * 4, QImage.Format.Format_RGBA8888_Premultiplied)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def ramp_table(ramp: tuple[str, ...]) -> NDArray[np.float64]:
    """(256, 3) colours 0..255 along a ramp."""
    colours = [QColor(colour) for colour in ramp]
    stops = np.array([(colour.red(), colour.green(), colour.blue()) for colour in colours], np.float64)
    at = np.linspace(0.0, len(ramp) - 1.0, _STEPS)
    return np.column_stack([np.interp(at, np.arange(len(ramp)), stops[:, part]) for part in range(3)])
