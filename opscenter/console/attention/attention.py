"""Joins what is announced, silence and reminders with the tones. Follows the present, also while the past is shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.alarms.tones import Tones
from opscenter.console.attention.announcements import Announcements
from opscenter.console.attention.reminding import Reminding
from opscenter.console.attention.silence import Silence, restored
from opscenter.console.session import REPLAY, Session
from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.changes import Changes

SILENCE_MS = 10 * 60_000
"""How long it is silent when nobody says otherwise."""


class Attention(QObject):
    """`announced(list)` alarms of this operator that ask for attention anew; `changed()` when silence or a setting did.

    An operator hears of what they answer for, and of everything critical.
    """

    announced = Signal(object)
    changed = Signal()

    def __init__(self, session: Session, tones: Tones, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found = Announcements()
        self.tones = tones
        self.silence: Silence | None = None
        self.reminding = Reminding()
        self.notifies = True
        """Whether the desktop tells of urgent alarms while the window is not in front."""
        self.clock: Callable[[], int] = lambda: session.live_now
        """The time silence goes by; in a replay that of the live station whose alarms break through."""
        self._second = 0
        self._found.update(session.live.alarms, None)
        session.live_changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)

    def is_mine(self, alarm: Alarm) -> bool:
        """Whether this operator hears of an alarm."""
        return alarm.priority is Priority.CRITICAL or self._session.duty.covers(alarm)

    @property
    def is_silent(self) -> bool:
        """No tone sounds now."""
        return self.silence is not None and self.silence.holds(self.clock())

    # -- what sounds -----------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything:
            self._found.update(self._session.live.alarms, None)
            return
        if not changes.alarms:
            return
        if self._session.mode == REPLAY:
            self._found.update(self._session.live.alarms, changes.alarms)
            return  # what was heard then is not heard once more: it would be taken for now
        new = [alarm for alarm in self._found.update(self._session.live.alarms, changes.alarms) if self.is_mine(alarm)]
        if not new:
            return
        worst = min(alarm.priority for alarm in new)
        # Whoever looks at the past is called back by what is critical, and by nothing less.
        if self._session.moment is None or worst is Priority.CRITICAL:
            self._sound(worst)
        self.announced.emit(new)

    def _on_ticked(self, _now: int) -> None:
        now = self.clock()
        if now // 1000 == self._second:
            return
        self._second = now // 1000
        if self.silence is not None and not self.silence.holds(now):
            self.silence = None
            self.changed.emit()
        if self._session.moment is None and self._session.mode != REPLAY and not self.is_silent:
            priority = self.reminding.due(now, lambda one: self._found.waits(one, self.is_mine))
            if priority is not None:
                self._sound(priority)

    def _sound(self, priority: Priority) -> None:
        self.reminding.heard(priority, self._session.live_now)
        if not self.is_silent:
            self.tones.play(priority)

    # -- what people set -------------------------------------------------------------------------------------

    def be_silent(self, ms: int = SILENCE_MS) -> None:
        """No tones for so long; 0: until somebody ends it."""
        now = self.clock()
        self.silence = Silence(self._session.operator[:80], now, now + ms if ms else 0)
        self.tones.hush()
        self.changed.emit()

    def sound_again(self) -> None:
        """End the silence."""
        if self.silence is not None:
            self.silence = None
            self.changed.emit()

    def toggle_silence(self) -> None:
        """Silence as long as usual, or its end."""
        if self.is_silent:
            self.sound_again()
        else:
            self.be_silent()

    def remind_every(self, priority: Priority, seconds: int) -> None:
        """How often to remind of an urgent priority; 0: never."""
        self.reminding.every_s[priority] = seconds
        self.changed.emit()

    def notify(self, wanted: bool) -> None:
        """Whether the desktop tells of urgent alarms."""
        self.notifies = wanted
        self.changed.emit()

    def save_state(self) -> dict[str, Any]:
        """JSON-able."""
        silence = self.silence.save_state() if self.silence is not None else None
        return {"silence": silence, "reminders": self.reminding.save_state(), "notifies": self.notifies}

    def restore_state(self, state: object) -> None:
        """Take over what `save_state` gave; what is not as expected is left as it is."""
        known = state if isinstance(state, dict) else {}
        self.silence = restored(known.get("silence"))
        self.reminding.restore_state(known.get("reminders"))
        self.notifies = known.get("notifies") is not False
        self.changed.emit()
