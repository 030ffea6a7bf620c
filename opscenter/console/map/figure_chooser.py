"""Chooses the figure by which areas are coloured: over which areas, of what, and how it is reduced."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from opscenter.console.map.choropleth import Figure
from opscenter.domain.catalogue import Catalogue, Kind
from opscenter.domain.texts import in_language

COUNT, ALARM = "count", "alarm"
_PER_VALUE = ("mean", "max", "sum")


class FigureChooser(QWidget):
    """`figure` is what is chosen, None for nothing; `changed` when the user chose another."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._language = catalogue, language
        self._present: tuple[str, ...] = ()
        self.over, self.kind, self.what, self.reduce = (QComboBox(self) for _ in range(4))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(2)
        self._labels: list[QLabel] = []
        for label, box, tip in (
            (self.tr("Colour areas"), self.over, self.tr("Which areas are coloured by a figure of what is in them")),
            (self.tr("by"), self.kind, self.tr("Whose figure")),
            (self.tr("figure"), self.what, self.tr("Which figure")),
            (self.tr("taken as"), self.reduce, self.tr("How the figures in an area become one")),
        ):
            text = QLabel(label, self)
            self._labels.append(text)
            box.setToolTip(tip)
            box.setAccessibleName(tip)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            form.addRow(text, box)
            box.activated.connect(self._chosen)
        for key, name in (("mean", self.tr("mean")), ("max", self.tr("largest")), ("sum", self.tr("sum"))):
            self.reduce.addItem(name, key)
        self._fill()

    @property
    def figure(self) -> Figure | None:
        """What is chosen."""
        over = str(self.over.currentData() or "")
        if not over:
            return None
        what = str(self.what.currentData() or COUNT)
        if what in (COUNT, ALARM):
            return Figure(over, str(self.kind.currentData() or ""), "", what)
        return Figure(over, str(self.kind.currentData() or ""), what, str(self.reduce.currentData()))

    def show_kinds(self, present: list[str]) -> None:
        """Kinds that are there; what is chosen stays."""
        if tuple(sorted(present)) != self._present:
            kept = self.figure
            self._present = tuple(sorted(present))
            self._fill()
            if kept is not None:
                self.choose(kept)

    def choose(self, figure: Figure | None) -> None:
        """Show a figure as chosen, as far as it can be; `changed` is not said."""
        _set(self.over, figure.over if figure is not None else "")
        if figure is not None:
            _set(self.kind, figure.kind)
            self._fill_figures()
            _set(self.what, figure.attribute or figure.reduce)
            if figure.attribute:
                _set(self.reduce, figure.reduce)
        self._fold()

    def _fill(self) -> None:
        kinds = [self._catalogue.kind(name) for name in self._present]
        self.over.clear()
        self.over.addItem(self.tr("as they are"), "")
        for kind in self._sorted(kinds):
            if kind.geometry == "area" and kind.symbol != "warning":
                self.over.addItem(in_language(kind.name, self._language), kind.type)
        self.kind.clear()
        self.kind.addItem(self.tr("everything"), "")
        for kind in self._sorted(kinds):
            self.kind.addItem(in_language(kind.name, self._language), kind.type)
        self._fill_figures()
        self._fold()

    def _fill_figures(self) -> None:
        kept = self.what.currentData()
        self.what.clear()
        self.what.addItem(self.tr("worst alarm"), ALARM)
        self.what.addItem(self.tr("how many"), COUNT)
        name = str(self.kind.currentData() or "")
        for attribute in self._catalogue.kind(name).attributes.values() if name else ():
            if not attribute.states:
                self.what.addItem(in_language(attribute.label, self._language), attribute.name)
        _set(self.what, kept)

    def _sorted(self, kinds: list[Kind]) -> list[Kind]:
        return sorted(kinds, key=lambda kind: in_language(kind.name, self._language).casefold())

    def _chosen(self) -> None:
        if self.sender() is self.kind:
            self._fill_figures()
        self._fold()
        self.changed.emit()

    def _fold(self) -> None:
        """What has no use now is not there."""
        on = bool(self.over.currentData())
        per_value = on and self.what.currentData() not in (COUNT, ALARM)
        shown = (True, on, on, per_value)
        for box, label, wanted in zip((self.over, self.kind, self.what, self.reduce), self._labels, shown, strict=True):
            box.setVisible(wanted)
            label.setVisible(wanted)
        self.setVisible(self.over.count() > 1)


def _set(box: QComboBox, data: object) -> None:
    at = box.findData(data, Qt.ItemDataRole.UserRole)
    box.setCurrentIndex(max(0, at))
