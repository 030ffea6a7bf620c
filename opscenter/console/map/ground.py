"""The basemap under the entities: opens it, says what is wrong with it and whose it is."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from opscenter.console.map.basemap.item import BasemapItem
from opscenter.console.map.basemap.label_sheet import LabelSheet
from opscenter.console.map.basemap.reference import Basemaps, is_address, references_of
from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.projection import View, world_of
from opscenter.console.theme.tokens import DARK, Tokens
from opscenter.settings.paths import cache_folder

_log = logging.getLogger("opscenter.console.map")

_WORLD_DEGREES = 90.0
"""A basemap wider than this is no city's: where it begins says nothing."""
_CLOSEST = 14.0


class MapGround(QObject):
    """`trouble`: a sentence, or ""; `credit`: whose map it is. `changed` when one of them did, `named` with new names,
    `opened` when it is known what a file covers.

    Whatever is wrong with a basemap, the city is drawn all the same.
    """

    changed = Signal()
    named = Signal()
    opened = Signal()

    def __init__(self, canvas: MapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._item: BasemapItem | None = None
        self.basemaps: tuple[str, ...] = ()
        self.trouble = ""
        self.credit = ""
        self._failure = self._server = ""
        self.chosen: tuple[str, ...] | None = None
        self._before: tuple[str, ...] | None = None
        self._given: tuple[str, ...] = ()
        self._look: tuple[Tokens, str] = (DARK, "en")
        self._read: set[str] = set()  # sentences that the operator has taken away
        self.edition = 0
        """Counts how often a basemap is to be opened anew although it is called the same: its file was replaced."""

    @property
    def path(self) -> Path | None:
        """The first basemap with names to look for: a file, since a server is not searched through."""
        files = (one for one in self.basemaps if one.lower().endswith((".pmtiles", ".mbtiles")))
        return next((Path(one) for one in files if not is_address(one)), None)

    @property
    def files(self) -> tuple[str, ...]:
        """The basemaps that are drawn, the lowest first."""
        return self.basemaps if self._item is not None and not self._failure else ()

    @property
    def item(self) -> BasemapItem | None:
        """The scene graph item, once there was a basemap."""
        return self._item

    @property
    def names(self) -> LabelSheet | None:
        """Names of places to be written over lines and under symbols."""
        return self._item.names if self._item is not None else None

    def view(self, view: View) -> View | None:
        """Another view like this, on what the basemap covers; None without one, or where its file says nothing."""
        info = self._item.info if self._item is not None else None
        if info is None:
            return None
        west, south, east, north = info.bounds
        if east - west < _WORLD_DEGREES:
            left, top = world_of(west, north)
            right, bottom = world_of(east, south)
            return view.fitted((left, top, right, bottom), 0.0, closest=_CLOSEST)
        lon, lat, tile_zoom = info.center
        if not (lon or lat) or tile_zoom <= 2.0 or abs(lon) > 180 or abs(lat) > 85:
            return None
        x, y = world_of(lon, lat)
        return view.fitted((x, y, x, y), 0.0, closest=min(_CLOSEST, tile_zoom + 1.0))  # its tiles are 512 px wide

    def open(self, basemaps: Basemaps, tokens: Tokens, language: str) -> None:
        """Show other basemaps, each over those before it, or none; what the operator chose goes before them."""
        self._given = references_of(basemaps)
        self._failure = self._server = ""
        self._show(tokens, language)

    def choose(self, basemaps: tuple[str, ...] | None, tokens: Tokens, language: str, replaced: bool = False) -> None:
        """Show what the operator chose; None: what the console was started with. If nothing of it can be shown, the
        map stays as it is, with a sentence. `replaced`: a file among them is another than it was."""
        self._before, self.chosen = self.chosen, basemaps
        self._failure = self._server = ""
        self.edition += replaced
        self._show(tokens, language)

    def follow(self, other: "MapGround", tokens: Tokens, language: str) -> None:
        """Show what another map shows."""
        if (other.basemaps, other.edition) != (self.basemaps, self.edition) or self.chosen is not None:
            self.chosen, self.edition = None, other.edition
            self.open(other.basemaps, tokens, language)

    def dismiss(self) -> None:
        """The operator has read what is wrong: say it again only when it comes anew."""
        self._read.update(self._said())
        self._say()

    def _show(self, tokens: Tokens, language: str) -> None:
        references = self._given if self.chosen is None else self.chosen
        self._look = tokens, language
        if not references:
            self.credit = self.tr(
                "No basemap. Start the console with --basemap FILE (PMTiles, MBTiles, GeoJSON or a tile server) to see "
                "streets."
            )
        elif self._item is None:
            self._item = BasemapItem(cache_file=cache_folder() / "basemap" / "tiles.sqlite")
            self._item.setParent(self)
            self._item.draws_names = False  # they stand above roads and areas, below symbols: the bulk layer's
            self._item.named.connect(self.named, Qt.ConnectionType.QueuedConnection)  # it comes out of a frame
            self._item.sourceFailed.connect(self.failed)
            self._item.troubleChanged.connect(self._troubled)
            self._item.attributionChanged.connect(self._credited)
            self._item.sourceOpened.connect(self._opened)
            self._item.set_theme(tokens, language)
            self._canvas.set_basemap(self._item, self._item)
        self.basemaps = references
        if self._item is not None:
            self._item.set_source(references, self.edition)
        self._say()

    def use_theme(self, tokens: Tokens, language: str) -> None:
        """Draw in other colours."""
        if self._item is not None:
            self._item.set_theme(tokens, language)

    def stop(self) -> None:
        """End the item's threads."""
        if self._item is not None:
            self._item.stop()

    def failed(self, reason: str) -> None:
        """Say that a basemap cannot be shown."""
        _log.warning("no basemap: %s", reason)
        self._failure = reason
        if self._item is not None and self._item.refused and self.chosen is not None:
            # Nothing of the choice can be shown: back to what there was.
            self.chosen = self._before if self._before != self.chosen else None
            self._before = None
            self._show(*self._look)
            return
        self._say()

    def _troubled(self, sentence: str) -> None:
        if sentence != self._server:
            self._server = sentence
            self._say()

    def _opened(self) -> None:
        self._say()
        self.opened.emit()

    def _say(self) -> None:
        """Put together the sentence about everything that is wrong and has not been read."""
        found = self._said()
        self._read.intersection_update(found)
        self.trouble = " ".join(sentence for sentence in found if sentence not in self._read)
        self.changed.emit()

    def _said(self) -> list[str]:
        info = self._item.info if self._item is not None else None
        found = [*self._server.split("\n"), *(info.notes if info is not None else ())]
        if self._failure and info is None:
            found.insert(
                0,
                self.tr("There is no basemap: {reason} The city is drawn without streets.").format(
                    reason=self._failure
                ),
            )
        elif self._failure:
            found.insert(0, self._failure)
        return [sentence for sentence in found if sentence]

    def _credited(self) -> None:
        if self._item is not None and self.basemaps:
            self.credit = str(self._item.attribution)
        self._say()
