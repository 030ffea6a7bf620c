"""The fields of one rule: what can be changed of it, checked as it is typed."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarms.wording import priority_name
from opscenter.console.plain import one_line, tip
from opscenter.console.rules.checking import wrong_with
from opscenter.console.rules.fields import Field, fields_of, own_number, told_before
from opscenter.console.rules.pending import PendingChanges
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.rule import Rule
from opscenter.domain.rule_overrides import Override, OverrideError

_WIDTH = 96


class RuleEditor(QScrollArea):
    """Writes into the pending changes. `checked()` when `wrong` is another sentence, "" when all that is typed can be.

    What cannot be stays in its field, and the change before it is in force no more.
    """

    checked = Signal()

    def __init__(
        self, catalogue: Catalogue, pending: PendingChanges, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._pending = pending
        self._theme = theme
        self.rule: Rule | None = None
        self.wrong = ""
        self._wrong: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self.inputs: dict[str, QWidget] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard
        pending.changed.connect(self._refresh)
        theme.changed.connect(self._show_wrong)

    def show_rule(self, rule: Rule) -> None:
        """Edit another rule; what was typed into the last one and could not be is dropped."""
        if rule is self.rule:
            return
        self.rule = rule
        attribute = self._catalogue.kind(rule.entity_type).attributes.get(rule.attribute)
        self.fields = {field.key: field for field in fields_of(rule, attribute)}
        self._wrong = {}
        self._pending.settle()
        self._make()
        self._refresh()
        self._show_wrong()

    def leave(self) -> None:
        """Edit no rule; what was typed and could not be is dropped."""
        self.rule = None
        self._wrong = {}
        self._pending.settle()
        self._show_wrong()

    def first(self) -> QWidget | None:
        """The field to begin with."""
        return next(iter(self.inputs.values()), None)

    def _make(self) -> None:
        rule = self.rule
        assert rule is not None
        self.inputs = {}
        body = QWidget(self)
        box = QVBoxLayout(body)
        box.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        name = QLabel(one_line(rule.id, 120), body)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setProperty("role", "title")
        box.addWidget(name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 3)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnStretch(2, 1)
        for number, field in enumerate(self.fields.values()):
            made = self._input(field, body)
            made.setAccessibleName(field.label)
            label = QLabel(field.label, body)
            label.setBuddy(made)
            grid.addWidget(label, number, 0)
            grid.addWidget(made, number, 1)
            grid.addLayout(self._beside(field, body), number, 2)
            self.inputs[field.key] = made
        box.addLayout(grid)
        box.addStretch(1)
        self.setWidget(body)

    def _input(self, field: Field, body: QWidget) -> QWidget:
        if field.key == "priority":
            chooser = QComboBox(body)
            for priority in Priority:
                chooser.addItem(priority_name(priority), priority.name.lower())
            chooser.currentIndexChanged.connect(lambda _row: self._chose(field, str(chooser.currentData())))
            return chooser
        if field.key == "disabled":
            box = QCheckBox(self.tr("not in this trial"), body)
            box.toggled.connect(lambda on: self._chose(field, 1.0 if on else 0.0))
            return box
        line = QLineEdit(body)
        line.setFixedWidth(_WIDTH)
        line.setMaxLength(32)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.textEdited.connect(partial(self._typed, field))
        line.editingFinished.connect(self._pending.settle)
        return line

    def _beside(self, field: Field, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX * 2)
        assert self.rule is not None
        if field.unit:
            unit = QLabel(field.unit, body)
            unit.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(unit)
        if field.key != "disabled":
            now = QLabel(self.tr("now {value}").format(value=told_before(field, self.rule)), body)
            now.setTextFormat(Qt.TextFormat.PlainText)
            now.setProperty("role", "small")
            row.addWidget(now)
        row.addStretch(1)
        return row

    # -- from the fields -------------------------------------------------------------------------------------

    def _typed(self, field: Field, text: str) -> None:
        rule = self.rule
        if rule is None:
            return
        same = field.shown(own_number(rule, field.key))
        if not text.strip() or text.strip() == same:
            self._accept(field, None)
            return
        try:
            self._accept(field, field.read(rule.id, text))
        except OverrideError as error:
            self._refuse(field, f"{error}.")

    def _chose(self, field: Field, value: str | float) -> None:
        rule = self.rule
        if rule is None:
            return
        same = rule.priority.name.lower() if field.key == "priority" else 0.0
        self._accept(field, None if value == same else Override(rule.id, field.key, value))

    def _accept(self, field: Field, change: Override | None) -> None:
        rule = self.rule
        assert rule is not None
        others = [one for one in self._pending.of(rule.id) if one.key != field.key]
        wrong = wrong_with(self._catalogue, rule, [*others, change]) if change is not None else ""
        if wrong:
            self._refuse(field, wrong)
            return
        self._wrong.pop(field.key, None)
        if change is None:
            self._pending.remove(rule.id, field.key)
        else:
            self._pending.put(change)
        self._show_wrong()

    def _refuse(self, field: Field, sentence: str) -> None:
        self._wrong[field.key] = f"{field.label}: {sentence}"
        if self.rule is not None:
            self._pending.remove(self.rule.id, field.key)
        self._show_wrong()

    # -- into the fields -------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Show what is pending, but leave alone what is being typed."""
        rule = self.rule
        if rule is None:
            return
        for key, field in self.fields.items():
            change, made = self._pending.get(rule.id, key), self.inputs[key]
            with QSignalBlocker(made):
                if isinstance(made, QComboBox):
                    value = change.value if change is not None else rule.priority.name.lower()
                    made.setCurrentIndex(made.findData(value))
                elif isinstance(made, QCheckBox):
                    made.setChecked(change is not None and bool(change.value))
                elif isinstance(made, QLineEdit) and key not in self._wrong:
                    own = float(change.value) if change is not None else own_number(rule, key)
                    if not _is(field, made.text(), own):
                        made.setText(field.shown(own))

    def _show_wrong(self) -> None:
        sentences = list(self._wrong.values())
        wrong = sentences[0] if sentences else ""
        for key, made in self.inputs.items():
            edge = f"border: 1px solid {self._theme.tokens.text};" if key in self._wrong else ""
            made.setToolTip(tip(self._wrong.get(key, "")))
            if made.styleSheet() != edge:
                made.setStyleSheet(edge)
        if wrong != self.wrong:
            self.wrong = wrong
            self.checked.emit()


def _is(field: Field, typed: str, own: float) -> bool:
    """What stands in a field already means this number: "13." is not written over by "13"."""
    try:
        return float(field.read("x", typed).value) == own
    except OverrideError:
        return False
