"""The alarms of the inspected entity: what it is, why, what follows, what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from opscenter.console.alarms.acknowledging import needs_reset
from opscenter.console.alarms.wording import alarm_text, priority_name, state_name, text_beside_place, value_texts
from opscenter.console.elided import ElidedLabel
from opscenter.console.format import format_time
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.theme.shapes import priority_pixmap
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm
from opscenter.domain.texts import in_language

MOST = 6
"""Cards shown at once; the rest are counted and stand in the alarm list."""


class AlarmCard(QWidget):
    """One alarm. `acknowledge(occurrence)`, `reset(occurrence)` or `detail(occurrence)` when its button is pressed."""

    acknowledge = Signal(str)
    reset = Signal(str)
    detail = Signal(str)

    def __init__(self, alarm: Alarm, session: Session, theme: Theme, under_way: bool, parent: QWidget) -> None:
        super().__init__(parent)
        waits = alarm.state.needs_acknowledgement
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 12, 8)
        box.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        shape = QLabel(self)
        shape.setPixmap(priority_pixmap(alarm.priority, theme.tokens, not waits, 18, self.devicePixelRatioF()))
        shape.setFixedWidth(18)
        shape.setAccessibleName(priority_name(alarm.priority))
        head.addWidget(shape)
        title = ElidedLabel(parent=self)
        if waits:
            face = title.font()
            face.setBold(True)
            title.setFont(face)
        told, whole = text_beside_place(session, alarm), alarm_text(session, alarm)
        title.put(told, whole if whole != told else "")
        head.addWidget(title, 1)
        box.addLayout(head)
        value, limit, unit = value_texts(session, alarm)
        parts = [
            state_name(alarm.state),
            self.tr("since {time}").format(time=format_time(alarm.since, session.zone)),
            f"{value} / {limit} {unit}".strip() if limit else f"{value} {unit}".strip(),
        ]
        if alarm.acked_by:
            parts.append(self.tr("by {name}").format(name=alarm.acked_by))
        if alarm.comment:
            parts.append(f"“{alarm.comment}”")
        state = ElidedLabel("small", self)
        state.put(" · ".join(part for part in parts if part))
        box.addWidget(state)
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for title_text, texts in (
            (self.tr("Cause"), alarm.cause),
            (self.tr("Leads to"), alarm.consequence),
            (self.tr("Do"), alarm.action),
        ):
            told = in_language(texts, session.language)
            if not told:
                continue
            name = QLabel(title_text, self)
            name.setProperty("role", "small")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            name.setContentsMargins(0, 2, 0, 0)
            text = QLabel(self)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
            text.setText(one_line(told, 400))
            line = grid.rowCount()
            grid.addWidget(name, line, 0)
            grid.addWidget(text, line, 1)
        box.addLayout(grid)
        self.button: QPushButton | None = None
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        box.addLayout(buttons)
        if waits:
            button = QPushButton(self.tr("Acknowledging …") if under_way else self.tr("Acknowledge"), self)
            button.setEnabled(not under_way)
            button.setToolTip(self.tr("Acknowledge this alarm. The station confirms it in the list."))
            button.clicked.connect(lambda: self.acknowledge.emit(alarm.occurrence))
            buttons.addWidget(button)
            self.button = button
        elif needs_reset(alarm):
            button = QPushButton(self.tr("Resetting …") if under_way else self.tr("Reset"), self)
            button.setEnabled(not under_way)
            button.setToolTip(self.tr("It cleared and was acknowledged. Reset it when the place has been checked."))
            button.clicked.connect(lambda: self.reset.emit(alarm.occurrence))
            buttons.addWidget(button)
            self.button = button
        self.more = more = QPushButton(self.tr("Detail"), self)
        more.setProperty("role", "quiet")
        more.setToolTip(self.tr("Checklist, course, surroundings and history of this alarm (Ctrl+I)"))
        more.clicked.connect(lambda: self.detail.emit(alarm.occurrence))
        buttons.addWidget(more)
        buttons.addStretch(1)
