"""Pictures of single vehicles, painted as the bulk layer paints a symbol: what is live looks like what stands still."""

from collections import OrderedDict
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map.motion.vehicle_item import Sprite
from opscenter.console.map.paint_marks import look_steps, paint_marks, shows_name, shows_number
from opscenter.console.map.paint_selected import paint_selected
from opscenter.console.map.painting import in_force, sprites_for
from opscenter.console.map.projection import View
from opscenter.console.map.request import PointsInView, Request
from opscenter.console.map.sprites import Sprites
from opscenter.console.theme.tokens import Tokens

ROOM = 3_000
_DIRECTIONS = 24
_BARE_PX = (72.0, 72.0)
_NAMED_PX = (340.0, 96.0)
_PLACES = ("row", "x", "y")


def some_points(points: PointsInView, chosen: NDArray[np.int64] | NDArray[np.bool_]) -> PointsInView:
    """A part of some points, every column alike."""
    return replace(points, **{name: column[chosen] for name, column in _columns(points).items()})


def _columns(points: PointsInView) -> dict[str, NDArray[Any]]:
    columns = {field.name: getattr(points, field.name) for field in fields(points)}
    return {name: column for name, column in columns.items() if column is not None}


class SmallPictures:
    """The small pictures that a layer is put together of, in the setting of the latest request. For one thread."""

    def __init__(self) -> None:
        self._sprites: Sprites | None = None
        self._setting: tuple[Tokens, float, str] | None = None

    def of(self, request: Request) -> Sprites:
        """Those of a request's theme and ratio, in the colours of its link."""
        request = in_force(request)
        setting = (request.tokens, request.ratio, request.fonts.count.toString())
        if setting != self._setting or self._sprites is None:
            self._setting, self._sprites = setting, sprites_for(request)
        return self._sprites


class VehiclePictures:
    """Sprites by how a vehicle looks; the least used are forgotten. Made by the painting thread (`of`); the UI thread
    only takes what there is (`at_hand`)."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], Sprite] = OrderedDict()
        self._small = SmallPictures()
        self._made_of: Sprites | None = None

    def of(self, request: Request, points: PointsInView) -> list[Sprite]:
        """A sprite of each of `points`, with the looks, names and colours of `request`."""
        sprites = self._small.of(request)
        if sprites is not self._made_of:
            self._kept.clear()
            self._made_of = sprites
        ready = in_force(request)
        found = []
        for at, key in enumerate(self._keys(request, points)):
            sprite = self._kept.get(key)
            if sprite is None:
                sprite = self._kept[key] = self._paint(ready, points, at, sprites)
                if len(self._kept) > ROOM:
                    self._kept.popitem(last=False)
            else:
                self._kept.move_to_end(key)
            found.append(sprite)
        return found

    def at_hand(self, request: Request, points: PointsInView) -> list[Sprite] | None:
        """The same, if all of them have been made before."""
        found = [self._kept.get(key) for key in self._keys(request, points)]
        sprites = [sprite for sprite in found if sprite is not None]
        return sprites if len(sprites) == len(found) else None

    def _keys(self, request: Request, points: PointsInView) -> list[tuple[Any, ...]]:
        zoom = request.view.zoom
        setting = (request.tokens.name, request.ratio, request.lost, *look_steps(zoom))
        names = [request.names.get(row, "") for row in points.row.tolist()]
        columns = [column.tolist() for column in self._looks(request, points, zoom)]
        return [(*setting, *look) for look in zip(names, *columns, strict=True)]

    @staticmethod
    def _looks(request: Request, points: PointsInView, zoom: float) -> list[NDArray[Any]]:
        """Every column that is seen, as far as it is seen: headings by step, numbers as they are written."""
        columns = {name: column for name, column in _columns(points).items() if name not in _PLACES}
        heading = columns["heading"].astype(np.float64) - request.view.bearing
        step = np.round(heading / 360.0 * _DIRECTIONS) % _DIRECTIONS
        columns["heading"] = np.where(np.isfinite(step), step, -1.0)
        looks = request.looks
        written = np.array([shows_number(zoom, look.importance) for look in looks] or [False])[points.kind]
        named = np.array([shows_name(zoom, look.importance) for look in looks] or [False])[points.kind]
        factor = np.array([look.factor for look in looks] or [1.0])[points.kind]
        tenfold = 10.0 ** np.array([look.decimals for look in looks] or [0])[points.kind]
        value = np.where(written | (points.priority > 0), np.round(points.value * factor * tenfold), 0.0)
        columns["value"] = np.where(np.isfinite(value), value, 1e300)
        columns["written"], columns["named"] = written, named
        chosen = np.isin(points.row, np.fromiter(request.selected, np.int64, len(request.selected)))
        return [*columns.values(), chosen]

    @staticmethod
    def _paint(request: Request, points: PointsInView, at: int, sprites: Sprites) -> Sprite:
        zoom = request.view.zoom
        one = some_points(points, np.array([at]))
        row, kind = int(one.row[0]), request.looks[int(one.kind[0])]
        name = request.names.get(row, "") if shows_name(zoom, kind.importance) or one.priority[0] else ""
        texts = bool(name) or shows_number(zoom, kind.importance) or bool(one.priority[0])
        wide, high = _NAMED_PX if texts else _BARE_PX
        bearing = request.view.bearing
        view = View(float(one.x[0]), float(one.y[0]), zoom, bearing, wide, high)
        names = {row: name} if name else {}
        mine = replace(request, view=view, points=one, names=names, places=None, fan=None)
        ratio = request.ratio
        image = QImage(round(wide * ratio), round(high * ratio), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        marks = paint_marks(painter, mine, sprites)
        paint_selected(painter, mine, marks)
        painter.end()
        return _trimmed(image, wide / 2.0, high / 2.0)


def _trimmed(image: QImage, x: float, y: float) -> Sprite:
    """Without the empty edges: nothing is blended where there is nothing."""
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    used = pixels[:, : image.width()] != 0
    down, across = np.flatnonzero(used.any(axis=1)), np.flatnonzero(used.any(axis=0))
    if not len(down):
        return Sprite(image.copy(0, 0, 1, 1), 0.0, 0.0)
    top, left = int(down[0]), int(across[0])
    part = image.copy(left, top, int(across[-1]) + 1 - left, int(down[-1]) + 1 - top)
    ratio = image.devicePixelRatio()
    part.setDevicePixelRatio(ratio)
    return Sprite(part, x - left / ratio, y - top / ratio)
