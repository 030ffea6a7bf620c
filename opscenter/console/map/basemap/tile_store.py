"""Decoded tiles, kept within a bound of bytes; a missing tile is answered by its nearest parent."""

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from opscenter.console.map.basemap.mvt import Layer, decode_tile
from opscenter.console.map.basemap.mvt_wire import Ints
from opscenter.console.map.basemap.source import TileSource
from opscenter.console.map.basemap.viewport import world_of
from opscenter.console.map.basemap.vocabulary import IGNORED_LAYERS, Classes, area_codes, line_classes

STORE_BYTES = 96_000_000
_MAX_RASTER_PX = 4096


@dataclass(slots=True)
class DecodedTile:
    """A tile of the file, ready to paint: vector layers with their classes, or a picture."""

    z: int
    x: int
    y: int
    layers: list[tuple[Layer, Ints, Classes]]
    image: QImage | None
    nbytes: int
    has_earth: bool = field(default=False)

    def part_of(self, z: int, x: int, y: int) -> tuple[float, float, float]:
        """Left, top and side of tile z/x/y within this one, as shares of its side."""
        deeper = z - self.z
        side = 1.0 / (1 << deeper)
        return (x - (self.x << deeper)) * side, (y - (self.y << deeper)) * side, side


def decode(data: bytes, z: int, x: int, y: int, kind: str) -> DecodedTile | None:
    """Bytes of a tile -> DecodedTile; None when a picture is broken or far too large."""
    if kind == "raster":
        image = QImage.fromData(data)
        if image.isNull() or image.width() > _MAX_RASTER_PX or image.height() > _MAX_RASTER_PX:
            return None
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        return DecodedTile(z, x, y, [], image, image.sizeInBytes())
    found = decode_tile(data, lambda name: name not in IGNORED_LAYERS)
    layers = [(layer, area_codes(layer), line_classes(layer)) for layer in found]
    size = sum(layer.nbytes + 4 * areas.nbytes for layer, areas, _ in layers) + 500
    return DecodedTile(z, x, y, layers, None, size, any(layer.name == "earth" for layer in found))


class TileStore:
    """Reads and decodes on demand. Used by one thread."""

    def __init__(self, source: TileSource, limit: int = STORE_BYTES) -> None:
        self.source = source
        self.info = source.info
        self._limit = limit
        self._tiles: OrderedDict[tuple[int, int, int], DecodedTile | None] = OrderedDict()
        self.nbytes = 0
        self._at_sea: bool | None = None

    def covering(self, z: int, x: int, y: int) -> DecodedTile | None:
        """Tile z/x/y, or the deepest parent the file has; None when the file has nothing there."""
        x &= (1 << z) - 1
        start = min(z, self.info.max_zoom)
        for level in range(start, self.info.min_zoom - 1, -1):
            found = self._tile(level, x >> (z - level), y >> (z - level))
            if found is not None:
                return found
        return None

    @property
    def at_sea(self) -> bool:
        """Whether the file ends in open sea, so that what lies beyond its tiles is water too."""
        if self._at_sea is None:
            lon, lat, _ = self.info.center
            side = 1 << self.info.min_zoom
            x, y = world_of(lon, lat)
            tile = self._tile(self.info.min_zoom, int(x * side) % side, max(0, min(side - 1, int(y * side))))
            water = [layer for layer, _, _ in tile.layers if layer.name == "water"] if tile is not None else []
            self._at_sea = any("ocean" in layer.values for layer in water)
        return self._at_sea

    def _tile(self, z: int, x: int, y: int) -> DecodedTile | None:
        key = (z, x, y)
        if key in self._tiles:
            self._tiles.move_to_end(key)
            return self._tiles[key]
        data = self.source.tile(z, x, y)
        tile = decode(data, z, x, y, self.info.kind) if data else None
        self._tiles[key] = tile
        self.nbytes += tile.nbytes if tile is not None else 100
        while self.nbytes > self._limit and len(self._tiles) > 1:
            _, old = self._tiles.popitem(last=False)
            self.nbytes -= old.nbytes if old is not None else 100
        return tile
