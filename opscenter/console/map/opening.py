"""Where a map looks when it opens: at the view remembered of its city, at all of the city, at its basemap."""

from dataclasses import replace
from typing import Any

from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.first_look import FirstLook
from opscenter.console.map.fitting import fitted_clear
from opscenter.console.map.ground import MapGround
from opscenter.console.map.overlays import Overlays
from opscenter.console.map.projection import View, world_of
from opscenter.console.map.remembered_views import RememberedViews, centre_of
from opscenter.console.map.rows import MapRows
from opscenter.console.session import Session

_LEAST_PX = 50
"""A canvas that is narrower has not been laid out yet."""


class Opening:
    """Moves the camera until `end`; `take` whenever more of the city, or another size of the window, is known."""

    def __init__(
        self, session: Session, rows: MapRows, canvas: MapCanvas, overlays: Overlays, ground: MapGround
    ) -> None:
        self._session, self._rows, self._canvas = session, rows, canvas
        self._overlays, self._ground = overlays, ground
        self._views = RememberedViews()
        self._look = FirstLook(canvas.camera, self.city_view, self._recalled_view, self.ground_view)

    def take(self, complete: bool = False) -> None:
        """Entities have come; `complete` when all geometries were read or the room for them is another."""
        if self._canvas.width() > _LEAST_PX:
            self._look.take(self._rows.x, self._rows.y, complete)

    def end(self) -> None:
        """Somebody has said where to look: new entities move the map no more."""
        self._look.end()

    def remembered(self) -> list[dict[str, Any]]:
        """The views by city, this one's among them, for `restore`."""
        city, centre = self._session.city, centre_of(self._rows.x, self._rows.y)
        if centre is not None and self._look.untouched:
            self._views.forget(city, centre)  # the next window of another size looks at everything again
        elif centre is not None and self._look.decided:
            self._views.put(city, centre, self._canvas.camera.view)
        return self._views.state()

    def restore(self, state: object) -> None:
        """Begin anew with what `remembered` gave; anything that is not as expected is left out."""
        self._views.take_state(state)
        self._look.begin()
        self.take()

    def city_view(self) -> View | None:
        """The view of the whole city in a window of this size, clear of what lies over the map; None without one."""
        overlays, rows = self._overlays, self._rows
        return fitted_clear(self._canvas.camera.view, rows.x, rows.y, overlays.margins, overlays.corner)

    def ground_view(self) -> View | None:
        """The view of the whole basemap; None without one."""
        return self._ground.view(self._canvas.camera.view)

    def _recalled_view(self) -> View | None:
        centre = centre_of(self._rows.x, self._rows.y)
        known = self._views.find(self._session.city, centre) if centre is not None else None
        if known is None:
            return None
        x, y = world_of(known.lon, known.lat)
        view = replace(self._canvas.camera.view, x=x, y=y, bearing=0.0)
        middle = view.width / 2.0, view.height / 2.0
        return view.zoomed(known.zoom, *middle).turned(known.bearing, *middle)
