"""What a map's memory comes to: pulled over the whole city at every zoom, minute after minute, with its basemap.

python -m tests.benchmarks.bench_map_memory SECONDS
"""

import json
import math
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from opscenter.city.basemap import write_basemap
from opscenter.console.map.backend import choose_backend
from opscenter.console.map.bench_city import CENTRE, NOW, catalogue, snapshot
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View, world_of
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes
from opscenter.settings.allocator import calm_allocator

ZOOMS = (11.4, 12.7, 14.2, 15.5, 16.8)
_SETTLING = 0.2
"""Share of the time after which caches are expected to be full."""


def measure(entities: int, lines: int, seconds: float) -> dict[str, Any]:
    """MB of resident memory: `start` before the way, `settled` after a fifth of it, `most`, `end`; `trend` MB a minute
    over the rest (least squares); `turns` of the whole city."""
    choose_backend()
    calm_allocator()  # as the console does
    application = QApplication.instance() or QApplication([])
    process = psutil.Process()
    session = Session(catalogue())
    header, columns = snapshot(entities, lines)
    session.announce(session.mirror.apply_snapshot(header, columns))
    session.set_link(LinkState.LIVE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.pmtiles"
        write_basemap(1, path, 2_000)
        panel = MapPanel(session, Selection(), Theme("dark"), path)
        panel.resize(1920, 1080 + panel.footer.sizeHint().height())
        panel.show()
        try:
            found = _pull(session, panel, seconds, process)
        finally:
            panel.stop()
    assert application is not None
    return found


def _pull(session: Session, panel: MapPanel, seconds: float, process: psutil.Process) -> dict[str, Any]:
    rng = np.random.default_rng(1)
    mirror, canvas = session.mirror, panel.canvas
    x, y = world_of(*CENTRE)
    half_x, half_y = 0.12 / 360.0, 0.09 / 360.0
    loop = QEventLoop()
    began = time.perf_counter()
    sampled: list[tuple[float, float]] = []

    def step() -> None:
        passed = time.perf_counter() - began
        angle = passed * 0.6
        zoom = ZOOMS[int(passed / 6.0) % len(ZOOMS)]
        view = View(x + half_x * math.sin(angle), y + half_y * math.sin(1.618 * angle), zoom)
        panel.look_at(view)

    def beat() -> None:
        cells = np.flatnonzero(rng.integers(0, 10, len(mirror.ids)) == 0)
        mirror.value[cells] = rng.uniform(5, 90, len(cells))
        now = NOW + int((time.perf_counter() - began) * 1000)
        mirror.seen[cells] = now
        session.announce(Changes(cells=cells, seen_rows=cells, now=now))

    def sample() -> None:
        sampled.append((time.perf_counter() - began, process.memory_info().rss / 1e6))

    timers = []
    for interval, call in ((16, step), (200, beat), (max(50, round(seconds * 1000 / 200)), sample)):
        timer = QTimer()
        timer.setInterval(interval)
        timer.timeout.connect(call)
        timer.start()
        timers.append(timer)
    start = process.memory_info().rss / 1e6
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    for timer in timers:
        timer.stop()
    sample()
    at, used = np.array(sampled).T
    late = at >= _SETTLING * seconds
    trend = float(np.polyfit(at[late], used[late], 1)[0]) * 60.0 if late.sum() > 2 else 0.0
    return {
        "seconds": seconds,
        "turns": round(seconds * 0.6 / (2 * math.pi), 1),
        "start": round(start),
        "settled": round(float(used[late][0])),
        "most": round(float(used.max())),
        "end": round(float(used[-1])),
        "trend": round(trend, 2),
        "canvas": f"{canvas.width()}x{canvas.height()}",
    }


if __name__ == "__main__":
    print(json.dumps(measure(50_000, 20_000, float(sys.argv[1]) if len(sys.argv) > 1 else 600.0)))
