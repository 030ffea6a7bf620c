"""Finds places by typing, for the search: coordinates, kept places, names of the basemap."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from opscenter.console.format import format_length, format_place
from opscenter.console.map.feature import Feature
from opscenter.console.map.projection import world_of
from opscenter.console.map.tools.basemap_names import PLACE, STREET, WATER, NamedPlace, NameIndex, names_of
from opscenter.console.map.tools.coordinates import NotUnderstood, Understood, understand
from opscenter.console.map.tools.drawing import Mark
from opscenter.console.map.tools.geodesy import distance_m
from opscenter.console.map.tools.place_book import book_of
from opscenter.console.map.tools.places import look_at
from opscenter.console.map.tools.saved_places import Saved
from opscenter.console.search.index import normal
from opscenter.console.search.results import Result
from opscenter.settings.paths import cache_folder

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

NAMES = 12
KEPT = 6
_POLL_MS = 50
_PAUSE_S = 0.003
_CLOSEST = 17.0
_FAR_KM = 300.0


class PlaceFinder(Feature):
    """`changed` when there are more names to be found than before."""

    changed = Signal()

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._path: Path | None = None
        self.names: NameIndex | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._read: list[NameIndex | None] = []
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._look)
        panel.canvas.gestures.keys.append(self._key)
        panel.selection.changed.connect(self._forget)

    def stop(self) -> None:
        self._panel.selection.changed.disconnect(self._forget)
        thread = self._thread
        self._end_reading()
        if thread is not None:
            thread.join(2.0)

    @property
    def reading(self) -> bool:
        """The names of the basemap are still being read."""
        return self._thread is not None

    def begin(self) -> None:
        """Somebody is about to look for something: read the names of the basemap, once."""
        path = self._panel.ground.path
        if path == self._path:
            return
        self._end_reading()
        self._path, self.names = path, None
        if path is None:
            return
        stopped = self._stopped = threading.Event()

        def pause() -> bool:
            time.sleep(_PAUSE_S)  # the window's own thread gets its turn between tiles
            return stopped.is_set()

        read = self._read = []
        self._thread = threading.Thread(
            target=lambda: read.append(names_of(path, cache_folder(), pause)), name="basemap-names", daemon=True
        )
        self._thread.start()
        self._poll.start()

    def state(self) -> str:
        """A sentence about what names are known."""
        if self.reading:
            return self.tr("The names of the basemap are still being read.")
        if self.names is None or not self.names.places:
            return self.tr("The basemap has no names.") if self._path is not None else self.tr("There is no basemap.")
        if not self.names.whole:
            return self.tr("%n names of the basemap are known, the most important ones.", "", len(self.names.places))
        return self.tr("%n names of the basemap are known.", "", len(self.names.places))

    # -- answers ---------------------------------------------------------------------------------------------

    def coordinates(self, query: str) -> list[Result]:
        """What a query means as coordinates: a place, or what is wrong with it; [] for a name."""
        found = understand(query)
        if isinstance(found, NotUnderstood):
            return [Result("note", "", found.trouble, found.advice, self.tr("Coordinates"), "info")]
        if found is None:
            return []
        results = [self._coordinates(found, found.echo)]
        other = self._other_order(found)
        if other is not None:
            results.append(other)
        return results

    def places(self, query: str) -> list[Result]:
        """Kept places and names of the basemap for a query."""
        words = normal(query)
        if not words:
            return [self._kept(at, one) for at, one in enumerate(book_of(self._panel.session).saved[:KEPT])]
        saved = book_of(self._panel.session).saved
        kept = [self._kept(at, one) for at, one in enumerate(saved) if words in normal(f"{one.name} {one.note}")]
        named = self.names.find(query, NAMES) if self.names is not None and len(words) > 1 else []
        return kept[:KEPT] + [self._named(place) for place in named]

    def _coordinates(self, found: Understood, title: str) -> Result:
        def go() -> None:
            self._go(found.lon, found.lat, format_place(found.lon, found.lat), 16.0)

        return Result("place", "", title, self._far(found.lon, found.lat), self.tr("Coordinates"), "goto", go=go)

    def _other_order(self, found: Understood) -> Result | None:
        """The other reading, only when this one is nowhere near what the map shows and the other one is."""
        middle = self._panel.canvas.camera.view.place
        if abs(found.lon) > 85.0 or distance_m(middle, (found.lon, found.lat)) < _FAR_KM * 1000.0:
            return None
        if distance_m(middle, (found.lat, found.lon)) > _FAR_KM * 1000.0:
            return None
        other = Understood(found.lat, found.lon, "")
        title = self.tr("With the numbers exchanged: {place}").format(place=format_place(other.lon, other.lat))
        return self._coordinates(other, title)

    def _kept(self, at: int, one: Saved) -> Result:
        label = self.tr("View") if one.sort == "view" else self.tr("Place")
        detail = self.tr("Alt+{number}").format(number=at + 1) if at < 9 else format_place(one.lon, one.lat)

        def go() -> None:
            look_at(self._panel, one)

        return Result("place", "", one.name, detail, label, "bookmark" if one.sort == "view" else "pin", go=go)

    def _named(self, place: NamedPlace) -> Result:
        name = place.name(self._panel.session.language)
        labels = {STREET: self.tr("Street"), PLACE: self.tr("District or town"), WATER: self.tr("Water")}
        lon, lat = place.middle

        def go() -> None:
            view = self._panel.canvas.camera.view.fitted(place.box, 80.0, closest=_CLOSEST)
            self._panel.look(view)
            self._mark(lon, lat, name)

        return Result(
            "place", "", name, self._far(lon, lat), labels.get(place.sort, self.tr("On the map")), "goto", go=go
        )

    def _far(self, lon: float, lat: float) -> str:
        metres = distance_m(self._panel.canvas.camera.view.place, (lon, lat))
        return self.tr("{distance} from the middle of the map").format(distance=format_length(metres))

    # -- going -----------------------------------------------------------------------------------------------

    def _go(self, lon: float, lat: float, name: str, zoom: float) -> None:
        panel = self._panel
        x, y = world_of(lon, lat)
        view = replace(panel.canvas.camera.view, x=x, y=y)
        panel.look(view.zoomed(max(zoom, view.zoom), view.width / 2.0, view.height / 2.0))
        self._mark(lon, lat, name)

    def _mark(self, lon: float, lat: float, name: str) -> None:
        self._panel.canvas.found.show([Mark(lat, lon, name)])
        self._panel.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self._panel.canvas.found.show(())

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._panel.canvas.found.marks:
            self._forget()
            return True
        return False

    # -- reading ---------------------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._thread is None or self._thread.is_alive():
            return
        self._thread = None
        self._poll.stop()
        self.names = self._read.pop() if self._read else None
        self.changed.emit()

    def _end_reading(self) -> None:
        self._poll.stop()
        self._stopped.set()  # the thread ends after the tile it is at
        self._thread = None
