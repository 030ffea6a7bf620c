"""What a trainer does to an exercise: begins and ends it, holds it, changes its speed, injects and takes back."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.session import Answer, Session
from opscenter.console.training.following import Following
from opscenter.console.training.standing import Stage
from opscenter.domain.texts import Texts

SPEEDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 100.0)
"""Exercise seconds in a second."""


class Trainer(QObject):
    """The commands, with the trainer's token. `done(verb)` when the station has done one, `refused(sentence)` when it
    would not. What it then looks like comes with the feed and is in `following`."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session, following: Following, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.following = following

    @property
    def stage(self) -> Stage | None:
        """Where the exercise is."""
        return self.following.stage

    def begin(self) -> None:
        """Let the clock begin to go."""
        self._command("exercise-begin")

    def hold_or_go_on(self) -> None:
        """Freeze a running exercise, let a frozen one go on, begin one that waits."""
        verbs = {
            Stage.BRIEFING: "exercise-begin",
            Stage.RUNNING: "exercise-freeze",
            Stage.FROZEN: "exercise-go-on",
        }
        if self.stage in verbs:
            self._command(verbs[self.stage])

    def end(self) -> None:
        """It is over for everybody."""
        self._command("exercise-end")

    def faster(self, by: int) -> None:
        """So many steps faster, slower if negative."""
        standing = self.following.standing
        if standing is None:
            return
        here = min(range(len(SPEEDS)), key=lambda number: abs(SPEEDS[number] - standing.speed))
        wanted = SPEEDS[min(len(SPEEDS) - 1, max(0, here + by))]
        if wanted != standing.speed:
            self.set_speed(wanted)

    def set_speed(self, speed: float) -> None:
        """So many seconds of the exercise in a second."""
        self._command("exercise-speed", speed=speed)

    def inject(self, injection: str | dict[str, Any]) -> None:
        """Do one of the exercise's injections now, or one made up on the spot."""
        self._command("exercise-inject", injection=injection)

    def take_back(self, injection: str) -> None:
        """From now on messages come as the city sent them."""
        self._command("exercise-take-back", injection=injection)

    def say(self, text: Texts) -> None:
        """Tell all trainees something."""
        self._command("exercise-say", text=text)

    def _command(self, verb: str, **args: Any) -> None:
        def answered(answer: Answer) -> None:
            if answer.refused:
                self.refused.emit(answer.refused)
                return
            self.done.emit(verb)
            self.following.ask()

        sent = {"token": self.following.token, "by": self._session.operator, **args}
        self._session.command(verb, sent, answered)
