"""Following a vehicle on the map: by key, by menu, until the map is pulled elsewhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.inspector.panel import InspectorPanel
from opscenter.console.map.motion.follow import Follow
from opscenter.console.map.tools.place_menu import PlaceMenu
from tests.support.fake_city import beat
from tests.support.moving_city import LAT, LON, Cities, MovingCity, moving_cities


@pytest.fixture
def cities(qtbot: QtBot) -> Iterator[Cities]:
    yield from moving_cities(qtbot)


def _follow(city: MovingCity) -> Follow:
    found = city.panel.features["follow"]
    assert isinstance(found, Follow)
    return found


def _followed(city: MovingCity) -> int:
    (row,) = city.add((LON + 0.002, LAT))
    beat(city.session, names={row: "Bus 12"})
    city.selection.select([f"urn:Vehicle:{row}"])
    city.qtbot.keyClick(city.panel.canvas, Qt.Key.Key_F)
    return row


def test_f_keeps_the_selected_vehicle_in_the_middle(cities: Cities) -> None:
    city = cities(zoom=13.0)
    row = _followed(city)
    camera = city.panel.canvas.camera
    assert camera.view.place == pytest.approx((LON + 0.002, LAT))
    assert camera.zoom >= 15.0
    assert _follow(city).chip.text() == "Following Bus 12  -  stop"
    city.tell({row: (LON + 0.003, LAT)})
    city.wait(2_500)
    assert LON + 0.0023 < camera.view.place[0] < LON + 0.0027, "it glides with the vehicle"
    city.wait(20_000)
    assert camera.view.place == pytest.approx((LON + 0.003, LAT), abs=1e-6)
    city.qtbot.keyClick(city.panel.canvas, Qt.Key.Key_Plus)
    assert _follow(city).entity, "a zoom is no pull"
    city.qtbot.keyClick(city.panel.canvas, Qt.Key.Key_F)
    assert _follow(city).entity == ""
    assert _follow(city).chip.isHidden()


def test_a_leap_elsewhere_ends_it_whatever_the_zoom_there(cities: Cities) -> None:
    city = cities()
    _followed(city)
    city.panel.canvas.camera.go(LON + 0.2, LAT + 0.1, 17.0)
    assert _follow(city).entity == ""
    city.wait(500)
    assert city.panel.canvas.camera.view.place == pytest.approx((LON + 0.2, LAT + 0.1))


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Left])
def test_escape_and_a_pull_end_it(cities: Cities, key: Qt.Key) -> None:
    city = cities()
    row = _followed(city)
    city.qtbot.keyClick(city.panel.canvas, key)
    assert _follow(city).entity == ""
    assert city.selection.ids, "Escape did one thing"
    before = city.panel.canvas.camera.view
    city.tell({row: (LON + 0.003, LAT)})
    city.wait(20_000)
    assert city.panel.canvas.camera.view == before


def test_its_silence_is_said(cities: Cities) -> None:
    city = cities()
    _followed(city)
    city.wait(10 * 60_000)
    city.wait(200)
    assert _follow(city).chip.text() == "Bus 12 is silent: it stands where it was last  -  stop"


def test_with_shift_its_heading_is_up(cities: Cities) -> None:
    city = cities()
    row = _followed(city)
    city.qtbot.keyClick(city.panel.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    city.tell({row: (LON + 0.003, LAT)})
    for _ in range(40):
        city.wait(100)
    assert city.panel.canvas.camera.view.bearing == pytest.approx(90.0, abs=1.0)
    assert _follow(city).entity


def test_what_does_not_move_is_not_followed(cities: Cities) -> None:
    city = cities()
    (lamp,) = city.add((LON, LAT), kind="Streetlight")
    city.selection.select([f"urn:Streetlight:{lamp}"])
    city.qtbot.keyClick(city.panel.canvas, Qt.Key.Key_F)
    assert _follow(city).entity == ""


def test_the_menu_on_a_vehicle_offers_it(cities: Cities) -> None:
    city = cities()
    (row,) = city.add((LON, LAT))
    menu = city.panel.features["menu"]
    assert isinstance(menu, PlaceMenu)
    here = menu.here(QPointF(city.px(LON, LAT)))
    actions = {action.text().split("\t")[0]: action for action in menu.menu(here).actions()}
    actions["Follow on the map"].trigger()
    assert _follow(city).entity == f"urn:Vehicle:{row}"


def test_the_inspector_offers_it_for_what_moves(cities: Cities, qtbot: QtBot) -> None:
    city = cities()
    (row,) = city.add((LON, LAT))
    (lamp,) = city.add((LON, LAT), kind="Streetlight")
    inspector = InspectorPanel(city.session, city.selection, city.theme)
    qtbot.addWidget(inspector)
    inspector.show()
    city.selection.select([f"urn:Streetlight:{lamp}"])
    assert inspector.follow_button.isHidden()
    city.selection.select([f"urn:Vehicle:{row}"])
    assert not inspector.follow_button.isHidden()
    inspector.follow_button.click()
    assert _follow(city).entity == f"urn:Vehicle:{row}"
