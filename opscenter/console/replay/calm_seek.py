"""A handle that is dragged asks for moments at a rate a station can follow: the newest wish, one at a time."""

from PySide6.QtCore import QObject, QTimer

from opscenter.console.session import Answer, Session

APART_MS = 250


class CalmSeek(QObject):
    """`want` a moment (Unix ms). While a seek is under way, and for 250 ms after it was asked for, the newest wish
    waits; one that rests is asked for as soon as nothing is under way."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: int | None = None
        self._under_way = False
        self._apart = QTimer(self)
        self._apart.setSingleShot(True)
        self._apart.setInterval(APART_MS)
        self._apart.timeout.connect(self._next)

    @property
    def idle(self) -> bool:
        """Nothing is wanted that was not asked for and answered."""
        return self._wanted is None and not self._under_way

    def want(self, at: int, resting: bool) -> None:
        """Go there."""
        self._wanted = at
        if resting:
            self._apart.stop()
        self._next()

    def _next(self) -> None:
        if self._wanted is None or self._under_way or self._apart.isActive():
            return
        at, self._wanted = self._wanted, None
        self._under_way = True
        self._apart.start()
        self._session.seek_replay(at, self._answered)

    def _answered(self, _answer: Answer) -> None:
        self._under_way = False
        self._next()
