"""The session that a replay plays, asked of its station: what it was about, all of its log, its score."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.session import REPLAY, Answer, LinkState, Session
from opscenter.console.training import told
from opscenter.console.training.case import read_case
from opscenter.console.training.log import MOST_ENTRIES, read_entries
from opscenter.console.training.run import Run
from opscenter.console.training.score import read_score

PAGE = 2_000
AGAIN_MS = 2_000


class SessionRun(QObject):
    """`loaded()` once `run` is whole; `refused(sentence)` where it cannot be had. Asks by itself when the station of a
    session's file has introduced itself and is heard, again where the link was lost meanwhile."""

    loaded = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asking = False
        self.run: Run | None = None
        self._made = Run()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.ask)
        session.introduced.connect(self.ask)
        session.link_changed.connect(self.ask)
        self.ask()

    @property
    def fits(self) -> bool:
        """The station plays a session's file."""
        return self._session.mode == REPLAY and self._session.incident.get("session") is True

    def ask(self) -> None:
        """Have it told, unless it is known or on its way."""
        if not self.fits or self.run is not None or self._asking or self._session.link is not LinkState.LIVE:
            return
        self._asking = True
        file = self._session.incident.get("file")
        self._made = Run(file=file if isinstance(file, str) else "", zone=self._session.zone)
        self._query("exercise", {}, self._took_case)

    def _query(self, what: str, args: dict[str, Any], take: Any) -> None:
        def answered(answer: Answer) -> None:
            if not answer.refused:
                take(answer)
                return
            self._asking = False
            if self._session.link is LinkState.LIVE:
                self.refused.emit(answer.refused)
            self._again.start()

        self._session.query(what, args, answered)

    def _took_case(self, answer: Answer) -> None:
        self._made.case = read_case(answer.header)
        self._query("exercise-score", {}, self._took_score)

    def _took_score(self, answer: Answer) -> None:
        self._made.score = read_score(answer.header)
        self._ask_log()

    def _ask_log(self) -> None:
        self._query("exercise-log", {"after": self._made.log.after, "limit": PAGE}, self._took_log)

    def _took_log(self, answer: Answer) -> None:
        log, before = self._made.log, self._made.log.after
        log.put(read_entries(answer.header))
        log.after = max(log.after, told.whole(answer.header, "next"))
        if log.after > before and len(log.entries) < MOST_ENTRIES:
            self._ask_log()
            return
        self._asking = False
        self.run = self._made
        self.loaded.emit()
