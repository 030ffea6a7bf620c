"""The line that names what a sheet waits for."""

from PySide6.QtWidgets import QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.plain import one_line
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import GRID_PX

NAMED = 20


class WaitingLine(ElidedLabel):
    """Only there while something is waited for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("small", parent)
        self.setFont(font("small"))
        self.setContentsMargins(GRID_PX * 3, 0, GRID_PX * 2, GRID_PX)
        self.hide()

    def show_entities(self, entities: list[str]) -> None:
        """Name entities that are not known here."""
        self.setVisible(bool(entities))
        if entities:
            names = ", ".join(one_line(entity, 80) for entity in entities[:NAMED])
            if len(entities) > NAMED:
                names += " …"
            told = self.tr("Not known here, waited for (%n): {names}", "", len(entities))
            self.put(told.format(names=names))
