"""Changed alarms in helpings: ten thousand of one second must not hold the window, and the worst are shown first."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from opscenter.domain.alarm import Priority

HELPING = 400
"""Alarms that are taken between two turns of the event loop: some 10 ms on a slow machine."""


class Helpings(QObject):
    """`add` hands on the first helping at once, the others with the next turns of the event loop.

    `priority_of(occurrence)`: None for an alarm that is over; these go first, they only make room.
    """

    def __init__(
        self,
        take: Callable[[list[str]], None],
        priority_of: Callable[[str], Priority | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._priority_of = priority_of
        self._waiting: list[str] = []  # the next at the end
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def waiting(self) -> int:
        """Alarms that were not handed on yet."""
        return len(self._waiting)

    def add(self, changed: Iterable[str]) -> None:
        """Take these with those that wait."""
        wanted = dict.fromkeys([*self._waiting, *changed])
        self._waiting = list(wanted)
        if len(wanted) > HELPING:
            self._waiting.sort(key=lambda occurrence: -(self._priority_of(occurrence) or 0))
        self._next()

    def forget(self) -> None:
        """Everything is read anew: nothing need be handed on any more."""
        self._waiting = []
        self._timer.stop()

    def _next(self) -> None:
        helping, self._waiting = self._waiting[-HELPING:], self._waiting[:-HELPING]
        if self._waiting:
            self._timer.start()
        else:
            self._timer.stop()
        self._take(helping)
