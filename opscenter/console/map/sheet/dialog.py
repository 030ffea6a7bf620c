"""Asks how the map is to be put on paper, shows how far it is, and says where the file is."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
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

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.sheet.maker import SheetMaker
from opscenter.console.map.sheet.order import default_title, take_order
from opscenter.console.map.sheet.paper import PAPERS, RESOLUTIONS, Paper, scale_text, view_on
from opscenter.console.theme.tokens import GRID_PX

_WIDE = 460


class SheetDialog(QDialog):
    """What is on the map when the button is pressed is what is made; the console goes on meanwhile."""

    def __init__(self, panel: MapPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self.setWindowTitle(self.tr("Save the map for print"))
        self.setMinimumWidth(_WIDE)
        self.maker = SheetMaker(self)
        queued = Qt.ConnectionType.QueuedConnection
        self.maker.went.connect(self._went, queued)
        self.maker.made.connect(self._made, queued)
        self.maker.failed.connect(self._failed, queued)
        self.maker.stopped.connect(self._stopped, queued)
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
        self.told = QLabel(self)
        for label in (self.scale, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 100)
        self.bar.hide()
        self.open_button = QPushButton(self.tr("Open it"), self)
        self.open_button.hide()
        self.open_button.clicked.connect(self._open)
        self.save_button = QPushButton(self.tr("Save as PDF or PNG…"), self)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._choose)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self._leave)
        self._file: Path | None = None
        self._lay_out()
        for box in (self.paper, self.across):
            box.currentIndexChanged.connect(self._show_scale)
        panel.canvas.camera.moved.connect(self._show_scale)
        self._show_scale()
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.maker.stop)

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
        self._busy(True)
        self.told.setText(self.tr("The map is being drawn…"))
        self.maker.make(order, out)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(GRID_PX * 2)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Paper"), self.paper)
        form.addRow("", self.across)
        form.addRow(self.tr("Resolution"), self.resolution)
        form.addRow(self.tr("Colours"), self.colours)
        form.addRow("", self.legend)
        form.addRow(self.tr("Scale"), self.scale)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID_PX * 3)
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.told)
        layout.addLayout(buttons)

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

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.bar.setValue(0)
        self.save_button.setEnabled(not busy)
        if busy:
            self.open_button.hide()

    def _went(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _made(self, out: Path, _sentence: str) -> None:
        self._busy(False)
        self._file = out
        self.told.setText(self.tr("Saved {out}").format(out=out))
        self.open_button.show()

    def _failed(self, sentence: str) -> None:
        self._busy(False)
        self.told.setText(sentence)

    def _stopped(self) -> None:
        self._busy(False)
        self.told.setText(self.tr("Stopped. Nothing was saved."))

    def _open(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def _leave(self) -> None:
        if self.maker.busy:
            self.maker.cancel()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.maker.cancel()  # it ends between two tiles; whoever closes a dialog does not wait for it
        super().closeEvent(event)
