"""The map panel over a made-up city: pointing, selecting, filters, keys and pulling."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.map.picking import pick
from opscenter.console.map.rows import AREA
from opscenter.console.selection import Selection
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from tests.support.map_city import LAT, LON, City, Make, at_place, make, picture, settle, share_of

__all__ = ["make"]


def test_clicking_selects_and_control_adds(make: Make, qtbot: QtBot) -> None:
    city = City()
    one = city.add("Sensor", speed=50.0)
    other = city.add("Sensor", LON + 0.002, speed=50.0)
    selection = Selection()
    panel = make(city.apply(), selection=selection)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=at_place(panel))
    assert selection.ids == [one]
    place = at_place(panel, LON + 0.002)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert selection.ids == [other, one]
    assert len([ring for ring in panel.canvas.rings.rings if ring.colour == Theme("dark").tokens.accent]) == 2
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 500))
    assert selection.ids == []


def test_selecting_elsewhere_shows_here_and_brings_it_into_view(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    far = city.add("Sensor", LON + 0.3, LAT + 0.2, speed=50.0)
    selection = Selection()
    panel = make(city.apply(), selection=selection)
    selection.select([far])
    selection.show_on_map.emit(far)
    settle(qtbot, panel)
    assert at_place(panel, LON + 0.3, LAT + 0.2) == QPoint(400, 300)
    assert share_of(picture(panel), Theme("dark").tokens.accent, QPoint(400, 300), 20) > 0.03
    selection.show_on_map.emit("urn:nobody")


def test_hovering_says_what_is_there_in_plain_text(make: Make, qtbot: QtBot) -> None:
    city = City()
    entity = city.add("Sensor", speed=50.0, name="<b>North</b>")
    city.alarm(entity, Priority.HIGH)
    panel = make(city.apply())
    qtbot.mouseMove(panel.canvas, at_place(panel))
    qtbot.waitUntil(panel.overlays.hover.isVisible)
    text = panel.overlays.hover.label.text()
    assert panel.overlays.hover.label.textFormat() is Qt.TextFormat.PlainText
    assert "<b>North</b>" in text and "Sensor" in text and "50 km/h" in text and "H  Speed collapse 0" in text
    qtbot.mouseMove(panel.canvas, QPoint(20, 500))
    qtbot.waitUntil(lambda: not panel.overlays.hover.isVisible())
    qtbot.mouseMove(panel.canvas, at_place(panel))
    qtbot.waitUntil(panel.overlays.hover.isVisible)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    QApplication.sendEvent(panel.canvas, QEvent(QEvent.Type.ActivationChange))
    assert not panel.overlays.hover.isVisible(), "another window is over it, and nobody says that the pointer has left"


def test_lines_and_areas_are_picked_under_marks(make: Make) -> None:
    city = City()
    ring = [
        [LON - 0.005, LAT - 0.003],
        [LON + 0.005, LAT - 0.003],
        [LON + 0.005, LAT + 0.003],
        [LON - 0.005, LAT + 0.003],
    ]
    city.add("Zone", shape={"type": "Polygon", "coordinates": [ring]})
    line = {"type": "LineString", "coordinates": [[LON - 0.004, LAT + 0.001], [LON + 0.004, LAT + 0.001]]}
    city.add("Road", speed=30.0, shape=line)
    city.add("Sensor", speed=50.0)
    panel = make(city.apply())
    view = panel.canvas.camera.view

    def picked(lon: float, lat: float) -> int | None:
        place = at_place(panel, lon, lat)
        hit = pick(panel.scene, panel.bulk.marks, view, float(place.x()), float(place.y()))
        return None if hit is None else hit.row

    assert panel.rows.form[0] == AREA
    assert picked(LON, LAT) == 2
    assert picked(LON + 0.003, LAT + 0.001) == 1
    assert picked(LON + 0.003, LAT - 0.002) == 0
    assert picked(LON + 0.0055, LAT) is None


def test_a_click_on_a_cluster_goes_nearer_until_it_falls_apart(make: Make, qtbot: QtBot) -> None:
    city = City()
    for number in range(40):
        city.add("Lamp", LON + 0.0004 * (number % 8), LAT + 0.0004 * (number // 8))
    panel = make(city.apply(), zoom=11.0)
    before = panel.canvas.camera.view.zoom
    x, y = panel.bulk.marks.cluster_x, panel.bulk.marks.cluster_y
    sx, sy = panel.canvas.camera.view.to_screen(x, y)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(float(sx[0])), round(float(sy[0]))))
    settle(qtbot, panel)
    assert panel.canvas.camera.view.zoom > before
    assert len(panel.bulk.marks.row) > 0


def test_what_stands_in_one_place_is_listed_worst_first(make: Make) -> None:
    city = City()
    for number in range(3):
        city.add("Lamp", name=f"a&b {number}")
    city.alarm("urn:ngsi-ld:Lamp:2", Priority.LOW)
    selection = Selection()
    panel = make(city.apply(), selection=selection, zoom=18.0)
    view = panel.canvas.camera.view
    hit = pick(panel.scene, panel.bulk.marks, view, 400.0, 300.0)
    assert hit is not None and hit.is_cluster
    menu = panel.pointing.cluster_menu(hit)
    assert menu.actions()[0].text() == "L  a&&b 2  (Lamp)"
    menu.actions()[1].trigger()
    assert selection.ids == ["urn:ngsi-ld:Lamp:0"]


def test_the_filter_never_hides_alarms_silently(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.alarm(city.add("Lamp"), Priority.CRITICAL)
    city.add("Sensor", LON + 0.002, speed=50.0)
    selection = Selection()
    panel = make(city.apply(), selection=selection)
    selection.narrow("traffic")
    settle(qtbot, panel)
    badge = at_place(panel) + QPoint(14, -14)
    assert share_of(picture(panel), Theme("dark").tokens.critical, badge, 9) == 0.0
    chip = panel.overlays.system_chip
    assert chip.isVisible() and "1 alarm" in chip.text()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert selection.system == ""
    assert not chip.isVisible()
    assert share_of(picture(panel), Theme("dark").tokens.critical, badge, 9) > 0.25


def test_a_layer_switched_off_says_which_alarms_it_hides(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.alarm(city.add("Lamp"), Priority.CRITICAL)
    panel = make(city.apply())
    panel.layers.hide_kinds(["Lamp"])
    settle(qtbot, panel)
    assert len(panel.bulk.marks.row) == 0
    assert panel.overlays.layer_chip.isVisible() and "1 alarm" in panel.overlays.layer_chip.text()
    qtbot.mouseClick(panel.overlays.layer_chip, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert len(panel.bulk.marks.row) == 1


def test_keys_move_zoom_turn_and_select(make: Make, qtbot: QtBot) -> None:
    city = City()
    entity = city.add("Sensor", speed=50.0)
    selection = Selection()
    panel = make(city.apply(), selection=selection)
    camera = panel.canvas.camera
    start = camera.view
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
    assert camera.view.x > start.x
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Up)
    assert camera.view.y < start.y
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Plus)
    assert camera.view.zoom == pytest.approx(start.zoom + 0.5)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Minus)
    camera.look(camera.view.turned(40.0, 400.0, 300.0))
    assert panel.overlays.buttons.north.isVisibleTo(panel)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_N)
    assert camera.view.bearing == 0.0
    assert not panel.overlays.buttons.north.isVisibleTo(panel)
    settle(qtbot, panel)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Return)
    assert selection.ids == [entity]
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Home)
    assert camera.view.x == pytest.approx(start.x)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Escape)
    assert selection.ids == []


def test_dragging_pulls_the_map_and_selects_nothing(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    selection = Selection()
    panel = make(city.apply(), selection=selection)
    panel.canvas.gestures.glides = False
    before = at_place(panel)
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(panel.canvas, QPoint(230, 190))
    qtbot.mouseMove(panel.canvas, QPoint(260, 180))
    qtbot.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(260, 180))
    assert at_place(panel) - before == QPoint(60, -20)
    assert selection.ids == []


def test_the_picture_moves_with_the_camera_before_it_is_painted_anew(make: Make) -> None:
    city = City()
    city.alarm(city.add("Lamp"), Priority.CRITICAL)
    panel = make(city.apply())
    panel.canvas.camera.look(panel.canvas.camera.view.panned(100.0, 50.0))
    badge = at_place(panel) + QPoint(14, -14)
    assert badge == QPoint(514, 336)
    assert share_of(picture(panel), Theme("dark").tokens.critical, badge, 9) > 0.25
