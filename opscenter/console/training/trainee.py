"""A trainee's desk at an exercise: what it is told, and that it tells what was looked at. No widgets."""

from PySide6.QtCore import QObject, Signal

from opscenter.console.selection import Selection
from opscenter.console.session import EXERCISE, Answer, Session
from opscenter.console.training.case import DraftedAlert
from opscenter.console.training.following import Following
from opscenter.console.training.standing import Message, Stage

SEVERITIES = ("Minor", "Moderate", "Severe", "Extreme")
_Key = tuple[int, str, tuple[tuple[str, str], ...]]
"""What tells a message from another."""
MOST_TOLD = 3
"""Messages that a desk which attaches late is told at once; the others are on the sheet."""


class Trainee(QObject):
    """Quiet unless the station is one of an exercise.

    `staged()`: another stage. `messaged(Message)`: somebody said something to everybody. `changed()`: brief, messages,
    score. `refused(sentence)`: an alert could not be drafted; `drafted()`: it could.
    """

    staged = Signal()
    messaged = Signal(object)
    changed = Signal()
    drafted = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._selection = session, selection
        self.following = Following(session, parent=self)
        self._stage: Stage | None = None
        self._told: set[_Key] | None = None
        self._looked_at_rest = False
        self.following.stood.connect(self._stood)
        self.following.changed.connect(self._take)
        session.introduced.connect(self._stood)
        selection.changed.connect(self._looked)
        self._stood()

    @property
    def active(self) -> bool:
        """The station is one of an exercise, and has told how it stands."""
        return self._session.mode == EXERCISE and self.following.standing is not None

    @property
    def stage(self) -> Stage | None:
        """Where the exercise is; None: there is none."""
        return self.following.stage if self.active else None

    def _stood(self) -> None:
        stage = self.stage
        if stage is not self._stage:
            self._stage = stage
            over = stage is Stage.OVER
            self.following.wants_score = self.following.wants_log = over
            self.staged.emit()
            if stage is Stage.RUNNING and self._looked_at_rest:
                self._looked()  # while it stood nothing could be told: it is on the screen now, too
            if over:
                self.following.ask()

    def _take(self) -> None:
        messages = self.following.case.messages
        if self.active and messages:
            if self._told is None:  # a desk that attaches late is told the newest
                self._told = {_key(one) for one in messages[:-MOST_TOLD]}
            fresh = [one for one in messages if _key(one) not in self._told]
            self._told = {_key(one) for one in messages}
            for one in fresh:
                self.messaged.emit(one)
        elif self.active and self._told is None and self.following.case.id:
            self._told = set()
        self.changed.emit()

    # -- what is told to the station -----------------------------------------------------------------------------

    def _looked(self) -> None:
        """Whoever selects an alarm or a place has looked at it: that is how detecting is timed."""
        session, selection = self._session, self._selection
        self._looked_at_rest = self.stage is not Stage.RUNNING
        if self._looked_at_rest or not session.operator or session.moment is not None:
            return
        if selection.current or selection.occurrence:
            args = {"by": session.operator, "occurrence": selection.occurrence, "entity": selection.current}
            session.command("exercise-look", args, _nothing)

    def draft(self, headline: str, text: str, severity: str, area: str) -> None:
        """Draft an alert to the public. It goes nowhere: it is an entry of the session, marked as exercise."""
        args = {
            "by": self._session.operator, "headline": headline, "text": text, "severity": severity, "area": area,
        }  # fmt: skip
        self._session.command("exercise-alert", args, self._drafted)

    def _drafted(self, answer: Answer) -> None:
        if answer.refused:
            self.refused.emit(answer.refused)
        else:
            self.drafted.emit()
            self.following.ask()

    def alerts(self) -> tuple[DraftedAlert, ...]:
        """What was drafted so far, by anybody."""
        return self.following.case.alerts


def _key(message: Message) -> _Key:
    return message.at, message.by, tuple(sorted(message.text.items()))


def _nothing(_answer: Answer) -> None:
    """A look is not worth a sentence where it could not be told: it is about a time that has gone by."""
