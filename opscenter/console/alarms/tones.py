"""Four tones, one a priority, played by a process of its own: whatever a sound card does, the window never waits."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QProcess
from PySide6.QtGui import QGuiApplication

from opscenter.console.alarms.tone_samples import tone_ms
from opscenter.domain.alarm import Priority

_log = logging.getLogger("opscenter.console.alarms")
_MOST_STARTS = 3
_WAIT_MS = 2_000


def may_sound() -> bool:
    """Whether there is something that could make a sound: nothing is started where there is not."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("PULSE_SERVER") or any(Path("/dev/snd").glob("pcm*")):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    return (runtime / "pulse" / "native").exists() or (runtime / "pipewire-0").exists()


def has_listener() -> bool:
    """Whether somebody sits before this window: a picture of it that a program takes makes no noise."""
    return QGuiApplication.platformName() not in ("offscreen", "minimal")


class Tones(QObject):
    """`play` a priority's tone, `hush` what sounds. The player is started when the first tone is wanted, again a few
    times if it dies, and ends with the console (its standard input closes)."""

    player = "opscenter.console.alarms.tone_player"

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._starts = 0
        self._trouble = ""
        self._since = QElapsedTimer()
        self._sounding: Priority | None = None
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    @property
    def trouble(self) -> str:
        """Why there is no sound, in a sentence; "" where nothing is known to be wrong."""
        if self._trouble or may_sound():
            return self._trouble
        return self.tr("This machine has no sound.")

    def play(self, priority: Priority) -> None:
        """Have the tone played and return at once. It does not cut off one that is as urgent and still sounds."""
        if not has_listener():
            return
        now = self._sounding
        if now is not None and now <= priority and self._since.isValid() and self._since.elapsed() < tone_ms(now):
            return
        if self._tell(priority.name.lower()):
            self._sounding = priority
            self._since.start()

    def hush(self) -> None:
        """Stop what sounds."""
        self._sounding = None
        if self._process is not None:
            self._write("hush")

    def _tell(self, word: str) -> bool:
        process = self._process
        if process is None or process.state() == QProcess.ProcessState.NotRunning:
            process = self._start()
        if process is None:
            return False
        self._write(word)
        return True

    def _write(self, word: str) -> None:
        if self._process is not None and self._process.bytesToWrite() < 1_000:  # a player that hangs is fed no more
            self._process.write(f"{word}\n".encode())

    def _start(self) -> QProcess | None:
        if self._starts >= _MOST_STARTS or not may_sound():
            return None
        self._starts += 1
        process = QProcess(QCoreApplication.instance())  # it may take a moment to end, after this is gone
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.errorOccurred.connect(self._failed)
        process.finished.connect(self._finished)
        process.finished.connect(process.deleteLater)
        self.destroyed.connect(process.closeWriteChannel)
        process.start(sys.executable, ["-m", self.player])
        self._process = process
        return process

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        for line in bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace").splitlines():
            silent = line.strip() == "no output"
            self._trouble = self.tr("No sound output is connected.") if silent else ""

    def _failed(self) -> None:
        if self._process is not None and self._process.state() == QProcess.ProcessState.NotRunning:
            self._finished()

    def _finished(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _log.info("the player of tones ended: %s, status %d", process.errorString(), process.exitCode())
            if self._starts >= _MOST_STARTS:
                self._trouble = self.tr("The player of tones does not run; the log has the details.")

    def close(self) -> None:
        """End the player, for good."""
        process, self._process = self._process, None
        self._starts = _MOST_STARTS
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.closeWriteChannel()
            if not process.waitForFinished(_WAIT_MS):
                process.kill()
                process.waitForFinished(_WAIT_MS)
