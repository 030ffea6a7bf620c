"""A list of entities in a card over the map: grouped, to be walked by keys, Enter brings one into view."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.overlays import Overlays
from opscenter.console.map.tools.side_card import SideCard
from opscenter.console.plain import one_line, tip
from opscenter.console.theme.icons import icon
from opscenter.console.theme.shapes import priority_icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.alarm import Priority

_ID = Qt.ItemDataRole.UserRole


@dataclass(slots=True, frozen=True)
class Line:
    """An entity in the list: its id, name, what kind it is, symbol, worst alarm (0 none, and whether it waits), and
    what stands at the right."""

    entity: str
    name: str
    kind: str
    symbol: str
    priority: int
    waits: bool
    beside: str = ""


class EntityList(SideCard):
    """`chosen(id)` for Enter or a click, `current(id)` while walking."""

    chosen = Signal(str)
    current = Signal(str)

    def __init__(self, theme: Theme, overlays: Overlays, canvas: MapCanvas) -> None:
        super().__init__(theme, overlays, canvas)
        self._shown: list[tuple[str, list[Line]]] = []
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "heading")
        self.close_button = QToolButton(self)
        self.close_button.setProperty("role", "icon")
        self.close_button.setFixedSize(24, 24)
        told = self.tr("Close (Esc)")
        self.close_button.setToolTip(told)
        self.close_button.setAccessibleName(told)
        self.close_button.clicked.connect(self.leave)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "small")
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setIndentation(GRID_PX * 2)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setToolTip(self.tr("Enter or a click brings it into view and selects it"))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        header.setSectionResizeMode(1, header.ResizeMode.ResizeToContents)
        self.tree.itemActivated.connect(self._activated)
        self.tree.itemClicked.connect(self._activated)
        self.tree.currentItemChanged.connect(self._walked)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(GRID_PX * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addLayout(self.controls)
        column.addWidget(self.tree, 1)
        column.addWidget(self.note)
        theme.changed.connect(self._recolour)
        self._recolour()
        self.keyboard = self.tree

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """What is listed: (title of the group, its lines)."""
        return self._shown

    def show_lines(self, title: str, groups: Sequence[tuple[str, list[Line]]], note: str = "") -> None:
        """List these. Who walks through the list stays on the same entity."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        wanted = list(groups)
        if wanted == self._shown:
            return
        same = _ids(wanted) == _ids(self._shown)
        self._shown = wanted
        self.tree.blockSignals(True)
        if same:
            for at, (name, lines) in enumerate(wanted):
                parent = self.tree.topLevelItem(at)
                assert parent is not None
                parent.setText(0, name)
                for number, line in enumerate(lines):
                    child = parent.child(number)
                    assert child is not None
                    self._write(child, line)
        else:
            self._fill(wanted)
        self.tree.blockSignals(False)

    # -- inside ----------------------------------------------------------------------------------------------

    def _fill(self, groups: list[tuple[str, list[Line]]]) -> None:
        current = self.tree.currentItem()
        kept = str(current.data(0, _ID) or "") if current is not None else ""
        self.tree.clear()
        back: QTreeWidgetItem | None = None
        for name, lines in groups:
            parent = QTreeWidgetItem([name, ""])
            parent.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(parent)
            for line in lines:
                item = QTreeWidgetItem()
                self._write(item, line)
                parent.addChild(item)
                if back is None or line.entity == kept:
                    back = item if line.entity == kept or back is None else back
        self.tree.expandAll()
        if back is not None:
            self.tree.setCurrentItem(back)

    def _write(self, item: QTreeWidgetItem, line: Line) -> None:
        name = one_line(line.name, 80)
        item.setText(0, name)
        item.setText(1, line.beside)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, _ID, line.entity)
        item.setIcon(0, self._icon(line))
        item.setToolTip(0, tip(name, line.kind))
        alarm = f"{Priority(line.priority).letter}, " if line.priority else ""
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{alarm}{name}, {line.kind}, {line.beside}")

    def _icon(self, line: Line) -> QIcon:
        if line.priority:
            return priority_icon(Priority(line.priority), self._theme.tokens, not line.waits)
        return icon(f"entity-{line.symbol}", self._theme.tokens, 16)

    def _activated(self, item: QTreeWidgetItem) -> None:
        entity = item.data(0, _ID)
        if entity:
            self.chosen.emit(str(entity))

    def _walked(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _ID):
            self.current.emit(str(item.data(0, _ID)))

    def _recolour(self) -> None:
        self.close_button.setIcon(icon("close", self._theme.tokens, 16))
        shown, self._shown = self._shown, []
        if shown:
            self.show_lines(self.title.text(), shown, self.note.text())


def _ids(groups: Sequence[tuple[str, list[Line]]]) -> list[list[str]]:
    return [[line.entity for line in lines] for _, lines in groups]
