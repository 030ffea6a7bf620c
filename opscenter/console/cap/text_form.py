"""What an alert says in one language, for a person to change."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.alert import LONGEST_HEADLINE, LONGEST_NAME, LONGEST_TEXT, AlertText

_LINES_PX = 84


class TextForm(QWidget):
    """`changed()` with every letter."""

    changed = Signal()

    def __init__(self, text: AlertText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.event_name = self._line(text.event, LONGEST_NAME)
        self.headline = self._line(text.headline, LONGEST_HEADLINE)
        self.description = self._lines(text.description)
        self.instruction = self._lines(text.instruction)
        self.area = self._line(text.area, LONGEST_NAME)
        form = QFormLayout(self)
        form.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 2)
        form.setVerticalSpacing(GRID_PX * 2)
        form.addRow(self.tr("Event"), self.event_name)
        form.addRow(self.tr("Headline"), self.headline)
        form.addRow(self.tr("Description"), self.description)
        form.addRow(self.tr("What to do"), self.instruction)
        form.addRow(self.tr("Where"), self.area)

    @property
    def language(self) -> str:
        """The language it is in."""
        return self._text.language

    @property
    def has_own_instruction(self) -> bool:
        """The instruction is still the one that was written for people who operate the city."""
        written = self.instruction.toPlainText().strip()
        return bool(written) and written == self._text.instruction.strip()

    def text(self) -> AlertText:
        """As it is written now."""
        return replace(
            self._text,
            event=self.event_name.text().strip(),
            headline=self.headline.text().strip(),
            description=self.description.toPlainText().strip()[:LONGEST_TEXT],
            instruction=self.instruction.toPlainText().strip()[:LONGEST_TEXT],
            area=self.area.text().strip(),
        )

    def _line(self, text: str, longest: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(longest)
        line.setText(" ".join(text.split()))
        line.setCursorPosition(0)
        line.textChanged.connect(self.changed)
        return line

    def _lines(self, text: str) -> QPlainTextEdit:
        lines = QPlainTextEdit(text, self)
        lines.setTabChangesFocus(True)
        lines.setMinimumHeight(_LINES_PX)
        lines.textChanged.connect(self.changed)
        return lines
