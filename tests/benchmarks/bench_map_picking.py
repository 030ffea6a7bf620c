"""Milliseconds that questions to the map take: hover, lasso, what is near; over a whole city of points and roads.

Run: QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_map_picking.py [ENTITIES [LINES]]
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from opscenter.console.map.paint_marks import NO_MARKS, Marks
from opscenter.console.map.picking import pick
from opscenter.console.map.projection import View, world_of
from opscenter.console.map.rows import MapRows
from opscenter.console.map.scene import Scene
from opscenter.console.map.tools.near import near
from opscenter.console.map.within import region_of, rows_within
from opscenter.console.session import LinkState, Session
from opscenter.domain.changes import Changes
from opscenter.settings.catalogue import load_catalogue

LON, LAT = 114.17, 22.32
SPAN = 0.12
KINDS = ("Streetlight", "WasteContainer", "AirQualityObserved", "OffStreetParking")


def make_scene(entities: int, lines: int, seed: int = 1) -> Scene:
    """A city of points and road pieces, evenly spread: the worst case for a search by place."""
    rng = np.random.default_rng(seed)
    count = entities + lines
    lon, lat = LON + rng.uniform(-SPAN, SPAN, count), LAT + rng.uniform(-SPAN, SPAN, count)
    ends = rng.uniform(-0.0012, 0.0012, (lines, 2, 2))
    shapes = {
        entities + number: {
            "type": "LineString",
            "coordinates": [[x, y], [x + dx, y + dy], [x + 2 * dx + ex, y + 2 * dy + ey]],
        }
        for number, (x, y, ((dx, dy), (ex, ey))) in enumerate(
            zip(lon[entities:].tolist(), lat[entities:].tolist(), ends.tolist(), strict=True)
        )
    }
    header = {
        "epoch": 1,
        "seq": 1,
        "now": 1_795_000_000_000,
        "ids": [f"urn:ngsi-ld:E:{number}" for number in range(count)],
        "types": [KINDS[number % len(KINDS)] for number in range(entities)] + ["RoadSegment"] * lines,
        "names": [""] * count,
        "shapes": shapes,
        "cell_names": [],
        "cell_units": [],
        "texts": {},
        "alarms": [],
        "rules": 1,
        "health": {},
    }
    columns = {
        "lon": lon,
        "lat": lat,
        "row_seen": np.full(count, 1_795_000_000_000, np.int64),
        "cell_row": np.empty(0, np.uint32),
        "cell_value": np.empty(0, np.float64),
        "cell_quality": np.empty(0, np.uint8),
        "cell_measured": np.empty(0, np.int64),
        "cell_received": np.empty(0, np.int64),
    }
    session = Session(load_catalogue())
    session.set_link(LinkState.LIVE)
    session.announce(session.mirror.apply_snapshot(header, columns))
    rows = MapRows(session.catalogue)
    rows.apply(session.mirror, Changes(everything=True, now=session.now), session.now)
    rows.read_shapes(lines)
    return Scene(rows, session.mirror)


def measure(entities: int = 50_000, lines: int = 20_000, rounds: int = 60) -> dict[str, float]:
    """Median and worst milliseconds of each question, over places all over the city."""
    gc.collect()
    gc.disable()  # as in the console, which collects between events
    scene = make_scene(entities, lines)
    rows = scene.rows
    every = np.arange(entities)
    marks = Marks(every, rows.x[:entities], rows.y[:entities], NO_MARKS.x, NO_MARKS.y, ())  # as if each stood alone
    x, y = world_of(LON, LAT)
    view = View(x, y, 16.0, 0.0, 1920.0, 1080.0)
    city = View(x, y, 11.5, 0.0, 1920.0, 1080.0)
    rng = np.random.default_rng(2)
    at = rng.uniform(0.05, 0.95, (rounds, 2)) * (1920.0, 1080.0)
    turns = np.linspace(0.0, 2.0 * np.pi, 200)

    def lasso(share: float) -> Callable[[int], object]:
        reach = share * SPAN / 360.0 * (1.0 + 0.2 * np.sin(7 * turns))
        region = np.column_stack((x + reach * np.cos(turns), y + reach * np.sin(turns)))

        def select(_: int) -> object:
            found = region_of(region)
            assert found is not None
            return [scene.mirror.ids[row] for row in rows_within(scene, 16.0, found).tolist()]

        return select

    questions: dict[str, tuple[Callable[[int], object], int]] = {
        "hover": (lambda n: pick(scene, marks, view, at[n, 0], at[n, 1]), rounds),
        "hover_city": (lambda n: pick(scene, marks, city, at[n, 0], at[n, 1]), rounds),
        "near_500m": (lambda n: near(scene, 16.0, LON + at[n, 0] * 1e-5, LAT, 500.0, 60), rounds),
        "near_5km": (lambda n: near(scene, 16.0, LON + at[n, 0] * 1e-5, LAT, 5_000.0, 60), rounds),
        "lasso_tenth": (lasso(0.36), max(3, rounds // 6)),
        "lasso_most": (lasso(1.0), max(3, rounds // 6)),
    }
    result: dict[str, float] = {}
    for name, (ask, times) in questions.items():
        ask(0)
        took = []
        for number in range(times):
            started = time.perf_counter()
            ask(number)
            took.append((time.perf_counter() - started) * 1e3)
        result[f"{name}_ms"] = round(statistics.median(took), 3)
        result[f"{name}_worst_ms"] = round(max(took), 3)
    gc.enable()
    return result


def main() -> None:
    application = QCoreApplication.instance() or QGuiApplication([])
    entities, lines = (int(word) for word in (*sys.argv[1:], *("50000", "20000")[len(sys.argv) - 1 :]))
    print(json.dumps({"entities": entities, "lines": lines} | measure(entities, lines)))
    assert application is not None


if __name__ == "__main__":
    main()
