"""Wall mode: views in turn, stops at alarms, leaves everything as it was."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.map.motion.follow import Follow
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.tools.place_book import book_of
from opscenter.console.map.tools.saved_places import Saved
from opscenter.console.selection import Selection
from opscenter.console.shell.memory import Remembered
from opscenter.console.shell.window import MainWindow
from opscenter.console.theme.theme import Theme
from opscenter.console.wall.stops import ViewStops
from opscenter.console.wall.tour import ALARM_DWELL_MS, DWELL_MS, HAND_MS, Stop, Tour
from tests.support.fake_city import beat, make_session

VIEWS = [Stop("city", "City", 0), Stop("east", "East", 1), Stop("west", "West", 2)]
FLOOD = Stop("flood", "Flood", 10, 1)
QUEUE = Stop("queue", "Queue", 11, 2)
JAM = Stop("jam", "Jam", 12, 2)


def keys_of(tour: Tour[int], moments: list[int], alarms: list[Stop[int]]) -> list[str]:
    shown = [tour.choose(now, VIEWS, alarms) for now in moments]
    return [stop.key if stop is not None else "" for stop in shown]


def test_views_come_in_turn_each_for_its_time() -> None:
    tour: Tour[int] = Tour()
    moments = [0, DWELL_MS - 1, DWELL_MS, 2 * DWELL_MS, 3 * DWELL_MS]
    assert keys_of(tour, moments, []) == ["city", "city", "east", "west", "city"]


def test_a_new_alarm_is_shown_at_once_even_while_the_tour_is_paused() -> None:
    tour: Tour[int] = Tour()
    tour.choose(0, VIEWS, [])
    tour.paused = True
    assert tour.choose(10, VIEWS, [QUEUE]) is QUEUE
    assert tour.choose(10 + 10 * ALARM_DWELL_MS, VIEWS, [QUEUE, FLOOD]) is FLOOD


def test_a_lesser_alarm_waits_for_its_turn() -> None:
    tour: Tour[int] = Tour()
    assert tour.choose(0, VIEWS, [FLOOD]) is FLOOD
    assert tour.choose(100, VIEWS, [FLOOD, QUEUE]) is FLOOD
    assert tour.choose(ALARM_DWELL_MS, VIEWS, [FLOOD, QUEUE]) is QUEUE
    assert tour.choose(2 * ALARM_DWELL_MS, VIEWS, [FLOOD, QUEUE]) is FLOOD


def test_it_stays_with_one_alarm_until_somebody_acknowledges_it() -> None:
    tour: Tour[int] = Tour()
    assert keys_of(tour, [at * ALARM_DWELL_MS for at in range(6)], [FLOOD]) == ["flood"] * 6
    assert tour.choose(6 * ALARM_DWELL_MS, VIEWS, []) is VIEWS[0]


def test_the_stop_after_an_alarm_that_was_dealt_with_is_the_next_alarm() -> None:
    tour: Tour[int] = Tour()
    tour.choose(0, VIEWS, [QUEUE, JAM])
    shown = tour.choose(10, VIEWS, [JAM])
    assert shown is JAM


def test_a_hand_on_the_map_holds_the_view() -> None:
    tour: Tour[int] = Tour()
    tour.choose(0, VIEWS, [])
    tour.hold(DWELL_MS - 5)
    assert keys_of(tour, [DWELL_MS, DWELL_MS + HAND_MS - 6, DWELL_MS + HAND_MS], []) == ["city", "city", "east"]


def test_pages_are_turned_by_hand_both_ways() -> None:
    tour: Tour[int] = Tour()
    tour.choose(0, VIEWS, [])
    steps = [tour.step(1, by, VIEWS, []) for by in (1, 1, 1, -1)]
    assert [stop.key for stop in steps if stop is not None] == ["east", "west", "city", "west"]


def test_without_a_city_there_is_nothing_to_show() -> None:
    tour: Tour[int] = Tour()
    assert tour.choose(0, [], []) is None
    assert tour.step(0, 1, [], []) is None
    assert tour.choose(1, VIEWS, []) is VIEWS[0]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(make_session(entities=60, alarms=4), Selection(), Theme("dark"), Remembered())
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    qtbot.waitUntil(lambda: made.panels["map"].settled)  # type: ignore[attr-defined]
    yield made
    made.close()
    made.panels["map"].stop()  # type: ignore[attr-defined]


def test_the_wall_is_the_map_alone_and_everything_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    assert window.wall is not None
    shown = {name for name, dock in window.docks.items() if dock.isVisible()}
    window.wall.enter()
    assert not any(dock.isVisible() for dock in window.docks.values())
    assert not window.header.isVisible() and window.isFullScreen()
    caption = window.wall.caption
    assert caption is not None and caption.isVisible()
    qtbot.waitUntil(lambda: window.wall is not None and window.wall.tour.at is not None)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.wall.on and window.header.isVisible() and not window.isFullScreen()
    assert {name for name, dock in window.docks.items() if dock.isVisible()} == shown
    assert not window.panels["map"].overlays.buttons.isHidden()  # type: ignore[attr-defined]


def test_it_stops_at_the_worst_alarm_and_says_what_it_is(window: MainWindow, qtbot: QtBot) -> None:
    wall = window.wall
    assert wall is not None
    wall.enter()
    qtbot.waitUntil(lambda: wall.tour.at is not None)
    stop = wall.tour.at
    assert stop is not None and stop.rank in (1, 2)
    assert wall.caption is not None and wall.caption.stop.text() == stop.name
    row = window.session.mirror.row_of[window.session.mirror.alarms[stop.key].entity]
    panel = window.panels["map"]
    x, y = panel.canvas.camera.view.to_screen(panel.rows.x[row : row + 1], panel.rows.y[row : row + 1])  # type: ignore[attr-defined]
    where = QPoint(round(float(x[0])), round(float(y[0])))
    assert panel.canvas.rect().contains(where)  # type: ignore[attr-defined]
    assert window.wall.caption is not None and not window.wall.caption.geometry().contains(where)


def test_a_hint_to_an_operator_waits_until_the_wall_is_left(window: MainWindow) -> None:
    assert window.wall is not None
    window.notice.tell("Select something first.")
    window.wall.enter()
    assert window.notice.text == ""
    window.notice.stand("link", "The station is not heard.")
    assert window.notice.text == "The station is not heard."
    window.notice.stand("link", "")
    window.wall.leave()
    assert window.notice.text == "Select something first."


def test_a_wall_follows_no_vehicle(window: MainWindow) -> None:
    panel, session = window.panels["map"], window.session
    assert isinstance(panel, MapPanel) and window.wall is not None
    follow = panel.features["follow"]
    assert isinstance(follow, Follow)
    beat(session, entities=[("urn:Vehicle:1", "Vehicle")], places={len(session.mirror.ids): (114.17, 22.32)})
    assert follow.follow("urn:Vehicle:1")
    window.wall.enter()
    assert follow.entity == ""


def test_keys_turn_over_and_pause(window: MainWindow, qtbot: QtBot) -> None:
    wall = window.wall
    assert wall is not None
    wall.enter()
    qtbot.waitUntil(lambda: wall.tour.at is not None)
    first = wall.tour.at
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert wall.tour.at is not first or first is None
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert wall.tour.paused


def test_a_wall_is_not_remembered_as_a_layout(window: MainWindow) -> None:
    assert window.wall is not None
    window.wall.enter()
    window.remember()
    assert not window.wall.on
    qt_state = window.remembered.layouts[window.form]
    assert window._restore_layout(qt_state)
    assert window.docks["alarms"].isVisible()


def test_a_press_on_the_map_holds_the_tour(window: MainWindow, qtbot: QtBot) -> None:
    wall = window.wall
    assert wall is not None
    wall.enter()
    qtbot.waitUntil(lambda: wall.tour.at is not None)
    before = wall.tour._until
    panel = window.panels["map"]
    qtbot.mousePress(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))  # type: ignore[attr-defined]
    qtbot.mouseRelease(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))  # type: ignore[attr-defined]
    assert wall.tour._until > before


def test_kept_views_are_the_pages_of_the_wall(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.panels["map"]
    assert isinstance(panel, MapPanel)
    book = book_of(panel.session)
    book.add(Saved("view", "Harbour", 114.2, 22.3, "", 14.0, 30.0, 20.0))
    book.add(Saved("place", "A pin", 114.1, 22.3))
    stops = ViewStops(panel).stops()
    assert [stop.name for stop in stops] == ["The whole city", "Harbour"]
    view = stops[1].view
    assert (round(view.zoom, 6), view.bearing, view.tilt) == (14.0, 30.0, 20.0)
    assert view.place == pytest.approx((114.2, 22.3), abs=1e-6)


def test_without_kept_views_the_areas_are(window: MainWindow) -> None:
    panel = window.panels["map"]
    assert isinstance(panel, MapPanel)
    first = ViewStops(panel)
    assert next(stop.key for stop in first.stops()) == "city"
    assert first.stops() is first.stops()  # not made anew twice a second


def test_a_wall_hides_nothing_and_gives_the_filter_back(window: MainWindow) -> None:
    window.selection.narrow("lighting")
    assert window.wall is not None
    window.wall.enter()
    assert window.selection.system == ""
    window.wall.leave()
    assert window.selection.system == "lighting"
