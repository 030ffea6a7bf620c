"""Reads an earlier run's file, and makes a report, in processes of their own: the window is never held."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.command_work import CommandWork
from opscenter.console.training.run import Run, read_run

MOST_EVENTS = 50_000


def sentence_of(words: list[str], status: int, otherwise: str) -> str:
    """What a command that failed said last."""
    told = [line for line in words if line.startswith("opscenter: ")] or [line for line in words if line.strip()]
    return told[-1].removeprefix("opscenter: ") if told else otherwise.format(code=status)


class EarlierRun(CommandWork):
    """Runs `opscenter exercise debrief FILE`. `loaded(Run)`."""

    loaded = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fact: dict[str, Any] = {}
        self._whole = False

    def start(self, file: Path) -> None:
        """Read a session's file, unless one is being read."""
        if not self.running:
            self._fact, self._whole = {"events": []}, False
            self._run(["exercise", "debrief", str(file)])

    def _told(self, told: dict[str, Any]) -> None:
        events = told.pop("events", None)
        if isinstance(events, list) and len(self._fact["events"]) < MOST_EVENTS:
            self._fact["events"] += events
        self._whole = self._whole or bool(told.pop("done", False))
        self._fact.update(told)

    def _over(self, status: int, words: list[str]) -> None:
        if status == 0 and self._whole:
            run: Run = read_run(self._fact)
            self.loaded.emit(run)
        elif self._cancelled:
            self.failed.emit("")
        else:
            self.failed.emit(sentence_of(words, status, self.tr("it ended with status {code}")))
        self._fact = {}


class DebriefReport(CommandWork):
    """Runs `opscenter exercise report`. `done(Path)`."""

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = ""

    def start(self, session: Path, out: Path, language: str, earlier: Path | None = None, by: str = "") -> None:
        """Make a report, unless one is being made."""
        if self.running:
            return
        self._file = ""
        arguments = ["exercise", "report", str(session), "--out", str(out), "--language", language]
        if earlier is not None:
            arguments.append(f"--against={earlier}")
        if by:
            arguments.append(f"--by={by}")
        self._run(arguments, screenless=True)

    def _told(self, told: dict[str, Any]) -> None:
        if told.get("done"):
            self._file = str(told.get("file", ""))

    def _over(self, status: int, words: list[str]) -> None:
        if status == 0 and self._file:
            self.done.emit(Path(self._file))
        elif self._cancelled:
            self.failed.emit("")
        else:
            self.failed.emit(sentence_of(words, status, self.tr("it ended with status {code}")))
