"""The layer panel: find, show alone, presets, areas by a figure, what has no place; all of it remembered."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from opscenter.console.map.choropleth import Figure
from opscenter.console.map.layers import LayerPanel
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.presets import presets
from opscenter.console.selection import Selection
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality
from opscenter.settings.catalogue import load_catalogue
from tests.support.drawn_city import LAT, LON, DrawnCity
from tests.support.fake_city import make_session

COUNTS = {"Streetlight": 20, "RoadSegment": 5, "Vehicle": 3, "WaterNetworkZone": 2, "WeatherObserved": 4, "Tank": 1}


@pytest.fixture
def layers(qtbot: QtBot) -> LayerPanel:
    panel = LayerPanel(load_catalogue(), "en", Theme("dark"))
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show_counts(COUNTS)
    panel.tree.expandAll()
    panel.show()
    return panel


def item(panel: LayerPanel, kind: str) -> QTreeWidgetItem:
    return next(one for one in panel._kind_items() if one.data(0, Qt.ItemDataRole.UserRole) == kind)


def test_a_search_leaves_only_lines_that_fit(layers: LayerPanel) -> None:
    layers.search.setText("lamp")
    assert [one.data(0, Qt.ItemDataRole.UserRole) for one in layers._kind_items() if not one.isHidden()] == [
        "Streetlight"
    ]
    layers.search.setText("water supply")
    shown = {one.data(0, Qt.ItemDataRole.UserRole) for one in layers._kind_items() if not one.isHidden()}
    assert shown == {"WaterNetworkZone", "Tank"}
    layers.search.clear()
    assert not any(one.isHidden() for one in layers._kind_items())
    assert layers.hidden_kinds == set()


def test_o_and_alt_click_show_one_line_alone_and_then_everything(layers: LayerPanel, qtbot: QtBot) -> None:
    layers.tree.setCurrentItem(item(layers, "Streetlight"))
    qtbot.keyClick(layers.tree, Qt.Key.Key_O)
    assert layers.hidden_kinds == set(COUNTS) - {"Streetlight"}
    layers.tree.setCurrentItem(item(layers, "Streetlight"))
    qtbot.keyClick(layers.tree, Qt.Key.Key_O)
    assert layers.hidden_kinds == set()
    layers.tree.expandAll()
    place: QPoint = layers.tree.visualItemRect(item(layers, "Tank")).center()
    qtbot.mouseClick(layers.tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, place)
    assert layers.hidden_kinds == set(COUNTS) - {"Tank"}


def test_a_system_says_how_many_of_its_are_shown(layers: LayerPanel) -> None:
    root = item(layers, "Tank").parent()
    assert root is not None and root.text(1) == "3"
    layers.hide_kinds(["Tank"])
    root = item(layers, "Tank").parent()
    assert root is not None and root.text(1) == "2 of 3"
    item(layers, "WaterNetworkZone").setCheckState(0, Qt.CheckState.Unchecked)
    assert root.text(1) == "0 of 3"


def test_presets_are_made_of_the_systems_that_are_there(layers: LayerPanel) -> None:
    catalogue = load_catalogue()
    made = presets(catalogue, {"traffic", "transit", "lighting", "water", "weather"}, "en")
    names = [preset.name for preset in made]
    assert names[:3] == ["Everything", "Traffic and transport", "Utilities"]
    assert "Weather and water" not in names  # one system is no set
    layers.apply_preset(made[1])
    assert layers.hidden_kinds == set(COUNTS) - {"RoadSegment", "Vehicle"}
    layers.apply_preset(made[0])
    assert layers.hidden_kinds == set()


def test_the_figure_by_which_areas_are_coloured(layers: LayerPanel) -> None:
    chooser = layers.figure
    assert chooser.figure is None and not chooser.kind.isVisible()
    with_signal: list[Any] = []
    chooser.changed.connect(lambda: with_signal.append(chooser.figure))
    chooser.over.setCurrentIndex(chooser.over.findData("WaterNetworkZone"))
    chooser.over.activated.emit(1)
    assert with_signal == [Figure("WaterNetworkZone", "", "", "alarm")]
    assert chooser.kind.isVisible() and not chooser.reduce.isVisible()
    chooser.choose(Figure("WaterNetworkZone", "WeatherObserved", "temperature", "max"))
    assert chooser.figure == Figure("WaterNetworkZone", "WeatherObserved", "temperature", "max")
    assert chooser.reduce.isVisible()
    layers.show_counts({**COUNTS, "Pump": 1})
    assert chooser.figure == Figure("WaterNetworkZone", "WeatherObserved", "temperature", "max")


def zones() -> DrawnCity:
    speed = Attribute("speed", {"en": "Speed"})
    kinds = {
        "Zone": Kind("Zone", "water", {"en": "Zone"}, "water", geometry="area"),
        "Lamp": Kind("Lamp", "lighting", {"en": "Lamp"}, "lamp", attributes={"speed": speed}, headline="speed"),
        "Bus": Kind("Bus", "transit", {"en": "Bus"}, "bus", moves=True),
    }
    city = DrawnCity(Catalogue(kinds=kinds))
    city.square("Zone", -0.01, 0.0, 0.005)
    city.square("Zone", 0.01, 0.0, 0.005)
    city.square("Zone", 0.03, 0.0, 0.005)
    for east, value, quality in (
        (-0.01, 10.0, 0),
        (-0.011, 20.0, 0),
        (-0.009, 900.0, int(Quality.STALE)),
        (0.01, 60.0, 0),
    ):
        city.add("Lamp", LON + east, LAT, values={"speed": value}, quality=quality)
    return city


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        (Figure("Zone", "Lamp", "speed", "mean"), {0: 15.0, 1: 60.0}),
        (Figure("Zone", "Lamp", "speed", "max"), {0: 20.0, 1: 60.0}),
        (Figure("Zone", "Lamp", "speed", "sum"), {0: 30.0, 1: 60.0}),
        (Figure("Zone", "Lamp", "", "count"), {0: 3.0, 1: 1.0, 2: 0.0}),
        (Figure("Zone", "", "", "alarm"), {0: 0.0, 1: 4.0, 2: 0.0}),
    ],
)
def test_a_figure_of_an_area_is_of_what_stands_in_it_and_is_not_stale(figure: Figure, values: dict[int, float]) -> None:
    city = zones()
    city.alarm(6, Priority.CRITICAL)
    scene = city.scene()
    choropleth = scene.choropleth
    choropleth.figure = figure
    steps = choropleth.levels(scene.rows, scene.mirror)
    assert choropleth.values == pytest.approx(values)
    assert steps[1] == 5 if figure.reduce != "count" else steps[0] == 5
    assert set(steps) == {0, 1, 2} and (steps[2] == -1) == (2 not in values)


def test_a_bus_that_leaves_a_zone_is_counted_where_it_went() -> None:
    city = zones()
    bus = city.add("Bus", LON - 0.01, LAT)
    scene = city.scene()
    choropleth = scene.choropleth
    choropleth.figure = Figure("Zone", "Bus", "", "count")
    choropleth.levels(scene.rows, scene.mirror)
    assert choropleth.values == {0: 1.0, 1: 0.0, 2: 0.0}
    scene.mirror.lon[bus] = LON + 0.01
    changes = Changes(moved_rows=np.array([bus]))
    scene.rows.apply(scene.mirror, changes, 0)
    assert choropleth.city is not None
    choropleth.city.take(changes)
    assert not choropleth.city.work(1.0, lambda: 0.0)
    choropleth.levels(scene.rows, scene.mirror)
    assert choropleth.values == {0: 0.0, 1: 1.0, 2: 0.0}


def test_what_stands_at_nowhere_is_not_on_the_map_unless_the_city_is_there() -> None:
    city = zones()
    lost = city.add("Lamp", 0.0, 0.0, values={"speed": 1.0})
    unknown = city.add("Lamp", float("nan"), float("nan"))
    rows = city.scene().rows
    assert rows.at_nowhere.tolist() == [lost] and rows.without_place.tolist() == [unknown]
    assert not np.isfinite(rows.x[lost])
    gulf = DrawnCity(city.catalogue)
    gulf.add("Lamp", 0.0, 0.0)
    gulf.add("Lamp", 0.01, 0.01)
    rows = gulf.scene().rows
    assert rows.at_nowhere.tolist() == [] and rows.x[0] == 0.5


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[Callable[..., MapPanel]]:
    made: list[MapPanel] = []

    def build(**more: Any) -> MapPanel:
        one = MapPanel(make_session(40, 0), more.get("selection", Selection()), Theme("dark"), None)
        qtbot.addWidget(one)
        one.resize(900, 700)
        one.show()
        made.append(one)
        return one

    yield build
    for one in made:
        one.stop()


def test_what_is_not_on_the_map_is_told_and_can_be_listed(panel: Callable[..., MapPanel], qtbot: QtBot) -> None:
    selection = Selection()
    one = panel(selection=selection)
    assert not one.layers.unplaced.isVisibleTo(one.layers)
    mirror = one.session.mirror
    mirror.lon[3] = mirror.lat[3] = 0.0
    mirror.lon[4] = np.nan
    one.session.announce(Changes(moved_rows=np.array([3, 4]), now=mirror.now + 200))
    assert one.layers.unplaced.text() == "Not on the map: 1 at 0, 0, 1 without a place"
    one.show_city()
    assert one.canvas.camera.view.zoom > 10
    one.layers.unplaced.click()
    assert selection.ids == [mirror.ids[3], mirror.ids[4]]


def test_choices_are_remembered_and_nonsense_is_ignored(panel: Callable[..., MapPanel]) -> None:
    one, other = panel(), panel()
    one.layers.names.setChecked(False)
    one.scene.choropleth.figure = Figure("WaterNetworkZone", "", "", "alarm")
    kept = one.save_state()
    figure = {"over": "X", "kind": "", "attribute": "", "reduce": "median"}
    for nonsense in ({"names": 3}, {"figure": 5}, {"figure": {**figure, "kind": 1}}, {"figure": figure}):
        other.restore_state({"features": {"layers": nonsense}})
    assert other.layers.names.isChecked() and other.scene.choropleth.figure is None
    other.restore_state(kept)
    assert not other.layers.names.isChecked()
    assert other.scene.choropleth.figure == Figure("WaterNetworkZone", "", "", "alarm")
