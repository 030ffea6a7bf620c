"""Keeps what is known of an exercise in step with its station: what it is about, its log, its score."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.session import Answer, LinkState, Session
from opscenter.console.training import told
from opscenter.console.training.case import Case, read_case
from opscenter.console.training.log import Log, read_entries
from opscenter.console.training.score import Score, read_score
from opscenter.console.training.standing import Stage, Standing, read_standing
from opscenter.domain.changes import Changes

LOOK_MS = 1_000
"""How often it asks for what is new while an exercise runs."""
PAGE = 1_000


class Following(QObject):
    """Asks the station of a session for its exercise. `token`: of the trainer, "" for a trainee.

    `stood()` when `standing` is another; `changed()` when `case`, `log`, `score` or `refusal` are. Asks one question of
    a kind at a time, and none while the link is lost.
    """

    stood = Signal()
    changed = Signal()

    def __init__(self, session: Session, token: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.token = token
        self.standing: Standing | None = None
        self.case = Case()
        self.log = Log()
        self.score = Score()
        self._refusals: dict[str, str] = {}
        self.wants_log = self.wants_score = bool(token)
        self._waiting: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.ask)
        session.live_changed.connect(self._on_beat)
        session.introduced.connect(self._on_welcome)
        session.link_changed.connect(self.ask)
        self._take(True)

    @property
    def stage(self) -> Stage | None:
        """Where the exercise is; None: not known yet."""
        return self.standing.stage if self.standing is not None else None

    @property
    def refusal(self) -> str:
        """Why something could not be had, as a sentence; "" where all could."""
        return next(iter(self._refusals.values()), "")

    def _on_beat(self, changes: Changes) -> None:
        self._take(changes.everything)

    def _on_welcome(self) -> None:
        self._take(True)

    def _take(self, anew: bool) -> None:
        standing = read_standing(self._session.live.exercise)
        if anew and self.log.entries:
            self.log = Log()  # another station, or the same one begun anew: its journal is numbered from the start
            self.changed.emit()
        if standing is None:
            return
        before, self.standing = self.standing, standing
        if not self._timer.isActive():
            self._timer.start()
        if before is None or anew or before.stage is not standing.stage or before.message != standing.message:
            self.ask()
        if before != standing:
            self.stood.emit()

    def ask(self) -> None:
        """Ask for all that may have changed."""
        if self._session.link is not LinkState.LIVE or self.standing is None:
            return
        self._query("exercise", {}, self._told_case)
        if self.wants_log:
            self._query("exercise-log", {"after": self.log.after, "limit": PAGE}, self._told_log)
        if self.wants_score:
            self._query("exercise-score", {}, self._told_score)

    def _query(self, what: str, args: dict[str, Any], take: Any) -> None:
        if what in self._waiting:
            return
        self._waiting.add(what)
        if self.token:
            args = {**args, "token": self.token}

        def answered(answer: Answer) -> None:
            self._waiting.discard(what)
            before = self.refusal
            if answer.refused:
                self._refusals[what] = answer.refused
            else:
                self._refusals.pop(what, None)
                take(answer)
            if self.refusal != before:
                self.changed.emit()

        self._session.query(what, args, answered)

    def _told_case(self, answer: Answer) -> None:
        case = read_case(answer.header)
        if case != self.case:
            self.case = case
            self.changed.emit()

    def _told_log(self, answer: Answer) -> None:
        entries = read_entries(answer.header)
        fresh = self.log.put(entries)
        self.log.after = max(self.log.after, told.whole(answer.header, "next"))
        if fresh:
            self.changed.emit()
            if len(entries) >= PAGE:
                self.ask()  # there is more

    def _told_score(self, answer: Answer) -> None:
        score = read_score(answer.header)
        if score != self.score:
            self.score = score
            self.changed.emit()
