"""The basemap's names in the bulk picture: above roads and areas, so that they can be read, and under every symbol."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.request import Request

_OLD = 1.2
"""Zoom steps after which names written for another view would only confuse."""
_FADED = 0.5
_AIR = 1.0


class PlaceNames:
    """What the names of a picture cover: `boxes` float64 (n, 4), middle x, y and half width, height in logical px."""

    def __init__(self, boxes: NDArray[np.float64] | None = None) -> None:
        self.boxes = boxes if boxes is not None else np.zeros((0, 4))

    def meet(self, x: float, y: float, half: float) -> bool:
        """Whether a disc's square touches a name."""
        boxes = self.boxes
        near = (np.abs(boxes[:, 0] - x) < boxes[:, 2] + half) & (np.abs(boxes[:, 1] - y) < boxes[:, 3] + half)
        return bool(near.any())

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
    centre_x, centre_y = sheet.view.centre
    x, y = (float(value) for value in view.to_screen(np.float64(centre_x), np.float64(centre_y)))  # type: ignore[arg-type]
    scale, turn = 2.0 ** (view.zoom - sheet.view.zoom), sheet.view.bearing - view.bearing
    still = scale == 1.0 and turn == 0.0
    left, top = x - sheet.view.width * scale / 2.0, y - sheet.view.height * scale / 2.0
    painter.save()
    if request.lost:
        painter.setOpacity(_FADED)
    if still:
        left, top = round(left * request.ratio) / request.ratio, round(top * request.ratio) / request.ratio
        painter.translate(left, top)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(x, y)
        painter.rotate(turn)
        painter.scale(scale, scale)
        painter.translate(-sheet.view.width / 2.0, -sheet.view.height / 2.0)
    for at, (piece_x, piece_y, image) in enumerate(sheet.pieces):
        size = QRectF(piece_x, piece_y, image.width() / sheet.ratio, image.height() / sheet.ratio)
        painter.drawImage(size, image, QRectF(QPointF(0, 0), image.size().toSizeF()))
        if at % 8 == 7:
            breathe()
    painter.restore()
    if not len(sheet.boxes):
        return PlaceNames()
    boxes = sheet.boxes * scale
    if turn:
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        from_x, from_y = boxes[:, 0] - sheet.view.width * scale / 2, boxes[:, 1] - sheet.view.height * scale / 2
        wide, high = boxes[:, 2].copy(), boxes[:, 3].copy()
        boxes[:, 0], boxes[:, 1] = x + from_x * cos - from_y * sin, y + from_x * sin + from_y * cos
        boxes[:, 2], boxes[:, 3] = wide * abs(cos) + high * abs(sin), wide * abs(sin) + high * abs(cos)
    else:
        boxes[:, 0] += left
        boxes[:, 1] += top
    return PlaceNames(boxes)
