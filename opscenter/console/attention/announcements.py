"""Which alarms ask for attention now, and which urgent ones still wait for somebody. No Qt."""

from collections.abc import Callable, Iterable, Mapping

from opscenter.domain.alarm import Alarm, AlarmState, Priority

URGENT = (Priority.CRITICAL, Priority.HIGH)


class Announcements:
    """Fed with facts. What is laid aside asks for nothing and waits for nobody."""

    def __init__(self) -> None:
        self._asking: dict[str, int] = {}  # occurrence -> when it last asked
        self._waiting: dict[Priority, dict[str, Alarm]] = {priority: {} for priority in URGENT}

    def update(self, alarms: Mapping[str, Alarm], changed: Iterable[str] | None) -> list[Alarm]:
        """Take over facts: those of `changed`, or all when None (then nothing is new: it stood before we came).

        Returns those that ask for attention anew: raised, back from where they were laid aside, announced again, or
        of a higher priority than before.
        """
        if changed is None:
            self._asking.clear()
            for mine in self._waiting.values():
                mine.clear()
        new: list[Alarm] = []
        for occurrence in alarms if changed is None else changed:
            alarm = alarms.get(occurrence)
            for mine in self._waiting.values():
                mine.pop(occurrence, None)
            before = self._asking.pop(occurrence, None)
            if alarm is None or alarm.state.is_laid_aside:
                continue
            if alarm.state is AlarmState.UNACK:
                self._asking[occurrence] = alarm.announced
                if changed is not None and (before is None or alarm.announced > before):
                    new.append(alarm)
            if alarm.state.needs_acknowledgement and alarm.priority in URGENT:
                self._waiting[alarm.priority][occurrence] = alarm
        return new

    def waits(self, priority: Priority, mine: Callable[[Alarm], bool]) -> bool:
        """Whether an alarm of this urgent priority that is somebody's still waits for them."""
        return any(mine(alarm) for alarm in self._waiting[priority].values())
