"""The list of kept places and views over the map: go, name, order, delete, undo, export, import."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.overlays import Overlays
from opscenter.console.map.tools.saved_places import Saved
from opscenter.console.map.tools.side_card import SideCard
from opscenter.console.plain import tip
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

_KEYED = 9


class PlacesCard(SideCard):
    """Signals carry the place in the order; the book is changed by whoever listens."""

    go = Signal(int)
    edit = Signal(int)
    delete = Signal(int)
    moved = Signal(int, int)
    undo = Signal()

    def __init__(self, theme: Theme, overlays: Overlays, canvas: MapCanvas) -> None:
        super().__init__(theme, overlays, canvas)
        self._saved: list[Saved] = []
        title = QLabel(self.tr("Places and views"), self)
        title.setProperty("role", "heading")
        self.save_view = self._button("bookmark", self.tr("Keep this view (B)"))
        self.edit_button = self._button("edit", self.tr("Name and note (F2)"))
        self.up = self._button("up", self.tr("Up in the order (Alt+Up)"))
        self.delete_button = self._button("delete", self.tr("Delete (Del)"))
        self.undo_button = self._button("undo", self.tr("Undo the last change (Ctrl+Z)"))
        self.export_button = self._button("export", self.tr("Write everything to a GeoJSON file"))
        self.import_button = self._button("import", self.tr("Add the points of a GeoJSON file"))
        self.close_button = self._button("close", self.tr("Close (Esc)"))
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(0)
        self.tree.setUniformRowHeights(True)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName(self.tr("Places and views"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        header.setSectionResizeMode(1, header.ResizeMode.ResizeToContents)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "small")
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(title, 1)
        buttons = (
            self.save_view,
            self.edit_button,
            self.up,
            self.delete_button,
            self.undo_button,
            self.export_button,
            self.import_button,
            self.close_button,
        )
        for button in buttons:
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addWidget(self.note)
        self.tree.itemActivated.connect(lambda item: self.go.emit(self._at(item)))
        self.tree.itemClicked.connect(lambda item: self.go.emit(self._at(item)))
        self.tree.currentItemChanged.connect(lambda item: self._say_note())
        self.edit_button.clicked.connect(lambda: self._with_current(self.edit.emit))
        self.delete_button.clicked.connect(lambda: self._with_current(self.delete.emit))
        self.up.clicked.connect(lambda: self._move(-1))
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.leave)
        theme.changed.connect(self._recolour)
        self._recolour()
        self.keyboard = self.tree

    def show_saved(self, saved: Sequence[Saved], can_undo: bool, current: int | None = None) -> None:
        """List these, and put the keyboard on one of them."""
        at = current if current is not None else self._current()
        self._saved = list(saved)
        self.tree.clear()
        for number, one in enumerate(saved):
            key = self.tr("Alt+{number}").format(number=number + 1) if number < _KEYED else ""
            item = QTreeWidgetItem([one.name, key])
            item.setIcon(0, icon("bookmark" if one.sort == "view" else "pin", self._theme.tokens, 16))
            item.setToolTip(0, tip(*(one.note or one.name).splitlines()))
            sort = self.tr("view") if one.sort == "view" else self.tr("place")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {sort}, {key}")
            self.tree.addTopLevelItem(item)
        now = self.tree.topLevelItem(max(0, min(at, len(saved) - 1)))
        if now is not None:
            self.tree.setCurrentItem(now)
        self.undo_button.setEnabled(can_undo)
        for button in (self.edit_button, self.up, self.delete_button, self.export_button):
            button.setEnabled(bool(saved))
        self._say_note()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_F2:
            self._with_current(self.edit.emit)
        elif key == Qt.Key.Key_Delete:
            self._with_current(self.delete.emit)
        elif key == Qt.Key.Key_Z and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.undo.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers & Qt.KeyboardModifier.AltModifier:
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    # -- inside ----------------------------------------------------------------------------------------------

    def _at(self, item: QTreeWidgetItem) -> int:
        return self.tree.indexOfTopLevelItem(item)

    def _current(self) -> int:
        item = self.tree.currentItem()
        return self._at(item) if item is not None else 0

    def _with_current(self, act: object) -> None:
        if self._saved and callable(act):
            act(self._current())

    def _move(self, by: int) -> None:
        at = self._current()
        if self._saved and 0 <= at + by < len(self._saved):
            self.moved.emit(at, at + by)

    def _say_note(self) -> None:
        at = self._current()
        if not self._saved:
            text = self.tr("Nothing is kept yet. B keeps this view; the menu on a place of the map keeps the place.")
        elif 0 <= at < len(self._saved):
            text = self._saved[at].note
        else:
            text = ""
        self.note.setText(text[:300])
        self.note.setVisible(bool(text))

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(24, 24)
        button.setProperty("role", "icon")
        button.setProperty("icon_name", name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _recolour(self) -> None:
        for button in self.findChildren(QToolButton):
            name = button.property("icon_name")
            if name:
                button.setIcon(icon(str(name), self._theme.tokens, 16))
        if self._saved:
            self.show_saved(self._saved, self.undo_button.isEnabled())
