"""The thread that paints the bulk layer: newest request first, older ones that nobody waits for are dropped."""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

from opscenter.console.map.colours import faded
from opscenter.console.map.gpu.atlas import Atlas, StampCollector
from opscenter.console.map.gpu.parts import Drawn
from opscenter.console.map.in_window import NOTHING, InWindow, in_window
from opscenter.console.map.paint_compared import paint_compared
from opscenter.console.map.paint_ground import breathe, paint_areas
from opscenter.console.map.paint_lines import paint_flows, paint_lines
from opscenter.console.map.paint_marks import Marks, paint_marks
from opscenter.console.map.paint_places import paint_places
from opscenter.console.map.paint_selected import paint_selected
from opscenter.console.map.paint_warnings import paint_warning_texts
from opscenter.console.map.picture_sheets import PictureSheets
from opscenter.console.map.projection import View
from opscenter.console.map.request import Beneath, Request
from opscenter.console.map.sprites import Sprites

_log = logging.getLogger(__name__)
_KEPT_S = 2.0  # used sheets are kept for the next picture; a map that stands still this long gives them back


@dataclass(slots=True, frozen=True)
class Picture:
    """A painted request: the image covers `view` (margin included)."""

    image: QImage
    view: View
    marks: Marks
    serial: int
    seconds: float
    under: QImage | None = None  # what lies beneath that which the graphics card draws
    drawn: Drawn | None = None  # what it draws between `under` and `image`; None: all is in `image`
    in_window: InWindow = NOTHING  # of lines and areas


def paint(
    request: Request,
    sprites: Sprites | None = None,
    atlas: Atlas | None = None,
    sheets: PictureSheets | None = None,
) -> Picture:
    """Paint one picture; in any thread. With an atlas, lines and symbols are left to the graphics card if it wants."""
    started = time.perf_counter()
    view, ratio, every_line = request.view, request.ratio, request.every_line
    if sprites is None:
        sprites = sprites_for(request)
    if sheets is None:
        sheets = PictureSheets()
    stamps = StampCollector(atlas, ratio) if atlas is not None and every_line is not None else None
    under: QImage | None = None
    image, painter = _begin(sheets, view, ratio)
    if stamps is None:
        _paint_beneath(painter, request, request.fields)
        paint_areas(painter, request)
        paint_lines(painter, request)
        paint_compared(painter, request)
    else:
        if request.areas or request.fields or request.compared is not None:
            beneath, ground = _begin(sheets, view, ratio)
            _paint_beneath(ground, request, request.fields)
            paint_areas(ground, request)
            paint_compared(ground, request)
            ground.end()
            under = sheets.give(beneath)
        paint_flows(painter, request)
    _paint_beneath(painter, request, request.trails)
    names = paint_places(painter, request)
    paint_warning_texts(painter, request, sprites)
    # Trails lie above roads and under symbols: where there are any, symbols are painted over them.
    marks = paint_marks(painter, request, sprites, names, None if request.trails else stamps)
    paint_selected(painter, request, marks)
    painter.end()
    for one in request.beside:
        one.prepare()
    drawn: Drawn | None = None
    if stamps is not None and every_line is not None:
        drawn = Drawn(every_line, stamps.stamps(), request.tokens, view)
        if stamps.full and atlas is not None:
            atlas.restart()  # what was left over was painted; the next picture starts with what it needs itself
    seconds = time.perf_counter() - started
    return Picture(sheets.give(image), view, marks, request.serial, seconds, under, drawn, in_window(request))


def _paint_beneath(painter: QPainter, request: Request, layers: Sequence[Beneath]) -> None:
    for layer in layers:
        painter.save()
        layer.paint(painter, request)
        painter.restore()
        breathe()


def _begin(sheets: PictureSheets, view: View, ratio: float) -> tuple[QImage, QPainter]:
    image = sheets.take(round(view.width * ratio), round(view.height * ratio), ratio)
    painter = QPainter(image)
    if view.sky:
        painter.setClipRect(QRectF(0.0, view.sky, view.width, view.height - view.sky))
    return image, painter


def sprites_for(request: Request) -> Sprites:
    """The small pictures of a request's theme and ratio."""
    return Sprites(request.tokens, request.ratio, request.fonts.count)


def in_force(request: Request) -> Request:
    """The request with the colours of a lost link, if it is lost."""
    return replace(request, tokens=faded(request.tokens)) if request.lost else request


class PaintingThread(QObject):
    """Paints requests one at a time; `painted(Picture | None)` comes from its thread (connect queued)."""

    painted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wake = threading.Condition()
        self._waiting: Request | None = None
        self._stopping = False
        self._busy = False
        self._thread = threading.Thread(target=self._run, name="map-painting", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """A request is being painted or waits."""
        return self._busy or self._waiting is not None

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def ask(self, request: Request) -> None:
        """Have a request painted next, in place of one that still waits."""
        with self._wake:
            self._waiting = request
            self._wake.notify()

    def stop(self) -> None:
        """End the thread; waits for the picture that is being painted."""
        with self._wake:
            self._stopping = True
            self._waiting = None
            self._wake.notify()
        if self._thread is not threading.current_thread():
            self._thread.join(5.0)

    def _run(self) -> None:
        sprites: Sprites | None = None
        atlas = Atlas()
        sheets = PictureSheets()
        while True:
            with self._wake:
                self._busy = False
                while self._waiting is None and not self._stopping:
                    if not self._wake.wait(_KEPT_S if len(sheets) else None):
                        sheets.clear()
                if self._stopping:
                    return
                request, self._waiting, self._busy = self._waiting, None, True
            assert request is not None
            picture: Picture | None = None
            try:
                request = in_force(request)
                if sprites is None or sprites.tokens is not request.tokens or sprites.ratio != request.ratio:
                    sprites = sprites_for(request)
                    atlas.restart()
                picture = paint(request, sprites, atlas, sheets)
            except Exception:  # noqa: BLE001  a picture that fails must not end the map; the next may succeed
                _log.exception("the map's picture could not be painted")
            if not self._stopping:
                self.painted.emit(picture)
            del picture, request  # while it waits, the thread holds nothing that others have let go of
