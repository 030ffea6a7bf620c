"""What a person does to alarms: acknowledge and reset, with the question for a name or comment and what was refused."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from opscenter.console.alarms.acknowledging import Acknowledging, needs_reset
from opscenter.console.alarms.comment_bar import CommentBar
from opscenter.console.alarms.wording import alarm_text
from opscenter.console.plain import one_line
from opscenter.console.session import Answer, Session
from opscenter.domain.alarm import Alarm


class AlarmIntents(QObject):
    """Carries out intents through the station. `changed()` when what is under way changed; `named(str)` when an
    operator gave a name.

    The owner calls `settle` when alarms changed and now and then while something is under way.
    """

    changed = Signal()
    named = Signal(str)

    def __init__(self, session: Session, bar: CommentBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self.acknowledging = Acknowledging(self._send_acknowledgement)
        self.resetting = Acknowledging(self._send_reset, needs_reset)
        self._pending: tuple[Acknowledging, list[str]] | None = None  # waits for a name or comment
        bar.accepted.connect(self._on_named)

    @property
    def under_way(self) -> set[str]:
        """Occurrences whose confirmation has not come yet."""
        return {*self.acknowledging.under_way, *self.resetting.under_way}

    def acknowledge(self, alarms: list[Alarm], with_comment: bool = False) -> None:
        """Acknowledge those that need it, asking first for what is missing: a name, or the comment wanted."""
        self._begin(self.acknowledging, alarms, with_comment)

    def reset(self, alarms: list[Alarm]) -> None:
        """Reset those that are latched and acknowledged."""
        self._begin(self.resetting, alarms, False)

    def _begin(self, what: Acknowledging, alarms: list[Alarm], with_comment: bool) -> None:
        wanted = [alarm.occurrence for alarm in alarms if what.waits(alarm)]
        if not wanted:
            return
        self._pending = (what, wanted)
        nameless = not self._session.operator.strip()
        if nameless or with_comment:
            self._bar.ask(len(wanted), name=nameless, comment=with_comment, reset=what is self.resetting)
        else:
            self._request("")

    def _on_named(self, name: str, comment: str) -> None:
        if name:
            self._session.operator = name
            self.named.emit(name)
        self._request(comment)

    def _request(self, comment: str) -> None:
        if self._pending is None:
            return
        what, wanted = self._pending
        self._pending = None
        alarms = self._session.mirror.alarms
        self._bar.hide()
        what.request([alarms[one] for one in wanted if one in alarms], comment, self._session.now)
        self.changed.emit()

    def _send_acknowledgement(self, occurrences: list[str], comment: str) -> None:
        self._session.acknowledge(occurrences, comment, self._answer(self.acknowledging, occurrences))

    def _send_reset(self, occurrences: list[str], comment: str) -> None:
        args = {"occurrences": occurrences, "by": self._session.operator, "comment": comment}
        self._session.command("reset", args, self._answer(self.resetting, occurrences))

    def _answer(self, what: Acknowledging, asked: list[str]) -> Callable[[Answer], None]:
        return lambda answer: self._on_answer(what, asked, answer)

    def _on_answer(self, what: Acknowledging, asked: list[str], answer: Answer) -> None:
        what.answered(asked, answer.header, answer.refused)
        if what.refused:
            occurrence, sentence = next(iter(what.refused.items()))
            alarm = self._session.mirror.alarms.get(occurrence)
            where = f"{alarm_text(self._session, alarm)}: " if alarm is not None else ""
            more = self.tr(" (and %n more)", "", len(what.refused) - 1) if len(what.refused) > 1 else ""
            told = self.tr("Not reset. ") if what is self.resetting else self.tr("Not acknowledged. ")
            self._bar.say(told + where + one_line(sentence) + more)
        self.changed.emit()

    def settle(self) -> None:
        """Drop what the feed has confirmed, and say what nobody answered."""
        alarms, now = self._session.mirror.alarms, self._session.now
        before = self.under_way
        late = self.acknowledging.settle(alarms, now)
        if late:
            self._bar.say(self.tr("The station has not confirmed %n acknowledgement(s). Try again.", "", len(late)))
        late = self.resetting.settle(alarms, now)
        if late:
            self._bar.say(self.tr("The station has not confirmed %n reset(s). Try again.", "", len(late)))
        if before != self.under_way:
            self.changed.emit()
