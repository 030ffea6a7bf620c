"""Asks what a derived series is to be made of, and says while it is written what it comes to or what is wrong."""

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.format import format_value
from opscenter.console.plots.formula import formula_of
from opscenter.console.plots.inputs_form import InputsForm
from opscenter.console.plots.made_of import series_of
from opscenter.console.plots.many_form import ManyForm
from opscenter.console.plots.sheet import LONGEST_NAME, Derived, How, Plain, clean_name
from opscenter.console.session import Session
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.expression_tokens import ExpressionFault

WIDE_PX = 520


class DerivedDialog(QDialog):
    """`made(Derived)`: a series to plot. `offered`: what can be named at once, `selected`: ids selected elsewhere."""

    made = Signal(object)

    def __init__(
        self, session: Session, offered: Sequence[Plain], selected: list[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A series made of others"))
        self.setMinimumWidth(WIDE_PX)
        self._session = session
        self.kind = QComboBox()
        for how, name in (
            (How.EXPRESSION, self.tr("Difference, or any expression over series")),
            (How.RATE, self.tr("How fast a series changes")),
            (How.OVER, self.tr("Many entities put together")),
        ):
            self.kind.addItem(name, how)
        self.inputs = InputsForm(session, offered)
        self.many = ManyForm(session, selected)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.inputs)
        self._pages.addWidget(self.many)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Made up of what it is"))
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(36)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Plot it"))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Kind"), self.kind)
        names = QFormLayout()
        names.addRow(self.tr("Name"), self.name)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(form)
        column.addWidget(self._pages)
        column.addLayout(names)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        self.kind.currentIndexChanged.connect(self._turn)
        self.inputs.changed.connect(self._tell)
        self.many.changed.connect(self._tell)
        if len(offered) >= 2:
            self.inputs.expression.setText("a - b")
        self.inputs.expression.setFocus()
        self._tell()

    @property
    def how(self) -> How:
        """The kind that is chosen."""
        return How(self.kind.currentData())  # as data of a list it is a mere text

    def _turn(self) -> None:
        how = self.how
        self._pages.setCurrentWidget(self.many if how is How.OVER else self.inputs)
        if how is not How.OVER:
            self.inputs.use(how)
        self._tell()

    def spec(self) -> Derived:
        """What is asked for now."""
        name = clean_name(self.name.text())
        return self.many.spec(name) if self.how is How.OVER else self.inputs.spec(name)

    def trouble(self) -> str:
        """What is wrong with it, in a sentence, or ""."""
        spec = self.spec()
        if spec.how is How.OVER:
            return self.many.trouble()
        if not spec.inputs:
            return self.tr("Name a series: write words of its name above, and choose it.")
        if spec.how is How.EXPRESSION:
            if not spec.expression:
                return self.tr("Write an expression over the letters above, such as a - b.")
            try:
                formula_of(spec.expression, self.inputs.units())
            except ExpressionFault as fault:
                return fault.located(spec.expression)
        return ""

    def _tell(self) -> None:
        trouble = self.trouble()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not trouble)
        self.told.setText(trouble or self._preview())

    def _preview(self) -> str:
        """What it comes to now, and in which unit."""
        series = series_of(self.spec())
        series.resolve(self._session)
        series.take(self._session)
        unit = series.unit(self._session)
        described = series.described(self._session)
        value = float(series.buffer.value[-1]) if len(series.buffer) else math.nan
        parts = []
        if math.isfinite(value):
            number = format_value(value, described)[0]
            parts.append(self.tr("Now {value}.").format(value=f"{number} {unit}".strip()))
        elif unit:
            parts.append(self.tr("In {unit}.").format(unit=unit))
        if self.how is How.EXPRESSION:
            if formula_of(self.spec().expression, self.inputs.units()).unit is None:
                parts.append(self.tr("Its unit is not known, since that of a part is not."))
            parts.append(self.tr("Over long spans it is reckoned of the means of bins."))
        elif self.how is How.OVER:
            count = getattr(series, "count", 0)
            parts.append(self.tr("Of %n entity(ies). History is put together by the station, of means.", "", count))
        return " ".join(parts)

    def _accept(self) -> None:
        if not self.trouble():
            self.made.emit(self.spec())
            self.accept()
