"""The map panel over a made-up city: what it opens with, follows, remembers and ends with."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality
from tests.support.fake_city import NOW, make_session
from tests.support.map_city import LAT, LON, City, Make, at_place, catalogue, make, picture, settle, share_of

__all__ = ["make"]


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
    assert "Connecting" in panel.overlays.notice.label.text()
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
    qtbot.waitUntil(lambda: panel.settled)
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
    assert "The file is not a map." in panel.overlays.notice.label.text()
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
