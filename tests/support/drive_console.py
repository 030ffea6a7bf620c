"""A program that drives the real console on the demo city like a hurried operator, until it is told to end.

`python -m tests.support.drive_console --seconds 20 --seed 3`: pans, zooms, folds, floats and closes panels, switches
theme and language, selects, plots, acknowledges, grabs pictures, then leaves in order. Prints `drove STEPS errors=N`;
the exit status is 1 when something went wrong that Python could catch. What Python cannot catch ends the process.
"""

import argparse
import faulthandler
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

faulthandler.enable()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from opscenter.console.collector import Collector  # noqa: E402
from opscenter.console.companions import Companions  # noqa: E402
from opscenter.console.map.backend import choose_backend  # noqa: E402
from opscenter.console.options import ConsoleOptions, DemoCityOptions  # noqa: E402
from opscenter.console.program import Faults, make_application  # noqa: E402
from opscenter.console.session import Answer, LinkState  # noqa: E402
from opscenter.console.shell.commands import PANELS  # noqa: E402
from opscenter.console.shell.console import Console  # noqa: E402
from opscenter.console.shell.memory import Remembered  # noqa: E402
from opscenter.settings.catalogue import load_catalogue  # noqa: E402

_MAP_KEYS = (
    *("D", "A", "L", "P", "W", "E", "Z", "C", "1"),
    *("Period", "Comma", "Return", "Backspace", "Escape", "Left", "Right", "Down"),
)


class Driver(QObject):
    """Does one random thing every `STEP_MS`."""

    STEP_MS = 40

    def __init__(self, console: Console, seed: int, seconds: float) -> None:
        super().__init__(console)
        self._console = console
        self._random = random.Random(seed)
        self._until = 0.0
        self._seconds = seconds
        self.steps = 0
        self._timer = QTimer(self)
        self._timer.setInterval(self.STEP_MS)
        self._timer.timeout.connect(self._step)
        console.session.changed.connect(self._begin)

    def _begin(self) -> None:
        if not self._until and self._console.session.link is LinkState.LIVE and self._console.session.mirror.ids:
            self._until = time.monotonic() + self._seconds
            self._timer.start()

    def _step(self) -> None:
        if time.monotonic() >= self._until:
            self._timer.stop()
            self._console.window.close()
            return
        self.steps += 1
        deeds: list[tuple[int, Callable[[], None]]] = [
            (30, self._pan),
            (12, self._zoom),
            (12, self._select),
            (6, self._plot),
            (6, self._float),
            (6, self._show_or_hide),
            (3, self._theme),
            (1, self._language),
            (3, self._acknowledge),
            (3, self._grab),
            (3, self._resize),
            (2, self._reset),
            (2, self._narrow),
            (2, self._city),
            (1, self._basemap),
            (12, self._map_keys),
            (6, self._lasso),
            (3, self._menu),
            (3, self._search),
        ]
        self._random.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])[0]()

    def _pan(self) -> None:
        camera = self._console.window.panels["map"].canvas.camera  # type: ignore[attr-defined]
        camera.look(camera.view.panned(self._random.uniform(-300, 300), self._random.uniform(-300, 300)))

    def _zoom(self) -> None:
        camera = self._console.window.panels["map"].canvas.camera  # type: ignore[attr-defined]
        wanted = min(18.0, max(9.0, camera.view.zoom + self._random.uniform(-2, 2)))
        camera.look(camera.view.zoomed(wanted, camera.view.width / 2, camera.view.height / 2))

    def _city(self) -> None:
        self._console.window.panels["map"].show_city()  # type: ignore[attr-defined]

    def _select(self) -> None:
        ids = self._console.session.mirror.ids
        self._console.selection.select(self._random.sample(ids, self._random.choice((0, 1, 1, 2))))

    def _plot(self) -> None:
        self._console.plot_selection()

    def _float(self) -> None:
        dock = self._console.window.docks[self._random.choice(list(self._console.window.docks))]
        dock.setFloating(not dock.isFloating())

    def _show_or_hide(self) -> None:
        dock = self._console.window.docks[self._random.choice(list(self._console.window.docks))]
        dock.setVisible(dock.isHidden())

    def _theme(self) -> None:
        self._console.window.commands["theme"].toggle()

    def _language(self) -> None:
        self._console.use_language(self._random.choice(("en", "zh_Hant", "zh_Hans")))

    def _acknowledge(self) -> None:
        alarms = list(self._console.session.mirror.alarms)[:20]
        if alarms:
            self._console.session.act("ack", alarms, "", _ignore)

    def _grab(self) -> None:
        self._console.window.grab()

    def _resize(self) -> None:
        self._console.window.resize(self._random.randrange(800, 1921), self._random.randrange(600, 1081))

    def _reset(self) -> None:
        self._console.window.reset_layout()
        self._console.window.go(self._random.choice(PANELS))

    def _narrow(self) -> None:
        systems = sorted({kind.system for kind in self._console.session.catalogue.kinds.values()})
        self._console.selection.narrow(self._random.choice(systems))

    def _map_keys(self) -> None:
        """Tools, lists and steps by the keys of the map."""
        canvas = self._console.window.panels["map"].canvas  # type: ignore[attr-defined]
        key = Qt.Key[f"Key_{self._random.choice(_MAP_KEYS)}"]
        modifiers = Qt.KeyboardModifier.NoModifier
        if key in (Qt.Key.Key_Left, Qt.Key.Key_1):
            modifiers = Qt.KeyboardModifier.AltModifier
        elif key in (Qt.Key.Key_Z, Qt.Key.Key_C):
            modifiers = Qt.KeyboardModifier.ControlModifier
        for _ in range(3):
            QTest.keyClick(canvas, key, modifiers)

    def _lasso(self) -> None:
        panel = self._console.window.panels["map"]
        canvas, tools = panel.canvas, panel.features["tools"]  # type: ignore[attr-defined]
        tools.use(self._random.choice((tools.lasso, tools.polygon, tools.area, tools.distance)))
        points = [self._point(canvas) for _ in range(5)]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[0])
        for point in points:
            QTest.mouseMove(canvas, point)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[-1])
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[0])

    def _menu(self) -> None:
        panel = self._console.window.panels["map"]
        menu = panel.features["menu"]  # type: ignore[attr-defined]
        made = menu.menu(menu.here(QPointF(self._point(panel))))
        wanted = [action for action in made.actions() if action.isEnabled() and "…" not in action.text()]
        self._random.choice(wanted).trigger()
        made.deleteLater()

    def _search(self) -> None:
        window = self._console.window
        window.commands[self._random.choice(("goto", "search"))].trigger()
        QTest.keyClicks(window.search.field, self._random.choice(("road", "22.2, 114.2", "lamp 1", "114, 22", "zz")))
        QTest.keyClick(window.search.field, self._random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))

    def _point(self, widget: QWidget) -> QPoint:
        return QPoint(self._random.randrange(max(1, widget.width())), self._random.randrange(max(1, widget.height())))

    def _basemap(self) -> None:
        panel = self._console.window.panels["map"]
        path = self._console.basemap
        if path:
            panel.set_basemap(None)  # type: ignore[attr-defined]
            panel.set_basemap(path)  # type: ignore[attr-defined]


