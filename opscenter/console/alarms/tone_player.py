"""Plays tones for a console: `python -m opscenter.console.alarms.tone_player`, one word a line on standard input.

A word is the name of a priority, or "hush". Ends when standard input is closed. Says "no output"
on standard output when there is nothing to play on, "playing" when there is again.
"""

import os
import sys
import tempfile
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from opscenter.console.alarms.tone_samples import write_tones


class Player(QObject):
    """Plays on the output that is the default one at that moment."""

    word = Signal(str)  # from the reading thread
    ended = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._effects: dict[str, QSoundEffect] = {}
        self._output = b""
        self._told = ""
        self.word.connect(self.obey, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(QCoreApplication.quit, Qt.ConnectionType.QueuedConnection)

    def obey(self, word: str) -> None:
        """Play a tone in place of what sounds, or hush."""
        for sounding in self._effects.values():
            sounding.stop()
        if word == "hush":
            return
        output = QMediaDevices.defaultAudioOutput()
        self._say("no output" if output.isNull() else "playing")
        if output.isNull() or not word.isalpha():
            return
        if bytes(output.id().data()) != self._output:
            self._output = bytes(output.id().data())
            self._effects.clear()
        effect: QSoundEffect | None = self._effects.get(word)
        if effect is None and (self._folder / f"{word}.wav").is_file():
            effect = self._effects[word] = QSoundEffect(output, self)
            effect.setSource(QUrl.fromLocalFile(str(self._folder / f"{word}.wav")))
        if effect is not None:
            effect.play()

    def _say(self, told: str) -> None:
        if told != self._told:
            self._told = told
            sys.stdout.write(told + "\n")
            sys.stdout.flush()

    def read(self) -> None:
        """Read words until there are no more; in a thread of its own."""
        rest = b""
        while part := os.read(sys.stdin.fileno(), 512):
            *words, rest = (rest + part).split(b"\n")
            for word in words:
                self.word.emit(word.decode("ascii", "replace").strip())
        self.ended.emit()


def main() -> int:
    """Run until standard input is closed."""
    app = QCoreApplication(sys.argv)
    with tempfile.TemporaryDirectory(prefix="opscenter-tones-", ignore_cleanup_errors=True) as folder:
        write_tones(Path(folder))
        player = Player(Path(folder))
        threading.Thread(target=player.read, name="tone-words", daemon=True).start()
        return app.exec()


if __name__ == "__main__":
    sys.exit(main())
