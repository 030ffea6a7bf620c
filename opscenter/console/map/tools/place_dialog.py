"""Asks for the name and note of a place or view that is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from opscenter.console.map.tools.saved_places import LONGEST_NAME, LONGEST_NOTE

_NOTE_HIGH = 72


class PlaceDialog(QDialog):
    """`given(name, note, with_layers)` when it was confirmed. `layers`: whether to keep layers and filter, or None
    when that is no question."""

    given = Signal(str, str, bool)

    def __init__(self, title: str, name: str, note: str, layers: bool | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()
        self.note = QPlainTextEdit(note, self)
        self.note.setFixedHeight(_NOTE_HIGH)
        self.note.setTabChangesFocus(True)
        self.layers = QCheckBox(self.tr("With the layers and the system filter of now"), self)
        self.layers.setChecked(bool(layers))
        self.layers.setVisible(layers is not None)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._give)
        self.name.textChanged.connect(self._judge)
        form = QFormLayout(self)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Note"), self.note)
        form.addRow("", self.layers)
        form.addRow(self.buttons)
        self.resize(420, self.sizeHint().height())
        self._judge()

    def _judge(self) -> None:
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(self.name.text().strip()))

    def _give(self) -> None:
        name = " ".join(self.name.text().split())
        self.given.emit(name, self.note.toPlainText()[:LONGEST_NOTE].strip(), self.layers.isChecked())
