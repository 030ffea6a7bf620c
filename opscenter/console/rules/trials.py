"""Trials of changed rules at the station: begun here or by another desk, followed, stopped."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.plain import one_line
from opscenter.console.rules.result import TrialResult, read_result
from opscenter.console.session import Answer, LinkState, Session

FOLLOW_MS = 400
LOOK_MS = 5_000
"""How often the station is asked while a trial runs, and while none does."""


@dataclass(slots=True, frozen=True)
class Trial:
    """The newest trial of the station: `state` is none, running, done, failed or stopped. `mine`: begun here."""

    number: int = 0
    state: str = "none"
    progress: float = 0.0
    by: str = ""
    changes: tuple[str, ...] = ()
    reason: str = ""
    mine: bool = False

    @property
    def runs(self) -> bool:
        """It is under way."""
        return self.state == "running"


class Trials(QObject):
    """`changed()` when there is something new of `newest`; `finished()` when `result` is that of another trial;
    `refused(sentence)` when the station would not."""

    changed = Signal()
    finished = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.newest = Trial()
        self.result: TrialResult | None = None
        self.shown = Trial()
        """The trial that `result` is of."""
        self._mine = 0
        self._asking = False
        self._watched = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        session.link_changed.connect(self._on_link)

    def watch(self, watched: bool) -> None:
        """Whether somebody looks: then a trial of another desk is noticed, too."""
        self._watched = watched
        if watched:
            self.look()
        self._pace()

    def begin(self, changes: list[str], since: int, until: int) -> None:
        """Try changes over [since, until), Unix ms."""
        args = {"changes": changes, "from": since, "to": until, "by": self._session.operator}
        self._session.query("simulate", args, self._begun)

    def stop(self) -> None:
        """End the one under way, whoever began it."""
        self._session.query("simulate-stop", {}, self._answered)

    def look(self) -> None:
        """Ask how it stands."""
        if self._asking or self._session.link is not LinkState.LIVE or self._session.recorded:
            return
        self._asking = True
        self._session.query("simulation", {"known": self.shown.number}, self._looked)

    def _on_link(self) -> None:
        if self._session.link is not LinkState.LIVE:
            # Another station, or the same one started anew, counts from one again.
            self._asking, self._mine, self.shown = False, 0, Trial()
            self._take({})
        elif self._watched:
            self.look()

    def _begun(self, answer: Answer) -> None:
        if not answer.refused:
            self._mine = _whole(answer.header.get("number"))
        self._answered(answer)
        self.look()

    def _looked(self, answer: Answer) -> None:
        self._asking = False
        if not answer.refused:
            self._take(answer.header)

    def _answered(self, answer: Answer) -> None:
        if answer.refused:
            self.refused.emit(one_line(answer.refused))
        else:
            self._take(answer.header)

    def _take(self, told: dict[str, Any]) -> None:
        before = self.newest
        number = _whole(told.get("number"))
        changes = told.get("changes")
        self.newest = Trial(
            number=number,
            state=str(told.get("state") or "none"),
            progress=_share(told.get("progress")),
            by=one_line(str(told.get("by") or ""), 80),
            changes=tuple(str(one) for one in changes[:1_000]) if isinstance(changes, list) else (),
            reason=one_line(str(told.get("reason") or "")),
            mine=bool(number) and number == self._mine,
        )
        self._pace()
        if "result" in told and number != self.shown.number:
            try:
                self.result = read_result(told["result"])
            except ValueError as error:
                self.refused.emit(one_line(str(error)))
            self.shown = self.newest  # not asked for again, be it good or not
            self.finished.emit()
        if before != self.newest:
            self.changed.emit()

    def _pace(self) -> None:
        if self.newest.runs and (self._watched or self.newest.mine):
            self._timer.start(FOLLOW_MS)
        elif self._watched:
            self._timer.start(LOOK_MS)
        else:
            self._timer.stop()


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _share(value: Any) -> float:
    return min(1.0, max(0.0, float(value))) if isinstance(value, int | float) else 0.0
