"""Cards beside and under one another: as many columns as fit, each card into the one that is filled least."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from opscenter.console.pages.card import PaintedCard

GAP_PX = 8


class Columns(QWidget):
    """Cards at least `least_px` wide, all columns equally wide. `resized` when the cards need another height."""

    resized = Signal()

    def __init__(self, least_px: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least_px, most
        self._cards: list[PaintedCard] = []
        self._arranging = False

    @property
    def cards(self) -> list[PaintedCard]:
        """The cards in their order."""
        return list(self._cards)

    def put(self, cards: Sequence[PaintedCard]) -> None:
        """Other cards; those of before go."""
        for card in self._cards:
            card.removeEventFilter(self)
            card.hide()
            card.deleteLater()
        self._cards = list(cards)
        for card in self._cards:
            card.setParent(self)
            card.installEventFilter(self)
            card.show()
        self.setVisible(bool(self._cards))
        self.resized.emit()

    def columns(self, wide: int) -> int:
        """How many columns there are in so much width."""
        fitting = max(1, min((wide + GAP_PX) // (self._least + GAP_PX), self._most))
        if len(self._cards) <= fitting:
            return max(1, len(self._cards))
        rows = -(-len(self._cards) // fitting)  # as few in the last row as can be: 3 and 3, not 4 and 2
        return -(-len(self._cards) // rows)

    def lay(self, wide: int) -> int:
        """Put every card in its place in so much width; the height it takes."""
        self._arranging = True
        count = self.columns(wide)
        column_px = (wide - GAP_PX * (count - 1)) // count
        filled = [0] * count
        for card in self._cards:
            column = filled.index(min(filled))
            asked = card.heightForWidth(column_px) if card.hasHeightForWidth() else card.sizeHint().height()
            high = max(card.minimumHeight(), asked)
            card.setGeometry(column * (column_px + GAP_PX), filled[column], column_px, high)
            filled[column] += high + GAP_PX
        self._arranging = False
        return max(0, max(filled) - GAP_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        grown = isinstance(event, QResizeEvent) and event.oldSize().height() != event.size().height()
        if grown and not self._arranging:
            self.resized.emit()
        return False
