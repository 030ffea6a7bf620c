"""What is in the selected area, in the inspector: counts, alarms, figures, and the button that narrows to it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.format import NOTHING, format_number
from opscenter.console.inspector.area_facts import KINDS, AreaFacts, area_facts
from opscenter.console.overview.counts import counts_looks, counts_width, paint_counts
from opscenter.console.overview.figures import Tally
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import KeyFigure
from opscenter.domain.texts import in_language

REFRESH_MS = 1_000


class AlarmCounts(QWidget):
    """Shapes with numbers, as in the overview."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._tally = Tally()
        self.setFixedHeight(20)

    def put(self, tally: Tally) -> None:
        """Show other counts."""
        self._tally = tally
        self.setFixedWidth(max(1, counts_width(tally, counts_looks(self._session.language)[0])))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = counts_looks(self._session.language)[0]
        paint_counts(painter, self._tally, self.width(), 0, self._theme.tokens, look)


class AreaCard(QWidget):
    """Follows one area while it is shown; reckons at most once a second."""

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self._area = ""
        self._reckoned = 0
        self.facts = AreaFacts()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 6, 12, 2)
        box.setSpacing(4)
        self._title = QLabel(self.tr("In this area"))
        self._title.setProperty("role", "heading")
        head = QHBoxLayout()
        self.counts = AlarmCounts(session, theme, self)
        self.calm = QLabel()
        self.calm.setProperty("role", "small")
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.calm)
        head.addWidget(self.counts)
        box.addLayout(head)
        self.fault = ElidedLabel("small", self)
        box.addWidget(self.fault)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        box.addLayout(self._grid)
        self.only = QPushButton()
        self.only.setToolTip(self.tr("Narrow map, alarms and overview to this area (Ctrl+D; Ctrl+Shift+D leaves it)"))
        self.only.clicked.connect(lambda: selection.narrow_to(self._area))
        box.addWidget(self.only, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines: list[tuple[ElidedLabel, QLabel]] = []
        session.ticked.connect(self._on_ticked)
        session.areas.known.connect(self._look_again)
        selection.area_changed.connect(self._name_button)
        self.hide()

    def show_area(self, entity: str) -> None:
        """Follow another entity; hides when it is no area."""
        self._area = entity
        city = self._session.areas.city
        shown = bool(entity) and (city.is_area(entity) or entity in city.faults)
        self.setVisible(shown)
        if shown:
            self._name_button()
            self.reckon()

    def _look_again(self) -> None:
        self.show_area(self._area)

    def reckon(self) -> None:
        """Count anew."""
        session, city = self._session, self._session.areas.city
        self._reckoned = session.now
        facts = self.facts = area_facts(city, session.mirror, session.catalogue, self._area)
        self.counts.put(facts.tally)
        self.counts.setVisible(bool(facts.tally.alarms))
        self.calm.setText("" if facts.tally.alarms else self.tr("no alarms"))
        fault = city.faults.get(self._area, "")
        self.fault.setVisible(bool(fault))
        self.fault.put(self.tr("Its outline cannot be used: {reason}").format(reason=fault) if fault else "")
        lines = [(self.tr("Everything"), format_number(facts.entities, 0), "")]
        for kind, count in facts.kinds[:KINDS]:
            lines.append(
                (in_language(session.catalogue.kind(kind).name, session.language), format_number(count, 0), kind)
            )
        rest = sum(count for _, count in facts.kinds[KINDS:])
        if rest:
            lines.append((self.tr("%n other kinds", "", len(facts.kinds) - KINDS), format_number(rest, 0), ""))
        lines += [self._figure_line(*one) for one in facts.figures]
        self._write(lines)

    def _figure_line(self, figure: KeyFigure, value: float, stale: bool, known: int) -> tuple[str, str, str]:
        way = {
            "mean": self.tr("mean"),
            "sum": self.tr("sum"),
            "min": self.tr("least"),
            "max": self.tr("most"),
        }.get(figure.reduce, "")
        text = f"{format_number(value, figure.decimals)} {figure.unit_label}".strip()
        label = in_language(figure.label, self._session.language)
        told = self.tr("{way} of %n value(s)", "", known).format(way=way)
        if stale:
            told += "; " + self.tr("old data only")
            text = f"({text})"
        return label, text, told

    def _write(self, lines: list[tuple[str, str, str]]) -> None:
        while len(self._lines) < len(lines):
            label, value = ElidedLabel(parent=self), QLabel(self)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, len(self._lines), 0)
            self._grid.addWidget(value, len(self._lines), 1)
            self._lines.append((label, value))
        for number, (label, value) in enumerate(self._lines):
            shown = number < len(lines)
            label.setVisible(shown)
            value.setVisible(shown)
            if shown:
                text, amount, told = lines[number]
                label.put(text, told)
                value.setText(amount or NOTHING)
                value.setToolTip(told)

    def _name_button(self) -> None:
        if self._selection.area == self._area:
            self.only.setText(self.tr("Show the whole city again"))
        else:
            self.only.setText(self.tr("Show only this area"))

    def _on_ticked(self, now: int) -> None:
        if self.isVisible() and abs(now - self._reckoned) >= REFRESH_MS:
            self.reckon()
