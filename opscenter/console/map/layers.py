"""The layer panel: kinds grouped by system, each to be switched off on this map."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.map.card import Card
from opscenter.console.map.figure_chooser import FigureChooser
from opscenter.console.map.presets import Preset, presets
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.catalogue import Catalogue, Kind
from opscenter.domain.texts import in_language

_TYPE = Qt.ItemDataRole.UserRole


class LayerPanel(Card):
    """Check boxes of systems and kinds with how many there are. `changed` when the user switched one, `left` when
    the user wants back to the map, `unplaced_asked` when the user wants to know what has no place.

    Alt and a click, or O, shows one line alone; the same again shows everything.
    """

    changed = Signal()
    left = Signal()
    unplaced_asked = Signal()

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
        self.tree.setToolTip(self.tr("What this map draws. Space switches a line; O or Alt+click shows it alone"))
        self.tree.itemChanged.connect(self._switched)
        self.tree.viewport().installEventFilter(self)
        self.tree.installEventFilter(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a layer"))
        self.search.setAccessibleName(self.tr("Find a layer"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.presets = QToolButton(self)
        self.presets.setText(self.tr("Show only"))
        self.presets.setToolTip(self.tr("Show the layers of one task and hide the others"))
        self.presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.preset_menu = QMenu(self.presets)
        self.presets.setMenu(self.preset_menu)
        self.preset_menu.aboutToShow.connect(self._fill_presets)
        self.names = QCheckBox(self.tr("Names of the map"), self)
        self.names.setToolTip(self.tr("Names of places and streets"))
        self.names.setChecked(True)
        self.figure = FigureChooser(catalogue, language, self)
        self.unplaced = QPushButton(self)
        self.unplaced.setProperty("role", "quiet")
        self.unplaced.setToolTip(self.tr("Select what is not on the map, to see it in the other panels"))
        self.unplaced.clicked.connect(self.unplaced_asked)
        self.unplaced.hide()
        title = QLabel(self.tr("Layers"), self)
        title.setProperty("role", "heading")
        self.all_button = QPushButton(self.tr("Show all"), self)
        self.all_button.setToolTip(self.tr("Draw every kind again"))
        self.all_button.setProperty("role", "quiet")
        self.all_button.clicked.connect(self.show_all)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.presets)
        top.addWidget(self.all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX * 2)
        layout.addLayout(top)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.unplaced)
        layout.addWidget(self.names)
        layout.addWidget(self.figure)
        theme.changed.connect(self._fill)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Kinds that are there, with how many of each."""
        if counts == self._counts:
            return
        rebuilt = set(counts) != set(self._counts)
        self._counts = dict(counts)
        self.figure.show_kinds(list(counts))
        if rebuilt:
            self._fill()
            return
        self.tree.blockSignals(True)
        for item in self._kind_items():
            item.setText(1, str(counts[item.data(0, _TYPE)]))
        self._sum_up()
        self.tree.blockSignals(False)

    def show_unplaced(self, without: int, nowhere: int) -> None:
        """So many have no place at all, and so many say that they stand at 0, 0, where nothing of the city is."""
        parts = []
        if nowhere:
            parts.append(self.tr("%n at 0, 0", "", nowhere))
        if without:
            parts.append(self.tr("%n without a place", "", without))
        self.unplaced.setText(self.tr("Not on the map: {what}").format(what=", ".join(parts)))
        self.unplaced.setVisible(bool(parts))

    def show_only(self, kinds: Iterable[str]) -> None:
        """Switch all others off; when it is so already, everything on."""
        wanted = set(kinds)
        others = set(self._counts) - wanted
        self.hide_kinds(() if others == self.hidden_kinds & set(self._counts) else others)

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
        self._sum_up()
        self._find(self.search.text())
        self.tree.blockSignals(False)

    def _sum_up(self) -> None:
        """Beside each system how many of its entities are shown, of how many."""
        for root, items in self._by_system():
            kinds = [item.data(0, _TYPE) for item in items]
            total = sum(self._counts.get(kind, 0) for kind in kinds)
            shown = sum(self._counts.get(kind, 0) for kind in kinds if kind not in self.hidden_kinds)
            text = self.tr("{shown} of {all}").format(shown=shown, all=total)
            root.setText(1, str(total) if shown == total else text)
            root.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _find(self, text: str) -> None:
        """Leave out the lines that do not have this text; a system that has it keeps all of its."""
        wanted = text.strip().casefold()
        for root, items in self._by_system():
            whole = wanted in root.text(0).casefold()
            found = False
            for item in items:
                fits = whole or wanted in item.text(0).casefold()
                item.setHidden(not fits)
                found |= fits
            root.setHidden(not found)
            if wanted:
                root.setExpanded(found)

    def _fill_presets(self) -> None:
        self.preset_menu.clear()
        systems = {self._catalogue.kind(name).system for name in self._counts}
        for preset in presets(self._catalogue, systems, self._language):
            action = self.preset_menu.addAction(preset.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, chosen=preset: self.apply_preset(chosen))

    def apply_preset(self, preset: Preset) -> None:
        """Show the kinds of a preset and hide the others."""
        if preset.systems is None:
            self.show_all()
            return
        self.hide_kinds(name for name in self._counts if self._catalogue.kind(name).system not in preset.systems)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.tree.viewport() and isinstance(event, QMouseEvent):
            alone = event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton
            if alone and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                item = self.tree.itemAt(event.position().toPoint())
                if item is not None:
                    self._show_line_alone(item)
                    return True
        if watched is self.tree and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            item = self.tree.currentItem()
            if event.key() == Qt.Key.Key_O and not event.modifiers() and item is not None:
                self._show_line_alone(item)
                return True
        return super().eventFilter(watched, event)

    def _show_line_alone(self, item: QTreeWidgetItem) -> None:
        one = item.data(0, _TYPE)
        name = item.text(0)
        mine = next((items for root, items in self._by_system() if root is item), [])
        self.show_only([one] if one else [kind.data(0, _TYPE) for kind in mine])
        for found in self.tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive):
            self.tree.setCurrentItem(found)  # the lines were made anew

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

    def _by_system(self) -> list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]]:
        roots = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        found = []
        for root in roots:
            if root is not None:
                items = [root.child(at) for at in range(root.childCount())]
                found.append((root, [item for item in items if item is not None]))
        return found

    def _kind_items(self) -> list[QTreeWidgetItem]:
        return [item for _, items in self._by_system() for item in items]

    def _switched(self, item: QTreeWidgetItem, column: int) -> None:
        off = {item.data(0, _TYPE) for item in self._kind_items() if item.checkState(0) is Qt.CheckState.Unchecked}
        if off != self.hidden_kinds:
            self.hidden_kinds = off
            self.tree.blockSignals(True)
            self._sum_up()
            self.tree.blockSignals(False)
            self.changed.emit()
