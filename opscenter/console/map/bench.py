"""How smoothly a large map pans here: `opscenter bench map`."""

import math
import os
import sys
import time
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from opscenter.console.map.backend import choose_backend
from opscenter.console.map.panel import MapPanel
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.changes import Changes
from opscenter.wire.desk import Columns, Header

CENTRE = (114.17, 22.32)
_NOW = 1_795_000_000_000
_FRAME_MS = 16
_BEAT_MS = 200


def catalogue() -> Catalogue:
    """Two kinds: lamps that are points and roads that are lines."""
    attribute = Attribute("speed", {"en": "Speed"}, "KMH", "km/h", 0)
    lamp = Kind("Lamp", "lighting", {"en": "Lamp"}, "lamp", headline="speed", attributes={"speed": attribute})
    road = Kind(
        "Road", "traffic", {"en": "Road"}, "road", geometry="line", ramp="speed", ramp_low=80.0, ramp_high=10.0,
        attributes={"speed": attribute},
    )  # fmt: skip
    return Catalogue(kinds={"Lamp": lamp, "Road": road})


def snapshot(entities: int, lines: int, seed: int = 1) -> tuple[Header, Columns]:
    """A snapshot of `entities` points and `lines` short lines about CENTRE, one number each."""
    rng = np.random.default_rng(seed)
    total = entities + lines
    lon = CENTRE[0] + rng.normal(0, 0.05, total)
    lat = CENTRE[1] + rng.normal(0, 0.04, total)
    turn = rng.uniform(0, 2 * math.pi, total)
    shapes: dict[int, Any] = {}
    for row in range(entities, total):
        dx, dy = 0.0012 * math.cos(turn[row]), 0.0012 * math.sin(turn[row])
        ends = [[float(lon[row]) - dx, float(lat[row]) - dy], [float(lon[row]) + dx, float(lat[row]) + dy]]
        shapes[row] = {"type": "LineString", "coordinates": ends}
    types = ["Lamp"] * entities + ["Road"] * lines
    header: Header = {
        "epoch": 1, "seq": 1, "now": _NOW, "ids": [f"urn:ngsi-ld:{kind}:{row}" for row, kind in enumerate(types)],
        "types": types, "names": [f"{kind} {row}" for row, kind in enumerate(types)], "shapes": shapes,
        "cell_names": ["speed"] * total, "cell_units": ["KMH"] * total, "texts": {}, "alarms": [], "rules": 0,
        "health": {},
    }  # fmt: skip
    columns: Columns = {
        "lon": lon,
        "lat": lat,
        "row_seen": np.full(total, _NOW, np.int64),
        "cell_row": np.arange(total, dtype=np.uint32),
        "cell_value": rng.uniform(5, 90, total),
        "cell_quality": np.zeros(total, np.uint8),
        "cell_measured": np.full(total, _NOW, np.int64),
        "cell_received": np.full(total, _NOW, np.int64),
    }
    return header, columns


def run(entities: int = 50_000, lines: int = 20_000, seconds: float = 10.0) -> dict[str, Any]:
    """Pan a 1200x800 map in a circle for `seconds` while a tenth of the city changes five times a second.

    Returns fps, frame_ms_p50, frame_ms_p99 (time between frames), ui_held_ms_max (longest the UI thread was away),
    pan_ms_p50 (its work a frame), cpu_cores (of the process), paint_ms_p50 (one bulk picture), backend, entities,
    lines.
    """
    backend = choose_backend()
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    session = Session(catalogue())
    header, columns = snapshot(entities, lines)
    session.announce(session.mirror.apply_snapshot(header, columns))
    session.set_link(LinkState.LIVE)
    panel = MapPanel(session, Selection(), Theme("dark"), None)
    panel.resize(1200, 800 + panel.footer.height())
    panel.show()
    _run_until(lambda: panel.settled, 30.0)
    try:
        found = _pan(session, panel, seconds)
    finally:
        panel.stop()
        panel.hide()
        panel.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)
    assert application is not None
    return {"backend": backend, "entities": entities, "lines": lines, **found}


def _pan(session: Session, panel: MapPanel, seconds: float) -> dict[str, Any]:
    rng = np.random.default_rng(2)
    mirror, camera = session.mirror, panel.canvas.camera
    start = camera.view.zoomed(camera.view.zoom + 1.5, 600.0, 400.0)
    camera.look(start)
    frames: list[float] = []
    steps: list[float] = []
    paints: list[float] = []
    loop = QEventLoop()
    began = time.perf_counter()
    used = _cpu_seconds()

    def step() -> None:
        at = time.perf_counter()
        angle = (at - began) * 0.8
        camera.look(start.panned(500.0 * math.sin(angle), 350.0 * math.sin(1.7 * angle)))
        steps.append((time.perf_counter() - at) * 1e3)

    def beat() -> None:
        rows = rng.integers(0, len(mirror.ids), len(mirror.ids) // 50)
        cells = np.unique(rows).astype(np.int64)
        mirror.value[cells] = rng.uniform(5, 90, len(cells))
        now = _NOW + int((time.perf_counter() - began) * 1000)
        mirror.seen[cells] = now
        session.announce(Changes(cells=cells, seen_rows=cells, now=now))

    window = panel.canvas.quickWindow()
    window.afterRendering.connect(lambda: frames.append(time.perf_counter()))
    panel.bulk.shown.connect(lambda picture: paints.append(picture.seconds * 1e3))
    timers = []
    for interval, call in ((_FRAME_MS, step), (_BEAT_MS, beat)):
        timer = QTimer()
        timer.setInterval(interval)
        timer.timeout.connect(call)
        timer.start()
        timers.append(timer)
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    for timer in timers:
        timer.stop()
    elapsed = time.perf_counter() - began
    between = np.diff(np.array(frames)) * 1e3 if len(frames) > 2 else np.array([math.nan])
    return {
        "fps": round(len(frames) / elapsed, 1),
        "frame_ms_p50": round(float(np.percentile(between, 50)), 2),
        "frame_ms_p99": round(float(np.percentile(between, 99)), 2),
        "ui_held_ms_max": round(float(between.max()), 1),
        "pan_ms_p50": round(float(np.percentile(steps, 50)), 2),
        "paint_ms_p50": round(float(np.median(paints)), 1) if paints else None,
        "pictures": len(paints),
        "cpu_cores": round((_cpu_seconds() - used) / elapsed, 2),
    }


def _cpu_seconds() -> float:
    return sum(os.times()[:2])


def _run_until(done: Any, seconds: float) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()
