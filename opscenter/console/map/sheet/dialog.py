"""Asks how the map is to be put on paper, shows how far it is, and says where the file is."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QLabel, QLineEdit, QWidget

from opscenter.console.file_dialog import FileDialog
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.sheet.maker import SheetMaker
from opscenter.console.map.sheet.order import default_title, take_order
from opscenter.console.map.sheet.paper import PAPERS, RESOLUTIONS, Paper, scale_text, view_on


class SheetDialog(FileDialog):
    """What the map shows, on paper or as a picture."""

    def __init__(self, panel: MapPanel, parent: QWidget | None = None) -> None:
        maker = SheetMaker()
        super().__init__(maker, parent)
        self.maker = maker
        self._panel = panel
        self.setWindowTitle(self.tr("Save the map for print"))
        self.title = QLineEdit(default_title(panel), self)
        self.title.setMaxLength(120)
        self.paper = QComboBox(self)
        self.paper.addItems(list(PAPERS))
        self.across = QComboBox(self)
        self.across.addItems([self.tr("Landscape"), self.tr("Portrait")])
        self.resolution = QComboBox(self)
        for dpi in RESOLUTIONS:
            self.resolution.addItem(self.tr("{dpi} dots an inch").format(dpi=dpi), dpi)
        self.resolution.setCurrentIndex(len(RESOLUTIONS) - 1)
        self.colours = QComboBox(self)
        self.colours.addItem(self.tr("Light, for paper"), "light")
        self.colours.addItem(self.tr("Dark"), "dark")
        self.legend = QCheckBox(self.tr("Legend"), self)
        self.legend.setChecked(True)
        self.scale = QLabel(self)
        self.scale.setTextFormat(Qt.TextFormat.PlainText)
        self.scale.setWordWrap(True)
        self.save_button.setText(self.tr("Save as PDF or PNG…"))
        self.save_button.clicked.connect(self._choose)
        form = QFormLayout()
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Paper"), self.paper)
        form.addRow("", self.across)
        form.addRow(self.tr("Resolution"), self.resolution)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow("", self.legend)
        form.addRow(self.tr("Scale"), self.scale)
        self.lay_out(form)
        for box in (self.paper, self.across):
            box.currentIndexChanged.connect(self._show_scale)
        panel.canvas.camera.moved.connect(self._show_scale)
        self._show_scale()

    def chosen(self) -> Paper:
        """The paper as it is chosen now."""
        return Paper(self.paper.currentText(), self.across.currentIndex() == 0, int(self.resolution.currentData()))

    def save_to(self, out: Path) -> None:
        """Make the sheet of what the map shows now."""
        if out.suffix.lower() not in (".pdf", ".png"):
            out = out.with_name(out.name + ".pdf")
        order = take_order(
            self._panel, self.chosen(), self.title.text().strip(), self.colours.currentData(), self.legend.isChecked()
        )
        self.busy(True)
        self.told.setText(self.tr("The map is being drawn…"))
        self.maker.make(order, out)

    def _show_scale(self) -> None:
        view = view_on(self.chosen(), self._panel.canvas.camera.view)
        self.scale.setText(scale_text(view))

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or "."
        dialog = QFileDialog(self, self.tr("Save the map for print"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF (*.pdf)"), self.tr("Picture (*.png)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("map.pdf")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _made(self, path: Path, sentence: str) -> None:
        super()._made(path, sentence or self.tr("Saved {out}").format(out=path))
