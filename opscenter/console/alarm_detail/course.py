"""How the alarm came: the plot of what it watches, what the plot is of, and in words what is not known."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from opscenter.console.alarm_detail.activation import Activation
from opscenter.console.alarm_detail.activation_plot import ActivationPlot
from opscenter.console.alarm_detail.rule_facts import RuleFacts, drawn_limit, told_limit
from opscenter.console.alarm_detail.section import EDGE_PX, Section
from opscenter.console.format import format_time
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm

_HOLES = 2


class Course(Section):
    """`put` an alarm, `refresh` as time goes on."""

    def __init__(self, activation: Activation, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._data = activation
        self._session = session
        self._limit_words = ""
        self.plot = ActivationPlot(activation, session, theme, self)
        around = QVBoxLayout()
        around.setContentsMargins(EDGE_PX, 2, EDGE_PX, 0)
        around.addWidget(self.plot)
        self.lines.addLayout(around)
        self.note = self.tell("")
        activation.changed.connect(self.refresh)

    def put(self, alarm: Alarm, facts: RuleFacts) -> None:
        """Show the course of an alarm; hidden where its rule watches no single value."""
        series = self._data.series
        self._limit_words = told_limit(facts, self._session.language)
        self.plot.limit = drawn_limit(facts, alarm, series.unit(self._session)) if series is not None else None
        self.show()
        self.refresh()

    def refresh(self) -> None:
        """Write the title and the note anew, and paint."""
        series = self._data.series
        self.plot.setVisible(series is not None)
        if series is None:
            self.title.setText(self.tr("Course"))
            self.note.put(self.tr("Its rule watches no single value: there is nothing to plot."))
            self.note.show()
            return
        self.title.setText(self.plot.label())
        told = self.told()
        self.note.put(told)
        self.note.setVisible(bool(told))
        self.plot.setAccessibleName(f"{self.plot.label()}. {told}")
        self.plot.updateGeometry()
        self.plot.update()

    def told(self) -> str:
        """What the plot does not show of itself: a limit that is no line, and what is not known."""
        series = self._data.series
        if series is None or series.waiting:
            return ""
        if series.refused:
            return series.refused
        parts = [self.tr("Limit: {limit}").format(limit=self._limit_words)] if self._limit_words else []
        if not len(series.buffer):
            parts.append(self.tr("Nothing was recorded of it in this time."))
        else:
            holes = self._data.unknown()
            zone = self._session.zone
            spans = [f"{format_time(a, zone)}–{format_time(b, zone)}" for a, b in holes[-_HOLES:]]
            if len(holes) > _HOLES:
                spans.insert(0, "…")
            if spans:
                parts.append(self.tr("Not known: {spans}").format(spans=", ".join(spans)))
        return one_line(" · ".join(parts))
