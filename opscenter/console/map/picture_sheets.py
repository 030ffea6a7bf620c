"""The images that bulk pictures are painted on, used again: a new one of a large window costs the system more than most
of what is painted on it, since each of its thousands of memory pages has to be found and cleared."""

import weakref
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

_MOST = 3  # one is shown, one is on its way there, one is painted


@dataclass(slots=True)
class _Sheet:
    image: QImage
    given: "weakref.ref[Any] | None" = None


class PictureSheets:
    """Hands out empty images and takes them back by itself; one thread's.

    Who has been given a painted one holds a copy that shares its pixels. Once that is gone the sheet is used again; if
    its pixels are in use even then (a texture lives until the next frame), Qt sees it and parts them first.
    """

    def __init__(self) -> None:
        self._sheets: list[_Sheet] = []

    def __len__(self) -> int:
        return len(self._sheets)

    def take(self, width: int, height: int, ratio: float) -> QImage:
        """A transparent image of so many device px."""
        self._sheets = [one for one in self._sheets if (one.image.width(), one.image.height()) == (width, height)]
        free = next((one for one in self._sheets if one.given is None or one.given() is None), None)
        if free is None:
            free = _Sheet(QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied))
            self._sheets = [*self._sheets, free][-_MOST:]
        free.given = None
        free.image.setDevicePixelRatio(ratio)
        free.image.fill(Qt.GlobalColor.transparent)
        return free.image

    def give(self, image: QImage) -> QImage:
        """What others may keep of an image that was taken and painted."""
        given = QImage(image)
        for sheet in self._sheets:
            if sheet.image is image:
                sheet.given = weakref.ref(given)
        return given

    def clear(self) -> None:
        """Keep none; those in use live as long as they are used."""
        self._sheets = []
