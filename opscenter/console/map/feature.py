"""What a feature of a map is: see `features`, where all of them stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel


class Feature(QObject):
    """Made with the panel, belongs to it, ends with it. What a feature does not need it leaves as it is here."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def save_state(self) -> dict[str, Any]:
        """What it wants remembered; {} for nothing."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what `save_state` gave; anything that is not as expected is left as it is."""

    def stop(self) -> None:
        """End threads and let go of the session."""
