"""Tells of urgent alarms on the desktop while no window of the console is in front."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from opscenter.console.alarms.wording import alarm_text, place_name, priority_name
from opscenter.console.attention.attention import Attention
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm, Priority

GATHER_MS = 400
"""Alarms that come together are told together."""
APART_MS = 8_000
"""Notices are at least so far apart: a flood of alarms is no flood of notices."""
SHOWN_MS = 12_000


class DesktopNotice(QObject):
    """`wanted(entity, occurrence)` when a notice was clicked; the window is in front by then.

    Where there is no tray, or none that shows messages, the window's entry in the task bar asks for attention.
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        window: QWidget,
        attention: Attention,
        session: Session,
        tray: Callable[[], QSystemTrayIcon | None] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._attention = attention
        self._session = session
        self._make_tray = tray or self._tray_of_desktop
        self._tray: QSystemTrayIcon | None = None
        self._pending: dict[str, Alarm] = {}
        self._told: tuple[str, str] = ("", "")
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._tell)
        self._apart = QTimer(self)
        self._apart.setSingleShot(True)
        self._apart.setInterval(APART_MS)
        attention.announced.connect(self._on_announced)
        session.live_changed.connect(self._on_changed)

    def is_in_front(self) -> bool:
        """A window of the console has the keyboard."""
        return QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive

    def _on_announced(self, alarms: list[Alarm]) -> None:
        if not self._attention.notifies or self.is_in_front():
            return
        self._pending |= {one.occurrence: one for one in alarms if one.priority <= Priority.HIGH}
        if self._pending and not self._next.isActive():
            self._next.start(max(GATHER_MS, self._apart.remainingTime()))

    def _on_changed(self, changes: object) -> None:
        """What somebody has acknowledged meanwhile needs no notice."""
        for occurrence in list(self._pending):
            alarm = self._session.live.alarms.get(occurrence)
            if alarm is None or not alarm.state.needs_acknowledgement or alarm.state.is_laid_aside:
                del self._pending[occurrence]

    def _tell(self) -> None:
        pending, self._pending = list(self._pending.values()), {}
        if not pending or self.is_in_front() or not self._attention.notifies:
            return
        worst = min(pending, key=lambda one: (one.priority, -max(one.since, one.announced)))
        self._told = (worst.entity, worst.occurrence)
        self._apart.start()
        title, body = self._words(worst, len(pending) - 1)
        QApplication.alert(self._window, 0)
        if self._tray is None:
            self._tray = self._make_tray()
        if self._tray is not None:
            self._tray.showMessage(title, body, self._window.windowIcon(), SHOWN_MS)

    def _words(self, alarm: Alarm, more: int) -> tuple[str, str]:
        session = self._session
        title = f"{priority_name(alarm.priority)}: {place_name(session, alarm)}"
        body = alarm_text(session, alarm)
        if more:
            body += " · " + self.tr("and %n more", "", more)
        return plain_text(one_line(title, 120)), plain_text(one_line(body, 240))

    def _tray_of_desktop(self) -> QSystemTrayIcon | None:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return None
        tray = QSystemTrayIcon(self._window.windowIcon(), self)
        tray.setToolTip("opscenter")
        tray.messageClicked.connect(self.come)
        tray.activated.connect(lambda _reason: self.come())
        tray.show()
        return tray

    def come(self) -> None:
        """Bring the window to the front, in the present, with the alarm that was told."""
        window = self._window
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if self._session.wanted is not None:
            self._session.review(None)
        if self._told[1]:
            self.wanted.emit(*self._told)


def plain_text(text: str) -> str:
    """A text that no desktop takes for markup: those of Linux read "<", ">" and "&" as such, others do not."""
    if sys.platform.startswith("linux"):
        return text.replace("&", "\uff06").replace("<", "\u2039").replace(">", "\u203a")
    return text
