"""The part of the dialog of derived series about named series: which there are, an expression over them, or a rate."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.plots.derived import PER
from opscenter.console.plots.formula import FUNCTIONS
from opscenter.console.plots.series import Series
from opscenter.console.plots.series_field import SeriesField, series_name
from opscenter.console.plots.sheet import MOST_INPUTS, Derived, How, Named, Plain
from opscenter.console.session import Session
from opscenter.console.theme.tokens import GRID_PX

LETTERS = "abcdefghijklmnop"
LIST_PX = 92


class InputsForm(QWidget):
    """`changed()`: something else was named or written."""

    changed = Signal()

    def __init__(self, session: Session, offered: Sequence[Plain], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.inputs: list[Plain] = []
        self.how = How.EXPRESSION
        self.listed = QListWidget()
        self.listed.setFixedHeight(LIST_PX)
        self.listed.setAccessibleName(self.tr("Series by the letters that the expression calls them by"))
        self.listed.itemDoubleClicked.connect(self._insert)
        self.field = SeriesField(session)
        self.field.setPlaceholderText(self.tr("Add a series: words of its name"))
        self.field.found.connect(self.add)
        self.drop = QPushButton(self.tr("Leave out"))
        self.drop.setToolTip(self.tr("Take the chosen series off the list"))
        self.drop.clicked.connect(self._leave_out)
        self.expression = QLineEdit()
        self.expression.setPlaceholderText("a - b")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._complete)
        completer.setWidget(self.expression)
        self._completer = completer
        self.expression.textEdited.connect(self._offer_names)
        self.expression.textChanged.connect(lambda _text: self.changed.emit())
        self.of = QComboBox()
        self.of.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.per = QComboBox()
        names = (self.tr("a second"), self.tr("a minute"), self.tr("an hour"), self.tr("a day"))
        for seconds, name in zip(PER, names, strict=True):
            self.per.addItem(name, seconds)
        self.per.setCurrentIndex(2)
        self.per.currentIndexChanged.connect(lambda _at: self.changed.emit())
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        row.addWidget(self.field, 1)
        row.addWidget(self.drop)
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addRow(self.tr("Expression"), self.expression)
        self.form.addRow(self.tr("Series"), self.of)
        self.form.addRow(self.tr("Change in"), self.per)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        label = QLabel(self.tr("Series"))
        label.setBuddy(self.listed)
        column.addWidget(label)
        column.addWidget(self.listed)
        column.addLayout(row)
        column.addLayout(self.form)
        for one in offered:
            self.add(one)
        self.use(How.EXPRESSION)

    def use(self, how: How) -> None:
        """Ask for an expression, or for a rate."""
        self.how = how
        rate = how is How.RATE
        self.form.setRowVisible(self.expression, not rate)
        self.form.setRowVisible(self.of, rate)
        self.form.setRowVisible(self.per, rate)
        self.changed.emit()

    def add(self, series: Plain) -> None:
        """Name one more series."""
        if series not in self.inputs and len(self.inputs) < MOST_INPUTS:
            self.inputs.append(series)
            self._show()

    def _leave_out(self) -> None:
        at = self.listed.currentRow()
        if 0 <= at < len(self.inputs):
            self.inputs.pop(at)
            self._show()

    def _show(self) -> None:
        named = [f"{letter} = {self._told(one)}" for letter, one in zip(LETTERS, self.inputs, strict=False)]
        self.listed.clear()
        self.listed.addItems(named)
        at = self.of.currentIndex()
        self.of.clear()
        self.of.addItems([series_name(self._session, one) for one in self.inputs])
        self.of.setCurrentIndex(max(0, min(at, len(self.inputs) - 1)))
        self.changed.emit()

    def _told(self, one: Plain) -> str:
        unit = self.units().get(LETTERS[self.inputs.index(one)], "")
        name = series_name(self._session, one)
        return f"{name}  [{unit}]" if unit else name

    def units(self) -> dict[str, str]:
        """By letter, the unit each series is shown in."""
        found = {}
        for letter, one in zip(LETTERS, self.inputs, strict=False):
            series = Series(one.entity, one.attribute)
            series.resolve(self._session)
            found[letter] = series.unit(self._session)
        return found

    def _insert(self) -> None:
        self.expression.insert(LETTERS[self.listed.currentRow()])
        self.expression.setFocus()

    def _offer_names(self, text: str) -> None:
        """Complete the word before the cursor: a letter of the list by words of its series, or a function."""
        word = self._word(text)
        if len(word) < 2:
            self._hide_names()
            return
        lower = word.lower()
        told = [(letter, series_name(self._session, one)) for letter, one in zip(LETTERS, self.inputs, strict=False)]
        named = [f"{letter} = {name}" for letter, name in told if lower in name.lower()]
        functions = [f"{name}(" for name in FUNCTIONS if name.startswith(lower) and name != lower]
        self._names.setStringList(functions + named)
        if functions or named:
            self._completer.complete()
        else:
            self._hide_names()

    def _hide_names(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()

    def _word(self, text: str) -> str:
        before = text[: self.expression.cursorPosition()]
        start = len(before)
        while start and (before[start - 1].isalnum() or before[start - 1] == "_"):
            start -= 1
        return before[start:]

    def _complete(self, chosen: str) -> None:
        word = self._word(self.expression.text())
        for _ in word:
            self.expression.backspace()
        self.expression.insert(chosen.split(" = ")[0])

    def spec(self, name: str) -> Derived:
        """What is asked for."""
        named = [Named(letter, one.entity, one.attribute) for letter, one in zip(LETTERS, self.inputs, strict=False)]
        if self.how is How.RATE:
            at = self.of.currentIndex()
            return Derived(How.RATE, name, tuple(named[at : at + 1]) if at >= 0 else (), per_s=self.per.currentData())
        return Derived(How.EXPRESSION, name, tuple(named), expression=self.expression.text().strip())
