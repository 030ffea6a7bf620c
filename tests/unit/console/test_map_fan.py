"""What stands in one place is spread around it: each clickable, each reached by keys, folded up again."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from opscenter.console.map.fan import MOST, FanOut
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.picking import pick
from opscenter.console.selection import Selection
from opscenter.console.theme.tokens import DARK
from opscenter.domain.alarm import Priority
from tests.support.map_city import City, make, picture, settle, share_of

__all__ = ["make"]

Make = Callable[..., MapPanel]


def opened(make: Make, qtbot: QtBot, count: int, selection: Selection, worst: int = 2) -> tuple[MapPanel, FanOut]:
    city = City()
    for number in range(count):
        city.add("Lamp", name=f"lamp {number}")
    city.alarm(f"urn:ngsi-ld:Lamp:{worst}", Priority.LOW)
    panel = make(city.apply(), selection=selection, zoom=18.0)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    settle(qtbot, panel)
    fan = panel.features["fan"]
    assert isinstance(fan, FanOut)
    return panel, fan


def places(panel: MapPanel) -> dict[int, QPoint]:
    marks = panel.bulk.marks
    x, y = panel.canvas.camera.view.to_screen(marks.x, marks.y)
    return {int(row): QPoint(round(float(px)), round(float(py))) for row, px, py in zip(marks.row, x, y, strict=True)}


@pytest.mark.parametrize("count", [2, 7, MOST])
def test_a_click_spreads_them_apart_and_each_can_be_clicked(make: Make, qtbot: QtBot, count: int) -> None:
    selection = Selection()
    panel, fan = opened(make, qtbot, count, selection, worst=1)
    assert fan.fan is not None and fan.fan.rows[0] == 1  # the alarmed first, on top
    at = places(panel)
    assert sorted(at) == list(range(count)) and not panel.bulk.marks.cluster_rows
    spots = np.array([(place.x(), place.y()) for place in at.values()])
    apart = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) + np.eye(count) * 1e6
    assert apart.min() > 24
    for row, place in at.items():
        hit = pick(panel.scene, panel.bulk.marks, panel.canvas.camera.view, float(place.x()), float(place.y()))
        assert hit is not None and hit.row == row
    last = max(at)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=at[last])
    assert selection.ids == [f"urn:ngsi-ld:Lamp:{last}"]
    assert fan.fan is not None
    between = QPoint(round(320 + at[last].x() / 5), round(240 + at[last].y() / 5))  # a name may stand further out
    settle(qtbot, panel)
    assert share_of(picture(panel), DARK.symbol, between, 2, near=60) > 0.05  # the leader line


def test_arrow_keys_select_one_after_the_other_and_escape_folds_it_up(make: Make, qtbot: QtBot) -> None:
    selection = Selection()
    panel, fan = opened(make, qtbot, 4, selection)
    before = panel.canvas.camera.view
    seen = []
    for _ in range(5):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_Right)
        seen.append(selection.ids[0])
    assert len(set(seen[:4])) == 4 and seen[4] == seen[0] == "urn:ngsi-ld:Lamp:2"
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Left)
    assert selection.ids == [seen[3]]
    assert panel.canvas.camera.view == before
    qtbot.keyClick(panel.canvas, Qt.Key.Key_Escape)
    settle(qtbot, panel)
    assert fan.fan is None and len(panel.bulk.marks.cluster_rows) == 1
    assert selection.ids == [seen[3]]


def test_a_click_beside_it_or_another_zoom_folds_it_up(make: Make, qtbot: QtBot) -> None:
    panel, fan = opened(make, qtbot, 3, Selection())
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(40, 540))
    assert fan.fan is None
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    settle(qtbot, panel)
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    view = panel.canvas.camera.view
    panel.canvas.camera.look(view.zoomed(view.zoom - 1.0, 400.0, 300.0))
    assert fan.fan is None


def test_more_than_fit_around_are_listed(make: Make, qtbot: QtBot) -> None:
    panel, fan = opened(make, qtbot, MOST + 1, Selection())
    assert fan.fan is None
    menus = [menu for menu in panel.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1 and len(menus[0].actions()) == MOST + 1
    menus[0].close()
