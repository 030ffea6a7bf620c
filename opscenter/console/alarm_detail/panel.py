"""The detail of one alarm: everything that somebody who has to respond to it should see, on one page."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from opscenter.console.alarm_detail.activation import Activation
from opscenter.console.alarm_detail.around import Causes, Neighbourhood, Suppression
from opscenter.console.alarm_detail.checklist import Checklist
from opscenter.console.alarm_detail.course import Course
from opscenter.console.alarm_detail.guidance import Guidance
from opscenter.console.alarm_detail.headline import Headline
from opscenter.console.alarm_detail.inset import PlaceInset
from opscenter.console.alarm_detail.keys import key_intent
from opscenter.console.alarm_detail.past import Past, PastQuestion
from opscenter.console.alarm_detail.rule_card import RuleCard
from opscenter.console.alarm_detail.rule_facts import rule_facts
from opscenter.console.alarm_detail.section import EDGE_PX
from opscenter.console.alarm_detail.steps_done import StepsDone
from opscenter.console.alarms.comment_bar import CommentBar
from opscenter.console.alarms.intents import AlarmIntents
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm
from opscenter.domain.changes import Changes

AROUND_MS = 400
"""Neighbours are looked for at most so often: a burst of alarms is looked through once."""
SOON_MS = 30


class AlarmDetail(QWidget):
    """Follows the alarm it was last given. `named(str)` when an operator gave a name; `to_entity` when the entity is
    wanted instead. An alarm that stands no more stays shown, and says so, until another is chosen."""

    named = Signal(str)
    to_entity = Signal()

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self.alarm: Alarm | None = None
        self.ended = False
        self.steps = StepsDone(session, self)
        self.activation = Activation(session, self)
        self.past_question = PastQuestion(session, self)
        self._second = 0
        self.comment_bar = CommentBar(self)
        self.intents = AlarmIntents(session, self.comment_bar, self)
        self._build()
        self._around = QTimer(self)
        self._around.setSingleShot(True)
        self._around.timeout.connect(self._show_around)
        self._wire()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._scroll.setWidget(body)
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 8, 0, 12)
        box.setSpacing(2)
        self.headline = Headline(self._session, self._theme, body)
        self.guidance = Guidance(body)
        self.checklist = Checklist(body)
        self.course = Course(self.activation, self._session, self._theme, body)
        self.inset = PlaceInset(self._session, self._theme, body)
        framed = QVBoxLayout()
        framed.setContentsMargins(EDGE_PX, 8, EDGE_PX, 0)
        framed.addWidget(self.inset)
        self.causes = Causes(self.tr("Cause and effect"), self._session, self._theme, body)
        self.suppression = Suppression(self.tr("Suppression"), self._session, self._theme, body)
        self.neighbourhood = Neighbourhood(self.tr("At the same time nearby"), self._session, self._theme, body)
        self.past = Past(self._session, body)
        self.rule_card = RuleCard(self._selection, body)
        above: tuple[QWidget, ...] = (self.headline, self.guidance, self.checklist, self.course)
        below: tuple[QWidget, ...] = (self.causes, self.suppression, self.neighbourhood, self.past, self.rule_card)
        for part in above:
            box.addWidget(part)
        box.addLayout(framed)
        for part in below:
            box.addWidget(part)
        box.addStretch(1)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.comment_bar)

    def _wire(self) -> None:
        session = self._session
        session.changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)
        session.desk_changed.connect(self.show_again)
        self._theme.changed.connect(self.show_again)
        self.past_question.answered.connect(self._show_past)
        self.checklist.ticked.connect(self._tick)
        self.steps.refused.connect(self.comment_bar.say)
        head = self.headline
        head.acknowledge.connect(self._acknowledge)
        head.reset.connect(self._reset)
        head.on_map.connect(self._show_on_map)
        head.plot.connect(self._plot)
        head.to_entity.connect(self.to_entity)
        self.inset.clicked.connect(self._show_on_map)
        for part in (self.causes, self.neighbourhood, self.suppression):
            part.wanted.connect(self._choose)
        self.intents.changed.connect(self.show_again)
        self.intents.named.connect(self.named)
        self.comment_bar.left.connect(self.setFocus)

    # -- which alarm -----------------------------------------------------------------------------------------

    def show_alarm(self, occurrence: str) -> bool:
        """Show an alarm by its occurrence. False when nothing is known of it."""
        alarm = self._session.mirror.alarms.get(occurrence)
        if alarm is None:
            return self.alarm is not None and self.alarm.occurrence == occurrence
        if self.alarm is None or self.alarm.occurrence != occurrence:
            self.comment_bar.hide()
            for part in (self.causes, self.suppression, self.neighbourhood):
                part.forget()
            self._scroll.verticalScrollBar().setValue(0)
        self.alarm, self.ended = alarm, False
        self.show_again()
        self.past_question.show(alarm)
        return True

    def show_again(self) -> None:
        """Write everything anew: the alarm, the theme or what is under way has changed."""
        alarm, session = self.alarm, self._session
        if alarm is None:
            return
        language = session.language
        facts = rule_facts(session, alarm)
        self.headline.put(alarm, self.ended, alarm.occurrence in self.intents.under_way)
        self.guidance.put(alarm, language)
        self._show_steps()
        self.activation.show(alarm)
        self.course.put(alarm, facts)
        self.inset.put(alarm.entity)
        self._show_past()
        self.rule_card.put(alarm, facts, language)
        self.setAccessibleName(self.headline.told())
        self._around.start(SOON_MS)  # not in the same breath: among ten thousand alarms it takes a moment

    def _show_steps(self) -> None:
        alarm, session = self.alarm, self._session
        if alarm is not None:
            kept = self.tr("It is kept with the situation, for every desk.") if self.steps.situation_of(alarm) else ""
            enabled = not session.refusal
            self.checklist.put(alarm, session.language, self.steps.of(alarm), session.zone, enabled, kept)

    def _show_past(self) -> None:
        if self.alarm is not None:
            self.past.put(self.past_question, self.alarm.occurrence)

    def _show_around(self) -> None:
        if self.alarm is not None:
            self._show_steps()
            self.causes.put(self.alarm)
            self.neighbourhood.put(self.alarm)
            self.suppression.put(self.alarm, rule_facts(self._session, self.alarm))

    # -- news ------------------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        alarm = self.alarm
        if alarm is None:
            return
        if changes.alarms or changes.everything:
            self.intents.settle()
        if changes.everything:
            self.activation.ask()
        if changes.everything or alarm.occurrence in changes.alarms:
            now = self._session.mirror.alarms.get(alarm.occurrence)
            ended = now is None
            if now != alarm or ended != self.ended:
                self.alarm, self.ended = now or alarm, ended
                self.show_again()
                self.past_question.show(self.alarm)
        if (changes.alarms or changes.situations) and not self._around.isActive():
            self._around.start(AROUND_MS)

    def _on_ticked(self, now: int) -> None:
        second = int(now) // 1000
        if second == self._second or self.alarm is None:
            return
        self._second = second
        if self.intents.under_way:
            self.intents.settle()
        if self.isVisible():
            self.headline.count()
            self.activation.follow()
            self.course.refresh()

    # -- acts ------------------------------------------------------------------------------------------------

    def _standing(self) -> list[Alarm]:
        return [self.alarm] if self.alarm is not None and not self.ended else []

    def _acknowledge(self, with_comment: bool = False) -> None:
        self.intents.acknowledge(self._standing(), with_comment)

    def _reset(self) -> None:
        self.intents.reset(self._standing())

    def _tick(self, step: int, done: bool) -> None:
        if self.alarm is not None:
            self.steps.put(self.alarm, step, done)
        self._show_steps()

    def _choose(self, entity: str, occurrence: str) -> None:
        self._selection.select([entity], occurrence)

    def _show_on_map(self) -> None:
        if self.alarm is not None:
            self._selection.show_on_map.emit(self.alarm.entity)

    def _plot(self) -> None:
        if self.alarm is not None and self.alarm.attribute:
            self._selection.plot.emit(self.alarm.entity, self.alarm.attribute)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        intent = key_intent(event.key(), event.modifiers())
        bar = self._scroll.verticalScrollBar()
        if intent == "entity":
            self.to_entity.emit()
        elif intent == "acknowledge":
            self._acknowledge()
        elif intent == "comment":
            self._acknowledge(True)
        elif intent == "reset":
            self._reset()
        elif intent == "map":
            self._show_on_map()
        elif intent == "plot":
            self._plot()
        elif intent.startswith("step-"):
            self.checklist.toggle(int(intent[5:]) - 1)
        elif intent in ("up", "down"):
            bar.setValue(bar.value() + (1 if intent == "down" else -1) * 2 * bar.singleStep())
        elif intent in ("page-up", "page-down"):
            bar.setValue(bar.value() + (1 if intent == "page-down" else -1) * bar.pageStep())
        else:
            super().keyPressEvent(event)

    # -- the rest --------------------------------------------------------------------------------------------

    def save_state(self) -> dict[str, Any]:
        """What is ticked, JSON-able."""
        return {"ticks": self.steps.own.save_state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take over what `save_state` gave."""
        self.steps.own.restore_state(state.get("ticks"))
        self._show_steps()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_again()
        super().changeEvent(event)
