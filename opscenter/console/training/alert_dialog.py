"""Drafting an alert to the public within an exercise. It goes nowhere: every one is marked as exercise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.training.trainee import SEVERITIES

_LONGEST_HEADLINE, _LONGEST_TEXT = 160, 2_000


class AlertDialog(QDialog):
    """`wanted(headline, text, severity, area)`. It closes when `done_with` is called; a refusal is shown in it."""

    wanted = Signal(str, str, str, str)

    def __init__(self, area: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("EXERCISE – Draft an alert to the public"))
        told = QLabel(self.tr("It is sent to nobody: its status is Exercise, and it stands in the session only."), self)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        self.headline = QLineEdit(self)
        self.headline.setMaxLength(_LONGEST_HEADLINE)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(self.tr("What has happened, who is concerned, what people should do"))
        self.severity = QComboBox(self)
        names = {
            "Minor": self.tr("Minor"),
            "Moderate": self.tr("Moderate"),
            "Severe": self.tr("Severe"),
            "Extreme": self.tr("Extreme"),
        }
        for severity in SEVERITIES:
            self.severity.addItem(names[severity], severity)
        self.severity.setCurrentIndex(SEVERITIES.index("Severe"))
        self.area = QLineEdit(area, self)
        self.area.setMaxLength(_LONGEST_HEADLINE)
        self.trouble = QLabel(self)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        form = QFormLayout()
        form.addRow(self.tr("Headline"), self.headline)
        form.addRow(self.tr("Text"), self.text)
        form.addRow(self.tr("Severity"), self.severity)
        form.addRow(self.tr("Area"), self.area)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.write = QPushButton(self.tr("Draft"), self)
        self.write.setProperty("role", "primary")
        self.write.setDefault(True)
        self.write.setToolTip("Ctrl+Enter")
        buttons.addButton(self.write, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.send)
        buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send)
        self.headline.textChanged.connect(self._look)
        self.text.textChanged.connect(self._look)
        box = QVBoxLayout(self)
        box.addWidget(told)
        box.addLayout(form)
        box.addWidget(self.trouble)
        box.addWidget(buttons)
        self.resize(540, 360)
        self._look()
        self.headline.setFocus()

    def _look(self) -> None:
        self.write.setEnabled(bool(self.headline.text().strip() and self.text.toPlainText().strip()))

    def send(self) -> None:
        """Draft it, if there is enough in it."""
        if self.write.isEnabled():
            self.write.setEnabled(False)
            text = self.text.toPlainText().strip()[:_LONGEST_TEXT]
            severity = str(self.severity.currentData())
            self.wanted.emit(self.headline.text().strip(), text, severity, self.area.text().strip())

    def refuse(self, sentence: str) -> None:
        """The station would not: why, and what was written stays."""
        self.trouble.setText(sentence)
        self.trouble.show()
        self._look()
