"""Makes a basemap of an OpenStreetMap extract beside the console, in a process of its own."""

import os
import sys
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

_STOP_WITHIN_MS = 5_000
_KEPT = 65_536


class BasemapImport(QObject):
    """Runs `opscenter map import`, one at a time.

    `estimated(bytes, seconds)`: how large and how long; also all that comes of `ask`. `moved(phase, percent, left)`:
    seconds left, -1 while unknown. `done(Path, list of sentences)`. `failed(sentence)`: nothing was written; "" when it
    was cancelled. `changed` when `running` did.
    """

    estimated = Signal(float, float)
    moved = Signal(str, float, float)
    done = Signal(object, list)
    failed = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._out = b""
        self._finished: dict[str, Any] = {}
        self._cancelled = False
        self._asking = False
        self._next: tuple[list[str], bool] | None = None
        self._force = QTimer(self)
        self._force.setSingleShot(True)
        self._force.setInterval(_STOP_WITHIN_MS)
        self._force.timeout.connect(self._kill)

    @property
    def running(self) -> bool:
        """Whether a basemap is being made."""
        waiting = self._next is not None and not self._next[1]
        return waiting or (self._process is not None and not self._asking)

    def ask(self, extract: Path) -> None:
        """Only estimate; `estimated` or `failed` tells."""
        if not self.running:
            self._start([str(extract), "--estimate"], asking=True)

    def start(self, extract: Path, out: Path, replace: bool) -> None:
        """Make the basemap, unless one is being made."""
        if not self.running:
            self._start([str(extract), "--out", str(out), *(["--force"] if replace else [])], asking=False)

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
        self._next = None
        process = self._process
        if process is not None:
            self.cancel()
            if not process.waitForFinished(_STOP_WITHIN_MS):
                process.kill()
                process.waitForFinished(_STOP_WITHIN_MS)

    def _start(self, arguments: list[str], asking: bool) -> None:
        if self._process is not None:  # an estimate that nobody waits for any more
            self._next = arguments, asking
            self._process.kill()
            self.changed.emit()
            return
        self._asking, self._cancelled = asking, False
        self._out, self._finished = b"", {}
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        environment.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broken)
        self._process = process
        parent = ["--parent-pid", str(os.getpid())]
        process.start(sys.executable, ["-m", "opscenter", "map", "import", *arguments, "--json", *parent])
        self.changed.emit()

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
            self._tell(told)

    def _tell(self, told: dict[str, Any]) -> None:
        if isinstance(needed := told.get("estimate"), dict):
            self.estimated.emit(float(needed.get("bytes", 0)), float(needed.get("seconds", 0)))
        elif "phase" in told:
            left = told.get("left_s")
            self.moved.emit(str(told["phase"]), float(told.get("percent", 0)), -1.0 if left is None else float(left))
        elif told.get("done"):
            self._finished = told

    def _ended(self, code: int, _status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self._let_go(process)
        if self._next is not None:
            (arguments, asks), self._next = self._next, None
            self._start(arguments, asks)
            return
        if code == 0 and self._finished:
            notes = [str(note) for note in self._finished.get("notes", [])]
            self.done.emit(Path(str(self._finished.get("file", ""))), notes)
        elif code != 0 or not self._asking:
            sentence = words.splitlines()[-1].removeprefix("opscenter: ") if words else f"exit status {code}"
            self.failed.emit("" if self._cancelled else sentence)
        self._asking = False

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
