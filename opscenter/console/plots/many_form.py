"""The part of the dialog of derived series about many entities: which, where, put together how."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from opscenter.console.plain import one_line
from opscenter.console.plots.sheet import MOST_NAMED, Derived, How, Reduce
from opscenter.console.session import Session
from opscenter.domain.texts import in_language

ALL, SELECTED = "", " selected"


class ManyForm(QWidget):
    """`changed()`: something else was chosen. `selected`: the ids that are selected in the console."""

    changed = Signal()

    def __init__(self, session: Session, selected: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected = selected
        self.reduce = QComboBox()
        for reduce, name in (
            (Reduce.SUM, self.tr("Sum")),
            (Reduce.MEAN, self.tr("Mean")),
            (Reduce.MIN, self.tr("Smallest")),
            (Reduce.MAX, self.tr("Largest")),
        ):
            self.reduce.addItem(name, reduce)
        self.type, self.attribute, self.where = QComboBox(), QComboBox(), QComboBox()
        for box in (self.type, self.attribute, self.where):
            box.setMaxVisibleItems(16)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(28)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Put together"), self.reduce)
        form.addRow(self.tr("Entities"), self.type)
        form.addRow(self.tr("Attribute"), self.attribute)
        form.addRow(self.tr("Of these"), self.where)
        self._fill_types()
        self._fill_where()
        self._fill_attributes()
        self.type.currentIndexChanged.connect(self._fill_attributes)
        for box in (self.reduce, self.attribute, self.where):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def _fill_types(self) -> None:
        types, of_row = self._session.mirror.types_of()
        counts = np.bincount(of_row[of_row >= 0], minlength=len(types)).tolist()
        named = []
        for kind, count in zip(types, counts, strict=False):
            described = self._session.catalogue.kind(kind)
            name = in_language(described.name, self._session.language) or kind
            named.append((f"{one_line(name, 80)} ({count})", kind, count))
        for text, kind, count in sorted(named, key=lambda each: each[0].lower()):
            if count > 1:
                self.type.addItem(text, kind)
        chosen = [self._session.mirror.row_of.get(one, -1) for one in self._selected]
        wanted = next((self._session.mirror.types[row] for row in chosen if row >= 0), "")
        at = self.type.findData(wanted)
        self.type.setCurrentIndex(max(0, at))

    def _fill_where(self) -> None:
        session = self._session
        self.where.addItem(self.tr("All of them"), ALL)
        if len(self._selected) > 1:
            count = min(len(self._selected), MOST_NAMED)
            self.where.addItem(self.tr("The %n selected", "", count), SELECTED)
        areas = [(session.name(session.mirror.row_of[key]), key) for key in session.areas.city.index.keys
                 if key in session.mirror.row_of]  # fmt: skip
        for name, key in sorted(areas, key=lambda each: each[0].lower()):
            self.where.addItem(self.tr("In {area}").format(area=one_line(name, 80)), key)

    def _fill_attributes(self) -> None:
        kind = str(self.type.currentData() or "")
        mirror, described = self._session.mirror, self._session.catalogue.kind(kind)
        types, of_row = mirror.types_of()
        names: dict[str, str] = {}
        rows: list[int] = np.flatnonzero(of_row == types.index(kind))[:200].tolist() if kind in types else []
        for row in rows:
            for name, cell in mirror.cells_of(row).items():
                if name not in names and cell not in mirror.texts and mirror.value[cell] == mirror.value[cell]:
                    one = described.attributes.get(name)
                    names[name] = (in_language(one.label, self._session.language) if one is not None else "") or name
        self.attribute.clear()
        for name, label in sorted(names.items(), key=lambda each: (each[0] != described.headline, each[1].lower())):
            self.attribute.addItem(one_line(label, 80), name)
        self.changed.emit()

    def spec(self, name: str) -> Derived:
        """What is asked for."""
        where = self.where.currentData()
        kind = str(self.type.currentData() or "")
        mirror = self._session.mirror
        entities: tuple[str, ...] = ()
        if where == SELECTED:
            rows = [(one, mirror.row_of.get(one, -1)) for one in self._selected]
            entities = tuple([one for one, row in rows if row >= 0 and mirror.types[row] == kind][:MOST_NAMED])
        return Derived(
            How.OVER,
            name,
            reduce=Reduce(self.reduce.currentData()),  # as data of a list it is a mere text
            entity_type=kind,
            attribute=str(self.attribute.currentData() or ""),
            area="" if where in (ALL, SELECTED) else str(where),
            entities=entities,
        )

    def trouble(self) -> str:
        """Why this is nothing, in a sentence, or ""."""
        spec = self.spec("")
        if not spec.entity_type or not spec.attribute:
            return self.tr("No entities of this type tell a number.")
        if self.where.currentData() == SELECTED and not spec.entities:
            return self.tr("None of the selected entities is of this type. Choose another type, or all of them.")
        return ""
