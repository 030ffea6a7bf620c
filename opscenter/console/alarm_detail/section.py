"""A titled part of the detail that goes away when there is nothing to say."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from opscenter.console.elided import ElidedLabel

EDGE_PX = 12


class Section(QWidget):
    """A heading and lines under it; `clear` and add anew. Hidden until `show_if`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(2)
        self.title = QLabel(title, self)
        self.title.setProperty("role", "heading")
        self.title.setContentsMargins(EDGE_PX, 0, EDGE_PX, 0)
        box.addWidget(self.title)
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(0)
        box.addLayout(self.lines)
        self.hide()

    def clear(self) -> None:
        """Take the lines away."""
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def tell(self, text: str, role: str = "small", more: str = "") -> ElidedLabel:
        """A plain line; what does not fit, and `more`, is in its tooltip."""
        line = ElidedLabel(role, self)
        line.setContentsMargins(EDGE_PX, 1, EDGE_PX, 1)
        line.put(text, more)
        self.lines.addWidget(line)
        return line

    def texts(self) -> list[str]:
        """What its lines say, for those who hear it."""
        items = [self.lines.itemAt(at) for at in range(self.lines.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget.accessibleName() for widget in widgets if widget is not None]
