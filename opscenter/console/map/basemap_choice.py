"""Choosing the basemap while the console runs: a dialog, or a file dropped on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent

from opscenter.console.map.basemap.reference import is_address, lies_over_others, references_of
from opscenter.console.map.basemap.url_template import template_of
from opscenter.console.map.basemap_dialog import BasemapDialog
from opscenter.console.map.feature import Feature

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel


class BasemapChoice(Feature):
    """What the operator chose is remembered with the layout, and goes before what the console was started with."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        panel.canvas.setAcceptDrops(True)
        panel.canvas.installEventFilter(self)
        panel.overlays.notice.dismissed.connect(panel.ground.dismiss)

    def save_state(self) -> dict[str, Any]:
        chosen = self._panel.ground.chosen
        return {"basemaps": list(chosen)} if chosen is not None else {}

    def restore_state(self, state: dict[str, Any]) -> None:
        kept = state.get("basemaps")
        if isinstance(kept, list) and all(isinstance(one, str) for one in kept):
            self.choose(tuple(kept))

    def stop(self) -> None:
        self._panel.canvas.removeEventFilter(self)

    def choose(self, basemaps: tuple[str, ...] | None) -> None:
        """Draw these, the lowest first; None: those the console was started with."""
        self._choose(basemaps, replaced=False)

    def put(self, reference: str) -> None:
        """Draw one more: districts over everything, any other map instead of those there were. One that is there
        already is read anew, since it may have been made anew."""
        now = self._panel.ground.basemaps
        if lies_over_others(reference):
            wanted = references_of((*now, reference))
        else:
            wanted = references_of((reference, *(one for one in now if lies_over_others(one))))
        self._choose(wanted, replaced=reference in now)

    def _choose(self, basemaps: tuple[str, ...] | None, replaced: bool) -> None:
        panel = self._panel
        panel.ground.choose(basemaps, panel.theme.tokens, panel.session.language, replaced)

    def open(self) -> BasemapDialog:
        """Ask which."""
        dialog = BasemapDialog(self._panel.ground.basemaps, self._panel.window())
        dialog.chosen.connect(self.choose)
        dialog.open()
        return dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            assert isinstance(event, QDropEvent)
            dropped = _basemaps_in(event.mimeData())
            if dropped:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    for reference in dropped:
                        self.put(reference)
                return True
        return False


def _basemaps_in(data: QMimeData) -> list[str]:
    """Files, folders and tile addresses among what is dragged."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    if files:
        return files[:8]
    text = data.text().strip() if data.hasText() else ""
    return [text] if is_address(text) and template_of(text) is not None else []
