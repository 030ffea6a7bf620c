"""A message of the trainer to everybody who works the exercise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from opscenter.console.training.draft import LONGEST_TEXT


class SayDialog(QDialog):
    """`said(str)`: the text, in the language of this console."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Message to the trainees"))
        told = QLabel(self.tr("Every trainee sees it at once. It is part of the session, and of its report."), self)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setProperty("role", "muted")
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Message"))
        self.text.textChanged.connect(self._look)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.send_button = QPushButton(self.tr("Send"), self)
        self.send_button.setProperty("role", "primary")
        self.send_button.setDefault(True)
        self.send_button.setToolTip("Ctrl+Enter")
        buttons.addButton(self.send_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.send)
        buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send)
        box = QVBoxLayout(self)
        box.addWidget(told)
        box.addWidget(self.text, 1)
        box.addWidget(buttons)
        self.resize(480, 220)
        self._look()
        self.text.setFocus()

    def _look(self) -> None:
        self.send_button.setEnabled(bool(self.text.toPlainText().strip()))

    def send(self) -> None:
        """Send what is written."""
        text = self.text.toPlainText().strip()[:LONGEST_TEXT]
        if text:
            self.said.emit(text)
            self.accept()
