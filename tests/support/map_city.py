"""A made-up city of a few entities at degrees for tests of the map, the panel over it, and what is on its picture."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind, System
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import NOW, make_alarm

LON, LAT = 114.17, 22.32
Make = Callable[..., MapPanel]


def catalogue() -> Catalogue:
    speed = Attribute("speed", {"en": "Speed"}, "KMH", "km/h", 0)
    kinds = [
        Kind("Sensor", "traffic", {"en": "Sensor"}, "traffic", headline="speed", attributes={"speed": speed}),
        Kind("Lamp", "lighting", {"en": "Lamp"}, "lamp", importance=8),
        Kind("Bus", "transit", {"en": "Bus"}, "bus", moves=True),
        Kind(
            "Road",
            "traffic",
            {"en": "Road"},
            "road",
            geometry="line",
            ramp="speed",
            ramp_low=80.0,
            ramp_high=0.0,
            attributes={"speed": speed},
        ),
        Kind("Zone", "water", {"en": "Zone"}, "water", geometry="area"),
    ]
    systems = {name: System(name, at, {"en": name.title()}, name) for at, name in enumerate(("traffic", "lighting"))}
    return Catalogue(systems=systems, kinds={kind.type: kind for kind in kinds})


class City:
    """Entities at degrees; applied as one snapshot."""

    def __init__(self) -> None:
        self.session = Session(catalogue())
        self.session.set_link(LinkState.LIVE)
        self._rows: list[tuple[str, float, float, float | None, int]] = []
        self._shapes: dict[int, Any] = {}
        self._alarms: list[Any] = []
        self._names: dict[int, str] = {}

    def add(
        self,
        kind: str,
        lon: float = LON,
        lat: float = LAT,
        speed: float | None = None,
        quality: int = 0,
        shape: Any = None,
        name: str = "",
    ) -> str:
        row = len(self._rows)
        self._rows.append((kind, lon, lat, speed, quality))
        if shape is not None:
            self._shapes[row] = shape
        self._names[row] = name
        return f"urn:ngsi-ld:{kind}:{row}"

    def alarm(self, entity: str, priority: Priority, state: AlarmState = AlarmState.UNACK) -> Any:
        alarm = make_alarm(len(self._alarms), entity, priority, state=state)
        self._alarms.append(alarm)
        return alarm

    def apply(self) -> Session:
        with_cell = [row for row, item in enumerate(self._rows) if item[3] is not None]
        count, cells = len(self._rows), len(with_cell)
        header = {
            "epoch": 1,
            "seq": 1,
            "now": NOW,
            "ids": [f"urn:ngsi-ld:{item[0]}:{row}" for row, item in enumerate(self._rows)],
            "types": [item[0] for item in self._rows],
            "names": [self._names[row] for row in range(count)],
            "shapes": self._shapes,
            "cell_names": ["speed"] * cells,
            "cell_units": ["KMH"] * cells,
            "texts": {},
            "alarms": [fact_from_alarm(alarm) for alarm in self._alarms],
            "rules": 1,
            "health": {},
        }
        columns = {
            "lon": np.array([item[1] for item in self._rows], np.float64),
            "lat": np.array([item[2] for item in self._rows], np.float64),
            "row_seen": np.full(count, NOW, np.int64),
            "cell_row": np.array(with_cell, np.uint32),
            "cell_value": np.array([self._rows[row][3] for row in with_cell], np.float64),
            "cell_quality": np.array([self._rows[row][4] for row in with_cell], np.uint8),
            "cell_measured": np.full(cells, NOW, np.int64),
            "cell_received": np.full(cells, NOW, np.int64),
        }
        self.session.announce(self.session.mirror.apply_snapshot(header, columns))
        return self.session


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    panels: list[MapPanel] = []

    def build(
        session: Session, theme: str = "dark", selection: Selection | None = None, zoom: float = 16.0
    ) -> MapPanel:
        panel = MapPanel(session, selection or Selection(), Theme(theme), None)
        qtbot.addWidget(panel)
        panels.append(panel)
        panel.resize(800, 600 + panel.footer.height())
        panel.overlays.buttons.legend.setChecked(False)
        panel.show()
        qtbot.waitExposed(panel)
        panel.canvas.camera.go(LON, LAT, zoom)
        settle(qtbot, panel)
        return panel

    yield build
    for panel in panels:
        panel.stop()


def settle(qtbot: QtBot, panel: MapPanel) -> None:
    qtbot.waitUntil(lambda: panel.settled)


def picture(panel: MapPanel) -> QImage:
    return panel.canvas.grabFramebuffer()


def at_place(panel: MapPanel, lon: float = LON, lat: float = LAT) -> QPoint:
    from opscenter.console.map.projection import world_of

    x, y = world_of(lon, lat)
    sx, sy = panel.canvas.camera.view.to_screen(np.float64(x), np.float64(y))  # type: ignore[arg-type]
    return QPoint(round(float(sx)), round(float(sy)))


def share_of(image: QImage, colour: str, centre: QPoint, reach: int, near: int = 40) -> float:
    """How much of a square about a point (logical px) has about this colour."""
    ratio = image.devicePixelRatio()
    wanted = QColor(colour)
    hits = total = 0
    for y in range(round((centre.y() - reach) * ratio), round((centre.y() + reach) * ratio)):
        for x in range(round((centre.x() - reach) * ratio), round((centre.x() + reach) * ratio)):
            if 0 <= x < image.width() and 0 <= y < image.height():
                found = image.pixelColor(x, y)
                off = max(
                    abs(found.red() - wanted.red()),
                    abs(found.green() - wanted.green()),
                    abs(found.blue() - wanted.blue()),
                )
                hits += off <= near
                total += 1
    return hits / max(1, total)
