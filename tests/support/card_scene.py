"""Draws a known scene on the graphics card (here llvmpipe) and by the CPU: a program of its own, for a virtual screen.

`python -m tests.support.card_scene WHAT OUT`: writes what it found to OUT as JSON. WHAT is compare, beats, float or
broken. Qt's environment chooses the ratio and the renderer.
"""

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

from opscenter.console.map.gpu import line_pass
from opscenter.console.map.gpu.resources import CardError, Resources
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View, world_of
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality
from tests.support.drawn_city import LAT, LON, DrawnCity, pixels

ZOOMS = (12.6, 14.2, 16.3)
BEARINGS = (0.0, 40.0)
THEMES = ("dark", "light")
SIZE = 900, 640
_REACH = 14


def catalogue() -> Catalogue:
    """Roads by congestion, pipes with a flow, districts, posts and buses."""
    speed, water = Attribute("speed", {"en": "Speed"}), Attribute("water", {"en": "Water"})
    status = Attribute("status", {"en": "Status"}, marks={"closed": "closed", "tripped": "lost", "open": "off"})
    heading = Attribute("heading", {"en": "Heading"})
    every = {one.name: one for one in (speed, water, status, heading)}
    road = Kind(
        "Road", "traffic", {"en": "Road"}, "road", geometry="line", ramp="speed", ramp_low=80.0, ramp_high=0.0,
        side="left", importance=2, attributes=every,
    )  # fmt: skip
    pipe = Kind(
        "Pipe", "water", {"en": "Pipe"}, "water", geometry="line", flow="water", flow_full=10.0, importance=5,
        attributes=every,
    )  # fmt: skip
    district = Kind("District", "city", {"en": "District"}, "area", geometry="area", attributes=every)
    post = Kind("Post", "lighting", {"en": "Post"}, "lamp", headline="speed", importance=3, attributes=every)
    bus = Kind("Bus", "transit", {"en": "Bus"}, "bus", moves=True, importance=4, attributes=every)
    return Catalogue(kinds={kind.type: kind for kind in (road, pipe, district, post, bus)})


PLACES = {
    "jam": (0.0, 0.0042),
    "free": (0.0, 0.0031),
    "doubtful": (0.0, 0.0020),
    "silent": (0.0, 0.0010),
    "closed": (0.0, -0.0004),
    "dead": (0.0, -0.0014),
    "empty": (0.0, -0.0024),
    "flow": (0.0, -0.0034),
    "both ways": (0.0, -0.0043),
    "post": (-0.0044, 0.0024),
    "bus": (0.0044, 0.0024),
    "alarm": (-0.0066, 0.0),
    "district": (0.0044, -0.0024),
}
"""Degrees east and north of the middle of the scene."""


def city() -> DrawnCity:
    """One entity at each of PLACES, and a crowd that falls together from afar."""
    made = DrawnCity(catalogue())
    lines: dict[str, dict[str, Any]] = {
        "jam": {"values": {"speed": 0.0}},
        "free": {"values": {"speed": 80.0}},
        "doubtful": {"values": {"speed": 10.0}, "quality": int(Quality.SUSPECT)},
        "silent": {"values": {"speed": 10.0}, "quality": int(Quality.STALE)},
        "closed": {"values": {"speed": 40.0}, "texts": {"status": "closed"}},
        "dead": {"values": {"speed": 40.0}, "texts": {"status": "tripped"}},
        "empty": {"values": {"speed": 40.0}, "texts": {"status": "open"}},
    }
    for name, more in lines.items():
        north = PLACES[name][1]
        made.line("Road", (-0.003, north), (0.003, north), **more)
    made.line("Pipe", (-0.003, PLACES["flow"][1]), (0.003, PLACES["flow"][1]), values={"water": 9.0})
    north = PLACES["both ways"][1]
    made.line("Road", (-0.003, north), (0.003, north), values={"speed": 0.0})
    made.line("Road", (0.003, north), (-0.003, north), values={"speed": 80.0})
    made.add("Post", LON + PLACES["post"][0], LAT + PLACES["post"][1], values={"speed": 12.0})
    made.add("Bus", LON + PLACES["bus"][0], LAT + PLACES["bus"][1], values={"heading": 70.0})
    made.alarm(made.add("Post", LON + PLACES["alarm"][0], LAT + PLACES["alarm"][1]), Priority.CRITICAL)
    east, north = PLACES["district"]
    made.square("District", east + 0.0012, north, 0.0012, values={"speed": 5.0})
    for number in range(6):
        made.add("Post", LON + 0.0060 + 0.00005 * number, LAT + 0.0001)
    return made


