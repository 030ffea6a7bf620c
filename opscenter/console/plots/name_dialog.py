"""Asks for the name of a sheet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from opscenter.console.plots.sheet import LONGEST_NAME, clean_name
from opscenter.console.theme.tokens import GRID_PX

WIDE_PX = 320


class NameDialog(QDialog):
    """`chosen(str)`: the new name, "" for none of its own."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Rename the sheet"))
        self.setMinimumWidth(WIDE_PX)
        label = QLabel(self.tr("Name of the sheet"))
        self.field = QLineEdit(name)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.selectAll()
        label.setBuddy(self.field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(buttons)

    def _accept(self) -> None:
        self.chosen.emit(clean_name(self.field.text()))
        self.accept()
