"""A short tone for a new alarm, one pitch a priority; silent where there is no sound card, never waited for."""

import array
import logging
import math
import os
import sys
import tempfile
import wave
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication

from opscenter.domain.alarm import Priority

_log = logging.getLogger("opscenter.console.alarms")
_RATE = 22_050
_HERTZ = {Priority.CRITICAL: (880, 660, 880), Priority.HIGH: (740, 740), Priority.MEDIUM: (587,), Priority.LOW: (440,)}


def tone_samples(priority: Priority) -> bytes:
    """Mono 16-bit samples at 22,050 Hz: one to three soft beeps of 0.12 s."""
    length = int(_RATE * 0.12)
    samples = array.array("h")
    for hertz in _HERTZ[priority]:
        for at in range(length):
            swell = math.sin(math.pi * at / length)
            samples.append(int(9_000 * swell * math.sin(2 * math.pi * hertz * at / _RATE)))
        samples.extend([0] * (length // 2))
    return samples.tobytes()


def may_sound() -> bool:
    """Whether there is something that could make a sound.

    Qt Multimedia itself takes a tenth of a second of the window's time to find out, and writes about it on stderr.
    """
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("PULSE_SERVER") or any(Path("/dev/snd").glob("pcm*")):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    return (runtime / "pulse" / "native").exists() or (runtime / "pipewire-0").exists()


class Tones(QObject):
    """`play` a priority's tone unless muted. The sounds are made when the first is wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.muted = False
        self._effects: dict[Priority, QObject] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def play(self, priority: Priority) -> None:
        """Start the tone and return at once."""
        if self.muted or QGuiApplication.platformName() in ("offscreen", "minimal"):
            return
        if self._effects is None:
            self._effects = self._make()
        effect = self._effects.get(priority)
        if effect is not None:
            effect.play()  # type: ignore[attr-defined]  # a QSoundEffect, imported only when sound is wanted

    def _make(self) -> dict[Priority, QObject]:
        if not may_sound():
            _log.info("no alarm tones: this machine has no sound")
            return {}
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

            if not QMediaDevices.audioOutputs():
                return {}
            self._folder = tempfile.TemporaryDirectory(prefix="opscenter-tones-")
            effects: dict[Priority, QObject] = {}
            for priority in Priority:
                path = Path(self._folder.name) / f"{priority.name.lower()}.wav"
                with wave.open(str(path), "wb") as out:
                    out.setnchannels(1)
                    out.setsampwidth(2)
                    out.setframerate(_RATE)
                    out.writeframes(tone_samples(priority))
                effect = QSoundEffect(self)
                effect.setSource(QUrl.fromLocalFile(str(path)))
                effects[priority] = effect
            return effects
        except (ImportError, OSError) as error:
            _log.info("no alarm tones: %s", error)
            return {}

    def close(self) -> None:
        """Let go of the sound files."""
        self._effects = {}
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
