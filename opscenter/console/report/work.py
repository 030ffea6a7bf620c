"""Makes a report beside the console, in a process of its own: the window is never held, whatever the report takes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QObject, Qt, QTimeZone, Signal

from opscenter.console.command_work import CommandWork


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


class ReportWork(CommandWork):
    """Runs `opscenter report`, one at a time.

    `moved(phase, percent)`: "asking", "maps", "writing". `done(Path, list of sentences)`: what could not be had.
    """

    moved = Signal(str, float)
    done = Signal(object, list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finished: dict[str, Any] = {}

    def start(self, wish: ReportWish) -> None:
        """Make a report, unless one is being made."""
        if not self.running:
            self._finished = {}
            self._run(wish.arguments(), screenless=True)

    def _told(self, told: dict[str, Any]) -> None:
        if told.get("done"):
            self._finished = told
        elif "phase" in told and not self._cancelled:
            self.moved.emit(str(told["phase"]), float(told.get("percent", 0)))

    def _over(self, status: int, words: list[str]) -> None:
        if status == 0 and self._finished:
            troubles = [str(one) for one in self._finished.get("troubles", [])]
            self.done.emit(Path(str(self._finished.get("file", ""))), troubles)
            return
        if self._cancelled:
            self.failed.emit("")
            return
        told = [line for line in words if line.startswith("opscenter: ")] or words
        sentence = (
            told[-1].removeprefix("opscenter: ") if told else self.tr("it ended with status {code}").format(code=status)
        )
        self.failed.emit(sentence)


def _iso(at: int) -> str:
    moment = QDateTime.fromMSecsSinceEpoch(at, QTimeZone.utc())
    return moment.toString(Qt.DateFormat.ISODateWithMs)
