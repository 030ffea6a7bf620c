"""A rule in words, line by line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from opscenter.console.plain import one_line
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.rule_words import Line

LONGEST = 4_000


class WordsView(QScrollArea):
    """Names at the left, what is said at the right; all of it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("The rule in words"))
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Show these lines instead."""
        if lines == self.lines:
            return
        self.lines = lines
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        grid.setHorizontalSpacing(GRID_PX * 3)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnStretch(1, 1)
        for number, (title, told) in enumerate(lines):
            name, text = QLabel(one_line(title, 80), body), QLabel(one_line(told, LONGEST), body)
            name.setProperty("role", "muted")
            for label in (name, text):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setWordWrap(True)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setAccessibleName(f"{name.text()}: {text.text()}"[:LONGEST])
            grid.addWidget(name, number, 0)
            grid.addWidget(text, number, 1)
        grid.setRowStretch(len(lines), 1)
        self.setWidget(body)
