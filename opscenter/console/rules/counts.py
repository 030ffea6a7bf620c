"""How many alarms of each rule stand, and how many were raised within a day, as far as it is known."""

from collections import Counter

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.session import Answer, LinkState, Session

DAY_MS = 86_400_000
PAGE = 10_000
MOST_PAGES = 10
REFRESH_MS = 60_000


class RuleCounts(QObject):
    """`raised` is None while it is not known: no answer yet, none to be had, or more events than are looked at."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.standing: Counter[str] = Counter()
        self.raised: Counter[str] | None = None
        self._counting: Counter[str] = Counter()
        self._pages = 0
        self._span = (0, 0)
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.ask)
        session.link_changed.connect(self._on_link)

    def watch(self, watched: bool) -> None:
        """Whether somebody looks."""
        if watched:
            self.count()
            self.ask()
            self._timer.start()
        else:
            self._timer.stop()

    def count(self) -> None:
        """Count what stands."""
        alarms = self._session.mirror.alarms.values()
        standing = Counter(alarm.rule for alarm in alarms if alarm.condition_stands)
        if standing != self.standing:
            self.standing = standing
            self.changed.emit()

    def ask(self) -> None:
        """Ask what was raised within the day before now (before the moment that is looked at)."""
        if self._asking or self._session.link is not LinkState.LIVE or not self._session.now:
            return
        self._asking, self._pages, self._counting = True, 0, Counter()
        self._span = (self._session.now - DAY_MS, self._session.now)
        self._ask_page(0)

    def _on_link(self) -> None:
        self._asking = False
        if self._timer.isActive():
            self.ask()

    def _ask_page(self, before: int) -> None:
        args = {"from": self._span[0], "to": self._span[1], "event": "raised", "columns": True, "limit": PAGE}
        self._session.query("journal", {**args, "before": before} if before else args, self._answered)

    def _answered(self, answer: Answer) -> None:
        if not self._asking:
            return
        self._pages += 1
        try:
            if answer.refused:
                raise ValueError(answer.refused)
            words, column = answer.header["words"]["rule"], np.asarray(answer.columns["rule"], np.int64)
            for place, times in zip(*np.unique(column, return_counts=True), strict=True):
                self._counting[str(words[int(place)])] += int(times)
            more = int(answer.header.get("next") or 0)
        except (KeyError, ValueError, TypeError, IndexError):
            self._end(None)
            return
        if not more:
            self._end(self._counting)
        elif self._pages >= MOST_PAGES:
            self._end(None)
        else:
            self._ask_page(more)

    def _end(self, raised: Counter[str] | None) -> None:
        self._asking = False
        if raised != self.raised:
            self.raised = raised
            self.changed.emit()
