"""Where ticks of an alarm's checklist are kept: with its situation for all desks if it is the first cause of one, else
at this desk."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.alarm_detail.ticks import Tick, Ticks
from opscenter.console.session import Answer, Session
from opscenter.domain.alarm import Alarm
from opscenter.domain.situation import Situation


class StepsDone(QObject):
    """`refused(str)`: a tick could not be kept; why, in a sentence."""

    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.own = Ticks()

    def situation_of(self, alarm: Alarm) -> Situation | None:
        """The situation whose checklist is that of the alarm."""
        told = self._session.mirror.situation_of(alarm.occurrence)
        return told.situation if told is not None and told.situation.cause == alarm.occurrence else None

    def of(self, alarm: Alarm) -> dict[int, Tick]:
        """Steps done, by their place in the checklist from 0."""
        situation = self.situation_of(alarm)
        if situation is None:
            return self.own.of(alarm.occurrence)
        told = {step: tick for (rule, step), tick in situation.ticks.items() if rule == alarm.rule and tick.done}
        return {step: Tick(tick.by, tick.at) for step, tick in told.items()}

    def put(self, alarm: Alarm, step: int, done: bool) -> None:
        """A step is done, or not done after all. With a situation it is shown so when the station says so."""
        session = self._session
        if session.refusal:
            return
        situation = self.situation_of(alarm)
        if situation is None:
            tick = Tick(session.operator[:80], session.now) if done else None
            self.own.put(alarm.occurrence, step, tick)
        elif not session.operator.strip():
            self.refused.emit(self.tr("Say who you are first: Ctrl+Shift+O."))
        else:
            args: dict[str, Any] = {"situation": situation.id, "by": session.operator, "rule": alarm.rule}
            session.command("situation-check", {**args, "step": step, "done": done}, self._answered)

    def _answered(self, answer: Answer) -> None:
        if answer.refused:
            self.refused.emit(answer.refused)
