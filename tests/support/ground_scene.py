"""A basemap in a scene graph at the pixel ratio of QT_SCALE_FACTOR, looked at pixel by pixel.

`python -m tests.support.ground_scene FOLDER` prints one JSON object: the pixel ratio, and of every camera how many px
of a sea without shores are of another colour, and how many columns of a road have a gap.
"""

import json
import math
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQuick import QQuickView, QQuickWindow, QSGRendererInterface

from opscenter.console.map.basemap.item import BasemapItem
from opscenter.console.map.basemap.style import palette_of
from opscenter.console.map.basemap.viewport import tile_zoom
from opscenter.console.theme.tokens import LIGHT
from tests.support.bad_basemaps import archive, tile_of, whole_zooms

CAMERAS = [
    *((zoom, 0.0, 0.0) for zoom in (3.0, 4.37, 5.5, 6.21, 8.8)),
    *((4.37, bearing, 0.0) for bearing in (30.0, 45.0, 197.0)),
    *((5.2, bearing, tilt) for bearing, tilt in ((0.0, 30.0), (0.0, 60.0), (73.0, 45.0))),
]
"""Zoom, bearing, tilt. The archive ends at tile zoom 6: beyond it is drawn larger."""
DEEPEST = 6
PLACE, ROAD_ZOOMS, REACH = (0.531, 0.43), range(4, 10), 9
WIDTH, HEIGHT = 404, 304  # whole device px at every ratio, else the window's own edge is half covered
SEA = "POLYGON ((-64 -64, 4160 -64, 4160 4160, -64 4160, -64 -64))"
ROAD = "LINESTRING (-64 2048, 4160 2048)"
_PATIENCE_S = 90.0


@contextmanager
def ground(path: Path) -> Iterator[tuple[QQuickView, BasemapItem]]:
    """A window with one basemap in it."""
    view = QQuickView()
    view.resize(WIDTH, HEIGHT)
    view.setColor(QColor("#FF00FF"))
    item = BasemapItem(view.contentItem())
    item.setWidth(WIDTH)
    item.setHeight(HEIGHT)
    view.show()
    item.set_theme(LIGHT, "en")
    item.set_source(path)
    try:
        yield view, item
    finally:
        item.stop()
        view.close()
        view.deleteLater()


def picture(view: QQuickView, item: BasemapItem) -> QImage:
    """What is shown when everything has been painted."""
    until = time.monotonic() + _PATIENCE_S
    while not item.settled:
        if time.monotonic() > until:
            raise TimeoutError("the basemap does not come to rest")
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
    return view.grabWindow()


def pixels(image: QImage) -> NDArray[np.int64]:
    """Red, green and blue of every px."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return raw[:, : image.width(), 2::-1].astype(np.int64)


def unlike(image: QImage, colour: QColor, by: int = 2) -> NDArray[np.bool_]:
    """Which px differ from a colour by more than rounding does."""
    wanted = np.array([colour.red(), colour.green(), colour.blue()])
    return np.asarray((np.abs(pixels(image) - wanted) > by).any(axis=2))


def sea(folder: Path) -> Path:
    """Sea wherever one looks."""
    path = folder / "sea.mbtiles"
    return path if path.exists() else archive(path, whole_zooms(DEEPEST, tile_of("water", SEA, kind="lake")))


def road(folder: Path) -> Path:
    """In every tile a road from edge to edge, in line with its neighbours'."""
    path = folder / "road.mbtiles"
    line = tile_of("roads", ROAD, kind="highway", kind_detail="motorway")
    middles = {z: [int(share * (1 << z)) for share in PLACE] for z in ROAD_ZOOMS}
    near = range(-REACH, REACH + 1)
    tiles = {(z, x + i, y + j): line for z, (x, y) in middles.items() for i in near for j in near}
    return path if path.exists() else archive(path, tiles)


def on_the_road(zoom: float) -> tuple[float, float]:
    """A place, longitude and latitude, in the middle of the road at a camera's zoom."""
    side = 1 << min(tile_zoom(zoom), ROAD_ZOOMS[-1])
    x, y = PLACE[0], (int(PLACE[1] * side) + 0.5) / side
    return (x - 0.5) * 360.0, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def gaps(image: QImage, land: QColor) -> int:
    """Columns of the picture, or rows if these are fewer, in which no px is of a road."""
    roads = unlike(image, land, 6)
    return min(int(np.count_nonzero(~roads.any(axis=axis))) for axis in (0, 1))


def look(folder: Path) -> dict[str, object]:
    """Everything there is to be printed."""
    found: dict[str, object] = {}
    with ground(sea(folder)) as (view, item):
        found["ratio"] = view.effectiveDevicePixelRatio()
        water = palette_of(LIGHT).areas["water"]
        spots = {}
        for camera in CAMERAS:
            item.set_camera(11.3, 23.7, *camera)
            spots[str(camera)] = int(np.count_nonzero(unlike(picture(view, item), water)))
        found["sea"] = spots
    with ground(road(folder)) as (view, item):
        land = palette_of(LIGHT).areas["earth"]
        broken = {}
        for zoom, bearing, tilt in CAMERAS:
            camera = zoom + 3.0, bearing, tilt
            item.set_camera(*on_the_road(camera[0]), *camera)
            broken[str(camera)] = gaps(picture(view, item), land)
        found["road"] = broken
    return found


if __name__ == "__main__":
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    application = QGuiApplication([])
    sys.stdout.write(json.dumps(look(Path(sys.argv[1]))) + "\n")
