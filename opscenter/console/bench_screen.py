"""From `sent` on the bus to the frame that shows it, in the real window with a real station and publisher.

Latency of a value: from its measured-at (the publisher's clock, the same machine) to the first frame of the map that
was finished after the console had applied the value. Every value that reached the console counts; one that a newer
value replaced within a beat was never to be seen and does not.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QApplication

from opscenter.console.companions import Companions
from opscenter.console.map.backend import choose_backend
from opscenter.console.options import ConsoleOptions
from opscenter.console.program import hand_over_quickly, make_application
from opscenter.console.session import LinkState, Session
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.domain.changes import Changes
from opscenter.settings.catalogue import load_catalogue

PROBE_MS = 5
WARM_UP_S = 5.0
LONGEST_MS = 60_000


class Holds(QObject):
    """How long the UI thread was busy without a pause: gaps between turns of a fast timer.

    `longest_own_ms` is processor time of this thread within one gap: on a machine that others use too, the rest of a
    gap is time in which the thread was not allowed to run.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self.longest_own_ms = 0.0
        self.over_50 = 0
        self.own_over_50 = 0
        self._own = time.thread_time_ns()
        self._watch = QElapsedTimer()
        self._watch.start()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start(PROBE_MS)

    def reset(self) -> None:
        """Forget what was (start-up)."""
        self.longest_ms, self.over_50, self.longest_own_ms, self.own_over_50 = 0.0, 0, 0.0, 0

    def _tick(self) -> None:
        gap = self._watch.nsecsElapsed() / 1e6 - PROBE_MS
        self._watch.restart()
        self.longest_ms = max(self.longest_ms, gap)
        self.over_50 += gap > 50
        now = time.thread_time_ns()
        own, self._own = (now - self._own) / 1e6, now
        self.longest_own_ms = max(self.longest_own_ms, own)
        self.own_over_50 += own > 50


class Latency(QObject):
    """Values applied since the last frame, and how old they were when the frame was done."""

    def __init__(self, console: Console, canvas: QQuickWidget) -> None:
        super().__init__(console)
        self._console = console
        self._waiting: list[NDArray[np.int64]] = []
        self._counts = np.zeros(LONGEST_MS + 1, np.int64)  # by age in ms: a long run must not grow by its own figures
        self.frames = 0
        console.session.changed.connect(self._applied)
        canvas.quickWindow().afterRendering.connect(self._drawn)

    def reset(self) -> None:
        """Forget what was (start-up)."""
        self._counts[:] = 0
        self.frames = 0

    @property
    def values(self) -> int:
        """How many values were shown."""
        return int(self._counts.sum())

    def percentile(self, share: float) -> float:
        """The age in ms that `share` percent of the values did not exceed; -1 without any."""
        if not self.values:
            return -1.0
        return float(np.searchsorted(np.cumsum(self._counts), self.values * share / 100.0))

    def _applied(self, changes: Changes) -> None:
        if not changes.everything and len(changes.cells):
            self._waiting.append(self._console.session.mirror.measured[changes.cells].copy())

    def _drawn(self) -> None:
        self.frames += 1
        if self._waiting:
            measured = np.concatenate(self._waiting)
            self._waiting.clear()
            ages = np.clip(time.time_ns() // 1_000_000 - measured, 0, LONGEST_MS)
            self._counts += np.bincount(ages, minlength=LONGEST_MS + 1)


def _traffic(endpoint: str, entities: int, rate: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "opscenter.station.bench_traffic", endpoint, str(entities), str(rate)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def run(entities: int = 50_000, rate: int = 5_000, seconds: int = 60) -> dict[str, Any]:
    """The figures: latency in ms, longest hold of the UI thread in ms, resident memory in MB, start-up in s."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    choose_backend()
    with tempfile.TemporaryDirectory(prefix="opscenter-bench-") as name:
        folder = Path(name)
        endpoint = f"ipc://{folder}/bus" if sys.platform != "win32" else "tcp://127.0.0.1:47110"
        traffic = _traffic(endpoint, entities, rate)
        try:
            return _measure(folder, endpoint, entities, rate, seconds)
        finally:
            assert traffic.stdin is not None
            assert traffic.stdout is not None
            traffic.stdin.close()
            traffic.wait(20)
            traffic.stdout.close()


def _measure(folder: Path, endpoint: str, entities: int, rate: int, seconds: int) -> dict[str, Any]:
    begun = time.monotonic()
    app = make_application()
    hand_over_quickly()
    options = ConsoleOptions(bus=[endpoint], data=folder / "data", city="Bench", zone="UTC")
    brought: list[Companions] = []

    def bring_along(session: Session) -> None:
        brought.append(Companions(session, options))
        brought[0].start()

    console = Console(load_catalogue(), options, Remembered(), None, opening=bring_along)
    companions = brought[0]
    console.window.resize(1920, 1080)
    canvas = console.window.findChild(QQuickWidget)
    assert canvas is not None, "the window has no map"
    holds, latency = Holds(console), Latency(console, canvas)
    figures: dict[str, Any] = {}
    console.show()

    def when_complete() -> None:
        session = console.session
        if session.link is LinkState.LIVE and "first_live_s" not in figures:
            figures["first_live_s"] = round(time.monotonic() - begun, 2)
        if len(session.mirror.ids) >= entities:
            poll.stop()
            QTimer.singleShot(int(WARM_UP_S * 1_000), start)

    def start() -> None:
        holds.reset()
        latency.reset()
        QTimer.singleShot(seconds * 1_000, finish)

    def finish() -> None:
        station = psutil.Process(companions.station.pid) if companions.station is not None else None
        health = console.session.mirror.health
        figures.update(
            {
                "entities": len(console.session.mirror.ids),
                "rate": rate,
                "values": latency.values,
                "latency_ms_p50": latency.percentile(50),
                "latency_ms_p99": latency.percentile(99),
                "ui_hold_ms_longest": round(holds.longest_ms, 1),
                "ui_holds_over_50_ms": int(holds.over_50),
                "ui_own_ms_longest": round(holds.longest_own_ms, 1),
                "ui_own_over_50_ms": int(holds.own_over_50),
                "frames_per_s": round(latency.frames / seconds, 1),
                "console_rss_mb": round(psutil.Process().memory_info().rss / 1e6),
                "station_rss_mb": round(station.memory_info().rss / 1e6) if station is not None else 0,
                "gaps": int(health.get("gaps", 0)),
                "rejected": int(health.get("rejected", 0)),
            }
        )
        app.quit()

    poll = QTimer(console)
    poll.timeout.connect(when_complete)
    poll.start(50)
    QTimer.singleShot((seconds + 180) * 1_000, app.quit)
    try:
        app.exec()
    finally:
        companions.close()
        console.window.deleteLater()
        QApplication.sendPostedEvents(None, 0)
    if "latency_ms_p50" not in figures:
        raise SystemExit(f"the console did not see all {entities} entities in time")
    return figures
