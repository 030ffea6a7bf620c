"""The scene in QGIS's map canvas. Runs under the Python that QGIS was installed for, not ours.

python3 qgis_canvas.py SCENE.json

Its canvas draws in the background and cancels a drawing when the extent moves on: a frame is a finished drawing, and
the camera moves on when one is done.
"""

import itertools
import json
import math
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsRendererRange,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEventLoop, QTimer, QVariant

WIDE, HIGH = 1920, 1080


def layer_of(kind, geometries, symbol_of):
    """A memory layer of features with one number, coloured by it in five steps."""
    layer = QgsVectorLayer(kind + "?crs=EPSG:3857&index=yes", kind, "memory")
    source = layer.dataProvider()
    source.addAttributes([QgsField("speed", QVariant.Double)])
    layer.updateFields()
    features = []
    for number, geometry in enumerate(geometries):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        feature.setAttribute(0, float(number * 37 % 90))
        features.append(feature)
    source.addFeatures(features)
    shades = ("#3b4754", "#64707c", "#93a1af", "#c9b458", "#f6d743")
    ranges = [QgsRendererRange(at * 18.0, at * 18.0 + 18.0, symbol_of(shade), shade) for at, shade in enumerate(shades)]
    layer.setRenderer(QgsGraduatedSymbolRenderer("speed", ranges))
    return layer


def main(path):
    """Fly and print the figures."""
    scene = json.loads(Path(path).read_text(encoding="utf-8"))
    application = QgsApplication([], True)
    application.initQgis()
    to_mercator = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:3857"), QgsProject.instance()
    )

    def placed(lon, lat):
        return to_mercator.transform(QgsPointXY(lon, lat))

    points = [QgsGeometry.fromPointXY(placed(lon, lat)) for lon, lat in scene["points"]]
    lines = [QgsGeometry.fromPolylineXY([placed(*line[:2]), placed(*line[2:])]) for line in scene["lines"]]
    layers = [
        layer_of(
            "Point",
            points,
            lambda shade: QgsMarkerSymbol.createSimple({"color": shade, "size": "2", "outline_style": "no"}),
        ),
        layer_of("LineString", lines, lambda shade: QgsLineSymbol.createSimple({"color": shade, "width": "0.5"})),
    ]
    canvas = QgsMapCanvas()
    canvas.resize(WIDE, HIGH)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas.setCachingEnabled(False)  # the layers change with every beat
    canvas.setParallelRenderingEnabled(True)
    canvas.setLayers(layers)
    canvas.show()
    centre = placed(*scene["centre"])
    seconds, way = scene["seconds"], scene["way"]
    loop = QEventLoop()
    frames = []
    state = {"changed": 0.0}
    began = time.perf_counter()
    used = sum(os.times()[:2])

    def move():
        now = time.perf_counter() - began
        if now >= seconds:
            loop.quit()
            return
        dx, dy, zoom = way[min(len(way) - 1, int(now / seconds * (len(way) - 1)))]
        metres = 40075016.686 / (256.0 * math.pow(2.0, zoom))
        x, y = centre.x() - dx * metres, centre.y() + dy * metres
        half_x, half_y = WIDE / 2 * metres, HIGH / 2 * metres
        if now - state["changed"] >= 0.1:
            state["changed"] = now
            for layer in layers:
                count = layer.featureCount()
                first = int(now * 10) % 10
                changes = {fid: {0: float((fid * 13 + int(now * 10)) % 90)} for fid in range(1 + first, count + 1, 10)}
                layer.dataProvider().changeAttributeValues(changes)
        canvas.setExtent(QgsRectangle(x - half_x, y - half_y, x + half_x, y + half_y))
        canvas.refresh()

    def drawn():
        frames.append(time.perf_counter() - began)
        QTimer.singleShot(0, move)

    canvas.mapCanvasRefreshed.connect(drawn)
    QTimer.singleShot(0, move)
    QTimer.singleShot(int(seconds * 1000) + 20000, loop.quit)
    loop.exec_()
    elapsed = time.perf_counter() - began
    between = sorted((b - a) * 1000 for a, b in itertools.pairwise(frames)) or [float("nan")]
    by_zoom = {}
    zooms = scene["zooms"]
    for number, zoom in enumerate(zooms):
        mine = [at for at in frames if int(at / seconds * len(zooms)) == number]
        by_zoom[f"{zoom:g}"] = {"fps": round(len(mine) / (seconds / len(zooms)), 1)}
    print(
        json.dumps(
            {
                "peer": "QGIS canvas",
                "version": __import__("qgis.core").core.Qgis.version(),
                "entities": len(points),
                "lines": len(lines),
                "fps": round(len(frames) / elapsed, 1),
                "frame_ms_p50": round(between[len(between) // 2], 1),
                "frame_ms_p99": round(between[int(len(between) * 0.99)], 1),
                "cpu_cores": round((sum(os.times()[:2]) - used) / elapsed, 2),
                "by_zoom": by_zoom,
            }
        ),
        flush=True,
    )
    canvas.setLayers([])
    os._exit(0)  # its own ending order is not what is measured


if __name__ == "__main__":
    main(sys.argv[1])
