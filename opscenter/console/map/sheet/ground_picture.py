"""The basemap under any camera as one picture, for paper. Runs in a worker thread."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map.basemap.label_sheet import LabelSheet, render_labels
from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.rendering import render_tile
from opscenter.console.map.basemap.source import open_source
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import TILE_PX, Viewport, tile_zoom
from opscenter.console.map.perspective import as_transform, homography
from opscenter.console.map.projection import View, place_of
from opscenter.console.theme.tokens import Tokens

_MOST_TILE_PX = 2_048


class CancelledError(Exception):
    """Whoever asked does not want it any more."""


def paint_ground(
    image: QImage,
    view: View,
    ratio: float,
    grounds: Sequence[Path],
    tokens: Tokens,
    language: str,
    progress: Callable[[float], None],
) -> LabelSheet | None:
    """Paint basemaps, the lowest first, onto `image` (view size times ratio); returns the names to be written on top.

    `progress(share)` is told 0..1 and may raise CancelledError. Raises BasemapError for a file that cannot be read.
    """
    names: LabelSheet | None = None
    with ExitStack() as opened:
        for number, path in enumerate(grounds):
            source = open_source(path)
            opened.callback(source.close)
            store = TileStore(source)
            _paint_tiles(image, view, ratio, store, tokens, partial(_part_of, progress, number, len(grounds)))
            if names is None:
                names = render_labels(LabelPass(tokens, language), store, _viewport(view), ratio)
                names = names if names.pieces else None
    return names


def _part_of(progress: Callable[[float], None], number: int, count: int, share: float) -> None:
    progress((number + share) / count)


def _viewport(view: View) -> Viewport:
    return Viewport(*place_of(view.x, view.y), view.zoom, view.bearing, view.width, view.height, view.tilt, view.lens)


def _paint_tiles(
    image: QImage, view: View, ratio: float, store: TileStore, tokens: Tokens, progress: Callable[[float], None]
) -> None:
    z = tile_zoom(view.zoom)
    flat = replace(view, bearing=0.0, tilt=0.0, eye=view.lens)
    square = view.scale / (1 << z)  # logical px a tile
    side = min(_MOST_TILE_PX, round(square * ratio))
    turned = bool(view.bearing or view.tilt)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(ratio, ratio)
    if view.sky:
        painter.setClipRect(QRectF(0.0, view.sky, view.width, view.height - view.sky))
    if turned:
        painter.setTransform(as_transform(homography(flat, view)), True)
    tiles = _viewport(view).tiles(z)
    for at, (_, column, row) in enumerate(tiles):
        progress(at / len(tiles))
        tile = render_tile(store, tokens, z, column & ((1 << z) - 1), row, side, side / TILE_PX)
        left, top = (edge * square - middle * view.scale for edge, middle in ((column, view.x), (row, view.y)))
        place = QRectF(left + view.width / 2, top + view.height / 2, square, square)
        if turned:
            place.adjust(-0.4, -0.4, 0.4, 0.4)  # smoothed edges overlap, or they would be seen
        else:
            # Both edges on whole dots: neighbours share them.
            place = QRectF(_whole(place.topLeft(), ratio), _whole(place.bottomRight(), ratio))
        painter.drawImage(place, tile, QRectF(0, 0, tile.width(), tile.height()))
    painter.end()


def _whole(point: QPointF, ratio: float) -> QPointF:
    return QPointF(round(point.x() * ratio) / ratio, round(point.y() * ratio) / ratio)
