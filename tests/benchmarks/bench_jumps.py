"""From the wish for another moment of a recording to its painted picture, in the whole window of a replay.

A made-up recording (as in `opscenter bench replay`) is opened as `opscenter replay FILE` does: a station of its own
beside, the window here. Then: jumps anywhere while it stands, and while it plays; a handle that is dragged along; and
everything told anew, as after a lost connection. The longest hold is how long the window did nothing else. Beside it,
in the same run and without a window: the same jumps drawn out of the file alone.

Run: `QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_jumps.py [--json] [--scale 1] [--file DAY.mcap]`.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer

from opscenter.console.app import catalogue_for
from opscenter.console.bench_screen import Holds
from opscenter.console.companions import Companions
from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.painting import Picture
from opscenter.console.options import ConsoleOptions, ReplayWindow
from opscenter.console.program import running_program
from opscenter.console.replay.calm_seek import CalmSeek
from opscenter.console.replay.state import Play
from opscenter.console.session import Session
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.domain.changes import Changes
from opscenter.station.bench_replay import Scale, make_file
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.told import ToldJournal

JUMPS, APART_MS, LONGEST_MS = 24, 1_500, 20_000
DRAG_S, WISH_MS = 6.0, 16
SPEED = 60.0
TIMES_ANEW = 3


def measure(scale: float = 1.0, file: Path | None = None) -> dict[str, float]:
    """Milliseconds, by name, of 50,000 entities and two hours times `scale`, or of an incident file that there is:
    `paused_...`, `playing_...` and `anew_...` (`picture_p50`, `picture_worst`, `hold_worst`, `own_worst`: of that the
    window's thread worked itself), `drag_...` (`pictures_s`, `last`: after the last wish, `hold_worst`), `drawn_p50`
    and `drawn_worst` without a window."""
    count = max(2, round(JUMPS * min(1.0, scale)))
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as name:
        for kind in ("DATA", "CONFIG", "CACHE", "RUNTIME"):
            os.environ[f"OPSCENTER_{kind}_DIR"] = f"{name}/{kind.lower()}"
        path = file or Path(name) / "bench.mcap"
        if file is None:
            make_file(path, Scale(entities=max(100, round(50_000 * scale)), hours=max(0.05, 2 * scale), rate=50))
        drawn = _drawn(path, count)
        with running_program():
            found = _Window(path, count, min(1.0, scale)).run()
    return {**found, "drawn_p50": float(np.median(drawn)), "drawn_worst": max(drawn)}


def _moments(since: int, until: int, count: int) -> list[int]:
    found: list[int] = np.random.default_rng(5).integers(since, until, count).tolist()
    return found


def _drawn(path: Path, count: int) -> list[float]:
    with Recording(path) as recording:
        told = ToldJournal(recording.reader.rows(recording.since, recording.until))
        described = recording.make_lane().engine.described
        for _ in recording.warm():
            pass
        times = []
        for at in _moments(recording.since, recording.until, count):
            began = time.perf_counter()
            recording.draw(at, told, described)
            times.append((time.perf_counter() - began) * 1_000)
        return times


class _Window(QObject):
    """A replay's window, taken through one thing after another."""

    def __init__(self, path: Path, count: int, scale: float) -> None:
        super().__init__()
        self._count, self._scale = count, scale
        self._brought: list[Companions] = []
        options = ConsoleOptions(replay=ReplayWindow(path), theme="dark", language="en", operator="x", zone="UTC")

        def bring_along(session: Session) -> None:
            self._brought.append(Companions(session, options))
            self._brought[0].start()

        self.console = Console(catalogue_for(options), options, Remembered(), None, opening=bring_along)
        self.console.window.resize(1_920, 1_080)
        self.console.show()
        self.session = self.console.session
        self.holds = Holds(self.console)
        canvas = self.console.window.findChild(MapCanvas)
        panel: Any = self.console.window.panels["map"]
        assert canvas is not None
        self._bulk = panel.bulk
        self._needs: int | None = None  # the newest picture that was asked for before what is awaited came
        self._fresh = False
        self._painted: list[float] = []
        self._watch = QElapsedTimer()
        self._watch.start()
        QTimer.singleShot(0, lambda: self.session.changed.connect(self._changed))  # after every view
        self._bulk.shown.connect(self._shown)
        canvas.quickWindow().afterRendering.connect(self._rendered)

    def _changed(self, changes: Changes) -> None:
        if changes.everything:
            self._needs = self._bulk._serial

    def _shown(self, picture: Picture) -> None:
        if self._needs is not None and picture.serial > self._needs:
            self._needs, self._fresh = None, True

    def _rendered(self) -> None:
        if self._fresh:
            self._fresh = False
            self._painted.append(time.perf_counter())

    # -- going on until something is so ----------------------------------------------------------------------

    def _until(self, so: Callable[[], bool], within_ms: int, what: str) -> None:
        loop, watch = QEventLoop(), QElapsedTimer()
        watch.start()
        looks = QTimer()
        looks.timeout.connect(lambda: loop.quit() if so() or watch.elapsed() > within_ms else None)
        looks.start(2)
        loop.exec()
        looks.stop()
        if not so():
            raise SystemExit(f"{what}: not within {within_ms} ms")

    def _for(self, ms: float) -> None:
        watch = QElapsedTimer()
        watch.start()
        self._until(lambda: watch.elapsed() >= ms, round(ms) + LONGEST_MS, "time")

    def _stands(self, *states: Play) -> bool:
        return self.session.replay is not None and self.session.replay.state in states

    # -- what is measured ------------------------------------------------------------------------------------

    def run(self) -> dict[str, float]:
        try:
            self._until(lambda: self._stands(Play.PAUSED) and len(self.session.mirror.ids) > 0, 180_000, "opening")
            self._for(8_000 * self._scale)
            found = self._jumps("paused")
            self.session.command("replay-play", {"speed": SPEED}, lambda _: None)
            self._for(2_000 * self._scale)
            found |= self._jumps("playing")
            self.session.command("replay-pause", {}, lambda _: None)
            found |= self._drag()
            self._until(lambda: self._stands(Play.PAUSED, Play.ENDED), 120_000, "catching up")
            return found | self._anew()
        finally:
            for companions in self._brought:
                companions.close()
            self.console.window.deleteLater()

    def _jumps(self, name: str) -> dict[str, float]:
        replay = self.session.replay
        assert replay is not None
        wishes = _moments(replay.since, replay.until, self._count)
        return self._timed(name, [partial(self.session.seek_replay, at) for at in wishes])

    def _anew(self) -> dict[str, float]:
        link = getattr(self.session.channel, "_link")  # noqa: B009
        return self._timed("anew", [link.resync] * max(1, round(TIMES_ANEW * self._scale)))

    def _timed(self, name: str, acts: list[Callable[[], Any]]) -> dict[str, float]:
        took, held, own = [], [], []
        for act in acts:
            self._painted.clear()
            self.holds.reset()
            began = time.perf_counter()
            act()
            self._until(lambda: bool(self._painted), LONGEST_MS, f"a picture ({name})")
            took.append((self._painted[0] - began) * 1_000)
            self._for(APART_MS * self._scale)
            held.append(self.holds.longest_ms)
            own.append(self.holds.longest_own_ms)
        return {
            f"{name}_picture_p50": float(np.median(took)), f"{name}_picture_worst": max(took),
            f"{name}_hold_worst": max(held), f"{name}_own_worst": max(own),
        }  # fmt: skip

    def _drag(self) -> dict[str, float]:
        """A handle goes along the whole recording: the picture is to follow, and to be there soon after it rests."""
        replay = self.session.replay
        assert replay is not None
        seek, steps = CalmSeek(self.session, self), max(10, round(DRAG_S * self._scale * 1_000 / WISH_MS))
        self._painted.clear()
        self.holds.reset()
        for step in range(1, steps + 1):
            at = replay.since + (replay.until - replay.since) * step // (steps + 1)
            seek.want(at, step == steps)
            self._for(WISH_MS)
        rested, followed = time.perf_counter(), len(self._painted)
        self._until(lambda: seek.idle and self.session.now == at, LONGEST_MS, "the last of many wishes")
        self._until(lambda: self._needs is None and not self._fresh, LONGEST_MS, "its picture")
        return {
            "drag_pictures_s": followed / (steps * WISH_MS / 1_000),
            "drag_last": max(0.0, (self._painted[-1] - rested) * 1_000) if self._painted else 0.0,
            "drag_hold_worst": self.holds.longest_ms, "drag_own_worst": self.holds.longest_own_ms,
        }  # fmt: skip


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    row = {name: round(value, 1) for name, value in measure(chosen.scale, chosen.file).items()}
    print(json.dumps(row) if chosen.json else "\n".join(f"{name}: {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
