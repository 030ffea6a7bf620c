"""Cause, consequence and corrective action of an alarm, in the reader's language."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from opscenter.console.alarm_detail.section import EDGE_PX, Section
from opscenter.console.plain import one_line
from opscenter.domain.alarm import Alarm
from opscenter.domain.texts import in_language

_LONGEST = 600


class Guidance(Section):
    """Texts with their names before them; hidden when the rule gives none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.hide()
        holder = QWidget(self)
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(EDGE_PX, 0, EDGE_PX, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.lines.addWidget(holder)
        self.told: dict[str, QLabel] = {}
        self._names: dict[str, QLabel] = {}
        for line, (key, title) in enumerate(
            (("cause", self.tr("Cause")), ("consequence", self.tr("Leads to")), ("action", self.tr("Do")))
        ):
            name = QLabel(title, holder)
            name.setProperty("role", "small")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            name.setContentsMargins(0, 2, 0, 0)
            text = QLabel(holder)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(text, line, 1)
            self.told[key], self._names[key] = text, name

    def put(self, alarm: Alarm, language: str) -> None:
        """Show the guidance of an alarm."""
        texts = {"cause": alarm.cause, "consequence": alarm.consequence, "action": alarm.action}
        any_told = False
        for key, by_language in texts.items():
            text = one_line(in_language(by_language, language), _LONGEST)
            self.told[key].setText(text)
            self.told[key].setVisible(bool(text))
            self._names[key].setVisible(bool(text))
            any_told = any_told or bool(text)
        self.setVisible(any_told)
