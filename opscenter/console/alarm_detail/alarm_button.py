"""One other alarm as a line that can be clicked: its shape, what it is, where or when, how far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from opscenter.console.alarms.wording import alarm_text, place_name, priority_name, state_name, text_beside_place
from opscenter.console.elided import ElidedLabel
from opscenter.console.plain import tip
from opscenter.console.quiet_line import lay_out
from opscenter.console.session import Session
from opscenter.console.theme.shapes import priority_pixmap
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm


class AlarmButton(QPushButton):
    """`wanted(entity, occurrence)` when it is chosen."""

    wanted = Signal(str, str)

    def __init__(
        self, alarm: Alarm, session: Session, theme: Theme, beside: str, parent: QWidget, with_place: bool = True
    ) -> None:
        super().__init__(parent)
        waits = alarm.state.needs_acknowledgement
        text = ElidedLabel(parent=self)
        told = text_beside_place(session, alarm)
        place = place_name(session, alarm)
        text.put(f"{told} · {place}" if with_place and place else told)
        shape = priority_pixmap(alarm.priority, theme.tokens, not waits, 16, self.devicePixelRatioF())
        lay_out(self, shape, text, beside)
        state = f"{priority_name(alarm.priority)} · {state_name(alarm.state)}"
        self.setAccessibleName(f"{alarm_text(session, alarm)}, {place}, {state}, {beside}")
        self.setToolTip(tip(alarm_text(session, alarm), place, state, beside))
        self.clicked.connect(lambda: self.wanted.emit(alarm.entity, alarm.occurrence))
