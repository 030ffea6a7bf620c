"""Milliseconds a 512 px basemap tile takes: cold (read, decode, classify, draw), again (decoded already), warm (drawn
before, out of the cache on disk); and seconds from opening a file to its first complete picture.

Run: QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_basemap FILE LON LAT
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

from opscenter.console.map.basemap.item import BasemapItem
from opscenter.console.map.basemap.picture_cache import PictureCache
from opscenter.console.map.basemap.rendering import render_tile, render_view
from opscenter.console.map.basemap.source import TileSource, open_source
from opscenter.console.map.basemap.tile_cache import TileCache
from opscenter.console.map.basemap.tile_store import TileStore
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.theme.tokens import DARK

_TILES = 30


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1e3


def _p(values: list[float], share: float) -> float:
    return round(sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))], 1)


def measure(path: Path, lon: float, lat: float, zooms: Sequence[int] = (10, 12, 14, 16)) -> list[dict[str, float]]:
    """One dict a zoom: p50 and p99 in ms of tiles decoded, cold, again and warm; a whole view again."""
    lines: list[dict[str, float]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_source(path)) as source,
        closing(TileCache(Path(folder) / "tiles.sqlite")) as cache,
    ):
        render_tile(TileStore(source), DARK, zooms[0], 0, 0, 512, 1.0)  # imports and fonts are nobody's tile
        for zoom in zooms:
            lines.append(_at_zoom(source, cache, lon, lat, zoom))
    return lines


def _at_zoom(source: TileSource, cache: TileCache, lon: float, lat: float, zoom: int) -> dict[str, float]:
    decode, cold, again, warm = [], [], [], []
    pictures = PictureCache(cache, [TileStore(source)], DARK)
    addresses = [(x, y) for _, x, y in Viewport(lon, lat, zoom + 1.0, 0.0, 2600, 2000).tiles(zoom)[:_TILES]]
    for x, y in addresses:
        store = TileStore(source)
        draw = partial(render_tile, store, DARK, zoom, x, y, 512, 1.0)
        decode.append(_ms(partial(store.covering, zoom, x, y)))
        cold.append(decode[-1] + _ms(draw))
        again.append(_ms(draw))
        pictures.put(zoom, x, y, 512.0, 1.0, draw())
    cache.flush()
    warm += [_ms(partial(pictures.get, zoom, x, y, 512.0, 1.0)) for x, y in addresses]
    store = TileStore(source)
    whole = partial(render_view, source, lon, lat, zoom + 1.0, QSize(1600, 900), 1.0, DARK, "en", store)
    whole()
    line: dict[str, float] = {"tile_zoom": zoom, "decode_ms": round(statistics.median(decode), 1)}
    for name, values in (("cold", cold), ("again", again), ("warm", warm)):
        line |= {f"{name}_ms": _p(values, 0.5), f"{name}_p99_ms": _p(values, 0.99)}
    return {**line, "view_1600x900_ms": round(_ms(whole), 1)}


def first_picture(path: Path, lon: float, lat: float, zoom: float, cache: Path | None = None) -> float:
    """Seconds from opening a file to the first complete picture of 1920x1080."""
    window = QQuickView()
    window.resize(1920, 1080)
    window.show()
    start = time.perf_counter()
    item = BasemapItem(window.contentItem(), cache)
    item.setWidth(1920)
    item.setHeight(1080)
    item.set_camera(lon, lat, zoom, 0.0)
    item.set_source(path)
    while not (item.complete and item.info is not None):
        QGuiApplication.processEvents()
        time.sleep(0.001)
        if time.perf_counter() - start > 60:
            raise TimeoutError("no picture within a minute")
    window.grabWindow()
    seconds = time.perf_counter() - start
    item.stop()
    window.close()
    window.deleteLater()
    return round(seconds, 2)


def main(path: Path, lon: float, lat: float) -> None:
    """One JSON line per zoom, and one for the first picture, cold and out of the cache."""
    for line in measure(path, lon, lat):
        sys.stdout.write(json.dumps(line) + "\n")
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "tiles.sqlite"
        for zoom in (12.0, 13.4, 15.0):
            cold = first_picture(path, lon, lat, zoom, cache)
            again = first_picture(path, lon, lat, zoom, cache)
            line = {"zoom": zoom, "first_picture_s": cold, "out_of_the_cache_s": again}
            sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    application = QGuiApplication([])
    main(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
