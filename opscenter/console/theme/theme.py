"""The theme in force, as an object that widgets listen to."""

from PySide6.QtCore import QObject, Signal

from opscenter.console.theme.tokens import DARK, LIGHT, Tokens


class Theme(QObject):
    """Holds the tokens in force; `changed` after a switch. Widgets read `theme.tokens` when they paint."""

    changed = Signal()

    def __init__(self, name: str = "dark", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tokens: Tokens = LIGHT if name == "light" else DARK

    def use(self, name: str) -> None:
        """Switch to "dark" or "light"."""
        wanted = LIGHT if name == "light" else DARK
        if wanted is not self.tokens:
            self.tokens = wanted
            self.changed.emit()
