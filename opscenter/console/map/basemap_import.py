"""Makes a basemap of an OpenStreetMap extract beside the console, in a process of its own."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.command_work import CommandWork


class BasemapImport(CommandWork):
    """Runs `opscenter map import`, one at a time.

    `estimated(bytes, seconds)`: how large and how long; also all that comes of `ask`. `moved(phase, percent, left)`:
    seconds left, -1 while unknown. `done(Path, list of sentences)`.
    """

    estimated = Signal(float, float)
    moved = Signal(str, float, float)
    done = Signal(object, list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finished: dict[str, Any] = {}
        self._asking = False
        self._next: tuple[list[str], bool] | None = None

    @property
    def running(self) -> bool:
        """Whether a basemap is being made."""
        waiting = self._next is not None and not self._next[1]
        return waiting or (super().running and not self._asking)

    def ask(self, extract: Path) -> None:
        """Only estimate; `estimated` or `failed` tells."""
        if not self.running:
            self._start([str(extract), "--estimate"], asking=True)

    def start(self, extract: Path, out: Path, replace: bool) -> None:
        """Make the basemap, unless one is being made."""
        if not self.running:
            self._start([str(extract), "--out", str(out), *(["--force"] if replace else [])], asking=False)

    def stop(self) -> None:
        self._next = None
        super().stop()

    def _start(self, arguments: list[str], asking: bool) -> None:
        if super().running:  # an estimate that nobody waits for any more
            self._next = arguments, asking
            self._kill()
            self.changed.emit()
            return
        self._asking, self._finished = asking, {}
        self._run(["map", "import", *arguments])

    def _told(self, told: dict[str, Any]) -> None:
        if isinstance(needed := told.get("estimate"), dict):
            self.estimated.emit(float(needed.get("bytes", 0)), float(needed.get("seconds", 0)))
        elif "phase" in told:
            left = told.get("left_s")
            self.moved.emit(str(told["phase"]), float(told.get("percent", 0)), -1.0 if left is None else float(left))
        elif told.get("done"):
            self._finished = told

    def _over(self, status: int, words: list[str]) -> None:
        if self._next is not None:
            (arguments, asks), self._next = self._next, None
            self._start(arguments, asks)
            return
        if status == 0 and self._finished:
            notes = [str(note) for note in self._finished.get("notes", [])]
            self.done.emit(Path(str(self._finished.get("file", ""))), notes)
        elif status != 0 or not self._asking:
            sentence = words[-1].removeprefix("opscenter: ") if words else f"exit status {status}"
            self.failed.emit("" if self._cancelled else sentence)
        self._asking = False
