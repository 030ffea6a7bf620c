"""Asks which basemaps the map draws, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.map.basemap.reference import MOST, is_address, references_of, short_name
from opscenter.console.plain import tip
from opscenter.console.theme.tokens import GRID_PX


class BasemapDialog(QDialog):
    """A list, the lowest basemap first. `chosen(references)` when the user is content; None: as the console was
    started."""

    chosen = Signal(object)

    def __init__(self, basemaps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Basemap"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Basemaps, the lowest first"))
        self.list.setToolTip(self.tr("Each is drawn over those above it in this list; Del takes one away"))
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("https://tiles.example.org/{z}/{x}/{y}.png")
        self.address.setAccessibleName(self.tr("Address of a tile server"))
        self.address.returnPressed.connect(self.add_address)
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setProperty("role", "muted")
        self.hint.setText(
            self.tr(
                "PMTiles, MBTiles, a folder of tiles, GeoJSON districts, or the address of a server: a template with "
                "{z}, {x} and {y}, a TileJSON, or WMTS capabilities."
            )
        )
        side = QVBoxLayout()
        self._button(side, self.tr("Add file…"), "Ctrl+O", self._ask_file)
        self._button(side, self.tr("Add folder…"), "", self._ask_folder)
        self._button(side, self.tr("Remove"), "Del", self.remove)
        self._button(side, self.tr("Lower"), "Alt+Up", lambda: self.move_by(-1))
        self._button(side, self.tr("Higher"), "Alt+Down", lambda: self.move_by(1))
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        line = QHBoxLayout()
        line.addWidget(self.address, 1)
        self._button(line, self.tr("Add address"), "", self.add_address)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.reset = buttons.addButton(self.tr("As started"), QDialogButtonBox.ButtonRole.ResetRole)
        self.reset.setToolTip(self.tr("The basemaps the console was started with"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._give_back)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID_PX * 2)
        layout.addLayout(middle)
        layout.addLayout(line)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)
        self.resize(620, 380)
        for one in basemaps:
            self.add(one)

    @property
    def references(self) -> tuple[str, ...]:
        """The basemaps in the list, the lowest first."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in items)

    def add(self, reference: str) -> None:
        """Put one over the others."""
        if reference in self.references:
            return
        if self.list.count() >= MOST:
            self.hint.setText(self.tr("No more than %n basemaps lie over each other.", "", MOST))
            return
        item = QListWidgetItem(reference if is_address(reference) else short_name(reference))
        item.setData(Qt.ItemDataRole.UserRole, reference)
        item.setToolTip(tip(reference))
        self.list.addItem(item)
        self.list.setCurrentItem(item)

    def add_all(self, references: Sequence[str]) -> None:
        """Put several over the others."""
        for reference in references:
            self.add(reference)

    def add_address(self) -> None:
        """Take over what was typed."""
        text = self.address.text().strip()
        if is_address(text):
            self.add(text)
            self.address.clear()
        else:
            self.hint.setText(self.tr("An address begins with https:// or http://."))

    def remove(self) -> None:
        """Take the current one away."""
        self.list.takeItem(self.list.currentRow())

    def move_by(self, steps: int) -> None:
        """Move the current one among the others."""
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + steps < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + steps, item)
            self.list.setCurrentItem(item)

    def accept(self) -> None:
        if is_address(self.address.text().strip()):
            self.add_address()
        self.chosen.emit(references_of(self.references))
        super().accept()

    def _give_back(self) -> None:
        self.chosen.emit(None)
        super().accept()

    def _button(self, layout: QHBoxLayout | QVBoxLayout, text: str, keys: str, call: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        if keys:
            button.setShortcut(keys)
            button.setToolTip(f"{text} ({keys})")
        button.clicked.connect(call)
        layout.addWidget(button)
        return button

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Add basemap"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        maps = self.tr("Maps")
        dialog.setNameFilters([f"{maps} (*.pmtiles *.mbtiles *.geojson *.json *.xml)", self.tr("All files (*)")])
        dialog.filesSelected.connect(self.add_all)
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a folder of tiles"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self.add_all)
        dialog.open()
