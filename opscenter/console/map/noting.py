"""A note from the map: the menu on a place offers to write one about what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.notes.occasion import Occasion

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel


class Noting(Feature):
    """Asks through the selection: the window has the dialog."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        panel.pointing.offers.append(self._offers)

    def _offers(self, here: Here) -> Sequence[Offer]:
        wanted = self._panel.selection.note_wanted
        return [
            Offer(
                self.tr("Write a note about it…") if here.entity else self.tr("Write a note…"),
                "edit",
                self.tr("Ctrl+Shift+N") if here.entity == self._panel.selection.current else "",
                lambda: wanted.emit(Occasion(entity=here.entity)),
            )
        ]
