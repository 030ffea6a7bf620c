"""Has the station cut an incident out of its recording, and asks how far it is."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from opscenter.console.session import Answer, Session

POLL_MS = 500


class CuttingWork(QObject):
    """`changed` when anything below did. `running`: the station cuts, `progress` 0..1. Afterwards `file` is what was
    written ("" for none), `result` what the station told of it, and `reason` why there is none, as a sentence."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.running = False
        self.stopping = False
        self.progress = 0.0
        self.file = ""
        self.reason = ""
        self.result: dict[str, Any] = {}
        self._poll = QTimer(self)
        self._poll.setSingleShot(True)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.look)

    def begin(self, wanted: dict[str, Any]) -> None:
        """Have it cut; `wanted` as PROTOCOL.md has it for `incident-cut`."""
        if self.running:
            return
        self.running, self.stopping, self.progress = True, False, 0.0
        self.file, self.reason, self.result = "", "", {}
        self.changed.emit()
        self._session.query("incident-cut", wanted, self._answered)

    def look(self) -> None:
        """Ask how far it is: also for one that somebody began before this window was there."""
        self._session.query("incident-cut-state", {}, self._answered)

    def stop(self) -> None:
        """End it; nothing is left of it."""
        self.stopping = True
        self.changed.emit()
        self._session.query("incident-cut-stop", {}, self._answered)

    def _answered(self, answer: Answer) -> None:
        told = answer.header
        if answer.refused:
            self.running, self.reason = False, answer.refused
            self.changed.emit()
            return
        state = told.get("state")
        progress = told.get("progress")
        self.progress = min(1.0, max(0.0, float(progress))) if isinstance(progress, int | float) else self.progress
        result = told.get("result")
        self.running = state == "running"
        if self.running:
            self._poll.start()
        elif state == "done":
            self.result = result if isinstance(result, dict) else {}
            self.file = str(told.get("file") or self.result.get("file") or "")
        elif state in ("failed", "stopped"):
            stopped = self.tr("Stopped. Nothing was written.")
            self.reason = stopped if state == "stopped" else str(told.get("reason") or stopped)
        self.changed.emit()
