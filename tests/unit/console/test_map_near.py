"""What is near a place, the menu on a place, and what can be done with many selected entities."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.rows import MapRows
from opscenter.console.map.scene import Scene
from opscenter.console.map.tools.geodesy import distance_m
from opscenter.console.map.tools.many_selected import ManySelected
from opscenter.console.map.tools.near import near
from opscenter.console.map.tools.near_here import NearHere
from opscenter.console.map.tools.place_menu import PlaceMenu
from opscenter.console.map.tools.toolbox import Toolbox
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.changes import Changes
from tests.support.map_city import LAT, LON, City, Make, at_place, make, share_of

__all__ = ["make"]

pytestmark = pytest.mark.usefixtures("qapp")


def scene_of(city: City) -> Scene:
    session = city.apply()
    rows = MapRows(session.catalogue)
    rows.apply(session.mirror, Changes(everything=True, now=session.now), session.now)
    rows.read_shapes(10_000)
    return Scene(rows, session.mirror)


def test_the_nearest_are_those_of_a_slow_look_at_each() -> None:
    rng = np.random.default_rng(2)
    city = City()
    places = [(LON + float(x), LAT + float(y)) for x, y in rng.uniform(-0.02, 0.02, (300, 2))]
    for lon, lat in places:
        city.add("Sensor", lon, lat)
    scene = scene_of(city)
    far = [distance_m((LON, LAT), place) for place in places]
    within = sorted((metres, row) for row, metres in enumerate(far) if metres <= 1_000.0)
    found = near(scene, 16.0, LON, LAT, 1_000.0, most=20)
    assert found.total == len(within) > 20
    assert found.row.tolist() == [row for _, row in within[:20]]
    assert found.metres == pytest.approx([metres for metres, _ in within[:20]], rel=1e-4)


def test_lines_count_from_their_nearest_spot_and_areas_from_their_edge() -> None:
    city = City()
    ends = [[LON - 0.05, LAT + 0.001], [LON + 0.05, LAT + 0.001]]
    city.add("Road", LON, LAT, shape={"type": "LineString", "coordinates": ends})
    ring = [[LON + 0.002, LAT - 0.01], [LON + 0.01, LAT - 0.01], [LON + 0.01, LAT + 0.01], [LON + 0.002, LAT + 0.01]]
    city.add("Zone", shape={"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    scene = scene_of(city)
    found = near(scene, 16.0, LON, LAT, 500.0, most=10)
    assert found.row.tolist() == [0, 1]
    assert found.metres[0] == pytest.approx(distance_m((LON, LAT), (LON, LAT + 0.001)), rel=1e-3)
    assert found.bearing[0] == pytest.approx(0.0, abs=0.5) or found.bearing[0] == pytest.approx(360.0, abs=0.5)
    assert found.metres[1] == pytest.approx(distance_m((LON, LAT), (LON + 0.002, LAT)), rel=1e-3)
    assert found.bearing[1] == pytest.approx(90.0, abs=0.5)
    assert near(scene, 16.0, LON + 0.005, LAT, 500.0, most=10).metres[0] == pytest.approx(0.0, abs=1e-3)
    scene.hidden_kinds = {"Road"}
    assert near(scene, 16.0, LON, LAT, 500.0, most=10).row.tolist() == [1]


def test_the_worst_alarms_come_first_when_asked_for() -> None:
    city = City()
    close, far = city.add("Sensor", LON + 0.0001), city.add("Sensor", LON + 0.002)
    city.alarm(far, Priority.CRITICAL)
    scene = scene_of(city)
    ids = scene.mirror.ids
    assert [ids[row] for row in near(scene, 16.0, LON, LAT, 500.0, 5).row.tolist()] == [close, far]
    assert [ids[row] for row in near(scene, 16.0, LON, LAT, 500.0, 1, alarms_first=True).row.tolist()] == [far]
    assert len(near(scene, 16.0, LON + 5, LAT, 500.0, 5).row) == 0


def test_escape_on_the_map_closes_the_list_before_it_drops_the_selection(make: Make) -> None:
    city = City()
    sensor = city.add("Sensor", LON + 0.001)
    panel = make(city.apply())
    nearby: NearHere = feature(panel, "near")
    panel.selection.select([sensor])
    QTest.keyClick(panel.canvas, Qt.Key.Key_W)
    panel.canvas.setFocus()
    QTest.keyClick(panel.canvas, Qt.Key.Key_Escape)
    assert not nearby.list.isVisible() and nearby.place is None and panel.selection.ids
    QTest.keyClick(panel.canvas, Qt.Key.Key_Escape)
    assert not panel.selection.ids


def feature(panel: MapPanel, name: str) -> Any:
    return panel.features[name]


def test_the_list_of_what_is_near_follows_the_city_and_brings_into_view(make: Make, qtbot: QtBot) -> None:
    city = City()
    sensor, lamp = city.add("Sensor", LON + 0.001), city.add("Lamp", LON - 0.002)
    session = city.apply()
    panel = make(session)
    nearby: NearHere = feature(panel, "near")
    panel.canvas.setFocus()
    QTest.keyClick(panel.canvas, Qt.Key.Key_W)
    assert nearby.list.isVisible() and nearby.place is not None
    lines = [line for _, group in nearby.list.groups for line in group]
    assert [line.entity for line in lines] == [sensor, lamp]
    assert lines[0].beside.endswith(" E") and lines[1].beside.endswith(" W")
    assert len(nearby.list.groups) == 2
    panel.layers.hide_kinds(["Sensor"])
    nearby.refresh()
    assert [line.entity for _, group in nearby.list.groups for line in group] == [lamp]
    panel.layers.show_all()
    nearby.refresh()
    nearby.list.tree.setCurrentItem(nearby.list.tree.topLevelItem(0).child(0))  # type: ignore[union-attr]
    QTest.keyClick(nearby.list.tree, Qt.Key.Key_Return)
    assert panel.selection.ids == [sensor]
    nearby.radius.setCurrentIndex(0)
    assert nearby.list.groups == [] and "larger radius" in nearby.list.note.text()
    QTest.keyClick(nearby.list, Qt.Key.Key_Escape)
    assert not nearby.list.isVisible() and panel.canvas.around.places == []
    assert NearHere(panel).restore_state({"radius": "far", "worst": 3}) is None


def texts(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


def test_the_menu_offers_what_can_be_done_with_an_entity(make: Make) -> None:
    city = City()
    sensor = city.add("Sensor", speed=30.0, name="A & B")
    session = city.apply()
    panel = make(session)
    places: PlaceMenu = feature(panel, "menu")
    here = places.here(QPointF(at_place(panel)))
    assert here.entity == sensor
    menu = places.menu(here)
    found = texts(menu)
    assert found[0] == "A && B"
    assert {"Show in the inspector", "Plot", "What is near here", "Measure from here"} <= set(found)
    by_text = {action.text().split("\t")[0]: action for action in menu.actions()}
    by_text["Show in the inspector"].trigger()
    assert panel.selection.ids == [sensor]
    by_text[next(text for text in by_text if text.startswith("Copy"))].trigger()
    assert QGuiApplication.clipboard().text() == f"{here.lat:.5f}, {here.lon:.5f}"
    by_text["Measure from here"].trigger()
    tools: Toolbox = feature(panel, "tools")
    assert tools.tool is tools.distance and len(tools.distance.points) == 1
    menu.close()
    empty = places.menu(places.here(QPointF(20, 20)))
    assert texts(empty)[0] == "Here" and "Plot" not in texts(empty)
    empty.close()


def many(count: int) -> tuple[Session, list[str]]:
    city = City()
    rng = np.random.default_rng(1)
    ids = [
        city.add("Sensor", LON + float(x), LAT + float(y), speed=10.0)
        for x, y in rng.uniform(-0.004, 0.004, (count, 2))
    ]
    city.alarm(ids[-1], Priority.CRITICAL)
    return city.apply(), ids


def test_many_selected_can_be_listed_plotted_and_shown_alone(make: Make, qtbot: QtBot) -> None:
    session, ids = many(600)
    panel = make(session)
    chosen: ManySelected = feature(panel, "selected")
    plotted: list[tuple[str, str]] = []
    panel.selection.plot.connect(lambda entity, attribute: plotted.append((entity, attribute)))
    assert not chosen.chip.isVisible()
    panel.selection.select(ids[:2] + ids[10:])
    assert chosen.chip.isVisible() and "592 selected" in chosen.chip.text()
    chosen.show_list()
    lines = [line for _, group in chosen.list.groups for line in group]
    assert lines[0].entity == ids[-1] and len(lines) == 200 and "592" in chosen.list.note.text()
    chosen.plot()
    assert plotted == [(one, "speed") for one in (ids[:2] + ids[10:])[:8]]
    panel.selection.select(ids[:3])
    chosen.show_only()
    qtbot.waitUntil(lambda: panel.settled)
    assert sorted(panel.bulk.marks.row.tolist()) == [0, 1, 2]
    assert "1 alarm" in chosen.only_chip.text()
    panel.selection.select([])
    QTest.keyClick(panel.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.settled and len(panel.bulk.marks.row) + len(panel.bulk.marks.cluster_rows) > 3)
    assert not chosen.only_chip.isVisible()


def test_the_last_change_of_the_selection_is_undone(make: Make) -> None:
    session, ids = many(5)
    panel = make(session)
    panel.selection.select(ids[:3])
    panel.selection.select([])
    QTest.keyClick(panel.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.selection.ids == ids[:3]
    QTest.keyClick(panel.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.selection.ids == []
    QTest.keyClick(panel.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.selection.ids == []


def test_every_one_of_many_selected_is_ringed(make: Make, qtbot: QtBot) -> None:
    city = City()
    ids = [city.add("Sensor", LON + 0.0012 * (n % 7 - 3), LAT + 0.0012 * (n // 7 - 1.5)) for n in range(28)]
    panel = make(city.apply())
    panel.selection.select(ids)
    qtbot.waitUntil(lambda: panel.settled)
    image, accent = panel.canvas.grabFramebuffer(), Theme("dark").tokens.accent
    for number in (0, 13, 27):
        at = at_place(panel, LON + 0.0012 * (number % 7 - 3), LAT + 0.0012 * (number // 7 - 1.5))
        assert share_of(image, accent, at, 15) > 0.02, number
    assert share_of(image, accent, QPoint(20, 20), 10) == 0.0
