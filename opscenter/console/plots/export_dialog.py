"""Asks as what the plots are to be saved, shows how far it is, and says where the file is."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.plots.export_making import PAPERS, paper_px
from opscenter.console.plots.exporter import Exporter
from opscenter.console.plots.paper_order import PaperOrder
from opscenter.console.theme.tokens import GRID_PX

WIDE_PX = 460
Take = Callable[[str, float], PaperOrder]
"""What is shown now, by title and width of the paper in px."""


class ExportDialog(QDialog):
    """What is shown when the button is pressed is what is saved; the console goes on meanwhile."""

    def __init__(self, title: str, take: Take, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save what is shown"))
        self.setMinimumWidth(WIDE_PX)
        self.exporter = Exporter(self)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.hide()
        queued = Qt.ConnectionType.QueuedConnection
        self.exporter.went.connect(lambda share: self.bar.setValue(round(100 * share)), queued)
        self.exporter.made.connect(self._made, queued)
        self.exporter.failed.connect(self._failed, queued)
        self.exporter.stopped.connect(lambda: self._failed(self.tr("Stopped. Nothing was saved.")), queued)
        self.form = QComboBox()
        for form, name in (
            ("pdf", self.tr("PDF, for paper")),
            ("csv", self.tr("CSV, the values as rows")),
            ("parquet", self.tr("Parquet, the values as columns")),
        ):
            self.form.addItem(name, form)
        self.title = QLineEdit(title)
        self.title.setMaxLength(120)
        self.paper = QComboBox()
        self.paper.addItems(list(PAPERS))
        self.across = QComboBox()
        self.across.addItems([self.tr("Landscape"), self.tr("Portrait")])
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open it"))
        self.open_button.hide()
        self.open_button.clicked.connect(self._open)
        self.save_button = QPushButton(self.tr("Save as…"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._choose)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self._leave)
        self._file: Path | None = None
        self._lay_out()
        self.form.currentIndexChanged.connect(self._turn)
        self._turn()
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.exporter.stop)

    def _lay_out(self) -> None:
        self._rows = QFormLayout()
        self._rows.setSpacing(GRID_PX * 2)
        self._rows.addRow(self.tr("As"), self.form)
        self._rows.addRow(self.tr("Title"), self.title)
        self._rows.addRow(self.tr("Paper"), self.paper)
        self._rows.addRow("", self.across)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(self._rows)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def _turn(self) -> None:
        paper = self.form.currentData() == "pdf"
        for widget in (self.title, self.paper, self.across):
            self._rows.setRowVisible(widget, paper)
        told = self.tr("Plots as they are shown, with title, time zone and limits; lines stay lines at any size.")
        if not paper:
            told = self.tr("The rows that are shown, in UTC and the city's zone: samples, or bins of a long span.")
        self.told.setText(told)

    def save_to(self, path: Path) -> None:
        """Make the file of what is shown now."""
        form = str(self.form.currentData())
        if path.suffix.lower() != f".{form}":
            path = path.with_name(f"{path.name}.{form}")
        landscape, paper = self.across.currentIndex() == 0, self.paper.currentText()
        order = self._take(self.title.text().strip(), paper_px(paper, landscape)[0])
        self._busy(True)
        self.told.setText(self.tr("Being made…"))
        self.exporter.make(order, path, form, paper, landscape)

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or "."
        form = str(self.form.currentData())
        dialog = QFileDialog(self, self.tr("Save what is shown"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{self.form.currentText()} (*.{form})"])
        dialog.setDefaultSuffix(form)
        dialog.selectFile((re.sub(r"[^\w \-]+", "-", self.title.text()).strip(" -") or "plots") + f".{form}")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.bar.setValue(0)
        self.save_button.setEnabled(not busy)
        if busy:
            self.open_button.hide()

    def _made(self, path: Path, sentence: str) -> None:
        self._busy(False)
        self._file = path
        self.told.setText(sentence)
        self.open_button.show()

    def _failed(self, sentence: str) -> None:
        self._busy(False)
        self.told.setText(sentence)

    def _open(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _leave(self) -> None:
        if self.exporter.busy:
            self.exporter.cancel()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.exporter.cancel()  # it ends between two plots; whoever closes a dialog does not wait for it
        super().closeEvent(event)
