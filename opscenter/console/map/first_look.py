"""Where the map looks at first: at its basemap, then where the operator had looked at this city, else at all of it
while its first entities arrive; until the operator moves the map."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer

from opscenter.console.map.camera import Camera
from opscenter.console.map.fitting import shows_any
from opscenter.console.map.projection import Floats, View, robust_bounds

GATHERING_MS = 10_000
"""How long after the first fit newly heard entities may move the map."""
GREW_BY = 1.1

Look = tuple[float, float, float, float]


class FirstLook:
    """Moves the camera. `over`: nothing here moves it any more.

    `fit` gives the view on all entities, `recall` the remembered one of the city they are of, `ground` the view on
    the basemap; each None if there is no such view.
    """

    def __init__(
        self,
        camera: Camera,
        fit: Callable[[], View | None],
        recall: Callable[[], View | None],
        ground: Callable[[], View | None],
    ) -> None:
        self._camera = camera
        self._fit, self._recall, self._ground = fit, recall, ground
        self._since = QElapsedTimer()
        self._looked: Look | None = None
        self._gathers = False
        self._count = 0
        self.over = False

    @property
    def decided(self) -> bool:
        """The map looks at the city, or somebody has said where."""
        return self._gathers or self.over

    @property
    def untouched(self) -> bool:
        """The map still is where it was put to show everything."""
        return self._gathers and self._looked == _look_of(self._camera.view)

    def begin(self) -> None:
        """Decide anew with the next entities."""
        self._looked, self._gathers, self._count, self.over = None, False, 0, False

    def end(self) -> None:
        """Somebody has decided where to look."""
        self.over = True

    def take(self, x: Floats, y: Floats, complete: bool) -> None:
        """Entities are known at world `x`, `y` (NaN without a place); `complete` when all geometries were read, or
        the window has another size.

        Looks when these are the first, a tenth more than at the last look, or complete. Without any it looks at the
        basemap.
        """
        if self.over:
            return
        moved = self._looked is not None and self._looked != _look_of(self._camera.view)
        if robust_bounds(x, y) is None:
            if not moved:
                self._look(self._ground())
            return
        if self._gathers:
            self.over = moved or self._since.elapsed() > GATHERING_MS
        elif moved:
            # Who looked around on an empty basemap goes on there only if there is anything of the city.
            self.over = shows_any(self._camera.view, x, y)
        if self.over:
            return
        if not self._gathers or len(x) >= self._count * GREW_BY or complete:
            self._look_at_city(len(x), x, y)

    def _look_at_city(self, count: int, x: Floats, y: Floats) -> None:
        remembered = self._recall()
        if remembered is not None and shows_any(remembered, x, y):
            self._camera.look(remembered)
            self._gathers, self.over = False, True
            return
        if not self._gathers:
            self._since.start()
        self._gathers, self._count = True, count
        self._look(self._fit())

    def _look(self, view: View | None) -> None:
        if view is not None:
            self._camera.look(view)
            self._looked = _look_of(view)


def _look_of(view: View) -> Look:
    return view.x, view.y, view.zoom, view.bearing
