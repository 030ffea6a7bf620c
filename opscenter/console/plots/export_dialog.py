"""Asks as what the plots are to be saved, shows how far it is, and says where the file is."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLineEdit, QWidget

from opscenter.console.file_dialog import FileDialog
from opscenter.console.plots.export_making import PAPERS, paper_px
from opscenter.console.plots.exporter import Exporter
from opscenter.console.plots.paper_order import PaperOrder

Take = Callable[[str, float], PaperOrder]
"""What is shown now, by title and width of the paper in px."""


class ExportDialog(FileDialog):
    """The plots of a sheet as PDF, CSV or Parquet."""

    def __init__(self, title: str, take: Take, parent: QWidget | None = None) -> None:
        exporter = Exporter()
        super().__init__(exporter, parent)
        self.exporter = exporter
        self._take = take
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save what is shown"))
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
        self.save_button.setText(self.tr("Save as…"))
        self.save_button.clicked.connect(self._choose)
        self._rows = QFormLayout()
        self._rows.addRow(self.tr("As"), self.form)
        self._rows.addRow(self.tr("Title"), self.title)
        self._rows.addRow(self.tr("Paper"), self.paper)
        self._rows.addRow("", self.across)
        self.lay_out(self._rows)
        self.form.currentIndexChanged.connect(self._turn)
        self._turn()

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
        self.busy(True)
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
