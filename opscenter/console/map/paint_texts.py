"""Numbers and names beside marks: the alarmed and the important first, none over another, and none that jumps."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from opscenter.console.format import format_number
from opscenter.console.map.marks import symbol_size
from opscenter.console.map.paint_ground import breathe
from opscenter.console.map.projection import Floats, View
from opscenter.console.map.request import Request
from opscenter.console.map.sprites import BADGE_PX, Sprites
from opscenter.domain.quality import Quality

_SUSPECT = int(Quality.SUSPECT)
_LABELS = 260
_NUMBER_FROM, _NUMBER_STEP = 12.5, 0.5
_GRID_PX = 4
_FEW = 100
"""So many are quicker taken one by one."""


class Free:
    """Which parts of the picture still have no text or mark, on a coarse grid that lies still on the ground: what
    found room keeps it when the map is pulled."""

    def __init__(self, view: View) -> None:
        origin_x, origin_y = view.place_on_screen(0.0, 0.0)
        self._left, self._top = float(origin_x) % _GRID_PX, float(origin_y) % _GRID_PX
        shape = int(view.height) // _GRID_PX + 3, int(view.width) // _GRID_PX + 3
        self._taken = np.zeros(shape, np.bool_)

    def open_at(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Whether nobody has these points (px, shape (n,)); what is beside the picture nobody may have."""
        column = ((x - self._left + _GRID_PX) // _GRID_PX).astype(np.int64)
        row = ((y - self._top + _GRID_PX) // _GRID_PX).astype(np.int64)
        high, wide = self._taken.shape
        inside = (column >= 0) & (column < wide) & (row >= 0) & (row < high)
        found = np.zeros(len(x), np.bool_)
        found[inside] = ~self._taken[row[inside], column[inside]]
        return found

    def take_discs(self, x: Floats, y: Floats, reach: float) -> None:
        """Take the squares about these points (px, shape (n,)), whoever has them."""
        column = ((x - self._left + _GRID_PX - reach) // _GRID_PX).astype(np.int64)
        row = ((y - self._top + _GRID_PX - reach) // _GRID_PX).astype(np.int64)
        high, wide = self._taken.shape
        if len(x) <= _FEW:
            far = int(2 * reach) // _GRID_PX + 1
            for left, top in zip(column.tolist(), row.tolist(), strict=True):
                self._taken[max(0, top) : max(0, top + far), max(0, left) : max(0, left + far)] = True
            return
        flat = self._taken.reshape(-1)
        for down in range(int(2 * reach) // _GRID_PX + 1):
            for across in range(int(2 * reach) // _GRID_PX + 1):
                inside = (column + across >= 0) & (column + across < wide) & (row + down >= 0) & (row + down < high)
                flat[(row[inside] + down) * wide + column[inside] + across] = True

    def take(self, left: float, top: float, wide: float, high: float, always: bool = False) -> bool:
        """Take a rectangle (px) if nobody has; `always` takes it anyway."""
        left, top = left - self._left + _GRID_PX, top - self._top + _GRID_PX
        x0, y0 = max(0, int(left) // _GRID_PX), max(0, int(top) // _GRID_PX)
        x1, y1 = int(left + wide) // _GRID_PX + 1, int(top + high) // _GRID_PX + 1
        if x1 <= 0 or y1 <= 0:
            return False
        part = self._taken[y0:y1, x0:x1]
        if not part.size or (not always and part.any()):
            return False
        part[...] = True
        return True


def stamp(painter: QPainter, image: QImage, x: float, y: float) -> None:
    """Draw on whole device px, else the picture would be blurred."""
    ratio = image.devicePixelRatio()
    if ratio == 1.0:  # thousands a picture: without a point in between it takes two thirds of the time
        painter.drawImage(round(x), round(y), image)
        return
    painter.drawImage(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio), image)


def shows_number(zoom: float, importance: int) -> bool:
    """Whether kinds of this importance have their headline number written at this zoom."""
    return zoom >= _NUMBER_FROM + importance * _NUMBER_STEP


def shows_name(zoom: float, importance: int) -> bool:
    """Whether kinds of this importance are named at this zoom."""
    return zoom >= 13.2 + importance * 0.45


def paint_texts(
    painter: QPainter, request: Request, sprites: Sprites, free: Free, single: NDArray[np.int64]
) -> frozenset[int]:
    """Headline numbers right of their symbols, names below; tells which rows have a text."""
    points, zoom = request.points, request.view.zoom
    if not len(single):
        return frozenset()
    importance = np.array([look.importance for look in request.looks])[points.kind[single]]
    alarmed = points.priority[single] > 0
    wants = alarmed | (zoom >= _NUMBER_FROM + importance * _NUMBER_STEP)
    if request.names:
        wants |= np.isin(points.row[single], np.fromiter(request.names, np.int64, len(request.names)))
    single, importance = single[wants], importance[wants]
    priority = np.where(points.priority[single] > 0, points.priority[single], 9)
    kept = np.isin(points.row[single], np.fromiter(request.named, np.int64, len(request.named)))
    order = single[np.lexsort((points.row[single], importance, ~kept, priority))]
    xs, ys = request.view.to_screen(points.x[order], points.y[order])
    half = symbol_size(zoom) / 2.0
    kinds = points.kind[order]
    minimum = np.array([look.min_zoom for look in request.looks])[kinds]
    ranks = np.array([look.importance for look in request.looks])[kinds]
    numbered = points.symbol[order] & (zoom >= minimum) & np.isfinite(points.value[order])
    numbered &= (zoom >= _NUMBER_FROM + ranks * _NUMBER_STEP) | (points.priority[order] > 0)
    # Most of a crowd's numbers have no room: what begins on something is not even written out.
    numbered &= free.open_at(xs + half + 5.0, ys) & free.open_at(xs + half + 17.0, ys)
    named = np.isin(points.row[order], np.fromiter(request.names, np.int64, len(request.names)))
    likely = np.flatnonzero(numbered | named)
    written: list[int] = []
    for at, k in enumerate(likely.tolist()):
        index, x, y = int(order[k]), float(xs[k]), float(ys[k])
        row = int(points.row[index])
        name = request.names.get(row, "") if named[k] else ""
        if numbered[k] and _number(painter, request, sprites, free, index, x + half + 1, y):
            written.append(row)
        if name:
            wide, high = sprites.text_size(name, "", request.fonts.small)
            raised = BADGE_PX / 2 if points.priority[index] else -high / 2
            top = y + half + 1 if points.symbol[index] else y + raised
            if free.take(x - wide / 2, top + 3, wide, high - 6):
                image = sprites.text(name, "", request.fonts.small, request.tokens.map_text)
                stamp(painter, image, x - wide / 2, top)
                written.append(row)
        if len(written) >= _LABELS:
            break
        if at % 40 == 39:
            breathe()
    return frozenset(written)


def _number(
    painter: QPainter, request: Request, sprites: Sprites, free: Free, index: int, left: float, y: float
) -> bool:
    points, look = request.points, request.looks[int(request.points.kind[index])]
    live = points.quality[index] <= _SUSPECT and not request.lost
    colour = request.tokens.text if live else request.tokens.muted
    text = format_number(float(points.value[index]) * look.factor, look.decimals)
    wide, high = sprites.text_size(text, look.unit, request.fonts.number)
    if not free.take(left + 3, y - high / 2 + 3, wide - 3, high - 6):
        return False
    stamp(painter, sprites.text(text, look.unit, request.fonts.number, colour), left, y - high / 2)
    return True
