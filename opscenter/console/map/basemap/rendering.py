"""Tiles and whole views as pictures. Runs in any thread that owns its TileStore."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map.basemap.labels import LabelPass
from opscenter.console.map.basemap.painter import TilePainter
from opscenter.console.map.basemap.source import TileSource
from opscenter.console.map.basemap.style import palette_of
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import TILE_PX, Viewport, tile_zoom
from opscenter.console.theme.tokens import Tokens

_FORMAT = QImage.Format.Format_RGB32


def render_tile(
    stores: TileStore | Sequence[TileStore],
    tokens: Tokens,
    z: int,
    x: int,
    y: int,
    side: float,
    ratio: float,
) -> QImage:
    """One tile without text, `side` device px wide (a broken px is filled with what lies beyond the tile's edge)."""
    stores = [stores] if isinstance(stores, TileStore) else stores
    px = math.ceil(side - 1e-6)
    image = QImage(px, px, _FORMAT)
    painter = TilePainter(palette_of(tokens))
    zoom = z + math.log2(side / (TILE_PX * ratio))
    brush = QPainter(image)
    _ground(brush, painter, stores, (z, x & ((1 << z) - 1), y), (0.0, 0.0, float(side)), zoom, ratio)
    brush.end()
    return image.copy()  # an image that was painted on keeps its paint engine, a hundred kilobytes


def _ground(
    brush: QPainter,
    painter: TilePainter,
    stores: Sequence[TileStore],
    address: tuple[int, int, int],
    square: tuple[float, float, float],
    zoom: float,
    ratio: float,
) -> None:
    """Every source over those before it."""
    left, top, side = square
    for number, store in enumerate(stores):
        if store.info.kind == "raster":
            if number == 0:
                brush.fillRect(QRectF(left, top, side + 1, side + 1), painter.background(None))
            _raster(brush, painter, store, address, square, zoom, ratio)
            continue
        tile = store.covering(*address)
        if number == 0:
            brush.fillRect(QRectF(left, top, side + 1, side + 1), painter.background(tile, store.at_sea))
        if tile is not None:
            painter.paint(brush, tile, address, square, zoom, ratio)


def _raster(
    brush: QPainter,
    painter: TilePainter,
    store: TileStore,
    address: tuple[int, int, int],
    square: tuple[float, float, float],
    zoom: float,
    ratio: float,
) -> None:
    """As many tiles of a deeper zoom as it takes to be sharp."""
    z, x, y = address
    left, top, side = square
    store.covering(z, x, y) if store.deeper(side) == 0 else None  # how large its pictures are is known by the first
    deeper = min(store.deeper(side), max(0, store.info.max_zoom - z))
    count = 1 << deeper
    # Every edge on a whole px, the same for both neighbours: smoothing must not let the ground shine through.
    across = [round(left + side * at / count) for at in range(count)] + [math.ceil(left + side - 1e-6)]
    down = [round(top + side * at / count) for at in range(count)] + [math.ceil(top + side - 1e-6)]
    for i in range(count):
        for j in range(count):
            sub = z + deeper, (x << deeper) + i, (y << deeper) + j
            tile = store.covering(*sub)
            if tile is None:
                continue
            box = QRectF(across[i], down[j], across[i + 1] - across[i], down[j + 1] - down[j])
            painter.picture(brush, tile, sub, box)


def render_view(
    source: TileSource,
    lon: float,
    lat: float,
    zoom: float,
    size: QSize,
    ratio: float,
    tokens: Tokens,
    language: str,
    store: TileStore | Sequence[TileStore] | None = None,
) -> QImage:
    """A whole view with text, `size` logical px at `ratio`, north up. `zoom` is Qt Location's."""
    stores = [store or TileStore(source)] if store is None or isinstance(store, TileStore) else store
    view = Viewport(lon, lat, zoom, 0.0, float(size.width()), float(size.height()))
    image = QImage(round(size.width() * ratio), round(size.height() * ratio), _FORMAT)
    painter = TilePainter(palette_of(tokens))
    image.fill(painter.background(None, stores[0].at_sea))
    brush = QPainter(image)
    z = tile_zoom(zoom)
    scale = view.world_px * ratio / (1 << z)
    origin_x = view.centre[0] * view.world_px * ratio - image.width() / 2
    origin_y = view.centre[1] * view.world_px * ratio - image.height() / 2
    for _, x, y in view.tiles(z):
        left, top = x * scale - origin_x, y * scale - origin_y
        edges = round(left), round(top), round(left + scale), round(top + scale)
        brush.setClipRect(QRectF(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]))
        _ground(brush, painter, stores, (z, x & ((1 << z) - 1), y), (left, top, scale), zoom - 1.0, ratio)
    brush.setClipping(False)
    LabelPass(tokens, language).paint(brush, stores, view, ratio)
    brush.end()
    image.setDevicePixelRatio(ratio)
    return image