class Scene:
    """A map of the city in a window, with a beat to follow."""

    def __init__(self) -> None:
        self.session = Session(catalogue())
        self.session.announce(self.session.mirror.apply_snapshot(*city().snapshot()))
        self.session.set_link(LinkState.LIVE)
        self.theme = Theme("dark")
        self.theme.reduced_motion = True  # a pulse would be another in each picture
        self.panel = MapPanel(self.session, Selection(), self.theme, None)
        self.card = self.panel.canvas.card

    def wait(self, done: Callable[[], bool], seconds: float = 60.0) -> bool:
        """Let Qt work until a condition holds; whether it did."""
        loop, held = QEventLoop(), []
        timer = QTimer()
        timer.setInterval(10)
        timer.timeout.connect(lambda: (held.append(1), loop.quit()) if done() else None)
        timer.start()
        QTimer.singleShot(int(seconds * 1_000), loop.quit)
        loop.exec()
        timer.stop()
        return bool(held)

    def settle(self, on_card: bool = True) -> bool:
        """Wait until everything is shown, by the card or by the CPU alone."""
        return self.wait(lambda: self.panel.settled and (self.card.drawn is not None) == on_card)

    def picture(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """What the canvas shows, uint8 (height, width, 4)."""
        return pixels(self.panel.canvas.grabFramebuffer())

    def close(self) -> None:
        """End threads; nothing of the panel is left."""
        self.panel.stop()
        self.panel.setParent(None)  # type: ignore[call-overload]
        self.panel.close()
        self.panel.deleteLater()
        self.wait(lambda: False, 0.1)


def _view(scene: Scene, zoom: float, bearing: float) -> View:
    canvas = scene.panel.canvas
    return View(*world_of(LON, LAT), zoom, bearing, float(canvas.width()), float(canvas.height()))


def _patch(picture: np.ndarray[Any, Any], view: View, place: tuple[float, float], ratio: float) -> Any:
    x, y = view.to_screen(*(np.float64(at) for at in world_of(LON + place[0], LAT + place[1])))  # type: ignore[arg-type]
    left, top = round((float(x) - _REACH) * ratio), round((float(y) - _REACH) * ratio)
    side = round(2 * _REACH * ratio)
    return picture[max(0, top) : max(0, top + side), max(0, left) : max(0, left + side), :3].astype(int)


def compare(scene: Scene) -> dict[str, Any]:
    """By theme, bearing and zoom: of each place the largest distance of the pictures and what colour is there."""
    scene.panel.resize(*SIZE)
    scene.panel.show()
    if not scene.settle():
        return {"skip": f"Qt draws here with {scene.card.api or 'software'}: no render nodes"}
    found = []
    ratio = scene.panel.canvas.devicePixelRatioF()
    for theme in THEMES:
        scene.theme.use(theme)
        for bearing in BEARINGS:
            for zoom in ZOOMS:
                view = _view(scene, zoom, bearing)
                scene.panel.canvas.camera.look(view)
                pictures = []
                for on_card in (True, False):
                    scene.card.allow(on_card)
                    scene.panel.bulk.repaint(soon=True)
                    assert scene.settle(on_card), (theme, bearing, zoom, on_card)
                    pictures.append(scene.picture())
                card, cpu = pictures
                scene.card.allow(True)
                assert scene.settle()
                places = {}
                for name, place in PLACES.items():
                    mine, other = _patch(card, view, place, ratio), _patch(cpu, view, place, ratio)
                    reach = round(10 * ratio)
                    centre = mine.shape[1] // 2
                    near = mine[:, max(0, centre - reach) : centre + reach].reshape(-1, 3)
                    places[name] = {
                        "apart": float(np.abs(mine - other).mean()) if mine.size else None,
                        "spread": float(other[..., :3].std()) if mine.size else None,
                        "colours": np.unique(near, axis=0).tolist(),
                    }
                every = np.abs(card[..., :3].astype(int) - cpu[..., :3]).max(axis=-1)
                found.append(
                    {
                        "theme": theme,
                        "bearing": bearing,
                        "zoom": zoom,
                        "ratio": ratio,
                        "places": places,
                        "differing": float((every > 64).mean()),
                        "drawn": float(scene.picture()[..., :3].std()),
                    }
                )
    return {"api": scene.card.api, "backend": scene.card.describe(), "found": found, "python_ms": _python_ms(scene)}


def _python_ms(scene: Scene) -> float:
    node = scene.card.node
    return node.seconds * 1e3 if node is not None else float("nan")


def beats(scene: Scene) -> dict[str, Any]:
    """Bytes that a pan, a beat of one road, and a beat of nothing new send to video memory."""
    scene.panel.resize(*SIZE)
    scene.panel.show()
    if not scene.settle():
        return {"skip": f"Qt draws here with {scene.card.api or 'software'}: no render nodes"}
    view = _view(scene, 16.0, 0.0)
    scene.panel.canvas.camera.look(view)
    assert scene.settle()
    node = scene.card.node
    assert node is not None
    sent = [-1]
    while node.uploaded != sent[0]:  # nothing more comes for a while
        sent = [node.uploaded]
        scene.wait(lambda: False, 0.3)
    for step in range(1, 20):
        scene.panel.canvas.camera.look(view.panned(3.0 * step, 0.0))
        scene.picture()
    sent.append(node.uploaded)
    scene.panel.canvas.camera.look(view)
    scene.session.mirror.value[0] = 80.0
    scene.session.announce(Changes(cells=np.array([0]), seen_rows=np.array([0]), now=scene.session.now))
    drawn = scene.card.drawn
    assert scene.wait(lambda: scene.card.drawn is not drawn) and scene.settle()
    scene.picture()
    sent.append(node.uploaded)
    return {"first": sent[0], "pan": sent[1] - sent[0], "beat": sent[2] - sent[1]}


def float_and_dock(scene: Scene) -> dict[str, Any]:
    """Resources alive after the first frame, and after the map floated and was docked again and again."""
    window = QMainWindow()
    window.resize(*SIZE)
    dock = QDockWidget("map", window)
    dock.setWidget(scene.panel)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.show()
    if not scene.settle():
        return {"skip": f"Qt draws here with {scene.card.api or 'software'}: no render nodes"}
    scene.picture()
    alive = [Resources.alive]
    spread = []
    for turn in range(20):
        dock.setFloating(turn % 2 == 0)
        scene.wait(lambda: scene.card.ready and scene.panel.settled and scene.card.drawn is not None)
        spread.append(float(scene.picture()[..., :3].std()))
        alive.append(Resources.alive)
    dock.setWidget(None)  # type: ignore[arg-type]
    scene.close()
    window.close()
    window.deleteLater()
    scene.wait(lambda: False, 0.2)
    return {"alive": alive, "spread": spread, "after": Resources.alive}


def broken(scene: Scene) -> dict[str, Any]:
    """A driver that refuses the lines' pipeline: the map is painted by the CPU, and a line in the log says why."""
    said: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    def refuse(*_: object) -> None:
        raise CardError("the driver refuses pipelines")

    logging.getLogger("opscenter").addHandler(Keeper())
    line_pass.pipeline = refuse  # type: ignore[assignment]
    scene.panel.resize(*SIZE)
    scene.panel.show()
    if not scene.wait(lambda: bool(said)):
        return {"skip": f"Qt draws here with {scene.card.api or 'software'}: no render nodes"}
    assert scene.settle(on_card=False)
    scene.panel.canvas.camera.look(_view(scene, 14.2, 0.0))
    assert scene.settle(on_card=False)
    return {
        "said": said,
        "spread": float(scene.picture()[..., :3].std()),
        "ready": scene.card.ready,
        "backend": scene.card.describe(),
        "alive": Resources.alive,
    }


def main(what: str, out: Path) -> None:
    """Find something out and write it down."""
    application = QApplication([])
    scene = Scene()
    finders = {"compare": compare, "beats": beats, "float": float_and_dock, "broken": broken}
    found = finders[what](scene)
    if what != "float" or "skip" in found:
        scene.close()
        found["after"] = Resources.alive
    out.write_text(json.dumps(found))
    del application


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
