"""Choosing a recorded incident to replay: those opened before, or any other file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.plain import one_line, tip
from opscenter.console.theme.tokens import GRID_PX

MOST_RECENT = 10


def with_newest(recent: list[str], file: Path) -> list[str]:
    """The files opened last, this one first."""
    newest = str(file)
    return [newest, *(one for one in recent if isinstance(one, str) and one != newest)][:MOST_RECENT]


class ChooseIncident(QDialog):
    """`chosen(Path)` when a file is to be replayed."""

    chosen = Signal(object)

    def __init__(self, recent: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Replay an incident"))
        told = QLabel(self.tr("It opens in a window of its own. Live goes on, and its critical alarms break through."))
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        self.files = QListWidget()
        self.files.setAccessibleName(self.tr("Incidents opened last"))
        for name in (one for one in recent[:MOST_RECENT] if isinstance(one, str)):
            path = Path(name)
            item = QListWidgetItem(one_line(f"{path.name}   {path.parent}", 160), self.files)
            item.setToolTip(tip(name))
            item.setData(Qt.ItemDataRole.UserRole, name)
        self.files.itemActivated.connect(self._take)
        self.none = QLabel(
            self.tr("No incident was opened yet. Choose a file (.mcap), or cut one out of the recording.")
        )
        self.none.setObjectName("EmptyState")
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.files.setVisible(bool(recent))
        self.none.setVisible(not recent)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal)
        self.open_button = buttons.addButton(self.tr("Replay"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.other_button = buttons.addButton(self.tr("Another file…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.other_button.clicked.connect(self.browse)
        self.open_button.setEnabled(bool(recent))
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 3)
        column.addWidget(told)
        column.addWidget(self.files, 1)
        column.addWidget(self.none, 1)
        column.addWidget(buttons)
        self.resize(560, 340)
        if recent:
            self.files.setCurrentRow(0)
            self.files.setFocus()
        else:
            self.other_button.setDefault(True)
            self.other_button.setFocus()

    def browse(self) -> None:
        """Ask for any file."""
        dialog = QFileDialog(self, self.tr("Replay an incident"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Recorded incidents (*.mcap)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self._choose(Path(name)))
        dialog.open()

    def _take(self, *_event: object) -> None:
        item = self.files.currentItem()
        if item is not None:
            self._choose(Path(str(item.data(Qt.ItemDataRole.UserRole))))

    def _choose(self, file: Path) -> None:
        self.chosen.emit(file)
        self.accept()
