"""The scene as Qt Location's own declarative items: one MapQuickItem a point, one MapPolyline a line.

python -m tests.benchmarks.map_peers.qml_delegates POINTS LINES SECONDS
"""

import json
import os
import sys
import time

import numpy as np
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickView

from opscenter.console.map.backend import choose_backend
from opscenter.console.map.bench import frame_figures
from opscenter.console.map.bench_city import CENTRE, camera, places

_SCENE = b"""
import QtQuick
import QtLocation
import QtPositioning
Map {
    id: map
    plugin: Plugin { name: "itemsoverlay" }
    color: "#12161B"
    property var points: []
    property var lines: []
    property int beat: 0
    MapItemView {
        model: map.points
        delegate: MapQuickItem {
            required property int index
            required property var modelData
            coordinate: QtPositioning.coordinate(modelData[1], modelData[0])
            anchorPoint: Qt.point(4, 4)
            sourceItem: Rectangle { width: 8; height: 8; radius: 4
                color: (index + map.beat) % 10 == 0 ? "#FF9F1C" : "#93A1AF" }
        }
    }
    MapItemView {
        model: map.lines
        delegate: MapPolyline {
            required property int index
            required property var modelData
            line.width: 2
            line.color: (index + map.beat) % 10 == 0 ? "#FF9F1C" : "#93A1AF"
            path: [QtPositioning.coordinate(modelData[1], modelData[0]),
                   QtPositioning.coordinate(modelData[3], modelData[2])]
        }
    }
}
"""


def main(entities: int, lines: int, seconds: float) -> None:
    """Fly and print the figures."""
    backend = choose_backend()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    view = QQuickView()
    engine: QQmlEngine = view.engine()
    component = QQmlComponent(engine)
    component.setData(_SCENE, QUrl.fromLocalFile("/Delegates.qml"))
    item = component.create()
    if not isinstance(item, QQuickItem):
        raise SystemExit(component.errorString())
    points, ends = places(entities, lines)
    view.setContent(QUrl(), component, item)
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.resize(1920, 1080)
    began = time.perf_counter()
    item.setProperty("points", points.tolist())
    item.setProperty("lines", ends.tolist())
    view.show()
    application.processEvents()
    opened = time.perf_counter() - began
    frames: list[float] = []
    view.afterRendering.connect(lambda: frames.append(time.perf_counter()))
    from PySide6.QtPositioning import QGeoCoordinate

    began = time.perf_counter()
    used = sum(os.times()[:2])

    def step() -> None:
        dx, dy, zoom = camera(min(1.0, (time.perf_counter() - began) / seconds), seconds)
        scale = 360.0 / (256.0 * 2.0**zoom)
        place = QGeoCoordinate(CENTRE[1] + dy * scale * np.cos(np.radians(CENTRE[1])), CENTRE[0] - dx * scale)
        item.setProperty("center", place)
        item.setProperty("zoomLevel", float(zoom))

    def beat() -> None:
        item.setProperty("beat", int(item.property("beat")) + 1)

    timers = []
    for interval, call in ((16, step), (100, beat)):
        timer = QTimer()
        timer.setInterval(interval)
        timer.timeout.connect(call)
        timer.start()
        timers.append(timer)
    QTimer.singleShot(int(seconds * 1000), application.quit)
    application.exec()
    elapsed = time.perf_counter() - began
    cores = round((sum(os.times()[:2]) - used) / elapsed, 2)
    figures = frame_figures(np.array(frames) - began, elapsed)
    print(
        json.dumps(
            {
                "peer": "QML delegates",
                "entities": entities,
                "lines": lines,
                "backend": backend,
                "opened_s": round(opened, 1),
                "cpu_cores": cores,
                **figures,
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
