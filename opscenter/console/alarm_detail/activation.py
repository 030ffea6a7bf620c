"""What an alarm watches, from a quarter of an hour before it was raised until now: asked once, then carried on live."""

from PySide6.QtCore import QObject, Signal

from opscenter.console.plots.bands import states
from opscenter.console.plots.series import Series
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm

BEFORE_MS = 15 * 60_000
Span = tuple[int, int]


class Activation(QObject):
    """The watched series of one alarm. `changed` when samples came; `series` is None where the rule watches no single
    value (silence of a whole entity, places, several things at once)."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.series: Series | None = None
        self.alarm: Alarm | None = None

    def show(self, alarm: Alarm | None) -> None:
        """Follow another alarm; the same one in a newer state asks for nothing."""
        before, self.alarm = self.alarm, alarm
        same = before is not None and alarm is not None and before.occurrence == alarm.occurrence
        if not same:
            self.ask()

    def ask(self) -> None:
        """Ask for the history anew."""
        alarm, session = self.alarm, self._session
        self.series = None
        if alarm is not None and alarm.attribute:
            self.series = Series(alarm.entity, alarm.attribute)
            self.series.resolve(session)
            self.series.load(session, self.since, self.until, self._loaded)
        self.changed.emit()

    def _loaded(self) -> None:
        self.changed.emit()

    @property
    def since(self) -> int:
        """Where the picture begins, Unix ms."""
        return max(1, self.alarm.since - BEFORE_MS) if self.alarm is not None else 0

    @property
    def until(self) -> int:
        """Where it ends: now, of the moment that is looked at."""
        return max(self._session.now, self.alarm.since + 1000 if self.alarm is not None else 0)

    def follow(self) -> bool:
        """Take up the newest value; False when that is nothing new."""
        series = self.series
        if series is None:
            return False
        if series.cell < 0:
            series.resolve(self._session)
        return series.take(self._session)

    def unknown(self) -> list[Span]:
        """Spans of the picture of which no value is known, in order of time; empty while it is being asked for."""
        series = self.series
        if series is None or series.waiting or series.refused:
            return []
        since, until = self.since, self.until
        far = series.break_after_ms(self._session)
        known = [
            (max(since, start), min(until, end))
            for start, end in _known(series, self._session, until, far)
            if end >= since and start <= until
        ]
        holes: list[Span] = []
        at = since
        for start, end in known:
            if start - at > (0 if series.is_text else far):
                holes.append((at, start))
            at = max(at, end)
        if until > at:
            holes.append((at, until))
        return holes


def _known(series: Series, session: Session, until: int, far: int) -> list[Span]:
    """Spans that samples speak for: a number until the next that comes while its kind may be silent, the last one as
    long as that; a text until it changes, the last one as long as it goes on being said."""
    buffer = series.buffer
    if series.is_text:
        spoken = min(until, series.newest(session) + far)
        return [(start, end) for start, end, _, _ in states(buffer, spoken)]
    spans: list[Span] = []
    for at in buffer.time.tolist():
        if spans and at - spans[-1][1] <= far:
            spans[-1] = (spans[-1][0], at)
        else:
            spans.append((at, at))
    if spans and until - spans[-1][1] <= far:
        spans[-1] = (spans[-1][0], until)
    return spans
