"""Further maps in windows of their own: linked or free, remembered, ended without a thread left."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.map.basemap_choice import BasemapChoice
from opscenter.console.map.camera import Camera
from opscenter.console.map.camera_link import CameraLink
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View
from opscenter.console.map.sheet.dialog import SheetDialog
from opscenter.console.map.sheet.order import take_order
from opscenter.console.map.sheet.paper import Paper
from opscenter.console.selection import Selection
from opscenter.console.shell.map_windows import MOST
from opscenter.console.shell.memory import Remembered
from opscenter.console.shell.window import MainWindow
from opscenter.console.shell.wires import tell_if_not_on_map
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import NOW, beat, make_session
from tests.support.past import answer_moment


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(make_session(entities=40, alarms=2), Selection(), Theme("dark"), Remembered())
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    yield made
    made.close()
    made.panels["map"].stop()  # type: ignore[attr-defined]


def test_linked_cameras_look_at_the_same_place_in_windows_of_their_own_size() -> None:
    one, two, free = Camera(), Camera(), Camera()
    one.look(View(0.6, 0.4, 12.0, 30.0, 800.0, 600.0, 20.0))
    two.look(View(0.1, 0.1, 5.0, 0.0, 300.0, 200.0))
    free.look(two.view)
    link = CameraLink()
    for camera in (one, two):
        link.join(camera)
    assert two.view == View(0.6, 0.4, 12.0, 30.0, 300.0, 200.0, 20.0)
    moves: list[int] = []
    one.moved.connect(lambda: moves.append(1))
    two.look(two.view.zoomed(14.0, 150.0, 100.0))
    assert one.view.zoom == 14.0 and (one.view.width, one.view.height) == (800.0, 600.0)
    assert moves == [1]
    link.leave(two)
    two.look(two.view.zoomed(9.0, 150.0, 100.0))
    assert one.view.zoom == 14.0
    assert free.view == View(0.1, 0.1, 5.0, 0.0, 300.0, 200.0)


def test_another_map_starts_where_the_main_one_looks_and_goes_its_own_way(window: MainWindow, qtbot: QtBot) -> None:
    main = window.panels["map"]
    main.canvas.camera.go(114.2, 22.35, 15.0, 40.0)  # type: ignore[attr-defined]
    window.open_map()
    assert window.map_windows is not None
    (other,) = window.map_windows.windows
    view = other.panel.canvas.camera.view
    assert (round(view.zoom, 6), view.bearing) == (15.0, 40.0)
    qtbot.waitUntil(lambda: other.panel.settled)
    main.canvas.camera.go(114.1, 22.3, 13.0)  # type: ignore[attr-defined]
    assert other.panel.canvas.camera.view == view
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(other, Qt.Key.Key_L, both)
    assert other.link.isChecked()
    assert other.panel.canvas.camera.view.zoom == pytest.approx(13.0)
    qtbot.keyClick(other.panel.canvas, Qt.Key.Key_Plus)
    assert main.canvas.camera.view.zoom == pytest.approx(13.5)  # type: ignore[attr-defined]


def test_a_closed_map_ends_its_thread(window: MainWindow, qtbot: QtBot) -> None:
    window.open_map()
    assert window.map_windows is not None
    other = window.map_windows.windows[0]
    bulk = other.panel.bulk
    other.close()
    assert window.map_windows.windows == []
    assert not bulk.thread_alive


def test_there_is_a_bound_and_a_sentence(window: MainWindow) -> None:
    assert window.map_windows is not None
    for _ in range(MOST + 1):
        window.open_map()
    assert len(window.map_windows.windows) == MOST
    assert len({other.number for other in window.map_windows.windows}) == MOST


def test_they_are_there_again_after_a_restart(window: MainWindow, qtbot: QtBot) -> None:
    window.open_map()
    window.open_map()
    assert window.map_windows is not None
    window.map_windows.windows[1].link.setChecked(True)
    window.remember()
    kept = window.remembered
    again = MainWindow(make_session(entities=40, alarms=2), Selection(), Theme("dark"), kept)
    qtbot.addWidget(again)
    again.show()
    assert again.map_windows is not None
    assert [other.link.isChecked() for other in again.map_windows.windows] == [False, True]
    again.close()
    assert again.map_windows.windows == []
    again.panels["map"].stop()  # type: ignore[attr-defined]


@pytest.mark.parametrize("broken", ["text", [1, None], [{"geometry": "%%%", "map": 7, "linked": "x"}], {"a": 1}])
def test_a_broken_memory_does_no_harm(window: MainWindow, broken: object) -> None:
    assert window.map_windows is not None
    window.map_windows.restore(broken)
    assert all(not other.link.isChecked() for other in window.map_windows.windows)


def test_a_further_map_never_shows_the_past_as_if_it_were_live(window: MainWindow, qtbot: QtBot) -> None:
    window.open_map()
    assert window.map_windows is not None
    other = window.map_windows.windows[0]
    session = window.session
    assert other.past.frame.isHidden()
    session.review(NOW - 3_600_000)
    answer_moment(session)
    qtbot.waitUntil(lambda: session.moment is not None)
    assert other.past.frame.isVisible() and other.past.watermark.isVisible()
    assert other.past.watermark.word == "REVIEW" and other.past.watermark.time
    assert "REVIEW" in other.badge.word
    session.review(None)
    assert other.past.frame.isHidden() and other.past.watermark.isHidden()


def test_a_print_of_the_past_says_so(window: MainWindow, qtbot: QtBot) -> None:
    main = window.panels["map"]
    assert isinstance(main, MapPanel)
    assert take_order(main, Paper(), "", "light", False).mode == ""
    window.session.review(NOW - 3_600_000)
    answer_moment(window.session)
    qtbot.waitUntil(lambda: window.session.moment is not None)
    assert "REVIEW" in take_order(main, Paper(), "", "light", False).mode
    window.session.review(None)


def test_comparing_and_printing_are_of_the_map_in_front(window: MainWindow, qtbot: QtBot) -> None:
    main = window.panels["map"]
    assert isinstance(main, MapPanel) and window.map_windows is not None
    window.open_map()
    (other,) = window.map_windows.windows
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    window.compare()
    assert other.panel.scene.compared is not None and main.scene.compared is None
    window.print_map()
    assert other.findChild(SheetDialog) is not None
    other.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.compare()
    assert main.scene.compared is not None


def test_showing_what_says_0_0_is_answered_with_a_sentence(window: MainWindow) -> None:
    session = window.session
    tell_if_not_on_map(window, session.mirror.ids[4])
    assert window.notice.text == ""
    beat(session, places={3: (0.0, 0.0)})
    tell_if_not_on_map(window, session.mirror.ids[3])
    assert session.name(3) in window.notice.text and "0, 0" in window.notice.text


def test_a_wall_shows_the_present(window: MainWindow, qtbot: QtBot) -> None:
    window.session.review(NOW - 3_600_000)
    answer_moment(window.session)
    qtbot.waitUntil(lambda: window.session.moment is not None)
    assert window.wall is not None
    window.wall.enter()
    assert window.session.moment is None and window.session.wanted is None
    window.wall.leave()


def test_a_basemap_chosen_or_made_is_that_of_every_window_and_there_again_after_a_restart(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def shown(panel: MapPanel) -> tuple[str, ...]:
        return panel.ground.basemaps

    one, two = (write(tmp_path / f"{name}.geojson", name) for name in ("one", "two"))
    main = window.panels["map"]
    assert isinstance(main, MapPanel) and window.map_windows is not None
    window.open_map()
    choice = main.features["basemap"]
    assert isinstance(choice, BasemapChoice)
    choice.choose((one,))
    window.open_map()  # as the first is now
    panels = [main, *(other.panel for other in window.map_windows.windows)]
    assert [shown(panel) for panel in panels] == [(one,)] * 3
    choice.choose((two,))
    assert [shown(panel) for panel in panels] == [(two,)] * 3
    dropped = panels[2].features["basemap"]
    assert isinstance(dropped, BasemapChoice)
    dropped.choose((one,))  # a file dropped on that window
    main.ground._troubled("a server is slow")
    main.ground._troubled("")
    assert [shown(panel) for panel in panels] == [(two,), (two,), (one,)]
    window.remember()
    again = MainWindow(make_session(entities=40, alarms=2), Selection(), Theme("dark"), window.remembered)
    qtbot.addWidget(again)
    again.show()
    assert again.map_windows is not None
    there = [again.panels["map"], *(other.panel for other in again.map_windows.windows)]
    assert [shown(panel) for panel in there if isinstance(panel, MapPanel)] == [(two,), (two,), (one,)]
    again.close()
    again.panels["map"].stop()  # type: ignore[attr-defined]


def write(path: Path, name: str) -> str:
    """A district in a file."""
    ring = [[114.0, 22.2], [114.3, 22.2], [114.3, 22.4], [114.0, 22.2]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    path.write_text(json.dumps({"type": "Feature", "properties": {"name": name}, "geometry": shape}))
    return str(path)
