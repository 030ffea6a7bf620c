"""Tiles and whole views as pictures. Runs in any thread that owns its TileStore."""

import math

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


def render_tile(store: TileStore, tokens: Tokens, z: int, x: int, y: int, side: int, ratio: float) -> QImage:
    """One tile without text, `side` device px wide."""
    painter = TilePainter(palette_of(tokens))
    tile = store.covering(z, x, y)
    image = QImage(side, side, _FORMAT)
    image.fill(painter.background(tile, store.at_sea))
    if tile is not None:
        zoom = z + math.log2(side / (TILE_PX * ratio))
        brush = QPainter(image)
        painter.paint(brush, tile, (z, x & ((1 << z) - 1), y), (0.0, 0.0, float(side)), zoom, ratio)
        brush.end()
    return image


def render_view(
    source: TileSource,
    lon: float,
    lat: float,
    zoom: float,
    size: QSize,
    ratio: float,
    tokens: Tokens,
    language: str,
    store: TileStore | None = None,
) -> QImage:
    """A whole view with text, `size` logical px at `ratio`, north up. `zoom` is Qt Location's."""
    store = store or TileStore(source)
    view = Viewport(lon, lat, zoom, 0.0, float(size.width()), float(size.height()))
    image = QImage(round(size.width() * ratio), round(size.height() * ratio), _FORMAT)
    painter = TilePainter(palette_of(tokens))
    image.fill(painter.background(None, store.at_sea))
    brush = QPainter(image)
    z = tile_zoom(zoom)
    scale = view.world_px * ratio / (1 << z)
    origin_x = view.centre[0] * view.world_px * ratio - image.width() / 2
    origin_y = view.centre[1] * view.world_px * ratio - image.height() / 2
    for _, x, y in view.tiles(z):
        left, top = x * scale - origin_x, y * scale - origin_y
        edges = round(left), round(top), round(left + scale), round(top + scale)
        clip = QRectF(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1])
        brush.setClipRect(clip)
        tile = store.covering(z, x, y)
        brush.fillRect(clip, painter.background(tile, store.at_sea))
        if tile is not None:
            painter.paint(brush, tile, (z, x & ((1 << z) - 1), y), (left, top, scale), zoom - 1.0, ratio)
    brush.setClipping(False)
    LabelPass(tokens, language).paint(brush, store, view, ratio)
    brush.end()
    image.setDevicePixelRatio(ratio)
    return image
