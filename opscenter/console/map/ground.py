"""The basemap under the entities: opens it, says what is wrong with it and whose it is."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from opscenter.console.map.basemap.item import BasemapItem
from opscenter.console.map.basemap.label_sheet import LabelSheet
from opscenter.console.map.canvas import MapCanvas
from opscenter.console.theme.tokens import Tokens

_log = logging.getLogger("opscenter.console.map")


class MapGround(QObject):
    """`trouble`: a sentence, or ""; `credit`: whose map it is. `changed` when one of them did, `named` with new names.

    Whatever is wrong with a basemap, the city is drawn all the same.
    """

    changed = Signal()
    named = Signal()

    def __init__(self, canvas: MapCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._item: BasemapItem | None = None
        self.trouble = ""
        self.credit = ""

    @property
    def item(self) -> BasemapItem | None:
        """The scene graph item, once there was a basemap."""
        return self._item

    @property
    def names(self) -> LabelSheet | None:
        """Names of places to be written over lines and under symbols."""
        return self._item.names if self._item is not None else None

    def open(self, path: Path | None, tokens: Tokens, language: str) -> None:
        """Show another file, or none."""
        self.trouble = ""
        self.credit = ""
        if path is None:
            self.credit = self.tr(
                "No basemap. Start the console with --basemap FILE (PMTiles or MBTiles) to see streets."
            )
        elif self._item is None:
            self._item = BasemapItem()
            self._item.setParent(self)
            self._item.draws_names = False  # they stand above roads and areas, below symbols: the bulk layer's
            self._item.named.connect(self.named, Qt.ConnectionType.QueuedConnection)  # it comes out of a frame
            self._item.sourceFailed.connect(self.failed)
            self._item.attributionChanged.connect(self._credited)
            self._item.set_theme(tokens, language)
            self._canvas.set_basemap(self._item, self._item)
        if self._item is not None:
            self._item.set_source(path)
        self.changed.emit()

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
        self.trouble = self.tr("There is no basemap: {reason} The city is drawn without streets.").format(reason=reason)
        self.changed.emit()

    def _credited(self) -> None:
        if self._item is not None:
            self.credit = str(self._item.attribution)
            self.changed.emit()
