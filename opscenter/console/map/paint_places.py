"""The basemap's names in the bulk picture: above roads and areas, so that they can be read, and under every symbol."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.perspective import as_transform, homography, is_shift
from opscenter.console.map.projection import Floats
from opscenter.console.map.request import Request

_OLD = 1.2
"""Zoom steps after which names written for another view would only confuse."""
_FADED = 0.5
_AIR = 1.0
_AT_ONCE = 64


class PlaceNames:
    """What the names of a picture cover: `boxes` float64 (n, 4), middle x, y and half width, height in logical px."""

    def __init__(self, boxes: NDArray[np.float64] | None = None) -> None:
        self.boxes = boxes if boxes is not None else np.zeros((0, 4))

    def meet(self, x: float, y: float, half: float) -> bool:
        """Whether a disc's square touches a name."""
        boxes = self.boxes
        near = (np.abs(boxes[:, 0] - x) < boxes[:, 2] + half) & (np.abs(boxes[:, 1] - y) < boxes[:, 3] + half)
        return bool(near.any())

    def meet_any(self, x: Floats, y: Floats, half: Floats) -> NDArray[np.bool_]:
        """Whether the square of each disc (n,) touches a name."""
        found = np.zeros(len(x), np.bool_)
        for start in range(0, len(x), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            wide = half[part, None] + self.boxes[None, :, 2]
            high = half[part, None] + self.boxes[None, :, 3]
            near = np.abs(x[part, None] - self.boxes[None, :, 0]) < wide
            near &= np.abs(y[part, None] - self.boxes[None, :, 1]) < high
            found[part] = near.any(axis=1)
        return found

    def beside(self, x: float, y: float, half: float, reach: float) -> tuple[float, float]:
        """A place for a disc (its `half` width) that hides no name: straight up or down, else aside, at most `reach`
        px away; where there is none, the place it had."""
        boxes = self.boxes
        dx, dy = np.abs(boxes[:, 0] - x), np.abs(boxes[:, 1] - y)
        met = np.flatnonzero((dx < boxes[:, 2] + half) & (dy < boxes[:, 3] + half))
        if not len(met):
            return x, y
        found: list[tuple[float, float, float]] = []
        for box_x, box_y, wide, high in boxes[met].tolist():
            for side in (-1, 1):
                up, aside = box_y + side * (high + half + _AIR), box_x + side * (wide + half + _AIR)
                found += [(abs(up - y), x, up), (abs(aside - x), aside, y)]
        for away, to_x, to_y in sorted(found):
            if away <= reach and not self.meet(to_x, to_y, half):
                return to_x, to_y
        return x, y


def paint_places(painter: QPainter, request: Request) -> PlaceNames:
    """Lay the basemap's names over what is painted so far; says what they cover."""
    sheet, view = request.places, request.view
    if sheet is None or not sheet.pieces or abs(sheet.view.zoom - view.zoom) > _OLD:
        return PlaceNames()
    carry = homography(sheet.view.view, view)
    still = is_shift(carry)
    painter.save()
    if request.lost:
        painter.setOpacity(_FADED)
    if still:
        carry[:2, 2] = np.round(carry[:2, 2] * request.ratio) / request.ratio
        painter.translate(float(carry[0, 2]), float(carry[1, 2]))
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(as_transform(carry), True)
    for at, (piece_x, piece_y, image) in enumerate(sheet.pieces):
        size = QRectF(piece_x, piece_y, image.width() / sheet.ratio, image.height() / sheet.ratio)
        painter.drawImage(size, image, QRectF(QPointF(0, 0), image.size().toSizeF()))
        if at % 8 == 7:
            breathe()
    painter.restore()
    if not len(sheet.boxes):
        return PlaceNames()
    return PlaceNames(_carried(sheet.boxes, carry))


def _carried(boxes: NDArray[np.float64], carry: NDArray[np.float64]) -> NDArray[np.float64]:
    """Boxes under a homography: the upright boxes around what becomes of them."""
    corners = []
    for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = boxes[:, 0] + i * boxes[:, 2], boxes[:, 1] + j * boxes[:, 3]
        px, py, away = carry @ np.stack((x, y, np.ones(len(boxes))))
        corners.append(np.stack((px / away, py / away)))
    found = np.array(corners)
    low, high = found.min(axis=0), found.max(axis=0)
    return np.column_stack(
        ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (high[0] - low[0]) / 2, (high[1] - low[1]) / 2)
    )
