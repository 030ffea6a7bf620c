"""Decoded tiles, kept within a bound of bytes; a missing tile is answered by its nearest parent."""

import math
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from opscenter.console.map.basemap.mvt import Layer, decode_tile, is_whole
from opscenter.console.map.basemap.mvt_wire import Ints
from opscenter.console.map.basemap.reference import short_name
from opscenter.console.map.basemap.source import Absent, RemoteSource, SourceInfo, TileSource
from opscenter.console.map.basemap.viewport import world_of
from opscenter.console.map.basemap.vocabulary import IGNORED_LAYERS, Classes, area_codes, line_classes

STORE_BYTES = 64_000_000
_FILES = ("PMTiles", "MBTiles", "GeoJSON", "MapLibre style")
_EMPTY_ENOUGH = 4  # one empty tile is open sea
_DAMAGED_KEPT = 10_000
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
    broken: bool = field(default=False)
    """Parts of it made no sense and were left out."""

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
    broken = not is_whole(data) or any(layer.broken for layer in found)
    return DecodedTile(z, x, y, layers, None, size, any(layer.name == "earth" for layer in found), broken)


@runtime_checkable
class DecodingSource(Protocol):
    """A source that makes its tiles itself instead of reading bytes."""

    def decoded(self, z: int, x: int, y: int) -> DecodedTile | None:
        """What lies on a tile; None when nothing does."""
        ...


class TileStore:
    """Reads and decodes on demand. Used by one thread."""

    def __init__(self, source: TileSource, limit: int = STORE_BYTES) -> None:
        self.source = source
        self._limit = limit
        self._tiles: OrderedDict[tuple[int, int, int], DecodedTile | None] = OrderedDict()
        self.nbytes = 0
        self.waiting = self.lacking = False
        """Whether something asked for since `begin` comes later from a server, or could not be had now."""
        self._at_sea: bool | None = None
        self._px = 0
        self._damaged: set[tuple[int, int, int]] = set()
        self.damaged = False
        """Whether something of what was asked for since `begin` could not be read."""
        self._filled = self._empty = self._unreadable = 0

    @property
    def info(self) -> SourceInfo:
        """What the source says about itself now."""
        return self.source.info

    @property
    def trouble(self) -> str:
        """A sentence about tiles that cannot be read, "" while all can be."""
        name = short_name(self.info.identity.rsplit(":", 2)[0]) if self.info.format in _FILES else self.info.name
        if self._damaged:
            return QCoreApplication.translate(
                "Basemap",
                "Some tiles of {name} are damaged: what can be read of them is drawn. Copy the basemap again or make "
                "it anew.",
            ).format(name=name)
        if self._empty >= _EMPTY_ENOUGH and not self._filled:
            return QCoreApplication.translate(
                "Basemap", "The tiles of {name} are empty: there is nothing to draw. Choose another basemap."
            ).format(name=name)
        return ""

    def begin(self, ratio: float) -> None:
        """From here on note what is missing."""
        self.waiting = self.lacking = self.damaged = False
        if isinstance(self.source, RemoteSource) and self.source.ratio != ratio:
            self.source.ratio = ratio
            self.forget(None)

    def forget(self, address: tuple[int, int, int] | None) -> None:
        """A tile of a server has changed, or all may have."""
        for key in [address] if address is not None else list(self._tiles):
            if key in self._tiles:
                tile = self._tiles.pop(key)
                self.nbytes -= tile.nbytes if tile is not None else 100

    def deeper(self, side: float) -> int:
        """How many zooms deeper the tiles of a raster source must be so that they are sharp on `side` device px."""
        if self.info.kind != "raster" or self._px == 0:
            return 1 if self.info.kind == "raster" and side >= 400 else 0
        return max(0, min(3, math.floor(math.log2(max(1.0, side) / self._px) + 0.4)))

    def covering(self, z: int, x: int, y: int) -> DecodedTile | None:
        """Tile z/x/y, or the deepest parent the source has; None when it has nothing there."""
        x &= (1 << z) - 1
        start = min(z, self.info.max_zoom)
        late = False
        for level in range(start, self.info.min_zoom - 1, -1):
            # While a tile is on its way only what is here already stands in for it.
            found = self._tile(level, x >> (z - level), y >> (z - level), late)
            if isinstance(found, DecodedTile):
                return found
            if isinstance(found, Absent):
                late = True
                self.waiting |= found is Absent.WAITING
                self.lacking |= found is Absent.FAILED
        return None

    @property
    def at_sea(self) -> bool:
        """Whether the file ends in open sea, so that what lies beyond its tiles is water too."""
        if self._at_sea is None:
            lon, lat, _ = self.info.center
            side = 1 << self.info.min_zoom
            x, y = world_of(lon, lat)
            tile = self._tile(self.info.min_zoom, int(x * side) % side, max(0, min(side - 1, int(y * side))))
            if isinstance(tile, Absent):
                return False
            water = [layer for layer, _, _ in tile.layers if layer.name == "water"] if tile is not None else []
            self._at_sea = any("ocean" in layer.values for layer in water)
        return self._at_sea

    def _judge(self, key: tuple[int, int, int], data: bytes | None, tile: DecodedTile | None) -> None:
        """Note what is wrong with a tile."""
        unreadable = int(getattr(self.source, "unreadable", 0))
        broken = unreadable > self._unreadable or (bool(data) and (tile is None or tile.broken))
        self._unreadable = unreadable
        if broken and len(self._damaged) < _DAMAGED_KEPT:
            self._damaged.add(key)
        self.damaged |= broken
        self._filled += tile is not None
        self._empty += data == b""

    def _tile(self, z: int, x: int, y: int, at_hand: bool = False) -> DecodedTile | Absent | None:
        key = (z, x, y)
        source = self.source
        self.damaged |= key in self._damaged
        if key in self._tiles and not (self._tiles[key] is None and isinstance(source, RemoteSource)):
            self._tiles.move_to_end(key)
            return self._tiles[key]
        tile: DecodedTile | None = None
        if isinstance(source, DecodingSource):
            tile = source.decoded(z, x, y)
        else:
            data = source.at_hand(z, x, y) if at_hand and isinstance(source, RemoteSource) else source.tile(z, x, y)
            if isinstance(data, Absent):
                return data
            tile = decode(data, z, x, y, self.info.kind) if data else None
            self._judge(key, data, tile)
            if tile is None and isinstance(source, RemoteSource):
                return None  # it may come later
        if tile is not None and tile.image is not None:
            self._px = tile.image.width()
        self.forget(key)
        self._tiles[key] = tile
        self.nbytes += tile.nbytes if tile is not None else 100
        while self.nbytes > self._limit and len(self._tiles) > 1:
            _, old = self._tiles.popitem(last=False)
            self.nbytes -= old.nbytes if old is not None else 100
        return tile
