"""Injecting something now: what, where, with which values. It does not hold up the rest of the trainer's window."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.format import format_value, unit_text
from opscenter.console.plain import one_line, tip
from opscenter.console.search.finder import Finder
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.console.training.draft import KINDS, NEEDS, Draft
from opscenter.console.training.entity_choice import EntityChoice
from opscenter.console.training.watching import rules_told
from opscenter.console.training.wording import injection_kind_name
from opscenter.domain.catalogue import Attribute
from opscenter.domain.texts import in_language


class InjectDialog(QDialog):
    """`wanted(dict)`: the injection as it is sent, but for its id. `preset`: an entity to begin with."""

    wanted = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, finder: Finder, parent: QWidget | None = None, preset: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Inject now"))
        self._session = session
        self.kind = KINDS[0]
        self.kinds: dict[str, QPushButton] = {}
        self.entity = EntityChoice(session, theme, finder, self)
        self.entity.chosen.connect(self._entity_chosen)
        self.attribute = QComboBox(self)
        self.attribute.setAccessibleName(self.tr("What it measures"))
        self.attribute.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.attribute.currentIndexChanged.connect(self._attribute_chosen)
        self.lines: dict[str, QLineEdit] = {name: self._line() for name in self._names()}
        self.lines["value"].setPlaceholderText(self.tr("number or text"))
        self.lines["lasts"].setPlaceholderText(self.tr("until it is taken back"))
        self.lines["topic"].setPlaceholderText("transportation/")
        self.lines["service"].setPlaceholderText(self.tr("other"))
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(72)
        self.text.setPlaceholderText(self.tr("What somebody of the public writes or says"))
        self.text.textChanged.connect(self._look)
        self.now = self._label("small")
        self.rules = self._label("small")
        self.rules.setWordWrap(True)
        self.rules.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hint = self._label("small")
        self.hint.setWordWrap(True)
        self._lay_out()
        self.use_kind(self.kind)
        if preset:
            self.entity.choose(preset)
        self.entity.setFocus()

    def _names(self) -> dict[str, str]:
        return {
            "title": self.tr("Name"),
            "topic": self.tr("Or topics that begin with"),
            "value": self.tr("Value"),
            "scale": self.tr("Times"),
            "offset": self.tr("Plus"),
            "noise": self.tr("Error (spread)"),
            "delay": self.tr("Later by (s)"),
            "lasts": self.tr("Lasts (s)"),
            "service": self.tr("Service"),
        }

    def _line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(200)
        line.textChanged.connect(self._look)
        return line

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        return label

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        chips = QHBoxLayout()
        chips.setSpacing(GRID_PX)
        for number, kind in enumerate(KINDS, start=1):
            chip = QPushButton(injection_kind_name(kind), self)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setAutoDefault(False)
            chip.setToolTip(tip(self._told(kind), f"Alt+{number}"))
            chip.clicked.connect(partial(self.use_kind, kind))
            QShortcut(QKeySequence(f"Alt+{number}"), self, partial(self.use_kind, kind))
            group.addButton(chip)
            chips.addWidget(chip)
            self.kinds[kind] = chip
        chips.addStretch(1)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        names = self._names()
        self.form.addRow(self.tr("Message"), self.text)
        self.form.addRow(self.tr("Entity"), self.entity)
        self.form.addRow("", self.now)
        self.form.addRow(names["topic"], self.lines["topic"])
        self.form.addRow(self.tr("Measures"), self.attribute)
        self.form.addRow("", self.rules)
        for name in ("value", "scale", "offset", "noise", "delay", "lasts", "service", "title"):
            self.form.addRow(names[name], self.lines[name])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.send = QPushButton(self.tr("Inject"), self)
        self.send.setProperty("role", "primary")
        self.send.setDefault(True)
        self.send.setToolTip(self.tr("From now on (Ctrl+Enter)"))
        buttons.addButton(self.send, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.inject)
        buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.inject)
        box = QVBoxLayout(self)
        box.setSpacing(GRID_PX * 2)
        box.addLayout(chips)
        box.addWidget(self.hint)
        box.addLayout(self.form)
        box.addStretch(1)
        self.trouble = self._label("muted")
        self.trouble.setWordWrap(True)
        box.addWidget(self.trouble)
        box.addWidget(buttons)
        self.setMinimumWidth(660)

    def _told(self, kind: str) -> str:
        return {
            "alarm": self.tr("The entity tells a value that makes a rule true, again and again."),
            "lie": self.tr("What it tells is another value, or what it measures times a factor, plus an offset."),
            "freeze": self.tr("It goes on to tell what it told last, with new times."),
            "drop": self.tr("Nothing comes from it any more."),
            "delay": self.tr("What it tells comes later."),
            "public": self.tr("A report of the public; at the place of an entity, or as a message to everybody."),
        }[kind]

    # -- hands ---------------------------------------------------------------------------------------------------

    def use_kind(self, kind: str) -> None:
        """Ask for what this kind needs."""
        self.kind = kind
        self.kinds[kind].setChecked(True)
        self.hint.setText(self._told(kind))
        asked = NEEDS[kind]
        self.form.setRowVisible(self.text, "text" in asked)
        for name, line in self.lines.items():
            self.form.setRowVisible(line, name in asked or name == "title")
        self.form.setRowVisible(self.attribute, "attribute" in asked)
        self.form.setRowVisible(self.rules, "attribute" in asked)
        self._attribute_chosen()
        self._look()

    def _entity_chosen(self, entity: str) -> None:
        session, mirror = self._session, self._session.mirror
        row = mirror.row_of.get(entity, -1)
        self.attribute.blockSignals(True)
        self.attribute.clear()
        if row >= 0:
            kind = session.catalogue.kind(mirror.types[row])
            names = sorted(mirror.cells_of(row), key=lambda name: (name != kind.headline, name not in kind.attributes))
            for name in names:
                known = kind.attributes.get(name)
                label = in_language(known.label, session.language) if known is not None else one_line(name, 60)
                self.attribute.addItem(label, name)
        self.attribute.blockSignals(False)
        self._attribute_chosen()
        self._look()

    def _described(self) -> Attribute | None:
        mirror = self._session.mirror
        row = mirror.row_of.get(self.entity.entity, -1)
        name = self.attribute.currentData()
        if row < 0 or not name:
            return None
        return self._session.catalogue.kind(mirror.types[row]).attributes.get(name)

    def _attribute_chosen(self) -> None:
        session, mirror = self._session, self._session.mirror
        row, name = mirror.row_of.get(self.entity.entity, -1), self.attribute.currentData()
        told = ""
        cell = mirror.cells_of(row).get(name, -1) if row >= 0 and name else -1
        described = self._described()
        if cell >= 0:
            text = mirror.texts.get(cell)
            number, unit = format_value(float(mirror.value[cell]), described)
            now = one_line(text, 60) if text is not None else f"{number} {unit}".strip()
            told = self.tr("now {value}").format(value=now)
        elif row >= 0:
            told = one_line(mirror.ids[row], 120)
        self.now.setText(told)
        unit = unit_text(described) if described is not None else ""
        for asked in ("value", "offset", "noise"):
            label = self.form.labelForField(self.lines[asked])
            if isinstance(label, QLabel):
                name_of = self._names()[asked]
                label.setText(f"{name_of} ({unit})" if unit else name_of)
        kind = mirror.types[row] if row >= 0 else ""
        self.rules.setText(rules_told(session, kind, str(name or "")))

    def draft(self) -> Draft:
        """What is filled in."""
        mirror = self._session.mirror
        row = mirror.row_of.get(self.entity.entity, -1)
        place = None
        if row >= 0 and mirror.lon[row] == mirror.lon[row]:
            place = (float(mirror.lon[row]), float(mirror.lat[row]))
        lines = {name: line.text() for name, line in self.lines.items()}
        return Draft(
            kind=self.kind,
            entity=self.entity.entity,
            attribute=str(self.attribute.currentData() or ""),
            text=self.text.toPlainText(),
            place=place,
            described=self._described(),
            **lines,
        )

    def _look(self) -> None:
        if not hasattr(self, "trouble"):
            return  # the parts are still being put together
        wrong = self.draft().wrong()
        self.send.setEnabled(not wrong)
        self.trouble.setText(wrong)

    def inject(self) -> None:
        """Send it, if nothing is wrong with it."""
        draft = self.draft()
        if not draft.wrong():
            self.wanted.emit(draft.injection("", self._session.language))
            self.accept()
