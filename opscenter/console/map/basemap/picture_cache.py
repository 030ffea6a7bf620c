"""Drawn vector tiles on disk, so that a tile seen before is shown without being read and drawn again."""

import math
import struct
from collections.abc import Sequence

from PySide6.QtGui import QImage

from opscenter.console.map.basemap.source import RemoteSource
from opscenter.console.map.basemap.tile_cache import Kept, TileCache, key_of
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.theme.tokens import Tokens

STYLE_VERSION = 3
"""To be counted up whenever the painter draws anything differently."""
_HEAD = struct.Struct("<HH")


class PictureCache:
    """Pictures under everything they depend on: the files' paths, sizes and times, the theme's colours, the version
    of the style, pixel ratio and size. The language is not among it: tiles have no text.

    Only for files: what a server gives is kept as it came, and changes when the server says so.
    """

    def __init__(self, cache: TileCache | None, stores: Sequence[TileStore], tokens: Tokens | None) -> None:
        fit = bool(stores) and not any(isinstance(store.source, RemoteSource) for store in stores)
        self._cache = cache if fit else None
        self._whole = key_of(STYLE_VERSION, repr(tokens), *(store.info.identity for store in stores)).hex()

    def get(self, z: int, x: int, y: int, width: float, ratio: float) -> QImage | None:
        """A picture drawn before, here or in another console."""
        if self._cache is None:
            return None
        kept = self._cache.get(key_of(self._whole, z, x, y, width, ratio))
        if kept is None or len(kept.data) < _HEAD.size:
            return None
        wide, high = _HEAD.unpack_from(kept.data)
        if wide != math.ceil(width - 1e-6) or len(kept.data) != _HEAD.size + 4 * wide * high:
            return None
        return QImage(kept.data[_HEAD.size :], wide, high, 4 * wide, QImage.Format.Format_RGB32).copy()

    def put(self, z: int, x: int, y: int, width: float, ratio: float, image: QImage) -> None:
        """Keep a picture."""
        if self._cache is None or image.bytesPerLine() != 4 * image.width():
            return
        data = _HEAD.pack(image.width(), image.height()) + bytes(image.constBits())
        self._cache.put(key_of(self._whole, z, x, y, width, ratio), Kept(data), pack=True)
