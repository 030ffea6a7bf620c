"""The map beside a page: its kinds alone, in the colours of its attribute, explained, and everything again after it."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.map.colours import ramp_colour
from opscenter.console.map.page_layer import PageLayer
from opscenter.console.map.page_shade import PageShade
from opscenter.console.map.rows import MapRows
from opscenter.console.pages.panel import Layer
from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality
from opscenter.domain.system_page import PageMap
from tests.support.fake_city import beat, make_session, snapshot
from tests.unit.console.test_map_difference import Shown

ROADS = Layer("Traffic", frozenset({"RoadSegment"}), PageMap(("RoadSegment",), "congestion", 1.0, 0.0))


def test_kinds_of_the_page_are_coloured_between_quiet_and_bright() -> None:
    session = make_session(entities=64)
    rows = MapRows(session.catalogue)
    rows.apply(session.mirror, Changes(everything=True, now=session.now), session.now)
    cells = session.mirror.cells_named("WasteContainer", "fillingLevel")[:4].tolist()
    beat(session, values=dict(zip(cells, (0.0, 0.55, 1.0, 0.9), strict=True)), qualities={cells[3]: Quality.STALE})
    shade = PageShade(frozenset({"WasteContainer"}), "fillingLevel", 0.0, 1.0)
    row = np.array([*(int(session.mirror.cell_row[cell]) for cell in cells), 0], np.int64)
    mine, steps = shade.steps(row, rows, session.mirror)
    assert mine.tolist() == [True] * 4 + [False]
    assert steps.tolist() == [0, 3, 5, -1, -1]


@pytest.mark.parametrize(
    ("entity_type", "attribute", "expected"),
    [
        ("RoadSegment", "congestion", (0.75, 0.2)),  # its ramp
        ("AirQualityObserved", "pm25", (0.0, 37.0)),  # its healthy range
        ("Thing", "level", (6.0, 2.0)),  # it is bad to be low: from the highest to the lowest there is
    ],
)
def test_without_a_scale_a_kind_keeps_its_own(entity_type: str, attribute: str, expected: tuple[float, float]) -> None:
    session = make_session(entities=64)
    header, columns = snapshot(64, 0)
    for value, cell in zip((6.0, 2.0, 4.0), (0, 1, 2), strict=True):
        header["types"][int(columns["cell_row"][cell])] = "Thing"
        header["cell_names"][cell] = "level"
        columns["cell_value"][cell] = value
    session.announce(session.mirror.apply_snapshot(header, columns))
    level = Attribute("level", {"en": "Level"}, low=3.0)
    session.catalogue.kinds["Thing"] = Kind("Thing", "other", {"en": "Thing"}, attributes={"level": level})
    shade = PageShade(frozenset({entity_type}), attribute, None, None)
    assert shade.span(session.catalogue.kinds[entity_type], session.mirror) == expected


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_roads_take_the_colours_of_the_page_and_their_own_afterwards(qtbot: QtBot, theme: str) -> None:
    shown = Shown(qtbot, theme)
    layer = shown.panel.features["page"]
    assert isinstance(layer, PageLayer)
    beat(shown.session, values={shown.ramp_cell(0): 0.95, shown.ramp_cell(1): 0.05})
    layer.show_layer(ROADS)
    tokens = shown.panel.theme.tokens
    view = shown.panel.canvas.camera.view
    qtbot.waitUntil(lambda: shown.panel.bulk.settled)
    picture = shown.picture(qtbot)
    quiet, bright = ramp_colour(tokens, 0).lower(), ramp_colour(tokens, 5).lower()
    assert quiet in shown.colours_along(picture, 0)
    assert bright in shown.colours_along(picture, 1)
    assert layer.key.isVisible() and layer.key.scales[0][1:] == ("100 %", "0 %")
    layer.show_layer(None)
    assert shown.panel.scene.page is None and not layer.key.isVisible()
    qtbot.waitUntil(lambda: shown.panel.settled)
    assert shown.panel.canvas.camera.view.zoom == pytest.approx(view.zoom)


def test_what_is_not_of_the_page_is_not_drawn_in_full(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    layer = shown.panel.features["page"]
    assert isinstance(layer, PageLayer)
    layer.show_layer(ROADS)
    kinds = [kind.type for kind in shown.panel.rows.kinds]
    drawn = shown.panel.scene.shown_kinds().tolist()
    assert {name for name, is_drawn in zip(kinds, drawn, strict=True) if is_drawn} == {"RoadSegment"}
    layer.show_layer(None)
    assert all(shown.panel.scene.shown_kinds().tolist())


def test_points_are_discs_of_the_ramp_while_nothing_is_compared(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    layer = shown.panel.features["page"]
    assert isinstance(layer, PageLayer)
    told = PageMap(("WasteContainer",), "fillingLevel", 0.0, 1.0)
    layer.show_layer(Layer("Waste", frozenset({"WasteContainer"}), told))
    request = shown.panel.make_request(shown.panel.canvas.camera.view, 1)
    assert request.compared is not None and request.compared_wholly and (request.compared >= 0).any()
    shown.difference.show("hour")
    request = shown.panel.make_request(shown.panel.canvas.camera.view, 1)
    assert not request.compared_wholly
