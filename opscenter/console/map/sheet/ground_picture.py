"""The basemap under any camera as one picture, for paper. Runs in a worker thread."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map.basemap.label_sheet import LabelSheet, render_labels
from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.rendering import render_tile
from opscenter.console.map.basemap.source import RemoteSource, open_source
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import TILE_PX, Viewport, tile_zoom
from opscenter.console.map.perspective import as_transform, homography
from opscenter.console.map.projection import View, place_of
from opscenter.console.theme.tokens import Tokens

_MOST_TILE_PX = 2_048

_ROUNDS = 3
_PATIENCE_S = 15.0


class CancelledError(Exception):
    """Whoever asked does not want it any more."""


def paint_ground(
    image: QImage,
    view: View,
    ratio: float,
    grounds: Sequence[str],
    tokens: Tokens,
    language: str,
    progress: Callable[[float], None],
) -> LabelSheet | None:
    """Paint basemaps, the lowest first, onto `image` (view size times ratio); returns the names to be written on top.

    `progress(share)` is told 0..1 and may raise CancelledError. Raises BasemapError for a file that cannot be read.
    """
    with ExitStack() as opened:
        stores = []
        for reference in grounds:
            source = open_source(reference)
            opened.callback(source.close)
            stores.append(TileStore(source))
        _paint_tiles(image, view, ratio, stores, tokens, progress)
        names = render_labels(LabelPass(tokens, language), stores, _viewport(view), ratio)
    return names if names.pieces else None


def _tile(stores: Sequence[TileStore], tokens: Tokens, at: tuple[int, int, int], side: int) -> QImage:
    """One tile, with what servers have of it within reasonable time."""
    for _ in range(_ROUNDS):
        for store in stores:
            store.begin(side / TILE_PX)
        picture = render_tile(stores, tokens, *at, side, side / TILE_PX)
        late = [store.source for store in stores if store.waiting and isinstance(store.source, RemoteSource)]
        if not late:
            break
        for source in late:
            source.wait(_PATIENCE_S)
    return picture


def _viewport(view: View) -> Viewport:
    return Viewport(*place_of(view.x, view.y), view.zoom, view.bearing, view.width, view.height, view.tilt, view.lens)


def _paint_tiles(
    image: QImage,
    view: View,
    ratio: float,
    stores: Sequence[TileStore],
    tokens: Tokens,
    progress: Callable[[float], None],
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
        tile = _tile(stores, tokens, (z, column & ((1 << z) - 1), row), side)
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
