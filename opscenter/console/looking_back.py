"""A console that is started in the past: it looks there as soon as the city is there."""

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.session import LinkState, Session

PAINTED_MS = 1_500
"""How long panels are given to paint what they were shown."""
LONGEST_MS = 30_000


class LookBack(QObject):
    """`settled` once: the moment is shown, or cannot be (`refused` says why)."""

    settled = Signal()

    def __init__(self, session: Session, at: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._at = session, at
        self._asked = False
        self.refused = ""
        self.over = False
        session.changed.connect(self._look)
        session.moment_changed.connect(self._moment_changed)
        session.review_refused.connect(self._refused)
        QTimer.singleShot(LONGEST_MS, self, self._too_long)

    def _look(self) -> None:
        session = self._session
        if not self._asked and session.link is LinkState.LIVE and session.mirror.seq >= 0:
            self._asked = True
            if self._at > session.live_now:
                self.refused = self.tr("That moment has not come yet: choose one of the past.")
                QTimer.singleShot(0, self, self._settle)
                return
            QTimer.singleShot(0, self, lambda: session.review(self._at))

    def _moment_changed(self) -> None:
        if self._session.moment == self._at and not self.over:
            QTimer.singleShot(PAINTED_MS, self, self._settle)

    def _refused(self, sentence: str) -> None:
        if self._asked and not self.over:
            self.refused = sentence
            self._settle()

    def _too_long(self) -> None:
        if not self.over:
            self.refused = self.tr("The past was not shown within {count} s.").format(count=LONGEST_MS // 1000)
            self._settle()

    def _settle(self) -> None:
        if not self.over:
            self.over = True
            self.settled.emit()
