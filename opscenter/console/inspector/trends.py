"""Short trends of the attributes in sight: asked of the station once each, then carried on from the mirror."""

from collections import deque

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from opscenter.console.session import Answer, Session

SPAN_MS = 30 * 60_000
_POINTS = 120
_AT_ONCE = 4


class Trends(QObject):
    """Trends of one entity. `changed` when one arrived; what is not in sight is never asked for."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entity = ""
        self._round = 0
        self._points: dict[str, deque[tuple[int, float]]] = {}
        self._asked: set[str] = set()
        self._queue: deque[str] = deque()
        self._under_way = 0

    def show(self, entity: str) -> None:
        """Forget the trends of another entity."""
        self._entity = entity
        self._round += 1
        self._points.clear()
        self._asked.clear()
        self._queue.clear()
        self._under_way = 0

    def want(self, attribute: str) -> None:
        """An attribute is in sight."""
        if self._entity and attribute not in self._asked and len(self._asked) < 200:
            self._asked.add(attribute)
            self._queue.append(attribute)
            self._ask()

    def _ask(self) -> None:
        while self._queue and self._under_way < _AT_ONCE:
            attribute = self._queue.popleft()
            now, turn = self._session.now, self._round
            self._under_way += 1
            args = {
                "entity": self._entity,
                "attribute": attribute,
                "from": now - SPAN_MS,
                "to": now,
                "points": _POINTS,
            }

            def done(answer: Answer, attribute: str = attribute, turn: int = turn) -> None:
                self._take(attribute, turn, answer)

            self._session.query("series", args, done)

    def _take(self, attribute: str, turn: int, answer: Answer) -> None:
        if turn != self._round:
            return
        self._under_way -= 1
        times = answer.columns.get("time")
        values = answer.columns.get("value", answer.columns.get("last"))
        if not answer.refused and times is not None and values is not None and len(times) == len(values):
            old = list(zip(times[-_POINTS:].tolist(), values[-_POINTS:].tolist(), strict=True))
            newest = old[-1][0] if old else 0
            live = [point for point in self._points.get(attribute, ()) if point[0] > newest]
            self._points[attribute] = deque(old + live, maxlen=2 * _POINTS)
            self.changed.emit()
        self._ask()

    def add(self, attribute: str, at: int, value: float) -> None:
        """A live value of an attribute in sight."""
        points = self._points.setdefault(attribute, deque(maxlen=2 * _POINTS))
        if not points or at > points[-1][0]:
            points.append((at, value))

    def series(self, attribute: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(place 0..1 of the last half hour, value), oldest first."""
        points = self._points.get(attribute)
        if not points:
            return np.empty(0), np.empty(0)
        table = np.array(points, np.float64)
        place = 1.0 - (self._session.now - table[:, 0]) / SPAN_MS
        keep = (place >= 0.0) & (place <= 1.001)
        return place[keep], table[keep, 1]
