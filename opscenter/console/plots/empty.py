"""What the plots say while there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from opscenter.console.theme.tokens import GRID_PX


class NoPlots(QWidget):
    """`suggest_clicked()`: something worth a look is wanted; `menu_clicked()`: the menu of the sheet."""

    suggest_clicked = Signal()
    menu_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sentence = QLabel(
            self.tr(
                "No plots. Drag a value from the inspector to here, press Ctrl+P for the selected entity,"
                " or choose Ctrl+Enter in the search."
            )
        )
        sentence.setObjectName("EmptyState")
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(self.tr("Show what is worth a look"))
        button.setToolTip(self.tr("Plots the values of the worst alarms, or of the first systems"))
        button.clicked.connect(self.suggest_clicked)
        self.menu = QPushButton(self.tr("Sheets…"))
        self.menu.setProperty("role", "quiet")
        self.menu.setToolTip(self.tr("Open, rename or delete sheets of plots (M)"))
        self.menu.clicked.connect(self.menu_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 4, GRID_PX * 4, GRID_PX * 4, GRID_PX * 4)
        column.setSpacing(GRID_PX * 3)
        column.addStretch(1)
        column.addWidget(sentence)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
