"""One other alarm as a line that can be clicked: its shape, what it is, where or when, how far."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from opscenter.console.alarms.wording import alarm_text, place_name, priority_name, state_name, text_beside_place
from opscenter.console.elided import ElidedLabel
from opscenter.console.plain import tip
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
        self.setProperty("role", "quiet")
        self.setFixedHeight(28)
        self.setMinimumWidth(0)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.setSpacing(8)
        waits = alarm.state.needs_acknowledgement
        shape = QLabel(self)
        shape.setPixmap(priority_pixmap(alarm.priority, theme.tokens, not waits, 16, self.devicePixelRatioF()))
        text = ElidedLabel(parent=self)
        told = text_beside_place(session, alarm)
        place = place_name(session, alarm)
        text.put(f"{told} · {place}" if with_place and place else told)
        far = QLabel(beside, self)
        far.setTextFormat(Qt.TextFormat.PlainText)
        far.setProperty("role", "small")
        inside.addWidget(shape)
        inside.addWidget(text, 1)
        inside.addWidget(far)
        for part in (shape, text, far):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        state = f"{priority_name(alarm.priority)} · {state_name(alarm.state)}"
        self.setAccessibleName(f"{alarm_text(session, alarm)}, {place}, {state}, {beside}")
        self.setToolTip(tip(alarm_text(session, alarm), place, state, beside))
        self.clicked.connect(lambda: self.wanted.emit(alarm.entity, alarm.occurrence))
