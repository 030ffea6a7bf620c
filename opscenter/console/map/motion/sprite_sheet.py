"""The pictures of vehicles side by side in one large picture, so that thousands are drawn with one call. UI thread."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter, QPixmap

WIDE = 1_024
HIGH = 4_096
"""Device px; more than this is forgotten and begun anew with what is wanted then."""
_FIRST_HIGH = 256


class SpriteSheet:
    """Shelves of pictures; `places(images)` tells where each is in `pixmap`. `number` counts how often it was full."""

    def __init__(self) -> None:
        self.number = -1
        self._clear()

    def _clear(self) -> None:
        self.number += 1
        self._image = _empty(_FIRST_HIGH)
        self._pixmap: QPixmap | None = None
        self._at: dict[int, tuple[int, int, int, int]] = {}
        self._x = self._y = self._shelf = 0

    @property
    def pixmap(self) -> QPixmap:
        """All pictures, one device px a px."""
        if self._pixmap is None:
            self._pixmap = QPixmap.fromImage(self._image.copy())
        return self._pixmap

    def places(self, images: Iterable[QImage]) -> NDArray[np.int64]:
        """(n, 4) left, top, width, height of each picture, device px; they are put in if they are new."""
        images = list(images)
        keys = [image.cacheKey() for image in images]
        fresh = {key: image for key, image in zip(keys, images, strict=True) if key not in self._at}
        if fresh and not self._put(fresh):
            self._clear()
            self._put(dict(zip(keys, images, strict=True)))
        nowhere = (0, 0, 0, 0)
        found: NDArray[np.int64] = np.array([self._at.get(key, nowhere) for key in keys], np.int64).reshape(-1, 4)
        return found

    def _put(self, images: dict[int, QImage]) -> bool:
        """Put pictures in as long as there is room; False when there was none for some."""
        self._pixmap = None
        painter = QPainter(self._image)
        for key, image in images.items():
            wide, high = image.width(), image.height()
            if self._x + wide > WIDE:
                self._x, self._y, self._shelf = 0, self._y + self._shelf, 0
            if self._y + high > HIGH or wide > WIDE:
                painter.end()
                return False
            if self._y + high > self._image.height():
                painter.end()
                self._image = self._grown(self._y + high)
                painter = QPainter(self._image)
            plain = QImage(image)
            plain.setDevicePixelRatio(1.0)
            painter.drawImage(self._x, self._y, plain)
            self._at[key] = self._x, self._y, wide, high
            self._x += wide
            self._shelf = max(self._shelf, high)
        painter.end()
        return True

    def _grown(self, least: int) -> QImage:
        high = self._image.height()
        while high < least:
            high *= 2
        image = _empty(high)
        painter = QPainter(image)
        painter.drawImage(0, 0, self._image)
        painter.end()
        return image


def _empty(high: int) -> QImage:
    image = QImage(WIDE, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image
