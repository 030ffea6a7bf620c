"""A process that runs beside the console: started, waited for by its readiness line, restarted when it dies."""

import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

log = logging.getLogger("opscenter.console.companion")

FIRST_RESTART_MS = 500
LONGEST_RESTART_MS = 15_000
CALM_AFTER_MS = 60_000
KEPT_ERROR_LINES = 20
STOP_WITHIN_MS = 5_000
"""Who has nothing to bring to an end does so well within this time."""


def fields_of(line: str) -> dict[str, str]:
    """The `name=value` parts of a readiness line."""
    return dict(part.split("=", 1) for part in line.split() if "=" in part)


class Companion(QObject):
    """Runs `python -m opscenter ARGUMENTS` and keeps it running.

    `ready(dict)`: the fields of its readiness line, after each start. `died(str)`: it ended by itself; the sentence
    says with what. It is started again then, unless `restarts` is False. `arguments` is asked anew for each start.
    """

    ready = Signal(dict)
    died = Signal(str)

    def __init__(
        self,
        name: str,
        arguments: Callable[[], list[str]],
        parent: QObject | None = None,
        restarts: bool = True,
        stop_within_ms: int = STOP_WITHIN_MS,
    ) -> None:
        super().__init__(parent)
        self._stop_within_ms = stop_within_ms
        self._restarts = restarts
        self.name = name
        self._arguments = arguments
        self._stopping = False
        self._delay = FIRST_RESTART_MS
        self._out = b""
        self._errors: list[str] = []
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._read_out)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._restart = QTimer(self)
        self._restart.setSingleShot(True)
        self._restart.timeout.connect(self.start)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_AFTER_MS)
        self._calm.timeout.connect(self._settle)

    @property
    def pid(self) -> int:
        """Process id, 0 when it is not running."""
        return int(self._process.processId())

    @property
    def last_words(self) -> str:
        """The newest line it wrote to stderr."""
        return self._errors[-1] if self._errors else ""

    def start(self) -> None:
        """Start it, unless it runs."""
        if self._stopping or self._process.state() != QProcess.ProcessState.NotRunning:
            return
        self._out = b""
        self._errors.clear()
        self._process.start(sys.executable, ["-m", "opscenter", *self._arguments()])
        self._calm.start()

    def stop(self) -> None:
        """End it in order, or by force when it takes too long. Called once, when the window is gone."""
        self._stopping = True
        self._restart.stop()
        self._calm.stop()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        # Closing standard input is how a companion is told to end: it works the same on every system.
        self._process.closeWriteChannel()
        if sys.platform != "win32":
            self._process.terminate()
        if not self._process.waitForFinished(self._stop_within_ms):
            log.warning("%s did not end within %d ms and was killed", self.name, self._stop_within_ms)
            self._process.kill()
            self._process.waitForFinished(STOP_WITHIN_MS)

    def _settle(self) -> None:
        self._delay = FIRST_RESTART_MS

    def _read_out(self) -> None:
        self._out += bytes(self._process.readAllStandardOutput().data())
        *lines, self._out = self._out.split(b"\n")
        self._out = self._out[-65_536:]
        for line in lines:
            text = line.decode("utf-8", "replace").strip()
            if text.startswith(f"opscenter {self.name} ready"):
                log.info("%s", text)
                self.ready.emit(fields_of(text))

    def _read_errors(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        sys.stderr.write(text)
        self._errors = [*self._errors, *(line for line in text.splitlines() if line.strip())][-KEPT_ERROR_LINES:]

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._again(self._process.errorString())

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._read_errors()
        self._again(f"exit status {code}" + (f": {self.last_words}" if self.last_words else ""))

    def _again(self, why: str) -> None:
        self._calm.stop()
        if self._stopping:
            return
        if not self._restarts:
            log.error("%s ended (%s)", self.name, why)
            self.died.emit(why)
            return
        log.error("%s ended (%s); starting it again in %d ms", self.name, why, self._delay)
        self.died.emit(why)
        self._restart.start(self._delay)
        self._delay = min(2 * self._delay, LONGEST_RESTART_MS)
