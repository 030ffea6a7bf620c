"""Milliseconds a 512 px basemap tile takes, cold (read, decode, classify, draw) and warm (decoded already).

Run: QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_basemap.py FILE LON LAT
"""

import json
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from opscenter.console.map.basemap.rendering import render_tile, render_view
from opscenter.console.map.basemap.source import open_source
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.theme.tokens import DARK


def measure(path: Path, lon: float, lat: float, zooms: Sequence[int] = (10, 12, 14, 16)) -> list[dict[str, float]]:
    """Medians in ms, one dict a zoom: a tile decoded, painted cold (decoded too) and warm, and a whole view."""
    source = open_source(path)
    lines: list[dict[str, float]] = []
    for zoom in zooms:
        cold, warm, decode = [], [], []
        for _, x, y in Viewport(lon, lat, zoom + 1.0, 0.0, 1500, 900).tiles(zoom)[:8]:
            store = TileStore(source)
            start = time.perf_counter()
            store.covering(zoom, x, y)
            decode.append((time.perf_counter() - start) * 1e3)
            render_tile(store, DARK, zoom, x, y, 512, 1.0)
            cold.append((time.perf_counter() - start) * 1e3)
            start = time.perf_counter()
            render_tile(store, DARK, zoom, x, y, 512, 1.0)
            warm.append((time.perf_counter() - start) * 1e3)
        store = TileStore(source)
        size = QSize(1600, 900)
        render_view(source, lon, lat, zoom + 1.0, size, 1.0, DARK, "en", store)
        start = time.perf_counter()
        render_view(source, lon, lat, zoom + 1.0, size, 1.0, DARK, "en", store)
        view = (time.perf_counter() - start) * 1e3
        row = {"tile_zoom": zoom, "decode_ms": decode, "cold_ms": cold, "warm_ms": warm}
        figures = {name: round(statistics.median(v), 1) for name, v in row.items() if isinstance(v, list)}
        lines.append(
            {"tile_zoom": zoom, **figures, "worst_cold_ms": round(max(cold), 1), "view_1600x900_ms": round(view, 1)}
        )
    source.close()
    return lines


def main(path: Path, lon: float, lat: float) -> None:
    """One JSON line per zoom."""
    for line in measure(path, lon, lat):
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    application = QGuiApplication([])
    main(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