def _ignore(_answer: Answer) -> None:
    """A refused acknowledgement is none of the driver's business."""


def drive(seconds: float, seed: int, entities: int) -> int:
    """Run it; the exit status."""
    choose_backend()
    app = make_application()
    collector = Collector()
    with tempfile.TemporaryDirectory(prefix="opscenter-soak-") as folder:
        options = ConsoleOptions(demo=DemoCityOptions(seed, entities), data=Path(folder), city="Soak", zone="UTC")
        console = Console(load_catalogue(), options, Remembered(), None)
        errors: list[str] = []
        faults = Faults()
        faults.told.connect(errors.append)
        faults.install()
        companions = Companions(console.session, options, console)
        companions.basemap_ready.connect(console.use_basemap)
        console.left.connect(app.quit)
        driver = Driver(console, seed, seconds)
        QTimer.singleShot(round((seconds + 60) * 1_000), app.quit)
        console.window.resize(1280, 800)
        console.show()
        companions.start()
        app.exec()
        companions.close()
        faults.remove()
        console.window.deleteLater()
        QApplication.sendPostedEvents(None, 52)  # deferred deletes
        collector.stop()
    for sentence in errors:
        sys.stderr.write(sentence + "\n")
    sys.stdout.write(f"drove {driver.steps} errors={len(errors)}\n")
    return 1 if errors or not driver.steps else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--entities", type=int, default=600)
    asked = parser.parse_args()
    sys.exit(drive(asked.seconds, asked.seed, asked.entities))
