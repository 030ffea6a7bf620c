"""A map panel over a made-up city with vehicles, on a clock that the test moves."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import world_of
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from tests.support import fake_city

LON, LAT = 114.17, 22.32


class MovingCity:
    """`panel` looks at (LON, LAT); `tell` has vehicles tell places, `wait` moves the clock."""

    def __init__(self, qtbot: QtBot, zoom: float = 16.0, theme: Theme | None = None, others: int = 0) -> None:
        self.qtbot = qtbot
        self.session: Session = fake_city.make_session(others, 0)
        self.session._timer.stop()
        self.selection = Selection()
        self.theme = theme or Theme("dark")
        self.panel = MapPanel(self.session, self.selection, self.theme, None)
        qtbot.addWidget(self.panel)
        self.panel.resize(800, 600 + self.panel.footer.height())
        self.panel.overlays.buttons.legend.setChecked(False)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.panel.opening.end()
        self.panel.canvas.camera.go(LON, LAT, zoom)
        self.settle()

    def add(self, *places: tuple[float, float], kind: str = "Vehicle") -> list[int]:
        """New entities; their rows."""
        first = len(self.session.mirror.ids)
        rows = list(range(first, first + len(places)))
        fake_city.beat(
            self.session,
            entities=[(f"urn:{kind}:{row}", kind) for row in rows],
            places=dict(zip(rows, places, strict=True)),
        )
        self.heard(rows)
        self.wait(1_200)  # ages are looked at once a second
        self.settle()
        return rows

    def heard(self, rows: list[int]) -> None:
        """So that they are not silent."""
        self.session.mirror.seen[rows] = self.session.mirror.now

    def tell(self, places: dict[int, tuple[float, float]], after_ms: int = 200, **parts: Any) -> None:
        fake_city.beat(self.session, after_ms=after_ms, places=places, **parts)
        self.heard(list(places))

    def wait(self, ms: int) -> None:
        """Time passes on the session's clock."""
        self.session.now += ms
        self.session.ticked.emit(self.session.now)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.panel.settled)

    def repaint(self) -> None:
        self.panel.bulk.repaint(soon=True)
        self.settle()

    def picture(self) -> QImage:
        return self.panel.canvas.grabFramebuffer()

    def px(self, lon: float, lat: float) -> QPoint:
        """Where a place is in the window."""
        x, y = self.panel.canvas.camera.view.to_screen(*(np.float64(v) for v in world_of(lon, lat)))  # type: ignore[arg-type]
        return QPoint(round(float(x)), round(float(y)))


Cities = Callable[..., MovingCity]


def moving_cities(qtbot: QtBot) -> Iterator[Cities]:
    """For a fixture: makes cities, ends their threads."""
    made: list[MovingCity] = []

    def make(**how: Any) -> MovingCity:
        made.append(MovingCity(qtbot, **how))
        return made[-1]

    yield make
    for city in made:
        city.panel.stop()


def differs(one: QImage, other: QImage, centre: QPoint, reach: int = 10) -> bool:
    """Whether a square of two pictures differs."""
    ratio = one.devicePixelRatio()
    left, top, side = round((centre.x() - reach) * ratio), round((centre.y() - reach) * ratio), round(2 * reach * ratio)
    return one.copy(left, top, side, side) != other.copy(left, top, side, side)
