"""Paints small pictures of the map beside the UI thread: one at a time, of several wishes the newest."""

import contextlib
import logging
import threading
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from opscenter.console.map.basemap.source import BasemapError
from opscenter.console.map.painting import in_force, paint
from opscenter.console.map.request import Request
from opscenter.console.map.sheet.ground_picture import CancelledError, paint_ground

_log = logging.getLogger("opscenter.console.alarms")


@dataclass(slots=True, frozen=True)
class Wish:
    """A picture: the city of `request`, with names in `language`, over basemaps, the lowest first."""

    serial: int
    request: Request
    grounds: tuple[str, ...]
    language: str


class InsetPainting(QObject):
    """`painted(serial, QImage)` comes from its thread (connect queued). The thread lives as long as there is a wish."""

    painted = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: Wish | None = None
        self._thread: threading.Thread | None = None
        self._stopping = False

    def ask(self, wish: Wish) -> None:
        """Paint this next, in place of what waits or is being painted."""
        with self._lock:
            if self._stopping:
                return
            self._waiting = wish
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="alarm-inset", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Paint nothing more; waits for the tile that is being painted."""
        with self._lock:
            self._stopping, self._waiting = True, None
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(5.0)

    def _run(self) -> None:
        while True:
            with self._lock:
                wish, self._waiting = self._waiting, None
                if wish is None:
                    self._thread = None
                    return
            try:
                image = self._paint(wish)
            except CancelledError:
                continue
            except Exception:  # noqa: BLE001  a picture that fails must not end the console; the next may succeed
                _log.exception("the map beside an alarm could not be painted")
                image = QImage()
            with contextlib.suppress(RuntimeError):  # the window is gone already
                self.painted.emit(wish.serial, image)

    def _paint(self, wish: Wish) -> QImage:
        request = wish.request
        view, ratio = request.view, request.ratio
        image = QImage(round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_RGB32)
        image.fill(QColor(request.tokens.land))
        names = None
        if wish.grounds:
            try:
                names = paint_ground(image, view, ratio, wish.grounds, request.tokens, wish.language, self._go_on)
            except (OSError, BasemapError) as error:
                _log.info("no basemap beside the alarm: %s", error)  # the map itself says so where people look
        self._go_on(1.0)
        picture = paint(in_force(replace(request, places=names)))
        painter = QPainter(image)
        painter.drawImage(QRectF(0, 0, image.width(), image.height()), picture.image)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    def _go_on(self, _share: float) -> None:
        if self._stopping or self._waiting is not None:
            raise CancelledError
