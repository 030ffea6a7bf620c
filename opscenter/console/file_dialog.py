"""The part of a dialog that has a file made: how far it is, what came of it, and the buttons below."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.file_work import FileWork
from opscenter.console.theme.tokens import GRID_PX

WIDE_PX = 460


class FileDialog(QDialog):
    """What is shown when the button is pressed is what is saved; the console goes on meanwhile. A subclass lays out
    what is asked (`lay_out`) and begins the work."""

    def __init__(self, work: FileWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        work.setParent(self)
        self.setMinimumWidth(WIDE_PX)
        # Theirs is the end of the tab order: they become children when they are laid out.
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.hide()
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open it"))
        self.open_button.hide()
        self.open_button.clicked.connect(self._open)
        self.save_button = QPushButton()
        self.save_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self._leave)
        self._file: Path | None = None
        queued = Qt.ConnectionType.QueuedConnection
        work.went.connect(self._went, queued)
        work.made.connect(self._made, queued)
        work.failed.connect(self._failed, queued)
        work.stopped.connect(self._stopped, queued)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(work.stop)

    def lay_out(self, form: QFormLayout) -> None:
        """Put the questions above."""
        form.setSpacing(GRID_PX * 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(form)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def busy(self, busy: bool) -> None:
        """The work begins, or is over."""
        self.bar.setVisible(busy)
        self.bar.setValue(0)
        self.save_button.setEnabled(not busy)
        if busy:
            self.open_button.hide()

    def _went(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _made(self, path: Path, sentence: str) -> None:
        self.busy(False)
        self._file = path
        self.told.setText(sentence)
        self.open_button.show()

    def _failed(self, sentence: str) -> None:
        self.busy(False)
        self.told.setText(sentence)

    def _stopped(self) -> None:
        self._failed(self.tr("Stopped. Nothing was saved."))

    def _open(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _leave(self) -> None:
        if self._work.busy:
            self._work.cancel()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._work.cancel()  # it ends at its next step; whoever closes a dialog does not wait for it
        super().closeEvent(event)
