"""Decides when the bulk layer is painted anew, and hands finished pictures to the scene graph."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.paint_marks import NO_MARKS, Marks
from opscenter.console.map.painting import PaintingThread, Picture
from opscenter.console.map.projection import Floats, View
from opscenter.console.map.request import MARGIN_PX, Request
from opscenter.domain.changes import Changes

CHANGE_MS = 190
"""Least time between two pictures that only news asked for: each beat's (5 a second) is painted as it comes."""
MOVING_MS = 390
"""The same while the camera moves: nobody reads a number that slides by, and the half of what a moving map costs is
painting."""
SHARE = 0.5
"""Of its time the painting thread paints news at most; a city that takes long to paint is painted less often."""
_MOVE_MS = 40
_REST_MS = 120


class BulkLayer(QObject):
    """Asks for pictures: at once for what the user did, at most five a second for news, and when the camera rests.

    `make(view, serial)` builds the request (in the UI thread). `arrived(Picture)` when one is on the screen, before
    anybody looks at `marks`; `shown(Picture)` after that. `live`: what another layer draws at other places by now;
    `carried`: of which rows it shows the news by itself.
    """

    arrived = Signal(object)

    shown = Signal(object)

    def __init__(self, canvas: MapCanvas, make: Callable[[View, int], Request], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._make = make
        self._thread = PaintingThread()
        self.stop_thread = self._thread.stop
        self._thread.painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        self._painted_view: View | None = None
        self._asked_view: View | None = None
        self._busy = False
        self._dirty = False
        self._serial = 0
        self._since = QElapsedTimer()
        self.carried: Callable[[NDArray[np.int64]], NDArray[np.bool_]] = lambda rows: np.zeros(len(rows), np.bool_)
        self.live: Callable[[Marks], Marks] = lambda marks: marks
        self._marks: Marks = NO_MARKS
        self.seconds = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._rested)
        canvas.camera.moved.connect(self._moved)
        canvas.card.changed.connect(lambda: self.repaint(soon=True))

    @property
    def thread_alive(self) -> bool:
        """The painting thread still runs."""
        return self._thread.alive

    @property
    def settled(self) -> bool:
        """Nothing is being painted and nothing waits to be."""
        return not (self._busy or self._dirty or self._timer.isActive() or self._rest.isActive())

    @property
    def marks(self) -> Marks:
        """What is drawn where, by every layer."""
        return self.live(self._marks)

    @property
    def painted_view(self) -> View | None:
        """What the shown picture covers, margin included."""
        return self._painted_view

    def stop(self) -> None:
        """End the thread; nothing is painted afterwards."""
        self._timer.stop()
        self._rest.stop()
        self._thread.stop()

    def repaint(self, soon: bool = False) -> None:
        """Something looks different; `soon` when the user did it and waits for it."""
        self._dirty = True
        if soon:
            self._timer.start(0)
        elif not self._timer.isActive():
            pause = self._pause
            passed = self._since.elapsed() if self._since.isValid() else pause
            self._timer.start(max(0, pause - int(passed)))

    @property
    def _pause(self) -> int:
        """From the start of one picture of news to the next, in ms."""
        least = MOVING_MS if self._rest.isActive() else CHANGE_MS
        return max(least, round(self.seconds * 1_000 / SHARE))

    def take_news(self, changes: Changes, rows: NDArray[np.int64], x: Floats, y: Floats) -> None:
        """Paint a picture if any of these rows of the city, which is at `x`, `y`, is in it and not `carried`."""
        if not (changes.everything or changes.renamed_rows or changes.reshaped_rows):
            rows = rows[~self.carried(rows)]
        if changes.everything:
            self.repaint(soon=True)  # somebody went to another moment, or waits for the first picture
        elif len(rows) and self.touches_view(x[rows], y[rows]):
            self.repaint()

    def touches_view(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> bool:
        """Whether any of these world places is in the picture; what is out of sight needs no new one."""
        view = self._painted_view
        if view is None:
            return True
        left, top, right, bottom = view.bounds()
        return bool(((x >= left) & (x <= right) & (y >= top) & (y <= bottom)).any())

    def _moved(self) -> None:
        view, shown = self._canvas.camera.view, self._asked_view or self._painted_view
        self._rest.start()
        if shown is not None and (abs(view.zoom - shown.zoom) > 0.4 or self._beyond(view, shown)):
            self._dirty = True
            passed = self._since.elapsed() if self._since.isValid() else _MOVE_MS
            wait = max(0, _MOVE_MS - int(passed))
            if not self._timer.isActive() or self._timer.remainingTime() > wait:
                self._timer.start(wait)  # what is about to run out is painted sooner than news

    @staticmethod
    def _beyond(view: View, shown: View) -> bool:
        """Half of the margin is used up."""
        x, y = view.place_on_screen(shown.x, shown.y)
        away = max(abs(float(x) - view.width / 2.0), abs(float(y) - view.height / 2.0))
        return away > MARGIN_PX / 2.0

    def _rested(self) -> None:
        view, shown = self._canvas.camera.view, self._asked_view or self._painted_view
        if shown is None or (shown.x, shown.y, *_look(shown)) != (view.x, view.y, *_look(view)):
            exact = shown is not None and not view.tilt and _look(shown) == _look(view)
            same_size = shown is not None and shown.width == view.width + 2 * MARGIN_PX
            # After a short pan the picture is still sharp and covers the window.
            if shown is None or not exact or not same_size or self._beyond(view, shown):
                self.repaint(soon=True)

    def _ask(self) -> None:
        if self._busy or not self._dirty or not self._canvas.isVisible():
            return
        self._dirty = False
        self._busy = True
        self._serial += 1
        self._since.restart()
        view = self._canvas.camera.view
        self._asked_view = view.grown(MARGIN_PX)
        self._thread.ask(self._make(self._asked_view, self._serial))

    def _painted(self, picture: Picture | None) -> None:
        self._busy = False
        self._asked_view = None
        if picture is not None:
            self._painted_view = picture.view
            self._marks = picture.marks
            self.seconds = picture.seconds
            self._canvas.show_picture(picture)
            self.arrived.emit(picture)
            self.shown.emit(picture)
        if self._dirty and not self._timer.isActive():
            self._timer.start(max(0, self._pause - int(self._since.elapsed())))
        if picture is not None and not self._timer.isActive():
            self._moved()


def _look(view: View) -> tuple[float, float, float]:
    return view.zoom, view.bearing, view.tilt
