"""The head of an alarm's detail: what it is, where, how it stands, how long is left to respond, what can be done."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarm_detail.section import EDGE_PX
from opscenter.console.alarms.acknowledging import needs_reset
from opscenter.console.alarms.aside import deciding
from opscenter.console.alarms.cells import countdown, respond_left
from opscenter.console.alarms.wording import (
    alarm_text,
    place_name,
    priority_name,
    state_name,
    text_beside_place,
    value_texts,
)
from opscenter.console.elided import ElidedLabel
from opscenter.console.format import format_age, format_date_time, format_time
from opscenter.console.plain import one_line, tip
from opscenter.console.session import REPLAY, Session
from opscenter.console.theme.icons import icon
from opscenter.console.theme.shapes import priority_pixmap
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm
from opscenter.domain.texts import in_language

_DAY_MS = 86_400_000


def moment_text(session: Session, at: int) -> str:
    """A time of the last day as a clock shows it, any other with its date."""
    if abs(session.now - at) < _DAY_MS:
        return format_time(at, session.zone)
    return format_date_time(at, session.zone, seconds=False)


class Headline(QWidget):
    """`put` an alarm, `count` down each second. Buttons are signals."""

    acknowledge = Signal()
    reset = Signal()
    on_map = Signal()
    plot = Signal()
    to_entity = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._alarm: Alarm | None = None
        self._names: dict[ElidedLabel, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(EDGE_PX, 0, EDGE_PX, 0)
        box.setSpacing(2)
        back = QHBoxLayout()
        back.setSpacing(2)
        self.entity_button = QPushButton(self)
        self.entity_button.setProperty("role", "chip")
        self.entity_button.setToolTip(self.tr("To the entity and all its values (Backspace)"))
        self.entity_button.clicked.connect(self.to_entity)
        back.addWidget(self.entity_button)
        back.addStretch(1)
        self.map_button = self._tool("pin", self.tr("Show on the map (M)"), self.on_map)
        self.plot_button = self._tool("plot", self.tr("Plot what it watches (P)"), self.plot)
        back.addWidget(self.map_button)
        back.addWidget(self.plot_button)
        box.addLayout(back)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.shape = QLabel(self)
        self.shape.setFixedWidth(22)
        self.shape.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        head.addWidget(self.shape)
        head.addWidget(self.title, 1)
        box.addLayout(head)
        self.place = ElidedLabel("muted", self)
        box.addWidget(self.place)
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 4, 0, 2)
        self._facts.setHorizontalSpacing(8)
        self._facts.setVerticalSpacing(1)
        self._facts.setColumnStretch(1, 1)
        box.addLayout(self._facts)
        self.state = self._fact(self.tr("State"))
        self.since = self._fact(self.tr("Since"))
        self.value = self._fact(self.tr("Value"))
        self.left = self._fact(self.tr("Respond"))
        self.owner = self._fact(self.tr("Taken by"))
        acts = QHBoxLayout()
        acts.setContentsMargins(0, 4, 0, 0)
        self.act_button = QPushButton(self)
        self.act_button.clicked.connect(self._act)
        acts.addWidget(self.act_button)
        acts.addStretch(1)
        box.addLayout(acts)

    def _tool(self, name: str, told: str, signal: object) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setProperty("icon_name", name)
        button.setFixedSize(24, 24)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(told)
        button.setAccessibleName(told)
        button.clicked.connect(signal)
        return button

    def _fact(self, title: str) -> ElidedLabel:
        line = self._facts.rowCount()
        name = QLabel(title, self)
        name.setProperty("role", "small")
        told = ElidedLabel(parent=self)
        self._names[told] = name
        self._facts.addWidget(name, line, 0)
        self._facts.addWidget(told, line, 1)
        return told

    def _show_fact(self, told: ElidedLabel, text: str, more: str = "") -> None:
        told.put(text, more)
        told.setVisible(bool(text))
        self._names[told].setVisible(bool(text))

    def put(self, alarm: Alarm, ended: bool, under_way: bool) -> None:
        """Show an alarm. `ended`: it does not stand any more at the moment that is shown."""
        session, tokens = self._session, self._theme.tokens
        self._alarm = alarm
        waits = alarm.state.needs_acknowledgement and not ended
        self.shape.setPixmap(priority_pixmap(alarm.priority, tokens, not waits, 20, self.devicePixelRatioF()))
        self.shape.setAccessibleName(priority_name(alarm.priority))
        self.title.setText(text_beside_place(session, alarm))
        self.title.setToolTip("")
        place = place_name(session, alarm)
        system = session.catalogue.systems.get(alarm.system)
        system_name = in_language(system.name, session.language) if system is not None else alarm.system
        self.place.put(" · ".join(part for part in (place, one_line(system_name, 60)) if part), alarm.entity)
        self.entity_button.setText("‹ " + one_line(self.tr("Entity"), 40))
        state = self.tr("ended: it stands no more") if ended else state_name(alarm.state)
        if ended and session.now < alarm.since:  # a recording was wound back to before it
            state = self.tr("not raised yet")
        self._show_fact(self.state, f"{priority_name(alarm.priority)} · {state}" + self._aside(alarm, ended))
        value, limit, unit = value_texts(session, alarm)
        told = self.tr("{value} against {limit} {unit}").format(value=value, limit=limit, unit=unit)
        self._show_fact(self.value, told.strip() if value and limit else f"{value} {unit}".strip() if value else "")
        self._show_fact(self.owner, self._owner(alarm), alarm.comment)
        for button in (self.map_button, self.plot_button):
            button.setIcon(icon(str(button.property("icon_name")), tokens, 16))
        self.plot_button.setEnabled(bool(alarm.attribute))
        self._show_act(alarm, waits, not ended and needs_reset(alarm), under_way)
        self.count()

    def _aside(self, alarm: Alarm, ended: bool) -> str:
        why = deciding(alarm)
        if ended or why is None or not why.until:
            return ""
        return " · " + self.tr("until {time}").format(time=moment_text(self._session, why.until))

    def _owner(self, alarm: Alarm) -> str:
        if not alarm.acked_by:
            return ""
        told = self.tr("{name} at {time}, after {age}").format(
            name=one_line(alarm.acked_by, 80),
            time=moment_text(self._session, alarm.acked_at),
            age=format_age(alarm.acked_at - max(alarm.since, alarm.announced)),
        )
        return told + (f" · “{one_line(alarm.comment)}”" if alarm.comment else "")

    def _show_act(self, alarm: Alarm, waits: bool, resets: bool, under_way: bool) -> None:
        self.act_button.setVisible(waits or resets)
        refusal = self._session.refusal if self._session.mode == REPLAY else ""
        self.act_button.setEnabled(not under_way and not refusal)
        if waits:
            self.act_button.setText(self.tr("Acknowledging …") if under_way else self.tr("Acknowledge"))
            self.act_button.setToolTip(
                self.tr("Acknowledge this alarm (A; Shift+A with a comment). The station confirms it in the list.")
            )
        elif resets:
            self.act_button.setText(self.tr("Resetting …") if under_way else self.tr("Reset"))
            self.act_button.setToolTip(
                self.tr("It cleared and was acknowledged. Reset it (R) when the place has been checked.")
            )
        if refusal:
            self.act_button.setToolTip(tip(refusal))

    def count(self) -> None:
        """Age and time left, as they are now."""
        alarm, session = self._alarm, self._session
        if alarm is None:
            return
        since = self.tr("{time}, {age} ago").format(
            time=moment_text(session, alarm.since), age=format_age(session.now - alarm.since)
        )
        self._show_fact(self.since, since, format_date_time(alarm.since, session.zone))
        left = respond_left(session, alarm)
        if left is None:
            self._show_fact(self.left, "")
            return
        within = format_age(alarm.respond_s * 1000)
        if left > 0:
            text = self.tr("{left} left of {within}").format(left=countdown(left), within=within)
        else:
            text = self.tr("overdue by {age}; it was to be within {within}").format(
                age=format_age(-left), within=within
            )
        face = self.left.font()
        face.setBold(left <= 0)
        self.left.setFont(face)
        self._show_fact(self.left, text)

    def _act(self) -> None:
        alarm = self._alarm
        if alarm is not None and alarm.state.needs_acknowledgement:
            self.acknowledge.emit()
        elif alarm is not None:
            self.reset.emit()

    def told(self) -> str:
        """The alarm in one line, for those who hear it."""
        return alarm_text(self._session, self._alarm) if self._alarm is not None else ""
