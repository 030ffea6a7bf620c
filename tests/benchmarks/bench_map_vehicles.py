"""How smoothly vehicles glide: a window of 1920x1080 at zoom 15 full of them, each of which tells a place every 2 s.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_map_vehicles [VEHICLES [SECONDS]]
"""

import json
import math
import sys
import time
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from opscenter.console.map.backend import choose_backend
from opscenter.console.map.bench import frame_figures
from opscenter.console.map.bench_city import CENTRE, NOW
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View, world_of
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.desk import Columns, Header

_ZOOM = 15.0
_HALF = (0.019, 0.0095)  # degrees: about half of the window
_STEP_MS, _TELL_MS, _TICK_MS = 16, 200, 100
_TOLD_IN = 10  # beats of which each has a tenth


def _snapshot(count: int) -> tuple[Header, Columns]:
    rng = np.random.default_rng(4)
    header: Header = {
        "epoch": 1, "seq": 1, "now": NOW, "ids": [f"urn:ngsi-ld:Vehicle:{row}" for row in range(count)],
        "types": ["Vehicle"] * count, "names": [f"Bus {row}" for row in range(count)], "shapes": {},
        "cell_names": ["delay"] * count, "cell_units": ["SEC"] * count, "texts": {}, "alarms": [], "rules": 0,
        "health": {},
    }  # fmt: skip
    columns: Columns = {
        "lon": CENTRE[0] + rng.uniform(-_HALF[0], _HALF[0], count),
        "lat": CENTRE[1] + rng.uniform(-_HALF[1], _HALF[1], count),
        "row_seen": np.full(count, NOW, np.int64),
        "cell_row": np.arange(count, dtype=np.uint32),
        "cell_value": rng.uniform(0, 300, count),
        "cell_quality": np.zeros(count, np.uint8),
        "cell_measured": np.full(count, NOW, np.int64),
        "cell_received": np.full(count, NOW, np.int64),
    }
    return header, columns


def measure(vehicles: int = 2_000, seconds: float = 8.0, moving: bool = True) -> dict[str, Any]:
    """Frames of a pan of 500 px/s meanwhile: `fps`, `frame_ms_p99`, `ui_held_ms_max`; `glides` steps a second of the
    vehicles, `pictures` of the bulk layer a second, `cpu_cores` of the process. `moving` False: nobody tells."""
    choose_backend()
    application = QApplication.instance() or QApplication([])
    session = Session(load_catalogue())
    session.announce(session.mirror.apply_snapshot(*_snapshot(vehicles)))
    session.set_link(LinkState.LIVE)
    session._timer.stop()  # the clock of the snapshot, not of today
    panel = MapPanel(session, Selection(), Theme("dark"), None)
    panel.resize(1920, 1080 + panel.footer.sizeHint().height())
    panel.show()
    try:
        found = _pull(session, panel, seconds, moving)
    finally:
        panel.stop()
        panel.hide()
        panel.deleteLater()
    assert application is not None
    return {"vehicles": vehicles, "moving": moving, **found}


def _pull(session: Session, panel: MapPanel, seconds: float, moving: bool) -> dict[str, Any]:
    rng = np.random.default_rng(1)
    mirror, canvas = session.mirror, panel.canvas
    x, y = world_of(*CENTRE)
    loop = QEventLoop()
    frames: list[float] = []
    pictures: list[float] = []
    turn = rng.uniform(0, 2 * math.pi, len(mirror.ids))
    state = {"beat": 0}
    began = time.perf_counter()

    def step() -> None:
        angle = (time.perf_counter() - began) * 1.1
        view = View(x, y, _ZOOM, 0.0, float(canvas.width()), float(canvas.height()))
        panel.look(view.panned(420.0 * math.sin(angle), 300.0 * math.sin(1.7 * angle)))

    def beat() -> None:
        state["beat"] += 1
        rows = np.arange(state["beat"] % _TOLD_IN, len(mirror.ids), _TOLD_IN)
        mirror.lon[rows] += 0.0002 * np.cos(turn[rows])
        mirror.lat[rows] += 0.0002 * np.sin(turn[rows])
        mirror.value[rows] += rng.choice((-60.0, 0.0, 0.0, 60.0), len(rows))
        now = session.now
        mirror.seen[rows] = now
        session.announce(Changes(moved_rows=rows, cells=rows, seen_rows=rows, now=now))

    def tick() -> None:
        session.now = NOW + int((time.perf_counter() - began) * 1_000)
        session.ticked.emit(session.now)

    canvas.quickWindow().afterRendering.connect(lambda: frames.append(time.perf_counter()))
    panel.bulk.shown.connect(lambda picture: pictures.append(picture.seconds))
    glide = panel.features["vehicles"]
    timers = []
    calls = [(_STEP_MS, step), (_TICK_MS, tick), *([(_TELL_MS, beat)] if moving else [])]
    for interval, call in calls:
        timer = QTimer()
        timer.setInterval(interval)
        timer.timeout.connect(call)
        timer.start()
        timers.append(timer)
    QTimer.singleShot(1_500, loop.quit)  # the first pictures are nobody's frame
    loop.exec()
    frames.clear()
    pictures.clear()
    glided = getattr(glide, "frames", 0)
    start, used = time.perf_counter(), time.process_time()
    QTimer.singleShot(int(seconds * 1_000), loop.quit)
    loop.exec()
    for timer in timers:
        timer.stop()
    took = time.perf_counter() - start
    figures = frame_figures(np.array(frames) - start, took)
    figures.pop("by_zoom")
    return {
        **figures,
        "glides": round((getattr(glide, "frames", 0) - glided) / took, 1),
        "pictures": round(len(pictures) / took, 1),
        "cpu_cores": round((time.process_time() - used) / took, 2),
    }


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    for told in (True, False):
        print(json.dumps(measure(count, float(sys.argv[2]) if len(sys.argv) > 2 else 8.0, told)))
