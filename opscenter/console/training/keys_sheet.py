"""The keys of the trainer's console on one sheet."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from opscenter.console.theme.tokens import GRID_PX


def course_keys() -> list[tuple[str, str]]:
    """Inside a course of an exercise."""
    translate = QCoreApplication.translate
    return [
        ("← →", translate("Training", "The mark before, the next one")),
        ("↑ ↓", translate("Training", "To another row")),
        ("Enter", translate("Training", "What is chosen, in its table; in a debrief: go there")),
        ("+ −, 0", translate("Training", "Less time, more time; all of it")),
        ("Shift+← →", translate("Training", "Earlier, later")),
    ]


class KeysSheet(QDialog):
    """Lists actions with their keys, and those inside a course."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("HelpSheet")
        self.setWindowTitle(self.tr("Keyboard help"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 4)
        grid.setVerticalSpacing(GRID_PX)
        rows = [
            (one.shortcut().toString(QKeySequence.SequenceFormat.NativeText), one.toolTip()) for one in actions.values()
        ]
        for number, (keys, text) in enumerate([*rows, *course_keys()]):
            key = QLabel(keys)
            key.setProperty("role", "key")
            key.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(key, number, 0)
            grid.addWidget(QLabel(text), number, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 4, GRID_PX * 4, GRID_PX * 4, GRID_PX * 3)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(buttons)
