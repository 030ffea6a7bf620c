"""When those who have not acknowledged are reminded: a tone now and then while something urgent waits. No Qt."""

from collections.abc import Callable

from opscenter.domain.alarm import Priority

CHOICES_S = (0, 30, 60, 120, 180, 300, 600)
"""Seconds between two reminders that can be chosen; 0: none."""
DEFAULT_S = {Priority.CRITICAL: 60, Priority.HIGH: 180}


class Reminding:
    """`every_s` by priority. Time is Unix ms, the station's."""

    def __init__(self) -> None:
        self.every_s = dict(DEFAULT_S)
        self._heard: dict[Priority, int] = {}

    def heard(self, priority: Priority, now: int) -> None:
        """A tone of this priority was due: the next reminder counts from here, of lesser ones too."""
        for one in self.every_s:
            if one >= priority:
                self._heard[one] = now

    def due(self, now: int, waits: Callable[[Priority], bool]) -> Priority | None:
        """The priority to remind of now, None for none. Whatever begins to wait unheard counts from its first look."""
        for priority, every in self.every_s.items():
            if not every:
                continue
            last = self._heard.setdefault(priority, now)
            if now - last >= every * 1000 and waits(priority):
                return priority
        return None

    def save_state(self) -> dict[str, int]:
        """JSON-able."""
        return {priority.name.lower(): every for priority, every in self.every_s.items()}

    def restore_state(self, state: object) -> None:
        """Take over what `save_state` gave; what is no choice is left as it is."""
        for priority in self.every_s:
            every = state.get(priority.name.lower()) if isinstance(state, dict) else None
            if type(every) is int and every in CHOICES_S:
                self.every_s[priority] = every
