"""Looks at the whole city at first, and again while its first entities arrive, until the operator moves the map."""

from PySide6.QtCore import QElapsedTimer

from opscenter.console.map.camera import Camera
from opscenter.console.map.projection import Floats, View, robust_bounds

GATHERING_MS = 10_000
"""How long after the first fit newly heard entities may move the map."""
GREW_BY = 1.1
PADDING_PX = 36.0


class FirstLook:
    """Fits the camera. `over`: nothing here moves it any more."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._since = QElapsedTimer()
        self._fitted: View | None = None
        self._count = 0
        self.over = False

    def end(self) -> None:
        """Somebody has decided where to look."""
        self.over = True

    def take(self, x: Floats, y: Floats, complete: bool) -> None:
        """Entities are known at world `x`, `y` (NaN without a place); `complete` when all geometries
        were read, or the window has another size.

        Fits when these are the first, a tenth more than at the last fit, or complete.
        """
        if self.over:
            return
        if self._fitted is not None:
            now = self._camera.view
            seen, then = (now.x, now.y, now.zoom, now.bearing), self._fitted
            if seen != (then.x, then.y, then.zoom, then.bearing) or self._since.elapsed() > GATHERING_MS:
                self.over = True
                return
        if self._fitted is None or len(x) >= self._count * GREW_BY or complete:
            self._fit(x, y)

    def _fit(self, x: Floats, y: Floats) -> None:
        bounds = robust_bounds(x, y)
        if bounds is None:
            return
        if self._fitted is None:
            self._since.start()
        self._count = len(x)
        self._fitted = self._camera.view.fitted(bounds, PADDING_PX)
        self._camera.look(self._fitted)
