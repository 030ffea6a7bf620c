"""Replays that this console has opened: each a program of its own with a window of its own, beside the live one."""

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from opscenter.console.companion import fields_of
from opscenter.console.replay.breaking_through import FRONT, LAUNCHED_BY

log = logging.getLogger("opscenter.console.replays")

MOST = 4
"""Windows that can be open at once: each is a station, a console and the memory of a city."""
_READY = "opscenter console ready"
_KEPT = 65_536
_STOP_WITHIN_MS = 3_000


class ReplayProcess(QObject):
    """One of them. `called(entity, occurrence)`: it asks for the live window; `ended(self, sentence)`: it is over, with
    "" or why it could not do its work; `ready(Path)`: its window
    shows the incident."""

    called = Signal(str, str)
    ended = Signal(object, str)
    ready = Signal(object)

    def __init__(self, file: Path, arguments: list[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self.is_ready = False  # its window shows the incident
        self._arguments = arguments
        self._out = b""
        self._words: list[str] = []
        self._process = process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        environment.insert("PYTHONUTF8", "1")
        environment.insert(LAUNCHED_BY, "1")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_words)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broken)

    def start(self) -> None:
        """Begin."""
        self._process.start(sys.executable, self._arguments)

    def end(self) -> None:
        """Tell it to end, in order; nothing is told any more."""
        self._process.blockSignals(True)
        self._process.closeWriteChannel()
        self._process.terminate()

    def wait(self) -> None:
        """Until it has ended; by force after some seconds."""
        process = self._process
        if not process.waitForFinished(_STOP_WITHIN_MS):
            process.kill()
            process.waitForFinished(_STOP_WITHIN_MS)

    def _read(self) -> None:
        self._out += bytes(self._process.readAllStandardOutput().data())
        *lines, self._out = self._out.split(b"\n")
        self._out = self._out[-_KEPT:]
        for line in lines:
            text = line.decode("utf-8", "replace").strip()
            if text.startswith(_READY):
                self.is_ready = True
                self.ready.emit(self.file)
            elif text.startswith(FRONT):
                told = fields_of(text)
                self.called.emit(told.get("entity", ""), told.get("occurrence", ""))

    def _read_words(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        sys.stderr.write(text)
        lines = [line.strip().removeprefix("opscenter: ") for line in text.splitlines() if line.strip()]
        self._words = [*self._words, *lines][-20:]

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._read_words()
        sentence = ""
        if code:
            log.warning("the replay of %s ended with %d", self.file, code)
            told = self._words[-1] if self._words else self.tr("it ended with status {code}").format(code=code)
            sentence = self.tr("{file} could not be replayed: {reason}").format(file=self.file.name, reason=told)
        self.ended.emit(self, sentence)

    def _broken(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.ended.emit(self, self._process.errorString())


class Replays(QObject):
    """`front(entity, occurrence)`: one of them asks for this window, with an alarm ("" for none). `failed(str)`: a
    file could not be replayed, in a sentence. `opened(Path)`: nobody waits any more for the window of this file."""

    front = Signal(str, str)
    failed = Signal(str)
    opened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[ReplayProcess] = []

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._running)

    def open(self, file: Path, *, live: str, theme: str, language: str, operator: str) -> str:
        """Open a file; "" or why not, in a sentence. `live`: the station whose urgent alarms break through."""
        if not file.is_file():
            return self.tr("There is no file {file}.").format(file=file)
        if len(self._running) >= MOST:
            return self.tr("%n replays are open already. Close one first.", "", len(self._running))
        arguments = ["replay", str(file), "--theme", theme, "--language", language, "--operator", operator]
        if live:
            arguments += ["--live", live]
        running = ReplayProcess(file, self._command(arguments), self)
        running.called.connect(self.front)
        running.ready.connect(self.opened)
        running.ended.connect(self._ended)
        self._running.append(running)
        running.start()
        return ""

    def _command(self, arguments: list[str]) -> list[str]:
        return ["-m", "opscenter", *arguments]

    def stop(self) -> None:
        """The console ends, and its replays with it."""
        for running in self._running:
            running.end()
        for running in self._running:
            running.wait()
        self._running.clear()

    def _ended(self, running: ReplayProcess, sentence: str) -> None:
        if running in self._running:
            self._running.remove(running)
            running.deleteLater()
        self.opened.emit(running.file)
        if sentence:
            self.failed.emit(sentence)
