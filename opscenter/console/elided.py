"""A label of one plain line that gives way instead of widening its panel."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from opscenter.console.plain import one_line, tip


class ElidedLabel(QLabel):
    """Shows as much of a text as fits, all of it in the tooltip."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def put(self, text: str, more: str = "") -> None:
        """Show a text; `more` is added to the tooltip."""
        self._text = one_line(text)
        self.setToolTip(tip(text, more))
        self.setAccessibleName(self._text)
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.contentsRect().width())
        self.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
