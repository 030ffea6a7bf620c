"""How much of a processor live plots take: `opscenter bench plots`."""

import os
import time
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from opscenter.console.collector import Collector
from opscenter.console.plots.graph import pg
from opscenter.console.plots.panel import TrendsPanel
from opscenter.console.plots.stretch import samples
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.changes import Changes
from opscenter.settings.allocator import calm_allocator
from opscenter.wire.desk import Columns, Header

NOW = 1_795_000_000_000
A_PLOT = 4


class _Holds(QObject):
    """How long the paint events of all widgets took, and the longest of them."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        """From now on."""
        self.longest, self._at = 0.0, time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """No longer."""
        self._timer.stop()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._at)
        self._at = now


def run(curves: int = 24, hz: float = 10.0, seconds: float = 20.0, size: str = "1600x1000") -> dict[str, Any]:
    """Follow `curves` live series of `hz` values a second over ten minutes that are full of them, software rendering.

    Returns cpu_cores (of the whole process, beats applied and everything drawn), redraws and redraw_ms_p50 (of all
    plots together, reckoned and painted), ui_held_ms_max; baseline_cpu_cores (plain pyqtgraph: as many plot items,
    all their samples set anew with every value) and times_cheaper. `open_ms`: eight series over
    30 days, from the call to the painted picture, with answers at hand. ValueError for a size that is none.
    """
    wide, high = (int(part) for part in size.split("x"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    calm_allocator()
    session = _session(curves)
    panel = TrendsPanel(session, Selection(), Theme("dark"))
    panel.clear()
    panel.resize(wide, high)
    panel.show()
    collector = Collector()
    collector.settle()
    try:
        found = _live(session, panel, curves, hz, seconds)
        panel.hide()
        base = _baseline(curves, hz, max(2.0, seconds / 3), wide, high)
        found["open_ms"] = _opening(session, panel)
    finally:
        collector.stop()
        panel.hide()
        panel.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert application is not None
    return {
        "curves": curves,
        "hz": hz,
        "size": size,
        **found,
        "baseline_cpu_cores": round(base, 3),
        "times_cheaper": round(base / max(1e-6, found["cpu_cores"]), 1),
    }


def _session(curves: int) -> Session:
    """A city of so many numbers."""
    session = Session(Catalogue())
    ids = [f"urn:ngsi-ld:Meter:{number:03d}" for number in range(curves)]
    header: Header = {
        "epoch": 1, "seq": 1, "now": NOW, "ids": ids, "types": ["Meter"] * curves, "names": ids, "shapes": {},
        "cell_names": ["power"] * curves, "cell_units": ["KWT"] * curves, "texts": {}, "alarms": [], "rules": 0,
        "health": {},
    }  # fmt: skip
    columns: Columns = {
        "lon": np.full(curves, 8.0), "lat": np.full(curves, 50.0), "row_seen": np.full(curves, NOW, np.int64),
        "cell_row": np.arange(curves, dtype=np.uint32), "cell_value": np.zeros(curves),
        "cell_quality": np.zeros(curves, np.uint8), "cell_measured": np.full(curves, NOW, np.int64),
        "cell_received": np.full(curves, NOW, np.int64),
    }  # fmt: skip
    session.announce(session.mirror.apply_snapshot(header, columns))
    session.set_link(LinkState.LIVE)
    return session


def _course(number: int, at: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    slow = np.sin(at / 97_000.0 + number) * 20 + np.sin(at / 13_000.0 * (1 + number / 30)) * 5
    noise = ((at // 100 * 7_919 + number * 104_729) % 1_009) / 1_009
    return np.asarray(100 + 3 * number + slow + 4 * noise)


def _live(session: Session, panel: TrendsPanel, curves: int, hz: float, seconds: float) -> dict[str, Any]:
    ids = session.mirror.ids
    for number, entity in enumerate(ids[:curves]):
        if number % A_PLOT:
            panel.stack.drop(panel.rows[-1], [(entity, "power")])
        else:
            panel.stack.plot(entity, "power")
    step = 1000.0 / hz
    before = (NOW - np.arange(int(600 * hz), 0, -1) * step).astype(np.int64)
    listed = panel.stack.series()
    for number, series in enumerate(listed):
        rows = samples(before, _course(number, before), np.zeros(len(before), np.uint8))
        series.pieces.add(float(before[0]), NOW, 0.0, rows)
        series.refused = ""
    cells = np.array([series.cell for series in listed])
    took: list[float] = []
    draw = panel._turns._draw_next
    due: list[float] = []

    def timed() -> None:
        began = time.perf_counter()
        draw()
        due.append(time.perf_counter() - began)
        if not panel._turns._due:
            took.append(sum(due) * 1e3)
            due.clear()

    panel._turns._turn.timeout.disconnect()
    panel._turns._turn.timeout.connect(timed)
    ahead = NOW + (np.arange(int(600 * hz)) * step).astype(np.int64)
    courses = np.array([_course(number, ahead) for number in range(len(listed))])
    started = time.perf_counter()

    def beat() -> None:
        now = NOW + int((time.perf_counter() - started) * 1000)
        mirror = session.mirror
        mirror.value[cells] = courses[:, round((now - NOW) / step) % courses.shape[1]]
        mirror.measured[cells] = now
        mirror.now = now
        session.announce(Changes(cells=cells, now=now))

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(max(1, round(step)))
    timer.timeout.connect(beat)
    timer.start()
    _wait(1.5)
    took.clear()
    holds = _Holds()
    used, began = _cpu(), time.perf_counter()
    _wait(seconds)
    cores = (_cpu() - used) / (time.perf_counter() - began)
    redraws = len(took)
    p50 = float(np.median(took)) if took else float("nan")
    holds.start()
    _wait(max(1.0, seconds / 4))
    holds.stop()
    timer.stop()
    return {
        "cpu_cores": round(cores, 3),
        "redraws": redraws,
        "redraw_ms_p50": round(p50, 1),
        "ui_held_ms_max": round(holds.longest * 1e3, 1),
    }


def _baseline(curves: int, hz: float, seconds: float, wide: int, high: int) -> float:
    """Cores of plain pyqtgraph with the same samples, set anew and shown with every value."""
    window = QWidget()
    column = QVBoxLayout(window)
    step = 1000.0 / hz
    offsets = (np.arange(int(600 * hz)) * step).astype(np.int64)
    items, boxes = [], []
    courses = [_course(number, NOW + offsets) for number in range(curves)]
    for number in range(curves):
        if number % A_PLOT == 0:
            plot = pg.PlotWidget()
            plot.getPlotItem().getViewBox().disableAutoRange()
            plot.getPlotItem().getViewBox().setYRange(0, 250)
            boxes.append(plot.getPlotItem().getViewBox())
            column.addWidget(plot)
        items.append(plot.plot(pen=pg.mkPen("#8FB8DE", width=1), antialias=True))
    window.resize(wide, high)
    window.show()
    began = time.perf_counter()

    def draw() -> None:
        until = NOW + int((time.perf_counter() - began) * 1000)
        times = until - 600_000 + offsets
        for item, values in zip(items, courses, strict=True):
            item.setData(times / 1000.0, values)
        for box in boxes:
            box.setXRange((until - 600_000) / 1000, until / 1000, padding=0)

    timer = QTimer()
    timer.setInterval(max(1, round(step)))
    timer.timeout.connect(draw)
    timer.start()
    _wait(1.0)
    used, started = _cpu(), time.perf_counter()
    _wait(seconds)
    cores = (_cpu() - used) / (time.perf_counter() - started)
    timer.stop()
    window.close()
    window.deleteLater()
    return cores


def _opening(session: Session, panel: TrendsPanel) -> float:
    """ms from asking for another span of eight series to the painted picture; the station's answers are at hand."""
    panel.clear()
    span = 30 * 86_400_000
    at = np.arange(NOW - span, NOW, span // 1_600, dtype=np.int64)
    panel.show()
    for entity in session.mirror.ids[:8]:
        panel.stack.plot(entity, "power")
    panel.redraw()
    QCoreApplication.processEvents()
    for number, series in enumerate(panel.stack.series()):
        value = _course(number, at)
        rows = samples(at, value, np.zeros(len(at), np.uint8))
        series.pieces.add(float(at[0]), NOW, float(span // 1_600), rows)
    began = time.perf_counter()
    panel.time.use_span(span / 1000)
    panel.grab()
    return round((time.perf_counter() - began) * 1e3, 1)


def _cpu() -> float:
    return sum(os.times()[:2])


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
