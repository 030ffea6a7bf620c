"""Choosing a basemap in the window: dialog, drop, memory, and what happens when the choice cannot be shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap_choice import BasemapChoice
from opscenter.console.map.panel import MapPanel
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import make_session

DISTRICT = (
    '{"type": "Feature", "properties": {"name": "Quay"}, "geometry": {"type": "Polygon", "coordinates": '
    "[[[115.0, 22.1], [115.2, 22.1], [115.2, 22.3], [115.0, 22.3], [115.0, 22.1]]]}}"
)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.pmtiles"
    write_basemap(1, path, 5_000)
    return path


@pytest.fixture
def districts(tmp_path: Path) -> Path:
    path = tmp_path / "districts.geojson"
    path.write_text(DISTRICT)
    return path


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path | None], MapPanel]]:
    panels: list[MapPanel] = []

    def build(basemap: Path | None) -> MapPanel:
        panel = MapPanel(make_session(entities=8, alarms=0), Selection(), Theme("dark"), basemap)
        qtbot.addWidget(panel)
        panels.append(panel)
        panel.resize(500, 400)
        panel.show()
        return panel

    yield build
    for panel in panels:
        panel.stop()


def choice_of(panel: MapPanel) -> BasemapChoice:
    choice = panel.features["basemap"]
    assert isinstance(choice, BasemapChoice)
    return choice


def layers(panel: MapPanel) -> list[str]:
    item = panel.ground.item
    return [info.name for info in item._infos or []] if item is not None else []


def drop(panel: MapPanel, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(panel.canvas, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(panel.canvas, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, left, none))


def test_districts_dropped_on_the_map_lie_over_it(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, districts: Path
) -> None:
    panel = opened(city)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"])
    drop(panel, districts)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian", "districts"])
    assert panel.ground.credit == "opscenter demo city"
    assert panel.save_state()["features"]["basemap"] == {"basemaps": [str(city), str(districts)]}


def test_a_map_dropped_on_the_map_takes_the_place_of_the_one_below_the_districts(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, districts: Path
) -> None:
    panel = opened(districts)
    drop(panel, city)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian", "districts"])


def test_the_choice_is_remembered_and_can_be_given_back(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, districts: Path
) -> None:
    panel = opened(city)
    panel.restore_state({"features": {"basemap": {"basemaps": [str(districts)]}}})
    qtbot.waitUntil(lambda: layers(panel) == ["districts"])
    panel.set_basemap(city)  # the demo city's own, ready a little later
    qtbot.waitUntil(lambda: layers(panel) == ["districts"])
    choice_of(panel).choose(None)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"])
    assert "basemap" not in panel.save_state()["features"]


def test_a_choice_that_cannot_be_shown_leaves_the_old_one_with_a_sentence(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, tmp_path: Path
) -> None:
    panel = opened(city)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"])
    drop(panel, tmp_path / "gone.pmtiles")
    qtbot.waitUntil(lambda: "does not exist" in panel.ground.trouble)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"])
    assert panel.ground.chosen is None and "There is no basemap" not in panel.ground.trouble
    choice_of(panel).choose((str(city),))
    qtbot.waitUntil(lambda: panel.ground.trouble == "")


def test_the_dialog_adds_orders_and_takes_away(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, districts: Path
) -> None:
    panel = opened(city)
    dialog = choice_of(panel).open()
    dialog.add_all([str(districts), str(districts)])
    dialog.address.setText("not an address")
    dialog.add_address()
    assert "begins with https://" in dialog.hint.text()
    assert dialog.references == (str(city), str(districts))
    dialog.move_by(-1)
    assert dialog.references == (str(districts), str(city))
    dialog.list.setCurrentRow(1)
    dialog.remove()
    dialog.accept()
    assert panel.ground.chosen == (str(districts),)
    qtbot.waitUntil(lambda: layers(panel) == ["districts"])


def swapped(path: Path, good: int = 1) -> Path:
    """Districts of which one has latitude and longitude the wrong way round."""
    wrong = DISTRICT.replace("[115.0, 22.1]", "[22.1, 115.0]").replace("Quay", "Nowhere")
    path.write_text('{"type": "FeatureCollection", "features": [' + ", ".join([wrong, *[DISTRICT] * good]) + "]}")
    return path


@pytest.mark.parametrize("by_key", [False, True])
def test_what_is_wrong_with_a_basemap_can_be_taken_away_and_comes_back_with_news(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], tmp_path: Path, by_key: bool
) -> None:
    panel = opened(None)
    notice = panel.overlays.notice
    choice_of(panel).choose((str(swapped(tmp_path / "one.geojson")),))
    qtbot.waitUntil(lambda: "1 of 2 features of one.geojson" in notice.label.text())
    assert notice.isVisible() and notice.closer.isVisible() and "Esc" in notice.closer.toolTip()
    if by_key:
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(notice.closer, Qt.MouseButton.LeftButton)
    assert not notice.isVisible() and panel.ground.trouble == ""
    panel.ground._troubled("h is slow: its tiles appear as they come.")
    assert notice.isVisible() and "h is slow" in notice.label.text() and "one.geojson" not in notice.label.text()
    panel.ground._troubled("")
    assert not notice.isVisible()
    panel.theme.use("light")
    qtbot.waitUntil(lambda: panel.ground.item is not None and panel.ground.item.settled)
    assert not notice.isVisible()
    choice_of(panel).put(str(swapped(tmp_path / "two.geojson", good=2)))
    qtbot.waitUntil(lambda: "1 of 3 features of two.geojson" in notice.label.text())


def test_a_server_that_fails_again_after_it_was_well_is_news(opened: Callable[[Path | None], MapPanel]) -> None:
    panel = opened(None)
    for _ in range(2):
        panel.ground._troubled("h does not answer.")
        assert panel.overlays.notice.isVisible()
        panel.ground.dismiss()
        panel.ground._troubled("h does not answer.")
        assert not panel.overlays.notice.isVisible()
        panel.ground._troubled("")


def test_a_lost_link_cannot_be_taken_away(opened: Callable[[Path | None], MapPanel], qtbot: QtBot) -> None:
    panel = opened(None)
    panel.session.set_link(LinkState.CONNECTING)
    assert panel.overlays.notice.isVisible() and not panel.overlays.notice.closer.isVisible()
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Escape)
    assert panel.overlays.notice.isVisible()


def test_a_file_made_anew_under_its_old_name_is_read_anew(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], districts: Path
) -> None:
    panel = opened(None)
    choice_of(panel).put(str(districts))
    qtbot.waitUntil(lambda: layers(panel) == ["districts"])
    other = districts.with_name("other")
    other.write_text(DISTRICT[:-1] + ', "name": "newer"}')
    other.replace(districts)
    choice_of(panel).put(str(districts))
    qtbot.waitUntil(lambda: layers(panel) == ["newer"])
    assert panel.save_state()["features"]["basemap"] == {"basemaps": [str(districts)]}


def test_a_map_that_follows_another_drops_its_own_choice(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, districts: Path
) -> None:
    main, other = opened(city), opened(city)
    choice_of(other).choose((str(districts),))
    qtbot.waitUntil(lambda: layers(other) == ["districts"])
    other.use_ground_of(main)
    qtbot.waitUntil(lambda: layers(other) == ["Port Meridian"])
    assert "basemap" not in other.save_state()["features"]
