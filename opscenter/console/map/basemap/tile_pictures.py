"""Painted tiles within a bound of bytes, and what may stand in for a tile that is still being painted."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtGui import QImage

from opscenter.console.map.basemap.worker import TileKey

PICTURE_BYTES = 96_000_000
_PARENTS_TRIED = 6


@dataclass(slots=True, frozen=True)
class Piece:
    """A picture, the part of it to show (left, top, side as shares) and the tile's square to show it in."""

    key: TileKey
    part: tuple[float, float, float]
    square: tuple[int, int, int]


class TilePictures:
    """Least recently shown pictures go first; what is on the screen never goes."""

    def __init__(self, limit: int = PICTURE_BYTES) -> None:
        self._limit = limit
        self._images: OrderedDict[TileKey, QImage] = OrderedDict()
        self._passing: dict[TileKey, bool] = {}
        self._by_tile: dict[tuple[int, int, int], TileKey] = {}
        self.nbytes = 0

    def __contains__(self, key: TileKey) -> bool:
        return key in self._images

    def __getitem__(self, key: TileKey) -> QImage:
        return self._images[key]

    def has(self, z: int, x: int, y: int) -> bool:
        """Whether there is any picture of a tile."""
        return (z, x, y) in self._by_tile

    def wanting(self, key: TileKey) -> bool:
        """Whether a picture is missing, or only stands in until there is a better one."""
        return key not in self._images or key in self._passing

    def lacking(self, key: TileKey) -> bool:
        """Whether the picture there is will do until a server is well again."""
        return self._passing.get(key, False)

    def outdate(self, address: tuple[int, int, int] | None) -> None:
        """Pictures with this tile in them (None: all that stand in) are to be painted again, and shown until then."""
        for key in list(self._images) if address is not None else list(self._passing):
            if address is None or key.touches(address):
                self._passing[key] = False

    def add(self, key: TileKey, image: QImage, waiting: bool = False, lacking: bool = False) -> None:
        """Keep a picture. `waiting`, `lacking`: it only stands in for a better one to come."""
        self._drop(key)
        self._images[key] = image
        if waiting or lacking:
            self._passing[key] = lacking and not waiting
        other = self._by_tile.get((key.z, key.x, key.y))
        if other is None or not self.wanting(key) or self.wanting(other):
            self._by_tile[key.z, key.x, key.y] = key
        self.nbytes += image.sizeInBytes()

    def trim(self, shown: set[TileKey]) -> int:
        """Forget the oldest pictures beyond the bound, except those shown; bytes that these leave for others."""
        for key in list(self._images):
            if self.nbytes <= self._limit:
                break
            if key not in shown:
                self._drop(key)
        return max(0, self._limit - sum(self._images[key].sizeInBytes() for key in shown))

    def clear(self) -> None:
        """Forget everything."""
        self._images.clear()
        self._passing.clear()
        self._by_tile.clear()
        self.nbytes = 0

    def _drop(self, key: TileKey) -> None:
        image = self._images.pop(key, None)
        self._passing.pop(key, None)
        if image is not None:
            self.nbytes -= image.sizeInBytes()
            if self._by_tile.get((key.z, key.x, key.y)) == key:
                del self._by_tile[key.z, key.x, key.y]

    def beneath(self, key: TileKey, column: int) -> list[Piece]:
        """The nearest parent there is a picture of, whole, to lie under a tile."""
        for up in range(1, min(_PARENTS_TRIED, key.z) + 1):
            parent = self._by_tile.get((key.z - up, key.x >> up, key.y >> up))
            if parent is not None:
                return [Piece(parent, (0.0, 0.0, 1.0), (key.z - up, column >> up, key.y >> up))]
        return []

    def pieces(self, key: TileKey, column: int) -> list[Piece]:
        """What shows a tile now: its picture, one of another size, its four children, or a part of a parent."""
        square = (key.z, column, key.y)
        whole = (0.0, 0.0, 1.0)
        if key in self._images:
            self._images.move_to_end(key)
            if key not in self._passing:
                return [Piece(key, whole, square)]
        other = self._by_tile.get((key.z, key.x, key.y))
        if other is not None and other not in self._passing:
            return [Piece(other, whole, square)]
        children = []
        for i in (0, 1):
            for j in (0, 1):
                child = self._by_tile.get((key.z + 1, 2 * key.x + i, 2 * key.y + j))
                if child is not None and child not in self._passing:
                    children.append(Piece(child, whole, (key.z + 1, 2 * column + i, 2 * key.y + j)))
        if len(children) == 4:
            return children
        if key in self._images:
            return [Piece(key, whole, square)]
        for up in range(1, min(_PARENTS_TRIED, key.z) + 1):
            parent = self._by_tile.get((key.z - up, key.x >> up, key.y >> up))
            if parent is not None:
                side = 1.0 / (1 << up)
                part = ((key.x & ((1 << up) - 1)) * side, (key.y & ((1 << up) - 1)) * side, side)
                return [Piece(parent, part, square), *children]
        return children
