"""Runs a command of the program beside the console, one at a time, and reads what it tells line by line."""

import os
import sys
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

_STOP_WITHIN_MS = 5_000
_KEPT = 1 << 20
"""Bytes of a line that does not end."""


class CommandWork(QObject):
    """A process of its own: the window is never held, whatever the command takes.

    `failed(sentence)`: nothing was written; "" when it was cancelled. `changed` when `running` did. A subclass starts a
    command, and is told of its lines (JSON objects) and of its end.
    """

    failed = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._out = b""
        self._cancelled = False
        self._force = QTimer(self)
        self._force.setSingleShot(True)
        self._force.setInterval(_STOP_WITHIN_MS)
        self._force.timeout.connect(self._kill)

    @property
    def running(self) -> bool:
        """Whether the command runs."""
        return self._process is not None

    def cancel(self) -> None:
        """End it; `failed("")` tells when it has ended."""
        if self._process is not None:
            self._cancelled = True
            # Closing standard input is how it is told to end: it works the same on every system.
            self._process.closeWriteChannel()
            if sys.platform != "win32":
                self._process.terminate()
            self._force.start()

    def stop(self) -> None:
        """The console ends: end it in order, or by force after five seconds."""
        process = self._process
        if process is not None:
            self.cancel()
            if not process.waitForFinished(_STOP_WITHIN_MS):
                process.kill()
                process.waitForFinished(_STOP_WITHIN_MS)

    def _run(self, arguments: list[str], screenless: bool = False) -> None:
        """Start `opscenter` with these; `screenless`: what it draws is on no screen. None may be running."""
        self._cancelled, self._out = False, b""
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        environment.insert("PYTHONUTF8", "1")
        if screenless and sys.platform.startswith("linux"):
            environment.insert("QT_QPA_PLATFORM", "offscreen")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broken)
        self._process = process
        arguments = [*arguments, "--json", "--parent-pid", str(os.getpid())]
        process.start(sys.executable, ["-m", "opscenter", *arguments])
        self.changed.emit()

    def _told(self, told: dict[str, Any]) -> None:
        """A line of its output."""
        raise NotImplementedError

    def _over(self, status: int, words: list[str]) -> None:
        """It has ended with an exit status, never 0 for one that crashed; `words`: the lines of its standard error."""
        raise NotImplementedError

    def _read(self) -> None:
        if self._process is None:
            return
        self._out += bytes(self._process.readAllStandardOutput().data())
        *lines, self._out = self._out.split(b"\n")
        self._out = self._out[-_KEPT:]
        for line in lines:
            try:
                told = msgspec.json.decode(line, type=dict[str, Any])
            except msgspec.MsgspecError:
                continue
            self._told(told)

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self._let_go(process)
        self._over(code if status is QProcess.ExitStatus.NormalExit or code else -1, words.splitlines())

    def _broken(self, error: QProcess.ProcessError) -> None:
        process = self._process
        if error is QProcess.ProcessError.FailedToStart and process is not None:
            self._let_go(process)
            self.failed.emit(process.errorString())

    def _let_go(self, process: QProcess) -> None:
        self._force.stop()
        self._process = None
        process.deleteLater()
        self.changed.emit()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
