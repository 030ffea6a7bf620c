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
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Catalogue

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
        session = Session(Catalogue())
        session.set_link(LinkState.LIVE)
        panel = MapPanel(session, Selection(), Theme("dark"), basemap)
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
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"], timeout=10_000)
    drop(panel, districts)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian", "districts"], timeout=10_000)
    assert panel.ground.credit == "opscenter demo city"
    assert panel.save_state()["features"]["basemap"] == {"basemaps": [str(city), str(districts)]}


def test_a_map_dropped_on_the_map_takes_the_place_of_the_one_below_the_districts(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, districts: Path
) -> None:
    panel = opened(districts)
    drop(panel, city)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian", "districts"], timeout=10_000)


def test_the_choice_is_remembered_and_can_be_given_back(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, districts: Path
) -> None:
    panel = opened(city)
    panel.restore_state({"features": {"basemap": {"basemaps": [str(districts)]}}})
    qtbot.waitUntil(lambda: layers(panel) == ["districts"], timeout=10_000)
    panel.set_basemap(city)  # the demo city's own, ready a little later
    qtbot.waitUntil(lambda: layers(panel) == ["districts"], timeout=10_000)
    choice_of(panel).choose(None)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"], timeout=10_000)
    assert "basemap" not in panel.save_state()["features"]


def test_a_choice_that_cannot_be_shown_leaves_the_old_one_with_a_sentence(
    qtbot: QtBot, opened: Callable[[Path | None], MapPanel], city: Path, tmp_path: Path
) -> None:
    panel = opened(city)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"], timeout=10_000)
    drop(panel, tmp_path / "gone.pmtiles")
    qtbot.waitUntil(lambda: "does not exist" in panel.ground.trouble, timeout=10_000)
    qtbot.waitUntil(lambda: layers(panel) == ["Port Meridian"], timeout=10_000)
    assert panel.ground.chosen is None and "There is no basemap" not in panel.ground.trouble
    choice_of(panel).choose((str(city),))
    qtbot.waitUntil(lambda: panel.ground.trouble == "", timeout=10_000)


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
    qtbot.waitUntil(lambda: layers(panel) == ["districts"], timeout=10_000)
