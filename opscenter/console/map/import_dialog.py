"""Asks for an OpenStreetMap extract, tells what a basemap of it will be, and shows how far its making is."""

import math
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
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

from opscenter.console.map.basemap_import import BasemapImport
from opscenter.console.theme.tokens import GRID_PX

_ASK_AFTER_MS = 300


class ImportDialog(QDialog):
    """Closing it leaves a basemap that is being made going on; opened again it shows how far it is."""

    def __init__(self, work: BasemapImport, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make a basemap"))
        self._work = work
        self._named = False
        self.extract = QLineEdit(self)
        self.extract.setPlaceholderText(self.tr("An extract such as Geofabrik has: city.osm.pbf"))
        self.out = QLineEdit(self)
        self.replace = QCheckBox(self.tr("Replace the file if it is there"), self)
        self.estimate = self._text()
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.state = self._text()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.make = self.buttons.addButton(self.tr("Make it"), QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel = self.buttons.addButton(self.tr("Cancel making"), QDialogButtonBox.ButtonRole.ActionRole)
        self._lay_out()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_ASK_AFTER_MS)
        self._asking.timeout.connect(self._ask)
        self.extract.textChanged.connect(self._chosen)
        self.out.textEdited.connect(self._name_given)
        self.out.textChanged.connect(self._judge)
        self.make.clicked.connect(self._start)
        self.cancel.clicked.connect(self._cancel)
        self.buttons.rejected.connect(self.close)
        work.estimated.connect(self._estimated)
        work.moved.connect(self._moved)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.changed.connect(self._judge)
        self._judge()

    def _text(self) -> QLabel:
        label = QLabel("", self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumHeight(label.fontMetrics().lineSpacing() * 2)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return label

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GRID_PX * 3)
        form.setVerticalSpacing(GRID_PX * 2)
        form.addRow(self.tr("Extract"), self._row(self.extract, self._choose_extract))
        form.addRow(self.tr("Basemap"), self._row(self.out, self._choose_out))
        form.addRow("", self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 5, GRID_PX * 4, GRID_PX * 5, GRID_PX * 4)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(form)
        for part in (self.estimate, self.bar, self.state, self.buttons):
            column.addWidget(part)
        self.resize(560, self.sizeHint().height())

    def _row(self, line: QLineEdit, choose: object) -> QHBoxLayout:
        button = QPushButton(self.tr("Choose…"), self)
        button.setAutoDefault(False)
        button.clicked.connect(choose)
        row = QHBoxLayout()
        row.setSpacing(GRID_PX * 2)
        row.addWidget(line, 1)
        row.addWidget(button)
        return row

    # -- choosing --------------------------------------------------------------------------------------------------

    def _choose_extract(self) -> None:
        dialog = QFileDialog(self, self.tr("OpenStreetMap extract"))
        dialog.setNameFilters([self.tr("OpenStreetMap extracts (*.osm.pbf *.pbf)"), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.extract.setText)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _choose_out(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the basemap goes"))
        dialog.setNameFilter(self.tr("PMTiles (*.pmtiles)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pmtiles")
        if self.out.text():
            dialog.selectFile(self.out.text())
        dialog.fileSelected.connect(self._out_chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _out_chosen(self, path: str) -> None:
        self._named = True
        self.replace.setChecked(True)  # that dialog has asked already
        self.out.setText(path)

    def _name_given(self) -> None:
        self._named = bool(self.out.text())

    def _chosen(self, text: str) -> None:
        self.estimate.clear()
        self.state.clear()
        self.bar.setValue(0)
        if not self._named:
            path = Path(text.strip())
            plain = path.name.removesuffix(".pbf").removesuffix(".osm")
            self.out.setText(str(path.with_name(f"{plain}.pmtiles")) if plain else "")
        self._asking.start()
        self._judge()

    def _ask(self) -> None:
        if self.extract.text().strip():
            self._work.ask(Path(self.extract.text().strip()))

    # -- making ----------------------------------------------------------------------------------------------------

    def _judge(self) -> None:
        running = self._work.running
        ready = bool(self.extract.text().strip() and self.out.text().strip())
        self.make.setEnabled(ready and not running)
        self.cancel.setEnabled(running)
        for field in (self.extract, self.out, self.replace):
            field.setEnabled(not running)

    def _start(self) -> None:
        self._asking.stop()
        self.state.setText(self.tr("Starting…"))
        self.bar.setValue(0)
        out = Path(self.out.text().strip())
        self._work.start(Path(self.extract.text().strip()), out, self.replace.isChecked())

    def _cancel(self) -> None:
        self.state.setText(self.tr("Cancelling…"))
        self.cancel.setEnabled(False)
        self._work.cancel()

    def _estimated(self, size: float, seconds: float) -> None:
        text = self.tr("The basemap will have about {size} MB (half to twice as much). Making it takes about {time}.")
        self.estimate.setText(text.format(size=f"{size / 1e6:,.1f}", time=self._duration(seconds)))

    def _moved(self, phase: str, percent: float, left: float) -> None:
        self.bar.setValue(round(percent * 10))
        names = {
            "reading": self.tr("Reading the extract"),
            "sea": self.tr("Finding the sea"),
            "tiling": self.tr("Cutting tiles"),
            "writing": self.tr("Writing"),
        }
        text = f"{names.get(phase, phase)}  {percent:.0f} %"
        if left >= 0:
            text += "  " + self.tr("{time} left").format(time=self._duration(left))
        if self._work.running and self.cancel.isEnabled():
            self.state.setText(text)

    def _done(self, path: Path, notes: list[str]) -> None:
        self.bar.setValue(1000)
        text = self.tr(
            "{file} is made and shown, now and at the next start. “Basemap…” (Ctrl+Shift+B) changes it."
        ).format(file=path.name)
        self.state.setText("\n".join([text, *notes]))
        self._named = False

    def _failed(self, sentence: str) -> None:
        self.bar.setValue(0)
        self.state.setText(sentence or self.tr("Cancelled. Nothing was written."))

    def _duration(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{n}\u00a0s").format(n=max(1, round(seconds)))
        return self.tr("{n}\u00a0min").format(n=math.ceil(seconds / 60))
