"""Back and forward through views, and from mark to mark by keys."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.tools.view_history import ViewHistory
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from tests.support.map_city import LAT, LON, City, settle

Make = Callable[..., MapPanel]
Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    panels: list[MapPanel] = []

    def build(session: Session) -> MapPanel:
        panel = MapPanel(session, Selection(), Theme("dark"), None)
        qtbot.addWidget(panel)
        panels.append(panel)
        panel.resize(800, 622)
        panel.show()
        qtbot.waitExposed(panel)
        panel.canvas.camera.go(LON, LAT, 16.0)
        settle(qtbot, panel)
        return panel

    yield build
    for panel in panels:
        panel.stop()


def centre(panel: MapPanel) -> tuple[float, float]:
    lon, lat = panel.canvas.camera.view.place
    return round(lon, 4), round(lat, 4)


def test_the_map_goes_back_and_forward_through_what_was_looked_at(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor")
    panel = make(city.apply())
    history = panel.features["history"]
    assert isinstance(history, ViewHistory)
    history.note()
    places = [(LON, LAT), (LON + 0.1, LAT), (LON + 0.2, LAT + 0.1)]
    for lon, lat in places[1:]:
        panel.canvas.camera.go(lon, lat, 15.0)
        history.note()
    panel.canvas.camera.look(panel.canvas.camera.view.panned(5.0, 0.0))  # a small pull is no new view
    history.note()
    QTest.keyClick(panel.canvas, Key.Key_Left, ALT)
    assert centre(panel) == pytest.approx(places[1], abs=1e-3)
    QTest.keyClick(panel.canvas, Key.Key_Left, ALT)
    assert centre(panel) == pytest.approx(places[0], abs=1e-3)
    assert panel.canvas.camera.view.zoom == pytest.approx(16.0)
    assert not history.can_go_back
    QTest.keyClick(panel.canvas, Key.Key_Left, ALT)
    QTest.keyClick(panel.canvas, Key.Key_Right, ALT)
    assert centre(panel) == pytest.approx(places[1], abs=1e-3)
    panel.canvas.camera.go(LON - 0.3, LAT, 15.0)
    QTest.keyClick(panel.canvas, Key.Key_Left, ALT)  # from a view that had no time to count
    assert centre(panel) == pytest.approx(places[1], abs=1e-3)
    QTest.keyClick(panel.canvas, Key.Key_Right, ALT)
    assert centre(panel) == pytest.approx((LON - 0.3, LAT), abs=1e-3)
    assert not history.can_go_forward


def test_a_view_counts_when_the_map_rests(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor")
    panel = make(city.apply())
    history = panel.features["history"]
    assert isinstance(history, ViewHistory)
    qtbot.waitUntil(lambda: history._at >= 0)
    panel.canvas.camera.go(LON + 0.2, LAT, 16.0)
    qtbot.waitUntil(lambda: len(history._views) == 2)


def test_keys_step_through_marks_worst_alarm_first_and_speak_them(make: Make, qtbot: QtBot) -> None:
    city = City()
    near = city.add("Sensor", LON + 0.0005, name="Near one")
    far = city.add("Sensor", LON + 0.003, name="Far one")
    bad = city.add("Lamp", LON - 0.003, name="Dark lamp")
    city.add("Sensor", LON + 0.5, name="Out of view")
    city.alarm(bad, Priority.HIGH)
    panel = make(city.apply())
    canvas, hover = panel.canvas, panel.overlays.hover
    told = []
    for _ in range(4):
        QTest.keyClick(canvas, Key.Key_Period)
        told.append(hover.label.text().splitlines()[0])
    assert told == ["Dark lamp", "Near one", "Far one", "Dark lamp"]
    assert canvas.accessibleDescription().startswith("Dark lamp") and "1 of 3" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Key.Key_Comma)
    assert hover.label.text().splitlines()[0] == "Far one"
    QTest.keyClick(canvas, Key.Key_Return)
    assert panel.selection.ids == [far]
    QTest.keyClick(canvas, Key.Key_Comma)
    QTest.keyClick(canvas, Key.Key_Return)
    assert panel.selection.ids == [near]
    QTest.mouseMove(canvas, QPoint(20, 20))
    assert panel.pointing.stepped_to is None


def test_stepping_over_an_empty_place_says_so(make: Make, qtbot: QtBot) -> None:
    panel = make(City().apply())
    QTest.keyClick(panel.canvas, Key.Key_Period)
    assert "Nothing is in view" in panel.overlays.said_label.text()


def test_a_smaller_city_after_a_new_snapshot_leaves_nothing_of_the_old_one(make: Make, qtbot: QtBot) -> None:
    city = City()
    for number in range(5):
        city.add("Sensor", LON + 0.0005 * number)
    session = city.apply()
    panel = make(session)
    canvas = panel.canvas
    for _ in range(4):
        QTest.keyClick(canvas, Key.Key_Period)
    smaller = City()
    smaller.session = session
    smaller.add("Sensor", LON)
    smaller.apply()
    assert panel.pointing.hit is None and panel.pointing.stepped_to is None
    for _ in range(3):  # the picture is still the old one
        QTest.keyClick(canvas, Key.Key_Period)
    panel.pointing.show_hover()
    menus = panel.features["menu"]
    for x in range(400, 700, 20):
        menus.here(QPointF(x, 300))  # type: ignore[attr-defined]
    settle(qtbot, panel)
