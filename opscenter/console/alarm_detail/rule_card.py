"""The rule of an alarm in words: when it is raised and cleared, its version, and the way to the rule itself."""

from PySide6.QtCore import QMetaMethod, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from opscenter.console.alarm_detail.rule_facts import RuleFacts
from opscenter.console.alarm_detail.section import EDGE_PX, Section
from opscenter.console.plain import one_line
from opscenter.console.selection import Selection
from opscenter.domain.alarm import Alarm


class RuleCard(Section):
    """The button is there as soon as something in the window shows rules."""

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Its rule"))
        self._selection = selection
        self._rule = ""
        self.told: list[tuple[str, str]] = []
        self.show_button = QPushButton(self.tr("Show the rule"), self)
        self.show_button.setToolTip(self.tr("Its limits and delays, and what other ones would have done"))
        self.show_button.clicked.connect(lambda: selection.show_rule.emit(self._rule))
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(EDGE_PX, 4, EDGE_PX, 0)
        grid.addWidget(self.show_button, 0, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(holder)
        self._holder = holder

    def put(self, alarm: Alarm, facts: RuleFacts, language: str) -> None:
        """Show what an alarm's rule says."""
        self._rule = alarm.rule
        self.clear()
        self.told = facts.words(language)
        if not self.told:
            version = f" ({alarm.rule_version})" if alarm.rule_version else ""
            self.tell(f"{one_line(alarm.rule, 120)}{version}", "")
            self.tell(self.tr("The catalogue of this console does not have this rule; the station does."))
        else:
            self._write()
        if facts.is_another(alarm):
            self.tell(
                self.tr("It was raised by version {version} of the rule, which has been changed since.").format(
                    version=one_line(alarm.rule_version, 40)
                )
            )
        method = QMetaMethod.fromSignal(self._selection.show_rule)
        self._holder.setVisible(self._selection.isSignalConnected(method))
        self.show()

    def _write(self) -> None:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(EDGE_PX, 0, EDGE_PX, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for line, (title, told) in enumerate(self.told):
            name, text = QLabel(one_line(title, 60), holder), QLabel(one_line(told, 600), holder)
            for label in (name, text):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setProperty("role", "small")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setWordWrap(True)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, line, 0)
            grid.addWidget(text, line, 1)
        self.lines.addWidget(holder)
