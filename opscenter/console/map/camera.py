"""The map's camera as a Qt object: one view, read by QML and by every layer."""

from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal

from opscenter.console.map.projection import View, world_of


class Camera(QObject):
    """Holds the `View`; `moved` after every change of it, `resized` when only the window's size changed."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = View()

    def look(self, view: View) -> None:
        """Take over a view."""
        if view != self.view:
            self.view = view
            self.moved.emit()

    def go(self, lon: float, lat: float, zoom: float | None = None, bearing: float | None = None) -> None:
        """Look at a place; zoom and bearing stay unless given."""
        x, y = world_of(lon, lat)
        view = replace(self.view, x=x, y=y)
        middle = view.width / 2.0, view.height / 2.0
        if zoom is not None:
            view = view.zoomed(zoom, *middle)
        if bearing is not None:
            view = view.turned(bearing, *middle)
        self.look(view)

    def _latitude(self) -> float:
        return self.view.place[1]

    def _longitude(self) -> float:
        return self.view.place[0]

    def _zoom(self) -> float:
        return self.view.zoom

    def _bearing(self) -> float:
        return self.view.bearing

    def _tilt(self) -> float:
        return self.view.tilt

    latitude = Property(float, _latitude, notify=moved)
    longitude = Property(float, _longitude, notify=moved)
    zoom = Property(float, _zoom, notify=moved)
    bearing = Property(float, _bearing, notify=moved)
    tilt = Property(float, _tilt, notify=moved)
