"""Packs the small pictures of symbols into one texture, as they are first needed. Used by the painting thread alone."""

import itertools

import numpy as np
from PySide6.QtGui import QImage

from opscenter.console.map.gpu.parts import Piece, Stamps

SIDE = 2048
_GAP = 1  # of nothing between two pieces: a scaled one must not bleed into its neighbour
Anchor = tuple[float, float, float, float]
"""A place: world x, y; px x, y in the picture."""
_numbers = itertools.count(1)


class Atlas:
    """Shelves of pictures in a square of `side` device px. When it is full it starts again as another atlas."""

    def __init__(self, side: int = SIDE) -> None:
        self.side = side
        self._clear()

    def _clear(self) -> None:
        self.number = next(_numbers)
        self.pieces: list[Piece] = []
        self._at: dict[int, int] = {}
        self._x, self._y, self._shelf = _GAP, _GAP, 0

    def place(self, image: QImage) -> int:
        """The index of a picture among `pieces`; it is put in if it is new. -1 when there is no room left."""
        known = self._at.get(image.cacheKey())
        if known is not None:
            return known
        wide, high = image.width(), image.height()
        if self._x + wide + _GAP > self.side:
            self._x, self._y, self._shelf = _GAP, self._y + self._shelf + _GAP, 0
        if self._y + high + _GAP > self.side or wide + 2 * _GAP > self.side:
            return -1
        index = self._at[image.cacheKey()] = len(self.pieces)
        ready = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
        self.pieces.append(Piece(self._x, self._y, ready))
        self._x += wide + _GAP
        self._shelf = max(self._shelf, high)
        return index

    def restart(self) -> None:
        """Forget everything; what is collected from now on is of another atlas."""
        self._clear()


class StampCollector:
    """Takes the stamps of one picture instead of a painter."""

    def __init__(self, atlas: Atlas, ratio: float) -> None:
        self._atlas, self._ratio = atlas, ratio
        self._index: list[int] = []
        self._at: list[tuple[float, float, float, float]] = []
        self.full = False

    def put(self, image: QImage, left: float, top: float, at: Anchor) -> bool:
        """Stamp a picture with its corner at (left, top) px; it stays with its place. False: there is no room."""
        index = self._atlas.place(image)
        if index < 0:
            self.full = True
            return False
        x, y, px, py = at
        half = 2.0 * self._ratio
        self._index.append(index)
        self._at.append((x, y, left + image.width() / half - px, top + image.height() / half - py))
        return True

    def stamps(self) -> Stamps:
        """Everything that was put."""
        table = np.array(
            [(p.left, p.top, p.image.width(), p.image.height()) for p in self._atlas.pieces], np.float32
        ).reshape(-1, 4)
        at = np.array(self._at, np.float64).reshape(-1, 4)
        return Stamps(
            place=at[:, :2],
            offset=at[:, 2:].astype(np.float32),
            piece=table[np.array(self._index, np.int64)],
            pieces=tuple(self._atlas.pieces),
            atlas=self._atlas.number,
            side=self._atlas.side,
            ratio=self._ratio,
        )
