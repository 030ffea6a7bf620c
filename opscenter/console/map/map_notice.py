"""The sentence at the top of the map: it stays while it is so, or until it has been read."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from opscenter.console.map.card import Card
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

_BUTTON = 24
_ICON = 14


class MapNotice(Card):
    """Plain text, wrapped. `dismissed` when the operator has read one that may be taken away."""

    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.closer = QToolButton(self)
        self.closer.setFixedSize(_BUTTON, _BUTTON)
        self.closer.setIconSize(QSize(_ICON, _ICON))
        self.closer.setProperty("role", "icon")
        self.closer.setToolTip(self.tr("Close this notice (Esc); it comes back only with news"))
        self.closer.setAccessibleName(self.closer.toolTip())
        self.closer.clicked.connect(self.dismissed)
        self.closer.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        row.setSpacing(GRID_PX * 2)
        row.addWidget(self.label, 1)
        row.addWidget(self.closer, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()
        self.hide()

    @property
    def dismissable(self) -> bool:
        """Whether it is shown and may be taken away."""
        return not self.isHidden() and not self.closer.isHidden()

    def tell(self, text: str, dismissable: bool) -> bool:
        """Show a sentence, "" for none; whether anything changed by it."""
        if text == self.label.text() and self.isHidden() != bool(text) and dismissable != self.closer.isHidden():
            return False
        self.label.setText(text)
        self.closer.setVisible(dismissable)
        self.setVisible(bool(text))
        return True

    def fit(self, width: int) -> None:
        """Be so wide, and as high as the text needs."""
        beside = 6 * GRID_PX + (0 if self.closer.isHidden() else _BUTTON + 2 * GRID_PX)
        high = self.label.heightForWidth(width - beside)
        self.setFixedWidth(width)
        self.setFixedHeight(max(high, 0 if self.closer.isHidden() else _BUTTON) + 4 * GRID_PX + 2)

    def _paint_icon(self) -> None:
        self.closer.setIcon(icon("close", self._theme.tokens, _ICON))
