"""What lines that can be clicked look like: a symbol, a text that gives way, a word beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from opscenter.console.elided import ElidedLabel


def lay_out(line: QPushButton, symbol: QPixmap, text: ElidedLabel, beside: str) -> None:
    """Put these into the button, which takes the clicks on all of them."""
    line.setProperty("role", "quiet")
    line.setFixedHeight(28)
    line.setMinimumWidth(0)
    inside = QHBoxLayout(line)
    inside.setContentsMargins(12, 0, 12, 0)
    inside.setSpacing(8)
    shape = QLabel(line)
    shape.setPixmap(symbol)
    far = QLabel(line)
    far.setTextFormat(Qt.TextFormat.PlainText)
    far.setText(beside)
    far.setProperty("role", "small")
    inside.addWidget(shape)
    inside.addWidget(text, 1)
    inside.addWidget(far)
    for part in (shape, text, far):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
