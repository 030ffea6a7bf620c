"""The layer panel: kinds grouped by system, each to be switched off on this map."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from opscenter.console.map.card import Card
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.catalogue import Catalogue, Kind, in_language

_TYPE = Qt.ItemDataRole.UserRole


class LayerPanel(Card):
    """Check boxes of systems and kinds with how many there are. `changed` when the user switched one, `left` when
    the user wants back to the map."""

    changed = Signal()
    left = Signal()

    def __init__(self, catalogue: Catalogue, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._catalogue, self._language = catalogue, language
        self._counts: dict[str, int] = {}
        self.hidden_kinds: set[str] = set()
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setUniformRowHeights(True)
        self.tree.setIconSize(QSize(16, 16))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, self.tree.header().ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, self.tree.header().ResizeMode.ResizeToContents)
        self.tree.setAccessibleName(self.tr("Layers of the map"))
        self.tree.setToolTip(self.tr("What this map draws; Space switches a line"))
        self.tree.itemChanged.connect(self._switched)
        title = QLabel(self.tr("Layers"), self)
        title.setProperty("role", "heading")
        self.all_button = QPushButton(self.tr("Show all"), self)
        self.all_button.setToolTip(self.tr("Draw every kind again"))
        self.all_button.setProperty("role", "quiet")
        self.all_button.clicked.connect(self.show_all)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX * 2)
        layout.addLayout(top)
        layout.addWidget(self.tree)
        theme.changed.connect(self._fill)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Kinds that are there, with how many of each."""
        if counts == self._counts:
            return
        rebuilt = set(counts) != set(self._counts)
        self._counts = dict(counts)
        if rebuilt:
            self._fill()
            return
        self.tree.blockSignals(True)
        for item in self._kind_items():
            item.setText(1, str(counts[item.data(0, _TYPE)]))
        self.tree.blockSignals(False)

    def hide_kinds(self, kinds: Iterable[str]) -> None:
        """Switch these off and all others on."""
        wanted = set(kinds)
        if wanted != self.hidden_kinds:
            self.hidden_kinds = wanted
            self._fill()
            self.changed.emit()

    def show_all(self) -> None:
        """Draw everything again."""
        self.hide_kinds(())

    def _fill(self) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        systems: dict[str, list[Kind]] = {}
        for name in self._counts:
            kind = self._catalogue.kind(name)
            systems.setdefault(kind.system, []).append(kind)
        for system in sorted(systems, key=self._order):
            parent = QTreeWidgetItem([self._system_name(system), ""])
            parent.setFlags(parent.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            parent.setIcon(0, self._icon(f"system-{system}"))
            self.tree.addTopLevelItem(parent)
            for kind in sorted(systems[system], key=lambda kind: in_language(kind.name, self._language)):
                item = QTreeWidgetItem([in_language(kind.name, self._language), str(self._counts[kind.type])])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setIcon(0, self._icon(f"entity-{kind.symbol}"))
                item.setData(0, _TYPE, kind.type)
                off = kind.type in self.hidden_kinds
                item.setCheckState(0, Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
                parent.addChild(item)
        self.tree.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _icon(self, name: str) -> QIcon:
        return icon(name, self._theme.tokens, 16)

    def _order(self, system: str) -> tuple[int, str]:
        found = self._catalogue.systems.get(system)
        return (found.order if found is not None else 1_000, system)

    def _system_name(self, system: str) -> str:
        found = self._catalogue.systems.get(system)
        return in_language(found.name, self._language) if found is not None else self.tr("Other")

    def _kind_items(self) -> list[QTreeWidgetItem]:
        roots = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        items = [root.child(at) for root in roots if root is not None for at in range(root.childCount())]
        return [item for item in items if item is not None]

    def _switched(self, item: QTreeWidgetItem, column: int) -> None:
        off = {item.data(0, _TYPE) for item in self._kind_items() if item.checkState(0) is Qt.CheckState.Unchecked}
        if off != self.hidden_kinds:
            self.hidden_kinds = off
            self.changed.emit()
