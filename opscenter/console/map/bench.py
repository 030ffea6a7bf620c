"""How smoothly a large map pans and zooms here: `opscenter bench map`."""

import math
import os
import sys
import time
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from opscenter.console.collector import Collector
from opscenter.console.map.backend import choose_backend
from opscenter.console.map.bench_city import CENTRE, NOW, ZOOMS, camera, catalogue, snapshot, stage
from opscenter.console.map.frame_pace import FRAME_MS
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.picking import pick
from opscenter.console.map.projection import View, world_of
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes
from opscenter.settings.allocator import calm_allocator

_BEAT_MS = 100
_CHANGING = 10  # one in so many changes with each beat
_PICKS = 200


def run(entities: int = 50_000, lines: int = 20_000, seconds: float = 21.0, size: str = "1920x1080") -> dict[str, Any]:
    """Fly over a map of `size` from the whole city to one street while a tenth of the city changes ten times a second.

    Returns fps, frame_ms_p50, frame_ms_p99 (time between frames), by_zoom (the same for each zoom of the way),
    ui_held_ms_max (longest the UI thread was away), step_ms_p50 (its work for a step of the camera), beat_ms_p50 (for a
    beat of news), cpu_cores (of the process), paint_ms_p50 (one bulk picture), pick_ms_p99 (what is under the
    pointer), rss_mb, backend (see `CardItem.describe`), card_ms_p50 and card_kb_s (Python's work a frame for a graphics
    card and what is sent to it; None without one), size, entities, lines. ValueError for a size that is none.
    """
    wide, high = (int(part) for part in size.split("x"))
    choose_backend()
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    sys.setswitchinterval(0.0005)  # as the console does
    calm_allocator()
    session = Session(catalogue())
    header, columns = snapshot(entities, lines)
    session.announce(session.mirror.apply_snapshot(header, columns))
    session.set_link(LinkState.LIVE)
    panel = MapPanel(session, Selection(), Theme("dark"), None)
    panel.resize(wide, high + panel.footer.sizeHint().height())
    panel.show()
    _run_until(lambda: panel.settled, 60.0)
    collector = Collector()  # garbage is collected as in the console
    collector.settle()
    try:
        found = _fly(session, panel, seconds)
        backend = panel.canvas.card.describe()
        found["pick_ms_p99"] = _picking(panel)
    finally:
        collector.stop()
        panel.stop()
        panel.hide()
        panel.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)
    assert application is not None
    return {"backend": backend, "size": size, "entities": entities, "lines": lines, **found}


def _fly(session: Session, panel: MapPanel, seconds: float) -> dict[str, Any]:
    rng = np.random.default_rng(2)
    mirror, canvas = session.mirror, panel.canvas
    x, y = world_of(*CENTRE)
    frames: list[float] = []
    steps: list[float] = []
    beats: list[float] = []
    paints: list[float] = []
    loop = QEventLoop()
    card: list[float] = []
    sent = canvas.card.node.uploaded if canvas.card.node is not None else 0
    began = time.perf_counter()
    used = _cpu_seconds()

    def step() -> None:
        at = time.perf_counter()
        dx, dy, zoom = camera(min(1.0, (at - began) / seconds), seconds)
        view = View(x, y, zoom, 0.0, float(canvas.width()), float(canvas.height()))
        canvas.camera.look(view.panned(dx, dy))
        steps.append((time.perf_counter() - at) * 1e3)

    def beat() -> None:
        at = time.perf_counter()
        cells = np.flatnonzero(rng.integers(0, _CHANGING, len(mirror.ids)) == 0)
        mirror.value[cells] = rng.uniform(5, 90, len(cells))
        now = NOW + int((at - began) * 1000)
        mirror.seen[cells] = now
        session.announce(Changes(cells=cells, seen_rows=cells, now=now))
        beats.append((time.perf_counter() - at) * 1e3)

    def rendered() -> None:
        frames.append(time.perf_counter())
        if canvas.card.node is not None:
            card.append(canvas.card.node.seconds * 1e3)

    canvas.quickWindow().afterRendering.connect(rendered)
    panel.bulk.shown.connect(lambda picture: paints.append(picture.seconds * 1e3))
    timers = []
    for interval, call in ((FRAME_MS, step), (_BEAT_MS, beat)):
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(interval)
        timer.timeout.connect(call)
        timer.start()
        timers.append(timer)
    end = QTimer()
    end.setTimerType(Qt.TimerType.PreciseTimer)  # where the way ends the camera stands: frames come only with news then
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    end.start(int(seconds * 1000))
    loop.exec()
    for timer in timers:
        timer.stop()
    elapsed = time.perf_counter() - began
    return {
        **frame_figures(np.array(frames) - began, seconds),
        "step_ms_p50": round(float(np.percentile(steps, 50)), 2),
        "beat_ms_p50": round(float(np.percentile(beats, 50)), 2),
        "paint_ms_p50": round(float(np.median(paints)), 1) if paints else None,
        "pictures": len(paints),
        "cpu_cores": round((_cpu_seconds() - used) / elapsed, 2),
        "rss_mb": _rss_mb(),
        "card_ms_p50": round(float(np.median(card)), 2) if card else None,
        "card_kb_s": round((canvas.card.node.uploaded - sent) / 1e3 / elapsed, 1) if canvas.card.node else None,
    }


def frame_figures(at: np.ndarray[Any, np.dtype[np.float64]], seconds: float) -> dict[str, Any]:
    """Figures of frames that were drawn at these seconds (ascending, from 0) of a way of `seconds`."""
    between = np.diff(at) * 1e3 if len(at) > 2 else np.array([math.nan])
    by_zoom: dict[str, dict[str, float]] = {}
    where = np.array([stage(share) for share in np.clip(at / seconds, 0.0, 1.0)])
    for number, zoom in enumerate(ZOOMS):
        mine = between[where[1:] == number] if len(at) > 2 else between
        if len(mine):
            by_zoom[f"{zoom:g}"] = {
                "fps": round(1e3 / float(mine.mean()), 1),
                "frame_ms_p99": round(float(np.percentile(mine, 99)), 1),
            }
    return {
        "fps": round(len(at) / seconds, 1),
        "frame_ms_p50": round(float(np.percentile(between, 50)), 2),
        "frame_ms_p99": round(float(np.percentile(between, 99)), 2),
        "ui_held_ms_max": round(float(between.max()), 1),
        "by_zoom": by_zoom,
    }


def _picking(panel: MapPanel) -> float:
    rng = np.random.default_rng(3)
    view = panel.canvas.camera.view
    taken = []
    for px, py in rng.uniform((0.0, 0.0), (view.width, view.height), (_PICKS, 2)).tolist():
        at = time.perf_counter()
        pick(panel.scene, panel.bulk.marks, view, px, py)
        taken.append((time.perf_counter() - at) * 1e3)
    return round(float(np.percentile(taken, 99)), 3)


def _cpu_seconds() -> float:
    return sum(os.times()[:2])


def _rss_mb() -> int:
    import psutil

    return int(psutil.Process().memory_info().rss // 1_000_000)


def _run_until(done: Any, seconds: float) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()
