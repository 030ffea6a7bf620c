"""The map panel over a made-up city: what is drawn where, picking, selection, filters, keys, a lost link, threads."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.picking import pick
from opscenter.console.map.projection import View
from opscenter.console.map.rows import AREA, LINE
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind, System
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import NOW, make_alarm, make_session

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
    qtbot.waitUntil(lambda: panel.settled, timeout=10_000)


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


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_symbol_stands_at_its_place_in_the_themes_colour(make: Make, theme: str) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    panel = make(city.apply(), theme)
    image = picture(panel)
    tokens = Theme(theme).tokens
    assert share_of(image, tokens.symbol, at_place(panel), 8) > 0.05
    assert share_of(image, tokens.symbol, at_place(panel, LON + 0.004), 8) == 0.0
    assert share_of(image, tokens.land, at_place(panel, LON + 0.004), 8) == 1.0


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("priority", list(Priority))
def test_an_alarm_is_drawn_in_its_colour(make: Make, theme: str, priority: Priority) -> None:
    city = City()
    city.alarm(city.add("Lamp"), priority)
    panel = make(city.apply(), theme)
    badge = at_place(panel) + QPoint(14, -14)
    assert share_of(picture(panel), Theme(theme).tokens.priority(priority), badge, 9) > 0.3


def test_an_acknowledged_alarm_is_an_outline(make: Make, qtbot: QtBot) -> None:
    city = City()
    alarm = city.alarm(city.add("Lamp"), Priority.CRITICAL)
    session = city.apply()
    panel = make(session)
    over_letter = at_place(panel) + QPoint(14, -20)
    colour = Theme("dark").tokens.critical
    assert share_of(picture(panel), colour, over_letter, 2) > 0.9
    session.mirror._put_alarm(replace(alarm, state=AlarmState.ACKED))
    session.announce(Changes(alarms=[alarm.occurrence], now=NOW + 200))
    settle(qtbot, panel)
    qtbot.waitUntil(lambda: share_of(picture(panel), colour, over_letter, 2) < 0.5)
    assert share_of(picture(panel), colour, over_letter, 10) > 0.05


def test_an_alarm_that_has_returned_neither_pulses_nor_looks_as_if_it_stood(make: Make, qtbot: QtBot) -> None:
    city = City()
    alarm = city.alarm(city.add("Lamp"), Priority.HIGH)
    session = city.apply()
    panel = make(session)
    badge, colour = at_place(panel) + QPoint(14, -14), Theme("dark").tokens.high
    standing = share_of(picture(panel), colour, badge, 12)
    assert panel.canvas.rings.pulsing
    session.mirror._put_alarm(replace(alarm, state=AlarmState.RTNUN))
    session.announce(Changes(alarms=[alarm.occurrence], now=NOW + 200))
    settle(qtbot, panel)
    assert not panel.canvas.rings.pulsing
    qtbot.waitUntil(lambda: 0.02 < share_of(picture(panel), colour, badge, 12) < 0.6 * standing)
    assert ("returned", "Small: returned, not acknowledged") in panel.legend.lines()


def test_nothing_without_an_alarm_covers_one(make: Make) -> None:
    city = City()
    city.alarm(city.add("Lamp"), Priority.CRITICAL)
    for number in range(12):
        city.add("Sensor", LON + 0.00012 * (number % 4 - 1), LAT + 0.0001 * (number // 4), speed=50.0)
    panel = make(city.apply(), zoom=15.0)
    marks = [at_place(panel), at_place(panel) + QPoint(14, -14)]
    assert max(share_of(picture(panel), Theme("dark").tokens.critical, mark, 10) for mark in marks) > 0.25


def test_a_crowd_is_a_cluster_with_its_worst_alarm(make: Make) -> None:
    city = City()
    for number in range(30):
        city.add("Lamp", LON + 0.00001 * number, LAT)
    city.alarm("urn:ngsi-ld:Lamp:7", Priority.LOW)
    city.alarm("urn:ngsi-ld:Lamp:9", Priority.MEDIUM)
    panel = make(city.apply(), zoom=11.0)
    marks = panel.bulk.marks
    assert sum(len(rows) for rows in marks.cluster_rows) + len(marks.row) == 30
    assert len(marks.cluster_rows) >= 1
    image = picture(panel)
    tokens = Theme("dark").tokens
    assert share_of(image, tokens.medium, at_place(panel), 40) > 0.01
    assert share_of(image, tokens.low, at_place(panel), 40, near=12) < 0.005  # its share of the ring


def test_a_picture_at_twice_the_pixels_is_sharp_and_in_place(make: Make) -> None:
    from opscenter.console.map.painting import paint

    city = City()
    city.alarm(city.add("Lamp"), Priority.HIGH)
    panel = make(city.apply())
    request = panel.make_request(View(*_world(), zoom=16.0, width=400.0, height=300.0), 1)
    painted = paint(replace(request, ratio=2.0)).image
    assert (painted.width(), painted.height(), painted.devicePixelRatio()) == (800, 600, 2.0)
    assert share_of(painted, Theme("dark").tokens.high, QPoint(214, 136), 9) > 0.25


def _world() -> tuple[float, float]:
    from opscenter.console.map.projection import world_of

    return world_of(LON, LAT)


def test_a_road_has_the_colour_of_its_value_and_loses_it_when_stale(make: Make, qtbot: QtBot) -> None:
    city = City()
    line = {"type": "LineString", "coordinates": [[LON - 0.004, LAT], [LON + 0.004, LAT]]}
    city.add("Road", speed=0.0, shape=line)
    session = city.apply()
    panel = make(session)
    tokens = Theme("dark").tokens
    assert panel.rows.form[0] == LINE
    assert share_of(picture(panel), tokens.ramp[-1], at_place(panel), 3) > 0.3
    session.mirror.quality[0] = int(Quality.STALE)
    session.announce(Changes(cells=np.array([0]), now=NOW + 200))
    settle(qtbot, panel)
    assert share_of(picture(panel), tokens.ramp[-1], at_place(panel), 12, near=20) == 0.0


def test_an_entity_that_falls_silent_looks_stale(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    session = city.apply()
    panel = make(session)
    live = share_of(picture(panel), Theme("dark").tokens.symbol, at_place(panel), 6, near=10)
    session.announce(Changes(now=NOW + 3_600_000))
    settle(qtbot, panel)
    assert panel.rows.quality[0] == Quality.STALE
    silent = share_of(picture(panel), Theme("dark").tokens.symbol, at_place(panel), 6, near=10)
    assert silent == 0.0 < live


def test_a_lost_link_is_said_and_takes_the_colour_away(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.alarm(city.add("Lamp"), Priority.CRITICAL)
    session = city.apply()
    panel = make(session)
    assert panel.canvas.rings.pulsing
    session.set_link(LinkState.LOST)
    settle(qtbot, panel)
    badge = at_place(panel) + QPoint(14, -14)
    qtbot.waitUntil(lambda: share_of(picture(panel), Theme("dark").tokens.critical, badge, 12) == 0.0)
    assert "Not live" in panel.overlays.notice_label.text()
    assert panel.overlays.notice.isVisible()
    assert not panel.canvas.rings.pulsing


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


def test_a_vehicle_that_moves_is_drawn_where_it_went(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.alarm(city.add("Bus"), Priority.CRITICAL)
    session = city.apply()
    panel = make(session)
    session.mirror.lon[0] = LON + 0.002
    session.announce(Changes(moved_rows=np.array([0]), now=NOW + 200))
    settle(qtbot, panel)
    assert panel.rows.heading[0] == pytest.approx(90.0, abs=1.0)
    image, colour = picture(panel), Theme("dark").tokens.critical
    assert share_of(image, colour, at_place(panel, LON + 0.002) + QPoint(14, -14), 9) > 0.25
    assert share_of(image, colour, at_place(panel) + QPoint(14, -14), 9) == 0.0


def test_the_first_snapshot_is_fitted_and_a_beat_is_not(make: Make, qtbot: QtBot) -> None:
    city = City()
    for number in range(50):
        city.add("Sensor", LON + 0.01 * (number % 10), LAT + 0.01 * (number // 10), speed=50.0)
    session = Session(catalogue())
    panel = MapPanel(session, Selection(), Theme("dark"), None)
    qtbot.addWidget(panel)
    panel.resize(800, 600)
    panel.show()
    assert "Connecting" in panel.overlays.notice_label.text()
    city.session = session
    session.set_link(LinkState.LIVE)
    city.apply()
    settle(qtbot, panel)
    view = panel.canvas.camera.view
    x, y = view.to_screen(panel.rows.x, panel.rows.y)
    assert x.min() > 0 and x.max() < view.width and y.min() > 0 and y.max() < view.height
    assert view.zoom > 11.0
    session.mirror.lon[0] = LON + 1.0
    session.announce(Changes(moved_rows=np.array([0]), now=NOW + 200))
    assert panel.canvas.camera.view == view
    panel.stop()


@pytest.mark.parametrize("moved", [False, True])
def test_the_map_follows_the_first_entities_until_it_is_moved(qtbot: QtBot, moved: bool) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    panel = MapPanel(city.apply(), Selection(), Theme("dark"), None)
    qtbot.addWidget(panel)
    panel.resize(800, 600)
    panel.show()
    settle(qtbot, panel)
    first = panel.canvas.camera.view
    if moved:
        first = first.panned(40.0, 0.0)
        panel.canvas.camera.look(first)
    for number in range(60):
        city.add("Sensor", LON + 0.01 * (number % 10), LAT + 0.01 * (number // 10), speed=50.0)
    city.apply()
    settle(qtbot, panel)
    view = panel.canvas.camera.view
    x, y = view.to_screen(panel.rows.x, panel.rows.y)
    everything = x.min() > 0 and x.max() < view.width and y.min() > 0 and y.max() < view.height
    assert everything is not moved
    assert (view == first) is moved
    panel.stop()


def test_no_legend_says_that_nothing_is_drawn_before_anything_could_be(qtbot: QtBot) -> None:
    panel = MapPanel(make_session(entities=40, alarms=2), Selection(), Theme("dark"), None)
    qtbot.addWidget(panel)
    panel.overlays.buttons.legend.setChecked(True)
    panel.resize(1000, 640)
    panel.show()
    assert panel.legend.isHidden()
    qtbot.waitUntil(lambda: panel.settled, timeout=10_000)
    assert panel.legend.isVisible()
    panel.stop()


def test_the_legend_explains_what_is_drawn(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.alarm(city.add("Sensor", speed=50.0), Priority.HIGH)
    city.add("Sensor", LON + 0.003, speed=50.0, quality=int(Quality.BAD))
    panel = make(city.apply())
    rows = dict(panel.legend.lines())
    assert rows == {"alarm 2": "High alarm", "symbol traffic": "Sensor", f"quality {int(Quality.BAD)}": "Bad value"}
    panel.overlays.buttons.legend.setChecked(True)
    assert panel.legend.isVisible()


def test_state_is_remembered_and_nonsense_is_ignored(make: Make) -> None:
    city = City()
    city.add("Lamp")
    session = city.apply()
    panel = make(session)
    panel.canvas.camera.go(LON + 0.02, LAT, 13.0, 20.0)
    panel.layers.hide_kinds(["Lamp"])
    state = panel.save_state()
    other = make(session)
    other.restore_state({"views": 3, "hidden": 3, "legend": "no"})
    other.restore_state(state)
    assert other.canvas.camera.view.place == pytest.approx((LON + 0.02, LAT))
    assert (other.canvas.camera.view.zoom, other.canvas.camera.view.bearing) == pytest.approx((13.0, 20.0))
    assert other.layers.hidden_kinds == {"Lamp"}


def test_a_basemap_that_cannot_be_read_is_said_and_the_city_is_drawn(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    panel = make(city.apply())
    panel.ground.failed("The file is not a map.")
    assert "The file is not a map." in panel.overlays.notice_label.text()
    assert share_of(picture(panel), Theme("dark").tokens.symbol, at_place(panel), 8) > 0.05


def test_threads_end_with_the_panel(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    panel = make(city.apply())
    assert panel.bulk.thread_alive
    panel.stop()
    assert not panel.bulk.thread_alive
    panel.stop()


def test_several_panels_live_side_by_side(make: Make, qtbot: QtBot) -> None:
    city = City()
    city.add("Sensor", speed=50.0)
    session, selection = city.apply(), Selection()
    one, other = make(session, selection=selection), make(session, "light", selection, zoom=14.0)
    one.canvas.gestures.clicked.emit(QPointF(at_place(one)), Qt.KeyboardModifier.NoModifier)
    assert [len(panel.canvas.rings.rings) for panel in (one, other)] == [1, 1]
    assert one.canvas.camera.view.zoom != other.canvas.camera.view.zoom
