"""A line under the plots that says what has just been done, and offers to take it back."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.theme.tokens import GRID_PX

SHOWN_MS = 12_000


class TellingLine(QWidget):
    """`acted()`: what is offered is wanted. It goes by itself after a while."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ElidedLabel()
        self.offer = QPushButton()
        self.offer.setProperty("role", "chip")
        self.offer.clicked.connect(self.acted)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 2, GRID_PX)
        row.addWidget(self.text, 1)
        row.addWidget(self.offer)
        self.hide()

    def say(self, sentence: str, offer: str = "") -> None:
        """Show a sentence, and what can be done about it."""
        self.text.put(sentence)
        self.offer.setText(offer)
        self.offer.setVisible(bool(offer))
        self.show()
        self._timer.start()

    def hush(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self.hide()
