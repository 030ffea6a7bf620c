"""Makes a report beside the console, in a process of its own: the window is never held, whatever the report takes."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QDateTime, QObject, QProcess, QProcessEnvironment, Qt, QTimer, QTimeZone, Signal

_STOP_WITHIN_MS = 5_000
_KEPT = 1 << 20


@dataclass(slots=True, frozen=True)
class ReportWish:
    """What is asked for in the console; times Unix ms. `station`: the address of the one the console looks at."""

    kind: str
    since: int
    until: int
    out: Path
    station: str
    language: str
    area: str = ""
    situation: str = ""
    by: str = ""
    title: str = ""
    paper: str = "A4"
    theme: str = "light"
    maps: bool = True
    basemaps: tuple[str, ...] = ()
    catalogue: Path | None = None
    rules: tuple[Path, ...] = ()

    def arguments(self) -> list[str]:
        """As the command takes them."""
        made = ["report", self.kind, "--from", _iso(self.since), "--to", _iso(self.until), "--out", str(self.out)]
        made += ["--station", self.station, "--language", self.language, "--paper", self.paper, "--theme", self.theme]
        for name in ("area", "situation", "by", "title"):
            if text := getattr(self, name):
                made.append(f"--{name}={text}")
        for basemap in self.basemaps:
            made.append(f"--basemap={basemap}")
        if self.catalogue is not None:
            made.append(f"--catalogue={self.catalogue}")
        for rules in self.rules:
            made.append(f"--rules={rules}")
        return made if self.maps else [*made, "--no-maps"]


class ReportWork(QObject):
    """Runs `opscenter report`, one at a time.

    `moved(phase, percent)`: "asking", "maps", "writing". `done(Path, list of sentences)`: what could not be had.
    `failed(sentence)`: nothing was written; "" when it was cancelled. `changed` when `running` did.
    """

    moved = Signal(str, float)
    done = Signal(object, list)
    failed = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._out = b""
        self._finished: dict[str, Any] = {}
        self._cancelled = False
        self._force = QTimer(self)
        self._force.setSingleShot(True)
        self._force.setInterval(_STOP_WITHIN_MS)
        self._force.timeout.connect(self._kill)

    @property
    def running(self) -> bool:
        """Whether a report is being made."""
        return self._process is not None

    def start(self, wish: ReportWish) -> None:
        """Make a report, unless one is being made."""
        if self._process is not None:
            return
        self._cancelled, self._out, self._finished = False, b"", {}
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        environment.insert("PYTHONUTF8", "1")
        if sys.platform.startswith("linux"):
            environment.insert("QT_QPA_PLATFORM", "offscreen")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._broken)
        self._process = process
        arguments = [*wish.arguments(), "--json", "--parent-pid", str(os.getpid())]
        process.start(sys.executable, ["-m", "opscenter", *arguments])
        self.changed.emit()

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
            if told.get("done"):
                self._finished = told
            elif "phase" in told and not self._cancelled:
                self.moved.emit(str(told["phase"]), float(told.get("percent", 0)))

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self._let_go(process)
        if code == 0 and self._finished and status is QProcess.ExitStatus.NormalExit:
            troubles = [str(one) for one in self._finished.get("troubles", [])]
            self.done.emit(Path(str(self._finished.get("file", ""))), troubles)
            return
        if self._cancelled:
            self.failed.emit("")
            return
        told = [line for line in words.splitlines() if line.startswith("opscenter: ")] or words.splitlines()
        sentence = (
            told[-1].removeprefix("opscenter: ") if told else self.tr("it ended with status {code}").format(code=code)
        )
        self.failed.emit(sentence)

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


def _iso(at: int) -> str:
    moment = QDateTime.fromMSecsSinceEpoch(at, QTimeZone.utc())
    return moment.toString(Qt.DateFormat.ISODateWithMs)
