"""Chips, cards and legends over a map: however many there are at once, none covers another."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.map.difference.feature import Difference
from opscenter.console.map.field.field import Field
from opscenter.console.map.layers import LayerPanel
from opscenter.console.map.legend import Legend
from opscenter.console.map.overlays import Overlays
from opscenter.console.map.tools.entity_list import Line
from opscenter.console.map.tools.near_here import NearHere
from opscenter.console.map.tools.toolbox import Toolbox
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Catalogue
from tests.support.moving_city import Cities, moving_cities


@pytest.fixture
def cities(qtbot: QtBot) -> Iterator[Cities]:
    yield from moving_cities(qtbot)


def _apart(widgets: list[QWidget]) -> None:
    for one, two in combinations(widgets, 2):
        assert not one.geometry().intersects(two.geometry()), (one, two)


@pytest.mark.parametrize("wide", [320, 620, 1300])
def test_chips_that_find_no_room_beside_each_other_stand_in_lines(qtbot: QtBot, wide: int) -> None:
    canvas, theme = QWidget(), Theme()
    qtbot.addWidget(canvas)
    canvas.resize(wide, 600)
    legend, layers = Legend(theme, "en", canvas), LayerPanel(Catalogue(), "en", theme, canvas)
    overlays = Overlays(theme, canvas, legend, layers, lambda: None)
    chips = [overlays.system_chip, overlays.layer_chip, overlays.add_chip(""), overlays.add_chip("")]
    canvas.show()
    for number, chip in enumerate(chips):
        overlays.show_chip(chip, f"{number + 2} alarms hidden by the filter")
    _apart(chips)
    assert all(chip.x() >= 0 for chip in chips)
    assert overlays.free_top > max(chip.geometry().bottom() for chip in chips)


def test_difference_field_and_tool_stand_clear_of_each_other(cities: Cities) -> None:
    city = cities(others=160, zoom=12.0)
    panel = city.panel
    field, difference, tools = (panel.features[name] for name in ("field", "difference", "tools"))
    assert isinstance(field, Field) and isinstance(difference, Difference) and isinstance(tools, Toolbox)
    field.show_field("WeatherObserved/temperature")
    difference.show("hour")
    tools.use(tools.distance)
    city.qtbot.waitUntil(lambda: field.settled)
    for wide, high in ((800, 640), (1100, 760)):
        panel.resize(wide, high)
        city.qtbot.waitUntil(lambda wide=wide: panel.canvas.width() == wide)
        cards: list[QWidget] = [field.legend, difference.card, tools.card]
        _apart(cards)
        assert all(panel.canvas.rect().contains(card.geometry()) for card in cards)
    difference.leave()
    assert field.legend.geometry().bottom() > tools.card.y() - 40, "it comes down again"


def test_names_of_the_bus_are_plain_in_lists(cities: Cities) -> None:
    near = cities().panel.features["near"]
    assert isinstance(near, NearHere)
    listed = near.list
    named = Line("a", "<img src='x'><b>\u202eRoad & Co", "Road", "road", 0, False)
    listed.show_lines("1 selected", [("Traffic", [named])])
    parent = listed.tree.topLevelItem(0)
    assert parent is not None
    item = parent.child(0)
    assert item is not None
    assert "<b>" not in item.toolTip(0) and "&lt;b&gt;" in item.toolTip(0)
    assert "\u202e" not in item.text(0)
