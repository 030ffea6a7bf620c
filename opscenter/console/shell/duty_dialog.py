"""Choosing what an operator answers for: some areas, some systems, or the whole city."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.plain import one_line
from opscenter.console.search.index import normal
from opscenter.console.session import Session
from opscenter.domain.catalogue import Kind
from opscenter.domain.texts import in_language

AREAS = "areas"
"""The system of the catalogue whose kinds are nothing but areas."""
MOST = 2_000


class DutyDialog(QDialog):
    """`chosen(areas, systems)` with ids when it is accepted; two empty lists are the whole city."""

    chosen = Signal(list, list)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("My areas"))
        self._session = session
        told = QLabel(
            self.tr(
                "Choose what you answer for. Nothing checked is everything. Alarms of other places and systems are "
                "counted beside your list; critical ones are always in it."
            )
        )
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Find an area"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._sift)
        self.areas, self.systems = self._list(self.tr("Areas")), self._list(self.tr("Systems"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal
        )
        self.everything = buttons.addButton(self.tr("The whole city"), QDialogButtonBox.ButtonRole.ResetRole)
        self.everything.setToolTip(self.tr("Uncheck everything"))
        self.everything.clicked.connect(self._clear)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(told)
        columns = QHBoxLayout()
        for title, parts in (
            (self.tr("Areas"), (self.words, self.areas)),
            (self.tr("Systems"), (self.systems,)),
        ):
            column = QVBoxLayout()
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            column.addWidget(heading)
            for part in parts:
                column.addWidget(part)
            columns.addLayout(column, 1)
        box.addLayout(columns, 1)
        box.addWidget(buttons)
        self._fill()
        self.resize(620, 480)

    def _list(self, name: str) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setUniformItemSizes(True)
        return made

    def _fill(self) -> None:
        session, duty = self._session, self._session.duty
        mirror, language = session.mirror, session.language
        known = {key: session.name(mirror.row_of[key]) for key in session.areas.city.index.keys if key in mirror.row_of}
        kinds = {key: session.catalogue.kind(mirror.types[mirror.row_of[key]]) for key in known}
        # What was chosen and is not there now (a station that has just begun) stays in the list, to be kept or left.
        for key in duty.areas:
            known.setdefault(key, key.rsplit(":", 1)[-1])
        order = sorted(known, key=lambda key: (key not in duty.areas, *_rank(kinds.get(key)), known[key].casefold()))
        for key in order[:MOST]:
            kind = in_language(kinds[key].name, language) if key in kinds else self.tr("not known now")
            self._add(self.areas, key, f"{one_line(known[key], 60)} · {kind}", key in duty.areas)
        for system in sorted(session.catalogue.systems.values(), key=lambda one: one.order):
            self._add(self.systems, system.id, in_language(system.name, language), system.id in duty.systems)

    def _add(self, where: QListWidget, key: str, text: str, checked: bool) -> None:
        item = QListWidgetItem(text, where)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)

    def _sift(self, words: str) -> None:
        wanted = normal(words)
        for row in range(self.areas.count()):
            item = self.areas.item(row)
            item.setHidden(bool(wanted) and wanted not in normal(item.text()))

    def _clear(self) -> None:
        for where in (self.areas, self.systems):
            for row in range(where.count()):
                where.item(row).setCheckState(Qt.CheckState.Unchecked)

    def _checked(self, where: QListWidget) -> list[str]:
        items = [where.item(row) for row in range(where.count())]
        return [str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is Qt.CheckState.Checked]

    def _accept(self) -> None:
        self.chosen.emit(self._checked(self.areas), self._checked(self.systems))
        self.accept()


def _rank(kind: Kind | None) -> tuple[bool, int]:
    """Districts and fences first; warnings and supply zones may be answered for, but seldom are."""
    return (True, 9) if kind is None else (kind.system != AREAS, kind.importance)
