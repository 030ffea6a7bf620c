"""The list of what is changed: each can be removed, the last step undone, all of it saved as a rule file."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from opscenter.console.plain import one_line, tip
from opscenter.console.rules.fields import fields_of, told, told_before
from opscenter.console.rules.pending import PendingChanges
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.rule import Rule
from opscenter.domain.rule_overrides import Override

_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def change_line(catalogue: Catalogue, rule: Rule | None, one: Override) -> str:
    """A change for people: "weather.gale: value 20 m/s → 17 m/s"."""
    if rule is None:
        return f"{one.rule}: {one.key}"
    attribute = catalogue.kind(rule.entity_type).attributes.get(rule.attribute)
    field = next((each for each in fields_of(rule, attribute) if each.key == one.key), None)
    if field is None:
        return f"{one.rule}: {one.key}"
    return f"{one.rule}: {field.label} {told_before(field, rule)} → {told(field, one.value)}"


class PendingBox(QWidget):
    """`rule_wanted(rule_id)` when a change is chosen; `save_wanted()`."""

    rule_wanted = Signal(str)
    save_wanted = Signal()

    def __init__(self, catalogue: Catalogue, pending: PendingChanges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._rules = {rule.id: rule for rule in catalogue.rules()}
        self._pending = pending
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Changes to try"))
        self.list.setToolTip(self.tr("Enter: to the rule. Delete: take the change away."))
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._open)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setToolTip(self.tr("Take the chosen change away (Delete)"))
        self.remove.clicked.connect(self._remove)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take the last step back (Ctrl+Z)"))
        self.undo.clicked.connect(pending.undo)
        self.save = QPushButton(self.tr("Save as rule file…"))
        self.save.setToolTip(self.tr("The changed rules in full, for a station that is started with --rules (Ctrl+S)"))
        self.save.clicked.connect(self.save_wanted)
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addWidget(self.undo)
        row.addStretch(1)
        row.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 3, GRID_PX * 2)
        box.setSpacing(GRID_PX)
        box.addWidget(self.title)
        box.addWidget(self.list, 1)
        box.addLayout(row)
        pending.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        row, changes = self.list.currentRow(), self._pending.all
        self.list.clear()
        for one in changes:
            line = change_line(self._catalogue, self._rules.get(one.rule), one)
            item = QListWidgetItem(one_line(line), self.list)
            item.setToolTip(tip(line))
            item.setData(Qt.ItemDataRole.UserRole, (one.rule, one.key))
        self.list.setCurrentRow(min(max(row, 0), len(changes) - 1))
        self.title.setText(self.tr("Changes to try: {count}").format(count=len(changes)))
        self.remove.setEnabled(bool(changes))
        self.undo.setEnabled(self._pending.can_undo)
        self.save.setEnabled(bool(changes))

    def _open(self, item: QListWidgetItem) -> None:
        self.rule_wanted.emit(item.data(Qt.ItemDataRole.UserRole)[0])

    def _remove(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            rule, key = item.data(Qt.ItemDataRole.UserRole)
            self._pending.settle()
            self._pending.remove(rule, key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _REMOVES:
                self._remove()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._open(item)
                return True
        return super().eventFilter(watched, event)
