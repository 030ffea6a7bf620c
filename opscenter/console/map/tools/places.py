"""Kept places and views on a map: pins, the list, Alt and a number, keeping what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog

from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.map.projection import world_of
from opscenter.console.map.tools.drawing import Mark
from opscenter.console.map.tools.place_book import book_of
from opscenter.console.map.tools.place_dialog import PlaceDialog
from opscenter.console.map.tools.places_card import PlacesCard
from opscenter.console.map.tools.saved_places import Saved

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

_NAMED_FROM = 12.0
_PLACE_ZOOM = 16.0
_PIN_LETTERS = 30


class Places(Feature):
    """B keeps this view, Alt+1 to Alt+9 go to the first nine, Ctrl+B opens the list."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.book = book_of(panel.session)
        self.card = PlacesCard(panel.theme, panel.overlays, panel.canvas)
        self.dialog: PlaceDialog | None = None
        self._named = False
        card = self.card
        card.go.connect(self.go)
        card.edit.connect(self.edit)
        card.delete.connect(self.book.remove)
        card.moved.connect(self._move)
        card.undo.connect(self.book.undo)
        card.save_view.clicked.connect(self.keep_view)
        card.export_button.clicked.connect(self._export)
        card.import_button.clicked.connect(self._import)
        self.book.changed.connect(self._show)
        self.book.told.connect(panel.overlays.say)
        panel.canvas.camera.moved.connect(self._moved)
        panel.canvas.gestures.keys.append(self._key)
        panel.pointing.offers.append(self._offers)
        panel.overlays.offers.append(self._of_map)
        self._show()

    def stop(self) -> None:
        self.book.changed.disconnect(self._show)
        self.book.told.disconnect(self._panel.overlays.say)

    # -- what can be done ------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the list."""
        self._show()
        self.card.open()

    def go(self, at: int) -> None:
        """Look where a kept place or view is."""
        if not 0 <= at < len(self.book.saved):
            self._panel.overlays.say(
                self.tr("Nothing is kept under that number. B keeps this view, Ctrl+B lists what is kept.")
            )
            return
        look_at(self._panel, self.book.saved[at])

    def keep_view(self) -> None:
        """Keep what the map shows now, under a name that is asked for."""
        view = self._panel.canvas.camera.view
        lon, lat = view.place
        number = 1 + sum(one.sort == "view" for one in self.book.saved)
        name = self.tr("View {number}").format(number=number)
        one = Saved("view", name, lon, lat, "", view.zoom, view.bearing, view.tilt)
        self._ask(self.tr("Keep this view"), one, None, True)

    def keep_place(self, lon: float, lat: float) -> None:
        """Keep a place, under a name that is asked for."""
        number = 1 + sum(one.sort == "place" for one in self.book.saved)
        name = self.tr("Place {number}").format(number=number)
        self._ask(self.tr("Keep this place"), Saved("place", name, lon, lat), None, None)

    def edit(self, at: int) -> None:
        """Another name or note."""
        one = self.book.saved[at]
        layers = one.hidden is not None if one.sort == "view" else None
        self._ask(self.tr("Name and note"), one, at, layers)

    # -- inside ----------------------------------------------------------------------------------------------

    def _ask(self, title: str, one: Saved, at: int | None, layers: bool | None) -> None:
        dialog = self.dialog = PlaceDialog(title, one.name, one.note, layers, self._panel)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(lambda name, note, keep: self._keep(replace(one, name=name, note=note), at, keep))
        dialog.open()

    def _keep(self, one: Saved, at: int | None, with_layers: bool) -> None:
        panel = self._panel
        if one.sort == "view" and not with_layers:
            one = replace(one, hidden=None, system="")
        elif one.sort == "view" and one.hidden is None:
            hidden = tuple(sorted(panel.layers.hidden_kinds))
            one = replace(one, hidden=hidden, system=panel.selection.system)
        if at is not None and at < len(self.book.saved):
            self.book.replace(at, one)
        elif self.book.add(one):
            number = len(self.book.saved)
            key = self.tr("Alt+{number} goes there.").format(number=number) if number <= 9 else ""
            panel.overlays.say(f"{self.tr('Kept: {name}.').format(name=one.name)} {key}".strip())
        else:
            panel.overlays.say(self.tr("There is no room for more. Delete what is no longer needed."))

    def _move(self, at: int, to: int) -> None:
        self.book.move(at, to)
        self.card.show_saved(self.book.saved, self.book.can_undo, current=to)

    def _show(self) -> None:
        self.card.show_saved(self.book.saved, self.book.can_undo)
        self._show_pins()

    def _show_pins(self) -> None:
        self._named = self._panel.canvas.camera.view.zoom >= _NAMED_FROM
        places = [one for one in self.book.saved if one.sort == "place"]
        self._panel.canvas.pins.show(
            [Mark(one.lat, one.lon, _short(one.name) if self._named else "") for one in places]
        )

    def _moved(self) -> None:
        if (self._panel.canvas.camera.view.zoom >= _NAMED_FROM) != self._named:
            self._show_pins()

    def _offers(self, here: Here) -> Sequence[Offer]:
        return [
            Offer(self.tr("Keep this place…"), "pin", "", lambda: self.keep_place(here.lon, here.lat)),
            Offer(self.tr("Keep this view…"), "bookmark", "B", self.keep_view),
        ]

    def _of_map(self) -> Sequence[Offer]:
        return [
            Offer(self.tr("Keep this view…"), "bookmark", "B", self.keep_view),
            Offer(self.tr("Places and views…"), "pin", "Ctrl+B", self.open),
        ]

    def _key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.go(key - Qt.Key.Key_1)
        elif modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_B:
            self.open()
        elif not modifiers and key == Qt.Key.Key_B:
            self.keep_view()
        else:
            return False
        return True

    def _export(self) -> None:
        dialog = self._file_dialog(self.tr("Write places and views"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("geojson")
        dialog.selectFile("places.geojson")
        dialog.fileSelected.connect(lambda name: self.book.export_to(Path(name)))
        dialog.open()

    def _import(self) -> None:
        dialog = self._file_dialog(self.tr("Add places from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.book.import_from(Path(name)))
        dialog.open()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._panel, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(self.tr("GeoJSON (*.geojson *.json)"))
        return dialog


def _short(name: str) -> str:
    return name if len(name) <= _PIN_LETTERS else name[: _PIN_LETTERS - 1].rstrip() + "…"


def look_at(panel: MapPanel, one: Saved) -> None:
    """Look at a kept place or view, with its layers and filter if it has any."""
    x, y = world_of(one.lon, one.lat)
    view = replace(panel.canvas.camera.view, x=x, y=y)
    middle = view.width / 2.0, view.height / 2.0
    if one.sort == "view":
        view = view.zoomed(one.zoom, *middle).turned(one.bearing, *middle).tilted(one.tilt)
    else:
        view = view.zoomed(max(view.zoom, _PLACE_ZOOM), *middle)
    panel.look(view)
    if one.hidden is not None:
        panel.layers.hide_kinds(one.hidden)
        known = one.system if one.system in panel.session.catalogue.systems else ""
        if known != panel.selection.system:
            panel.selection.narrow(known or panel.selection.system)
